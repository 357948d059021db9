"""What is put off is not asked for before its day, unless it becomes overdue."""

from datetime import date, timedelta

import pytest

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.queries.todo import Todo
from zxdesk.records import KINDS
from zxdesk.services.due import everything_due, listed_due, now_and_later
from zxdesk.services.later import parted, put_off, take_up
from zxdesk.services.proposals import assign_proposal, examine_proposal
from zxdesk.store import history

SOON = Todo("3 天", "提案“甲”待答复", "proposal", 7, "soon")


def test_a_thing_put_off_comes_again_on_its_day(office: Office) -> None:
    today = office.ledger.today
    put_off(office.ledger, SOON, today + timedelta(days=3))
    now, later = parted(office.ledger, [SOON])
    assert (now, later) == ([], [(SOON, today + timedelta(days=3))])
    then = office.ledger.clock() + timedelta(days=3)
    office.ledger.clock = lambda: then
    assert parted(office.ledger, [SOON]) == ([SOON], [])


def test_what_becomes_overdue_is_asked_for_at_once(office: Office) -> None:
    put_off(office.ledger, SOON, office.ledger.today + timedelta(days=30))
    late = Todo("逾期", "提案“甲”应于 2026-11-21 前答复", "proposal", 7, "overdue")
    assert parted(office.ledger, [late]) == ([late], [])


def test_two_things_of_one_meeting_are_put_off_each_by_itself(office: Office) -> None:
    first = Todo("5 天", "议定：甲", "event", 3, "soon")
    second = Todo("5 天", "议定：乙", "event", 3, "soon")
    put_off(office.ledger, first, office.ledger.today + timedelta(days=2))
    assert parted(office.ledger, [first, second])[0] == [second]


def test_it_is_a_step_that_is_undone_and_can_be_taken_up(office: Office) -> None:
    until = office.ledger.today + timedelta(days=7)
    assert put_off(office.ledger, SOON, until).label == f"{until} 再提醒：{SOON.text}"
    history.undo(office.ledger)
    assert parted(office.ledger, [SOON])[0] == [SOON]
    put_off(office.ledger, SOON, until)
    take_up(office.ledger, SOON)
    assert parted(office.ledger, [SOON])[0] == [SOON]


def test_a_day_that_is_not_ahead_is_refused(office: Office) -> None:
    with pytest.raises(UserError, match="不在今天之后"):
        put_off(office.ledger, SOON, office.ledger.today)


def test_the_list_and_the_bell_leave_out_what_was_put_off(office: Office) -> None:
    unit = office.add("unit", name="县住建局", category="承办单位")
    new = office.add("proposal", serial="1", subject="甲")
    with office.ledger.write("交办") as session:
        examine_proposal(session, new, conclusion="立案")
        due = office.ledger.today + timedelta(days=5)
        assign_proposal(session, new, leads=[unit], assigned_on=date(2026, 11, 20), due_on=due)
    (item,) = listed_due(office.ledger)
    assert (item.kind, item.step) == (KINDS["proposal"].name, "登记答复")
    put_off(office.ledger, item, office.ledger.today + timedelta(days=2))
    assert listed_due(office.ledger) == []
    assert [one for one, _ in now_and_later(office.ledger)[1]] == [item]
    assert item in everything_due(office.ledger)
