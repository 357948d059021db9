from dataclasses import replace
from datetime import datetime

from tests.ledgers import Office, dump
from zxdesk.services.rollcall import Called, call_roll, lines, members_of, roll
from zxdesk.store import history


def meeting(office: Office) -> tuple[int, list[Called]]:
    """A meeting and the lines of three members, not yet ticked."""
    event_id = office.add("event", name="专题协商会")
    ids = [
        office.member("张三", post="常务委员", employer="县供电局"),
        office.member("李四", employer="县水务局"),
        office.member("王五"),
    ]
    with office.ledger.read() as session:
        return event_id, lines(session, office.ledger, event_id, ids)


def test_fresh_lines_name_the_post_and_are_not_ticked(office: Office) -> None:
    _, called = meeting(office)
    assert [(line.name, line.post) for line in called] == [
        ("张三", "常务委员 县供电局"),
        ("李四", "县水务局"),
        ("王五", ""),
    ]
    assert {(line.capacity, line.status, line.reason) for line in called} == {("应到", "", "")}


def test_a_roll_call_is_one_step_and_one_undo(office: Office) -> None:
    event_id, called = meeting(office)
    before = dump(office.ledger.path)
    ticked = [
        replace(called[0], status="出席"),
        replace(called[1], status="请假", reason="因公"),
        called[2],
    ]
    changes = call_roll(office.ledger, event_id, ticked)
    assert changes.label == "签到 2 人（专题协商会）"
    assert set(changes.ids) == {"attendance"}
    assert roll(office.ledger, event_id) == ticked[:2]
    history.undo(office.ledger)
    assert dump(office.ledger.path) == before


def test_a_mark_is_corrected_and_the_others_are_left_alone(office: Office) -> None:
    event_id, called = meeting(office)
    call_roll(office.ledger, event_id, [replace(line, status="出席") for line in called])
    marked = roll(office.ledger, event_id)
    corrected = [marked[0], replace(marked[1], status="请假", reason="病假"), marked[2]]
    changes = call_roll(office.ledger, event_id, corrected)
    assert {kind: len(ids) for kind, ids in changes.ids.items()} == {"attendance": 1}
    assert roll(office.ledger, event_id) == corrected
    again = call_roll(office.ledger, event_id, corrected)
    assert not again


def test_a_reason_taken_back_is_gone(office: Office) -> None:
    event_id, called = meeting(office)
    call_roll(office.ledger, event_id, [replace(called[0], status="请假", reason="病假")])
    call_roll(office.ledger, event_id, [replace(called[0], status="出席", reason="")])
    assert [(line.status, line.reason) for line in roll(office.ledger, event_id)] == [("出席", "")]


def test_nobody_ticked_leaves_no_trace(office: Office) -> None:
    event_id, called = meeting(office)
    steps = history.listed(office.ledger)
    assert not call_roll(office.ledger, event_id, called)
    assert history.listed(office.ledger) == steps


def test_those_in_office_on_the_day_are_offered(office: Office) -> None:
    sector = office.add("unit", name="经济界")
    committee = office.add("unit", name="提案委", category="专委会")
    event_id = office.add("event", name="会", start=datetime(2026, 3, 5, 9))
    by_sector = office.member("张三", sector_id=sector, start="2022-01")
    by_committee = office.member("李四", committees=(committee,), post="副主席")
    office.member("王五", sector_id=sector, end="2026-03-04")
    office.member("赵六", sector_id=sector, start="2026-03-06")
    everyone = members_of(office.ledger, event_id)
    assert [line.member_id for line in everyone] == [by_sector, by_committee]
    for how, member_id in (
        ({"unit_id": sector}, by_sector),
        ({"unit_id": committee}, by_committee),
        ({"post": "副主席"}, by_committee),
    ):
        found = members_of(office.ledger, event_id, **how)  # type: ignore[arg-type]
        assert [line.member_id for line in found] == [member_id]


def test_members_that_are_gone_have_no_line(office: Office) -> None:
    event_id = office.add("event", name="会")
    with office.ledger.read() as session:
        assert lines(session, office.ledger, event_id, [99]) == []
