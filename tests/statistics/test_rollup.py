"""A roll-up counts whoever has reported, and says who has not."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from tests.ledgers import Office, lent
from tests.reports import report
from zxdesk.records import KINDS, Package
from zxdesk.rules.periods import Period, quarter, read_period
from zxdesk.statistics.rollup import RollUp, has_received, roll_up
from zxdesk.store.steps import FIXED

OWN, COUNTY, OTHER = "政协云溪县委员会", "政协桥头县委员会", "政协双桥县委员会"


def period(words: str) -> Period:
    return read_period(words, session_bounds=lambda *_: (None, None, None))


def events(found: RollUp) -> tuple[dict[str, object], object]:
    row = next(row for row in found.rows if row.expression == "event.held")
    return dict(row.values), row.total


@pytest.fixture
def city(founded: Path, tmp_path: Path) -> Iterator[Office]:
    """One committee has reported two quarters, another the first of them only."""
    with lent(Path(shutil.copy(founded, tmp_path))) as ledger:
        yield _filled(Office(ledger))


def _filled(office: Office) -> Office:
    second, third = quarter(2026, 2), quarter(2026, 3)
    days = [date(2026, 5, 6), date(2026, 8, 5), date(2026, 8, 6)]
    report(office, COUNTY, [second, third], days=days)
    # Its second quarter's package brought an event of the third already.
    report(office, OTHER, [second], days=days)
    office.add("event", name="视察", start=datetime(2026, 8, 7, 9), state="已举办")
    return office


def test_a_quarter_nobody_reported_counts_nothing_of_another(city: Office) -> None:
    found = roll_up(city.ledger, quarter(2026, 1))
    assert found.reported == ()
    assert set(found.unreported) == set(found.missing) == {COUNTY, OTHER}
    assert events(found) == ({OWN: 0, COUNTY: None, OTHER: None}, 0)


def test_a_committee_counts_only_for_the_quarter_it_reported(city: Office) -> None:
    found = roll_up(city.ledger, quarter(2026, 3))
    assert (found.reported, found.missing) == ((COUNTY,), (OTHER,))
    assert events(found) == ({OWN: 1, COUNTY: 2, OTHER: None}, 3)


def test_both_count_where_both_reported(city: Office) -> None:
    found = roll_up(city.ledger, quarter(2026, 2))
    assert found.missing == ()
    assert events(found) == ({OWN: 0, COUNTY: 1, OTHER: 1}, 2)


@pytest.mark.parametrize(
    "words", ["2026", "2026H2", "2026-08", "2026-07-01..2026-12-31", "..2026-11-01"]
)
def test_other_periods_are_reported_by_the_last_quarter_that_is_over(
    words: str, city: Office
) -> None:
    found = roll_up(city.ledger, period(words))
    assert (found.reported, found.missing) == ((COUNTY,), (OTHER,))


def test_a_half_year_that_is_over_is_reported_by_its_last_quarter(city: Office) -> None:
    assert roll_up(city.ledger, period("2026H1")).missing == ()
    assert set(roll_up(city.ledger, period("2025")).missing) == {COUNTY, OTHER}


def test_events_of_one_name_are_joint_only_among_those_who_reported(city: Office) -> None:
    report(city, "政协三门县委员会", [], days=[])
    with city.ledger.write("同名") as session:
        event = KINDS["event"].table
        session.connection().execute(
            event.update().where(event.c.start == datetime(2026, 8, 5, 9)).values(name="联合视察")
        )
    assert roll_up(city.ledger, quarter(2026, 3)).joint == ()
    city.add("event", name="联合视察", start=datetime(2026, 8, 5, 14), state="已举办")
    (joint,) = roll_up(city.ledger, quarter(2026, 3)).joint
    assert [name for name, _ in joint.events] == [OWN, COUNTY]
    # Our own says when it began.
    assert joint.start == datetime(2026, 8, 5, 14)


def test_joint_events_stand_in_the_order_of_day_and_name(city: Office) -> None:
    names = {datetime(2026, 8, 5, 9): "联合视察", datetime(2026, 8, 6, 9): "会商"}
    with city.ledger.write("同名") as session:
        event = KINDS["event"].table
        for start, name in names.items():
            together = {"name": name, "start": datetime(2026, 8, 5, 9)}
            session.connection().execute(
                event.update().where(event.c.start == start).values(together)
            )
    for name in names.values():
        city.add("event", name=name, start=datetime(2026, 8, 5, 14), state="已举办")
    found = roll_up(city.ledger, quarter(2026, 3)).joint
    assert [joint.name for joint in found] == ["会商", "联合视察"]


def test_a_package_that_was_taken_back_reports_nothing(city: Office) -> None:
    with city.ledger.read() as session:
        assert has_received(session)
    with city.ledger.write("撤下", kind=FIXED) as session:
        for package in session.exec(select(Package)):
            package.removed_at = datetime(2026, 11, 1)
            session.add(package)
    found = roll_up(city.ledger, quarter(2026, 3))
    assert (found.committees, found.missing) == ((OWN,), ())
    with city.ledger.read() as session:
        assert not has_received(session)
