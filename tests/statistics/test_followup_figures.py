"""Suggestions and problems: on which day they count."""

from datetime import date

from tests.statistics.conftest import Office


def test_suggestions_count_by_their_day_else_by_that_of_their_event(office: Office) -> None:
    event = office.event("2024-03-01", state="取消")
    office.add("suggestion", source=("event", event), content="甲")
    office.add("suggestion", source=("event", event), content="乙", raised_on=date(2024, 8, 1))
    office.add("problem", source=("event", event), content="丙", state="推动中")
    assert office.value("suggestion.count", "2024Q1") == 1
    assert office.value("suggestion.count", "2024Q3") == 1
    assert office.value("problem.count", "2024Q1") == 1
    assert office.value("suggestion.count 意见建议.内容=甲") == 1


def test_those_of_a_topic_count_by_its_first_held_session(office: Office) -> None:
    topic = office.topic("养老")
    for day, state in (("2024-01-05", "取消"), ("2024-05-01", "已举办"), ("2024-09-01", "已举办")):
        office.event(day, state=state, topics=(topic,))
    idle = office.topic("停车")
    for source in (topic, idle):
        office.add("suggestion", source=("consultation", source), content="甲")
        office.add("problem", source=("consultation", source), content="丙", state="已登记")
    for code in ("suggestion.count", "problem.count"):
        assert office.value(code, "2024Q2") == 1
        assert office.value(code, "..2024-12-31") == 1


def test_solved_alone_counts_by_the_day_it_was_solved_however_it_is_written(office: Office) -> None:
    event = office.event("2024-03-01")
    solved = {"state": "已解决", "solved_on": date(2024, 8, 1)}
    office.add("problem", source=("event", event), content="丙", **solved)
    for words in ("状态=已解决", "问题.状态=已解决", "状态=已解决 状态=已解决,推动中"):
        assert office.value(f"problem.count {words}", "2024Q3") == 1
        assert office.value(f"problem.count {words}", "2024Q1") == 0
    assert office.value("problem.count 状态=已解决,推动中", "2024Q1") == 1
