"""Papers beyond the meeting's own hold what the records say."""

from datetime import date, datetime

import pytest

from tests.ledgers import TODAY, Office
from zxdesk.errors import UserError
from zxdesk.queries import papers
from zxdesk.rules.periods import Period, this_year

YEAR = this_year(TODAY)


def proposal(office: Office, number: str, **values: object) -> int:
    filed = {"conclusion": "立案", "case_number": number, "assigned_on": date(2026, 3, 1)}
    subject = f"关于{number}的提案"
    return office.add("proposal", serial=f"L{number}", subject=subject, **(filed | values))


def handled(office: Office, proposal_id: int, unit: int, **values: object) -> None:
    office.add("handling", proposal_id=proposal_id, unit_id=unit, **values)


@pytest.fixture
def units(office: Office) -> tuple[int, int]:
    """Two units that handle proposals."""
    water, roads = (
        office.add("unit", name=name, category="承办单位") for name in ("县水务局", "县交通局")
    )
    return water, roads


def test_a_proposal_holds_its_people_units_and_replies(
    office: Office, units: tuple[int, int]
) -> None:
    first = office.member("程立言", employer="县医院", job="院长")
    second = office.member("罗知行")
    made = proposal(office, "7", first_signer_id=first, joint_signers=(second,), text="一、情况")
    handled(office, made, units[1], role="会办")
    replied = {"replied_on": date(2026, 5, 1), "reply_number": "水函1号", "grade": "A"}
    handled(office, made, units[0], **replied)
    for member, said in ((second, "不满意"), (first, "满意")):
        office.add("feedback", proposal_id=made, member_id=member, satisfaction=said)
    content = papers.proposal_content(office.ledger, made)
    assert (content.session, content.number, content.text) == ("五届三次", "7", "一、情况")
    assert [(one.name, one.post) for one in content.proposers] == [
        ("程立言", "县医院 院长"),
        ("罗知行", ""),
    ]
    assert content.units == (("主办", "县水务局"), ("会办", "县交通局"))
    assert [(one.unit, one.number, one.grade) for one in content.replies] == [
        ("县水务局", "水函1号", "A")
    ]
    assert content.satisfaction == "满意"


def test_a_volume_goes_topic_by_topic_in_the_order_of_numbers(office: Office) -> None:
    ids = [
        proposal(office, number, topic=topic)
        for number, topic in (("10", "经济"), ("1", None), ("2", "经济"), ("3", "社会"))
    ]
    content = papers.volume_content(office.ledger, ids)
    assert [one.number for one in content.proposals] == ["3", "2", "10", "1"]
    assert content.total == 4
    assert content.title == "五届三次会议提案汇编"


def test_proposals_of_the_last_session_of_one_or_of_days(office: Office) -> None:
    old = proposal(office, "1", session=2, submitted_on=date(2025, 1, 8))
    new = proposal(office, "2")
    assert papers.proposals_in(office.ledger, None) == [new]
    of_session = Period("五届二次", None, TODAY, (5, 2))
    assert papers.proposals_in(office.ledger, of_session) == [old]
    assert papers.proposals_in(office.ledger, YEAR) == [new]


def test_units_take_over_what_was_filed(office: Office, units: tuple[int, int]) -> None:
    filed, refused = proposal(office, "1"), proposal(office, "2", conclusion="撤案")
    handled(office, filed, units[0])
    handled(office, filed, units[1], role="会办", due_on=date(2026, 4, 1))
    handled(office, refused, units[0])
    content = papers.handover_content(office.ledger, [filed, refused])
    assert content.handed_on == date(2026, 3, 1)
    found = {name: [(i.number, i.role, i.others) for i in items] for name, items in content.units}
    assert found == {
        "县水务局": [("1", "主办", "会办：县交通局")],
        "县交通局": [("1", "会办", "主办：县水务局")],
    }


def test_only_what_is_due_and_not_replied_is_reminded_of(
    office: Office, units: tuple[int, int]
) -> None:
    days = {"1": date(2026, 9, 1), "2": date(2026, 12, 1), "3": date(2027, 3, 1)}
    for number, due in days.items():
        handled(office, proposal(office, number), units[0], due_on=due)
    handled(office, proposal(office, "4"), units[0], due_on=days["1"], replied_on=TODAY)
    content = papers.reminder_content(office.ledger, units[0], contact="罗", phone="0570-1")
    assert [item.number for item in content.items] == ["1", "2"]
    assert (content.unit, content.contact, content.deadline) == (
        "县水务局",
        "罗",
        date(2026, 12, 6),
    )
    assert papers.units_to_remind(office.ledger) == ["县水务局"]
    with pytest.raises(UserError, match="可以催办的有：县水务局"):
        papers.reminder_content(office.ledger, units[1])


def test_a_members_sheet_holds_the_year_and_nothing_personal(office: Office) -> None:
    member = office.member("程立言", employer="县医院")
    office.change("member", member, phone="13900001111", birth="1975-03")
    for year, name in ((2025, "去年的会"), (2026, "今年的会")):
        start = datetime(year, 3, 5, 9)
        event = office.add("event", name=name, start=start, state="已举办")
        office.add("attendance", event_id=event, member_id=member)
    proposal(office, "1", first_signer_id=member)
    content = papers.member_sheet_content(office.ledger, member, YEAR)
    rows = {table.title: table.rows for table in content.tables}
    assert rows["出席活动"] == (("2026-03-05", "今年的会", "应到", "出席"),)
    assert rows["提案"] == (("2026-01-08", "1", "关于1的提案", "立案", ""),)
    assert rows["社情民意"] == ()
    assert content.period == "2026年度"
    assert "13900001111" not in str(content)
    assert "1975" not in str(content)


def test_a_roster_by_strokes_begins_with_the_fewest(office: Office) -> None:
    for name in ("郑一", "陈二", "丁三", "王四", "𫖮五", "李六"):
        office.member(name)
    content = papers.roster_content(office.ledger, TODAY, by=papers.BY_STROKES)
    (group,) = content.groups
    assert "".join(row.cells[0][0] for row in group.rows) == "丁王李陈郑𫖮"


def test_a_plan_leaves_out_what_was_only_proposed(office: Office) -> None:
    done = office.add("consultation", topic="甲", category="协商", stage="已完成")
    office.add("consultation", topic="乙", category="协商", stage="调研")
    office.add("consultation", topic="丙", category="协商", stage="选题")
    office.add("consultation", topic="丁", year=2025, stage="已完成")
    held = {"start": datetime(2026, 3, 16, 9), "state": "已举办"}
    office.add("event", name="协商会", topics=(done,), **held)
    content = papers.plan_content(office.ledger, YEAR)
    assert content.counts == (("计划", 2), ("完成", 1))
    assert [(row.topic, row.done) for _, rows in content.groups for row in rows] == [
        ("甲", "3月16日"),
        ("乙", ""),
    ]


def test_consultation_minutes_are_those_of_the_last_session(office: Office) -> None:
    topic = office.add("consultation", topic="养老服务")
    bare = papers.consultation_minutes_content(office.ledger, "consultation", topic)
    assert bare.missing == ("已举办的协商活动", "意见建议")
    for month, name in ((5, "第二次协商会"), (3, "第一次协商会")):
        start = datetime(2026, month, 5, 9)
        event = office.add("event", name=name, start=start, state="已举办", topics=(topic,))
    office.add("suggestion", content="增设床位", source=("consultation", topic))
    office.add("suggestion", content="不算数", source=("event", event), valid=False)
    content = papers.consultation_minutes_content(office.ledger, "consultation", topic)
    assert content.title == "第二次协商会纪要"
    assert "1. 增设床位" in content.text
    assert "不算数" not in content.text


def test_labels_hold_names_and_workplaces(office: Office) -> None:
    member = office.member("程立言", employer="县医院", job="院长")
    office.change("member", member, id_number="330681197503126666")
    assert papers.labels_content(office.ledger, "member", ()).labels == (
        ("程立言", "县医院", "院长"),
    )
    unit = office.add("unit", name="县水务局", category="承办单位")
    assert papers.labels_content(office.ledger, "unit", (unit,)).labels == (("县水务局",),)


def test_papers_of_deleted_records_are_refused(office: Office) -> None:
    for paper in (papers.proposal_content, papers.sign_in_content, papers.opinion_issue_content):
        with pytest.raises(UserError, match="已被删除"):
            paper(office.ledger, 99)
