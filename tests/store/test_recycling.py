"""What was deleted lies in the recycle bin and comes back whole."""

from datetime import datetime

import pytest

from tests.ledgers import Office, dump
from zxdesk.errors import RefusedError
from zxdesk.store import history, recycling

START = datetime(2026, 3, 5, 9)


@pytest.fixture
def event(office: Office) -> int:
    """An event with organisers and a roll, written over two steps."""
    unit = office.add("unit", name="经济界")
    member = office.member("张三")
    made = office.add("event", name="读书会", start=START, organisers=(unit,))
    office.add("attendance", event_id=made, member_id=member)
    return made


def test_a_record_comes_back_with_its_links_and_what_was_under_it(
    office: Office, event: int
) -> None:
    before = dump(office.ledger.path)
    office.delete("event", event)
    office.add("unit", name="后来的单位")
    (gone,) = [one for one in recycling.removals(office.ledger) if one.kind == "event"]
    changes = recycling.bring_back(office.ledger, gone, "读书会")
    assert changes.label == "恢复活动 读书会"
    after = dump(office.ledger.path)
    for table in ("event", "event_organisers", "attendance"):
        assert after[table] == before[table]
    assert recycling.removals(office.ledger) == []
    history.undo(office.ledger)
    assert office.values("event", event) is None


def test_one_of_many_that_a_step_deleted_comes_back_alone(office: Office) -> None:
    ids = [office.add("venue", name=name) for name in ("甲客厅", "乙客厅")]
    with office.ledger.write("删除阵地 2 条") as session:
        for one in ids:
            session.connection().execute(
                recycling.KINDS["venue"]
                .table.delete()
                .where(recycling.KINDS["venue"].table.c.id == one)
            )
    gone = {one.record_id: one for one in recycling.removals(office.ledger)}
    assert set(gone) == set(ids)
    recycling.bring_back(office.ledger, gone[ids[1]], "乙客厅")
    assert office.values("venue", ids[0]) is None
    assert office.values("venue", ids[1])["name"] == "乙客厅"


def test_what_is_there_again_or_never_stood_is_not_in_the_bin(office: Office, event: int) -> None:
    office.delete("event", event)
    history.undo(office.ledger)
    office.add("venue", name="丙客厅")
    history.undo(office.ledger)
    assert recycling.removals(office.ledger) == []


def test_a_number_that_was_given_away_is_named(office: Office) -> None:
    venue = office.add("venue", name="甲客厅", number="K1")
    office.delete("venue", venue)
    office.add("venue", name="新客厅", number="K1")
    (gone,) = recycling.removals(office.ledger)
    with pytest.raises(RefusedError, match="新客厅"):
        recycling.bring_back(office.ledger, gone, "甲客厅")
