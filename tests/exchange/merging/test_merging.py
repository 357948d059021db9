"""Two clerks' ledgers become one: what is new comes in, what differs is asked, one undo."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.ledgers import Office, clock, dump
from zxdesk.errors import RefusedError
from zxdesk.exchange.kept_packages import kept_packages
from zxdesk.exchange.merging import merge, plan_merge
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import history, open_ledger


@pytest.fixture
def begun(ledger_file: Path) -> Path:
    """Our ledger as a colleague copied it this morning."""
    with open_ledger(ledger_file, clock=clock) as ledger:
        office = Office(ledger)
        member = office.add("member", name="张三", number="W001")
        office.add("service", member_id=member, term=5, post="委员")
        office.add("event", name="视察", number="HD-1", start=datetime(2026, 3, 1, 9), public=10)
    return ledger_file


def work_apart(office: Office, his: Office) -> None:
    """Change both ledgers, each in its own way."""
    office.change("event", 1, place="县城", public=12)
    his.change("event", 1, public=25)
    his.add("event", name="读书会", number="HD-2", start=datetime(2026, 4, 1, 9))
    his.change("member", 1, phone="13800000000")


def test_the_plan_tells_what_is_new_and_what_differs(office: Office, his: Office) -> None:
    work_apart(office, his)
    before = dump(office.ledger.path)
    plan = plan_merge(office.ledger, his.ledger.path)
    assert (plan.report.added, plan.report.updated) == ({"活动": 1}, {"委员": 1})
    told = {(d.kind, d.key): d.fields for d in plan.differences}
    assert told == {("event", "HD-1"): (("群众人次", "12", "25"),)}
    assert dump(office.ledger.path) == before


def test_what_only_he_changed_is_taken_and_ours_kept_where_both_did(
    office: Office, his: Office
) -> None:
    work_apart(office, his)
    merge(office.ledger, his.ledger.path)
    event, member = office.values("event", 1), office.values("member", 1)
    assert event is not None
    assert member is not None
    assert (event["public"], event["place"]) == (12, "县城")
    assert member["phone"] == "13800000000"
    assert office.values("event", 2) is not None


def test_a_merge_is_one_step_and_one_undo(office: Office, his: Office) -> None:
    work_apart(office, his)
    before = dump(office.ledger.path)
    plan = plan_merge(office.ledger, his.ledger.path)
    merge(office.ledger, his.ledger.path, take=[d.place for d in plan.differences])
    event = office.values("event", 1)
    assert event is not None
    assert event["public"] == 25
    step = history.listed(office.ledger)[0]
    assert step.label == f"合并 {his.ledger.path.name}"
    history.undo(office.ledger)
    assert dump(office.ledger.path) == before


def test_merging_again_changes_nothing(office: Office, his: Office) -> None:
    work_apart(office, his)
    plan = plan_merge(office.ledger, his.ledger.path)
    merge(office.ledger, his.ledger.path, take=[d.place for d in plan.differences])
    merged = dump(office.ledger.path)
    again = merge(office.ledger, his.ledger.path)
    assert again.nothing_new
    assert not again.report.changes
    assert dump(office.ledger.path) == merged


def test_the_ledger_of_another_committee_is_refused(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "双桥.zxd"
    found_ledger(other, committee="政协双桥县委员会", level="县").close()
    with pytest.raises(RefusedError, match="是政协双桥县委员会的，没有合并"):
        plan_merge(office.ledger, other)
    assert not kept_packages(office.ledger).exists()
