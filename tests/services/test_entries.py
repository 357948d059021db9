"""A form is written in one step: records made, changed, deleted, and what they name."""

from datetime import datetime

import pytest

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.records import KINDS
from zxdesk.services.entries import RecordEntry, enter, remove_records, removed_along, short_title
from zxdesk.services.new_targets import NewTarget
from zxdesk.services.records import InvalidRecord
from zxdesk.store import history

EVENT = KINDS["event"]
HELD = datetime(2026, 3, 5, 9)


def entry(
    kind: str, record_id: int | None = None, *, under: str = "", **values: object
) -> RecordEntry:
    return RecordEntry(kind=KINDS[kind], record_id=record_id, values=values, under=under)


def test_a_member_and_his_service_are_entered_as_one_step(office: Office) -> None:
    entries = [entry("member", name="张三"), entry("service", under="member_id", term=5)]
    entered = enter(office.ledger, entries, label="登记委员：张三")
    member, service = entered.ids
    assert office.values("service", service)["member_id"] == member
    assert history.undo_state(office.ledger).undo.label == "登记委员：张三"
    history.undo(office.ledger)
    assert office.values("member", member) is None


def test_nothing_is_entered_where_one_of_them_would_not_hold(office: Office) -> None:
    entries = [entry("member", name="张三"), entry("event", name="会")]
    with pytest.raises(InvalidRecord) as refused:
        enter(office.ledger, entries, label="登记委员")
    assert refused.value.kind is EVENT
    assert set(refused.value.errors) == {"type", "start"}
    assert office.values("member", 1) is None


def test_what_a_record_names_and_is_missing_is_made_with_it(office: Office) -> None:
    unit = NewTarget("unit", "县住建局", ("承办单位",))
    (member,) = enter(office.ledger, [entry("member", name="张三")], label="登记委员").ids
    values = {"member_id": member, "term": 5, "sector_id": NewTarget("unit", "经济界", ("界别",))}
    (first,) = enter(office.ledger, [entry("service", **values)], label="登记任职").ids
    made = office.values("service", first)["sector_id"]
    assert office.values("unit", made)["category"] == "界别"
    twice = entry("event", name="会", type="读书", start=HELD, organisers=(unit, unit))
    (event,) = enter(office.ledger, [twice], label="登记活动").ids
    assert len(office.values("event", event)["organisers"]) == 1


def test_only_what_was_changed_is_written(office: Office) -> None:
    event = office.add("event", name="会", place="县城")
    entered = enter(office.ledger, [entry("event", event, place="镇上")], label="修改活动")
    assert entered.ids == (event,)
    held = office.values("event", event)
    assert (held["name"], held["place"]) == ("会", "镇上")


def test_a_record_is_deleted_in_a_step_that_names_it(office: Office) -> None:
    event = office.add("event", name="一" * 40)
    assert short_title(office.ledger, EVENT, event) == "一" * 23 + "…"
    changes = remove_records(office.ledger, EVENT, [event])
    assert changes.label == f"删除活动 {'一' * 23}…"
    assert office.values("event", event) is None


def test_a_record_that_others_refer_to_stays(office: Office) -> None:
    unit = office.add("unit", name="经济界", category="界别")
    office.member("张三", sector_id=unit)
    with pytest.raises(UserError, match="没有删除"):
        remove_records(office.ledger, KINDS["unit"], [unit])
    assert office.values("unit", unit)


def test_what_goes_along_is_counted_over_all_records(stocked: Office) -> None:
    event, proposal = KINDS["event"], KINDS["proposal"]
    sitting = stocked.add("event", name="会", type="读书", start=HELD)
    for name in ("张三", "李四"):
        stocked.add("attendance", event_id=sitting, member_id=stocked.member(name))
    assert removed_along(stocked.ledger, event, [sitting]) == ("2 条出席",)
    assert removed_along(stocked.ledger, event, [1, sitting]) == ("4 条出席",)
    assert removed_along(stocked.ledger, proposal, [1]) == ("2 条办理", "2 条反馈")
    assert removed_along(stocked.ledger, KINDS["venue"], [1]) == ()
