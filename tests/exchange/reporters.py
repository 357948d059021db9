"""A county that reports, whose records refer to one another, and a city that receives."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers import Office, lent
from zxdesk.exchange.packages import export_package
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, quarter
from zxdesk.services.ledgers import found_ledger
from zxdesk.statistics.figures import AREA, Expression, figure
from zxdesk.store import Ledger

Q3, Q4 = quarter(2026, 3), quarter(2026, 4)
NOW = datetime(2027, 1, 8, 9, 30)
EVENTS = Expression(code="event.held", scope=AREA)
Lend = Callable[..., AbstractContextManager[Office]]


def clock_at(moment: datetime) -> Callable[[], datetime]:
    """A clock that goes on by a second whenever it is asked."""
    asked = [0]

    def now() -> datetime:
        asked[0] += 1
        return moment + timedelta(seconds=asked[0])

    return now


def send(office: Office, folder: Path, period: Period = Q3, **options: Any) -> Path:
    """Write a quarter's package, whatever stands open."""
    return export_package(office.ledger, period, folder, force=True, **options).path


def hold(office: Office, name: str, day: date = date(2026, 8, 5)) -> int:
    """Register a meeting that was held."""
    return office.add(
        "event", name=name, start=datetime(day.year, day.month, day.day, 9), state="已举办"
    )


def grow_trees(office: Office) -> None:
    """Make records that refer to others of their kind, in every way there is."""
    root = office.add("unit", name="县政府", category="承办单位")
    branch = office.add("unit", name="县交通局", category="承办单位", parent_id=root)
    office.add("unit", name="公路科", category="承办单位", parent_id=branch)
    brand = office.add("programme", name="请你来协商")
    child = office.add("programme", name="桥头协商", parent_id=brand)
    topic = office.add("consultation", topic="农村公路", category="协商", programmes=(brand,))
    office.add("consultation", topic="村道", category="协商", parent_id=topic)
    member = office.member("张三")
    main = office.add("proposal", serial="1", subject="修路", first_signer_id=member)
    office.add("handling", proposal_id=main, unit_id=branch, role="主办")
    office.add(
        "proposal", serial="2", subject="修桥", conclusion="并案", merged_into_id=main,
        first_signer_id=member,
    )  # fmt: skip
    event = office.add(
        "event", name="协商会", start=datetime(2026, 8, 5, 9), state="已举办",
        programmes=(child,), topics=(topic,),
    )  # fmt: skip
    office.add("attendance", event_id=event, member_id=member)
    report = office.add("product", title="调研报告", source=("event", event))
    office.add("instruction", target=("product", report))


def shorten_table(ledger: Ledger) -> None:
    """Have a few rows reported only: every one is counted again for every package."""
    row = KINDS["reporting_row"].table
    kept = ("event.held", "proposal.filed", "consultation.topics 类别=协商")
    with ledger.write("少报几行") as session:
        session.connection().execute(row.delete().where(row.c.expression.not_in(kept)))


@pytest.fixture(scope="module")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's ledger whose records refer to one another: copied, never opened."""
    file = tmp_path_factory.mktemp("county") / "云溪.zxd"
    at = clock_at(NOW - timedelta(days=60))
    with found_ledger(file, committee="政协云溪县委员会", level="县", clock=at) as ledger:
        grow_trees(Office(ledger))
        shorten_table(ledger)
    return file


@pytest.fixture
def lend(county_file: Path, tmp_path: Path) -> Lend:
    """Opens the county's ledger at some moment."""
    file = Path(shutil.copy(county_file, tmp_path))

    def opened(moment: datetime = NOW) -> AbstractContextManager[Office]:
        return _opened(file, moment)

    return opened


class _opened:
    def __init__(self, file: Path, moment: datetime) -> None:
        self._ledger = lent(file, clock_at(moment))

    def __enter__(self) -> Office:
        return Office(self._ledger.__enter__())

    def __exit__(self, *error: Any) -> None:
        self._ledger.__exit__(*error)


@pytest.fixture(scope="module")
def city_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger of a city: copied, never opened."""
    file = tmp_path_factory.mktemp("city") / "云州.zxd"
    found_ledger(file, committee="政协云州市委员会", level="市", clock=clock_at(NOW)).close()
    return file


@pytest.fixture
def city(city_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A clerk of the city."""
    folder = tmp_path / "市"
    folder.mkdir()
    with lent(Path(shutil.copy(city_file, folder)), clock_at(NOW)) as ledger:
        yield Office(ledger)


def events(city: Office, period: Period) -> object:
    """Count the events of the city's area."""
    return figure(city.ledger, EVENTS, period=period).value
