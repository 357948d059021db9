"""Topics, what was planned of them, and their sessions: whose labels are asked."""

from typing import Any

from tests.statistics.conftest import Office


def groups(office: Office, words: str, by: str) -> dict[str, Any]:
    return dict(office.figure(words, by=by).groups)


def test_labels_of_topics_are_those_of_the_topic_that_is_counted(office: Office) -> None:
    top = office.topic("养老", category="协商", form="专题")
    below = office.topic("养老院", category="调研", form="微协商", parent_id=top)
    office.event("2024-03-01", topics=(below,))
    assert office.value("consultation.topics 类别=协商") == 1
    assert office.value("consultation.topics 类别=调研") == 0
    assert office.value("consultation.topics 协商=养老") == 1
    assert groups(office, "consultation.topics", "类别") == {"协商": 1}
    assert groups(office, "consultation.topics", "协商") == {"养老": 1}
    assert groups(office, "consultation.topics 上级议题=养老", "类别") == {"调研": 1}
    assert office.value("consultation.topics 上级议题=养老 类别=调研") == 1
    assert office.value("consultation.topics 协商.上级议题=养老 类别=协商") == 0


def test_labels_of_sessions_are_those_of_the_topic_of_the_event(office: Office) -> None:
    top = office.topic("养老", category="协商")
    inside = office.topic("养老院", category="协商", parent_id=top)
    other = office.topic("停车", category="调研")
    event = office.event("2024-03-01", topics=(inside, other))
    assert event
    assert office.value("consultation.sessions") == 1
    assert office.value("consultation.sessions 上级议题=养老") == 1
    assert office.value("consultation.sessions 上级议题=养老 类别=协商") == 1
    assert office.value("consultation.sessions 上级议题=养老 类别=调研") == 0
    assert office.value("consultation.sessions 协商=停车 类别=协商") == 0
    assert groups(office, "consultation.sessions", "类别") == {"协商": 1, "调研": 1}
    assert groups(office, "consultation.sessions 上级议题=养老", "协商") == {"养老院": 1}


def test_other_labels_of_sessions_are_those_of_the_event(office: Office) -> None:
    topic = office.topic("养老", category="协商")
    office.event("2024-03-01", type_="座谈", topics=(topic,), mode="线上")
    for code in ("consultation.sessions", "consultation.topics"):
        assert office.value(f"{code} 方式=线上 类别=协商") == 1
        assert office.value(f"{code} 方式=线下") == 0


def test_planned_topics_have_their_own_year_and_stage(office: Office) -> None:
    top = office.topic("养老", stage="列入计划", year=2023)
    office.topic("养老院", stage="已完成", parent_id=top)
    office.topic("停车", stage="归档")
    office.topic("路灯", stage="选题")
    office.topic("绿化")
    assert office.value("consultation.planned") == office.value("consultation.completed") == 1
    assert office.value("consultation.planned", "2023") == 1
    assert office.value("consultation.completed", "2023") == 0
    for code in ("planned", "completed"):
        assert office.value(f"consultation.{code} 上级议题=养老") == 1
        assert office.value(f"consultation.{code} 上级议题=停车") == 0


def test_a_parent_topic_that_is_not_there_is_noted(office: Office) -> None:
    found = office.figure("consultation.topics 上级议题=没有的")
    assert found.value == 0
    assert "“没有的”" in found.notes[0]


def test_two_parents_asked_must_both_be_above(office: Office) -> None:
    one, two = office.topic("养老"), office.topic("停车")
    office.event("2024-03-01", topics=(office.topic("养老院", parent_id=one),))
    office.event("2024-03-01", topics=(office.topic("车位", parent_id=two),))
    assert office.value("consultation.topics 上级议题=养老,停车") == 2
    assert office.value("consultation.topics 上级议题=养老 上级议题=停车") == 0
    assert office.value("consultation.sessions 上级议题=养老 上级议题=养老,停车") == 1
