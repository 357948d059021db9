from datetime import date, datetime
from typing import Any

import pytest

from tests.ledgers import Office, dump
from zxdesk.errors import UserError
from zxdesk.records import KINDS
from zxdesk.services.records import InvalidRecord, users_of
from zxdesk.store import history


def number(office: Office, kind: str, **values: Any) -> str:
    """Make a record and give the number it got."""
    stored = office.values(kind, office.add(kind, **values))
    assert stored
    return str(stored["number"])


def test_numbers_run_by_year(office: Office) -> None:
    dates = (datetime(2026, 3, 5), datetime(2025, 3, 5), datetime(2026, 3, 6))
    assert [number(office, "event", name="会", start=start) for start in dates] == [
        "HD-2026-001",
        "HD-2025-001",
        "HD-2026-002",
    ]
    assert number(office, "consultation", topic="供水", year=2027) == "XS-2027-001"
    assert number(office, "venue", name="客厅") == "ZD-2026-001"
    assert number(office, "member", name="张三") == "W001"
    source = ("event", 1)
    raised = {"content": "甲", "source": source, "raised_on": date(2024, 3, 5)}
    assert number(office, "suggestion", **raised) == "JY-2024-001"
    assert number(office, "suggestion", content="乙", source=source) == "JY-2026-001"


def test_given_numbers_are_kept_and_counted_on(office: Office) -> None:
    assert number(office, "event", name="会", number="HD-2026-118") == "HD-2026-118"
    assert number(office, "event", name="会", number="旧-7") == "旧-7"
    assert number(office, "event", name="会", number="HD-2026-补1") == "HD-2026-补1"
    assert number(office, "event", name="会") == "HD-2026-119"
    assert number(office, "event", name="会", number="HD-2026-1000") == "HD-2026-1000"
    assert number(office, "event", name="会") == "HD-2026-1001"


def test_numbers_of_deleted_records_are_not_given_again(office: Office) -> None:
    first, second = office.add("event", name="一"), office.add("event", name="二")
    office.delete("event", first)
    assert number(office, "event", name="三") == "HD-2026-003"
    office.delete("event", 3)
    office.delete("event", second)
    deletion = history.listed(office.ledger, limit=1)[0].no
    assert number(office, "event", name="四") == "HD-2026-004"
    history.undo(office.ledger, deletion)
    assert office.values("event", second)


def test_the_number_of_an_undone_record_is_free(office: Office) -> None:
    office.add("event", name="一")
    history.undo(office.ledger)
    assert number(office, "event", name="二") == "HD-2026-001"


def errors(office: Office, kind: str, **values: Any) -> dict[str, str]:
    before = dump(office.ledger.path)
    with pytest.raises(InvalidRecord) as caught:
        office.add(kind, **values)
    assert dump(office.ledger.path) == before
    assert caught.value.code == "invalid"
    for name, reason in caught.value.errors.items():
        assert KINDS[kind].fields[name].title in caught.value.message
        assert reason in caught.value.message
    return caught.value.errors


def test_what_is_missing_is_told_by_field(office: Office) -> None:
    missing = errors(office, "event", name=None, type="", start=None)
    assert missing == dict.fromkeys(("name", "type", "start"), "必填")
    assert errors(office, "suggestion", content="甲") == {"source": "必填"}


def test_what_does_not_hold_is_told_by_field(office: Office) -> None:
    start = {"start": datetime(2026, 3, 5, 9), "end": datetime(2026, 3, 4, 9)}
    assert set(errors(office, "event", name="会", **start)) == {"end"}
    event_id = office.add("event", name="会")
    problem = {"content": "停水", "source": ("event", event_id), "state": "已解决"}
    assert set(errors(office, "problem", **problem)) == {"solved_on"}


def test_a_taken_key_is_told_at_its_last_field(office: Office) -> None:
    office.add("event", name="一", number="A1")
    assert errors(office, "event", name="二", number="A1") == {"number": "A1 已经有了"}
    office.add("unit", name="经济界")
    assert errors(office, "unit", name="经济界") == {"name": "界别/经济界 已经有了"}
    assert office.add("unit", name="经济界", category="其他")
    member_id = office.add("member", name="张三")
    office.add("service", member_id=member_id, term=5)
    assert set(errors(office, "service", member_id=member_id, term=5)) == {"start"}


def test_a_change_that_does_not_hold_changes_nothing(office: Office) -> None:
    event_id = office.add("event", name="会")
    other_id = office.add("event", name="又一会")
    before = dump(office.ledger.path)
    for values in ({"name": None}, {"number": "HD-2026-001"}, {"end": datetime(2020, 1, 1)}):
        with pytest.raises(InvalidRecord) as caught:
            office.change("event", other_id, **values)
        assert set(caught.value.errors) == set(values)
    assert dump(office.ledger.path) == before
    assert not office.change("event", event_id, number="HD-2026-001")


def test_nothing_stands_above_itself(office: Office) -> None:
    top = office.add("programme", name="上")
    middle = office.add("programme", name="中", parent_id=top)
    lowest = office.add("programme", name="下", parent_id=middle)
    for parent in (top, middle, lowest):
        with pytest.raises(InvalidRecord) as caught:
            office.change("programme", top, parent_id=parent)
        assert set(caught.value.errors) == {"parent_id"}
    assert office.change("programme", lowest, parent_id=top)


def test_a_record_that_is_gone_is_not_changed(office: Office) -> None:
    with pytest.raises(UserError, match="已被删除"):
        office.change("event", 99, name="会")


def test_an_event_without_a_state_is_settled_by_its_day(office: Office) -> None:
    for start, state in ((datetime(2026, 11, 22, 23), "已举办"), (datetime(2026, 11, 23), "计划")):
        event = office.values("event", office.add("event", name="会", start=start))
        assert event
        assert event["state"] == state
    event = office.values("event", office.add("event", name="会", state="取消"))
    assert event
    assert event["state"] == "取消"


def test_a_record_named_twice_in_one_field_is_kept_once(office: Office) -> None:
    one, two = office.add("unit", name="经济界"), office.add("unit", name="工会界")
    event_id = office.add("event", name="会", organisers=(two, one, two))
    event = office.values("event", event_id)
    assert event
    assert event["organisers"] == (two, one)


def test_the_users_of_a_record_are_counted_by_kind(office: Office) -> None:
    unit_id = office.add("unit", name="提案委", category="专委会")
    for name in ("一", "二"):
        office.add("event", name=name, organisers=(unit_id,))
    member_id = office.member("张三", committees=(unit_id,))
    topic = office.add("consultation", topic="供水", lead_units=(unit_id,), partners=(unit_id,))
    assert office.ask(users_of, KINDS["unit"], unit_id) == {"活动": 2, "任职": 1, "协商": 2}
    with pytest.raises(UserError, match="提案委”没有删除") as caught:
        office.delete("unit", unit_id)
    assert all(words in caught.value.message for words in ("2 条活动", "1 条任职", "2 条协商"))
    assert office.ask(users_of, KINDS["consultation"], topic) == {}
    assert office.ask(users_of, KINDS["member"], member_id) == {}
    office.delete("member", member_id)
    assert office.ask(users_of, KINDS["unit"], unit_id) == {"活动": 2, "协商": 2}


def test_deleting_a_record_takes_what_is_listed_under_it_in_one_step(stocked: Office) -> None:
    before = dump(stocked.ledger.path)
    for table in ("suggestion", "problem"):
        for record_id in (1, 2):
            stocked.delete(table, record_id)
    stocked.delete("event", 1)
    assert dump(stocked.ledger.path)["attendance"] == []
    for _ in range(5):
        history.undo(stocked.ledger)
    assert dump(stocked.ledger.path) == before
