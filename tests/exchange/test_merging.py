"""Two clerks' ledgers become one: what is new comes in, what differs is asked, one undo."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.ledgers import Office, clock, dump, lent
from zxdesk.errors import RefusedError
from zxdesk.exchange.merging import merge, plan_merge
from zxdesk.exchange.packages import kept_packages
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import history, open_ledger


@pytest.fixture
def copied(ledger_file: Path, tmp_path: Path) -> Path:
    """Our ledger as a colleague copied it this morning; ours goes on in its own folder."""
    with open_ledger(ledger_file, clock=clock) as ledger:
        office = Office(ledger)
        member = office.add("member", name="张三", number="W001")
        office.add("service", member_id=member, term=5, post="委员")
        office.add("event", name="视察", number="HD-1", start=datetime(2026, 3, 1, 9), public=10)
    folder = tmp_path / "同事"
    folder.mkdir()
    return Path(shutil.copy(ledger_file, folder))


@pytest.fixture
def his(copied: Path) -> Iterator[Office]:
    """The colleague at his copy."""
    with lent(copied) as ledger:
        yield Office(ledger)


@pytest.fixture
def office(copied: Path, ledger_file: Path) -> Iterator[Office]:
    """We at ours."""
    assert copied != ledger_file
    with lent(ledger_file) as ledger:
        yield Office(ledger)


def work_apart(office: Office, his: Office) -> None:
    """Change both ledgers, each in its own way."""
    office.change("event", 1, place="县城")
    his.change("event", 1, public=25)
    his.add("event", name="读书会", number="HD-2", start=datetime(2026, 4, 1, 9))
    his.change("member", 1, phone="13800000000")


def test_the_plan_tells_what_is_new_and_what_differs(office: Office, his: Office) -> None:
    work_apart(office, his)
    before = dump(office.ledger.path)
    plan = plan_merge(office.ledger, his.ledger.path)
    assert plan.report.added == {"活动": 1}
    told = {(d.kind, d.key): d.fields for d in plan.differences}
    assert told == {
        ("event", "HD-1"): (("群众人次", "10", "25"),),
        ("member", "W001"): (("手机", "", "13800000000"),),
    }
    assert dump(office.ledger.path) == before


def test_ours_is_kept_where_his_is_not_chosen(office: Office, his: Office) -> None:
    work_apart(office, his)
    plan = plan_merge(office.ledger, his.ledger.path)
    chosen = [d.place for d in plan.differences if d.kind == "member"]
    merge(office.ledger, his.ledger.path, take=chosen)
    event, member = office.values("event", 1), office.values("member", 1)
    assert event is not None
    assert member is not None
    assert (event["public"], event["place"]) == (10, "县城")
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
    again = plan_merge(office.ledger, his.ledger.path)
    assert (again.report.added, again.differences) == ({}, [])


def test_the_ledger_of_another_committee_is_refused(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "双桥.zxd"
    found_ledger(other, committee="政协双桥县委员会", level="县").close()
    with pytest.raises(RefusedError, match="是政协双桥县委员会的，没有合并"):
        plan_merge(office.ledger, other)
    assert not kept_packages(office.ledger).exists()
