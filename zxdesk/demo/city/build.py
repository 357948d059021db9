"""A fictional city: its own ledger over ten years, with what ten counties have sent in.

It shows how the program fares with many rows. Nothing is imported: rows are written in batches
within the store's write path, the city's own by year, those of the counties as packages come in.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from zxdesk.demo.city.batch import Batch
from zxdesk.demo.city.office import Office, add_registers
from zxdesk.demo.city.papers import Papers
from zxdesk.demo.city.work import Year
from zxdesk.demo.folder import demo_folder
from zxdesk.records import Committee, Package
from zxdesk.rules.periods import quarter
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, steps
from zxdesk.store.ledger import WriteSession

LEDGER = "云州市台账.zxd"
CITY = "云州"
COUNTIES = ("云溪", "松潭", "雾岭", "鹭浦", "竹川", "石濑", "兰屏", "枫渚", "澄溪", "梧岭")
Progress = Callable[[str], None]


def build_city(
    folder: Path,
    *,
    clock: Callable[[], datetime],
    progress: Progress = lambda _: None,
    scale: float = 1.0,
    counties: Sequence[str] = COUNTIES,
) -> list[Path]:
    """Make the city's ledger; one that is there already is kept as it is.

    Args:
        progress: Is told what was made.
        scale: The share of the full size, for tests; so are fewer counties.

    Raises:
        EnvironmentProblem: the folder cannot be written.
    """
    path = demo_folder(folder) / LEDGER
    if path.exists():
        return [path]
    names = (f"政协{CITY}市委员会", f"{CITY}市")
    with found_ledger(path, committee=names[0], level="市", region=names[1], clock=clock) as ledger:
        _add_own(ledger, _office(CITY, "市", today=ledger.today, scale=scale), progress)
        _receive_counties(ledger, counties, scale, progress)
    return [path]


def _office(place: str, level: str, *, today: date, scale: float) -> Office:
    rng = random.Random(f"city/{place}")
    return Office(place=place, level=level, own=level == "市", scale=scale, rng=rng, today=today)


def _add_own(ledger: Ledger, office: Office, progress: Progress) -> None:
    with ledger.write("录入登记簿") as session:
        batch = Batch(session.connection(), owner_id=ledger.own_id)
        add_registers(office, batch)
        batch.flush()
    for year in office.years:
        with ledger.write(f"录入{year}年的工作") as session:
            batch = Batch(session.connection(), owner_id=ledger.own_id)
            add_year(office, batch, year)
        progress(f"{office.place}市 {year} 年")


def add_year(office: Office, batch: Batch, year: int) -> None:
    work = Year(office, batch, year)
    work.add()
    Papers(work).add()
    batch.flush()


def _receive_counties(
    ledger: Ledger, counties: Sequence[str], scale: float, progress: Progress
) -> None:
    """Put in the rows of the counties, which are not logged, after the counties, which are.

    It is one step: after each one that receives, all received rows are looked through for the
    search index.
    """
    with ledger.write("接收各县的数据", kind=steps.FIXED) as session:
        owners = {place: _register(session, place) for place in counties}
        for place, owner_id in owners.items():
            office = _office(place, "县", today=ledger.today, scale=scale)
            with session.receiving(owner_id):
                batch = Batch(session.connection(), owner_id=owner_id)
                add_registers(office, batch)
                for year in office.years:
                    add_year(office, batch, year)
            session.add_all(_reports(ledger, owner_id, office.years))
            progress(f"{place}县")
    progress("检索")


def _reports(ledger: Ledger, owner_id: int, years: Sequence[int]) -> Iterator[Package]:
    """Give what a county has reported: every quarter that is over, of which no file is kept."""
    for year in years:
        for period in (quarter(year, number) for number in range(1, 5)):
            if period.first is None or period.last >= ledger.today:
                continue
            written = datetime.combine(period.last + timedelta(days=6), time(9))
            yield Package(
                committee_id=owner_id,
                received=True,
                period=period.name,
                first=period.first,
                last=period.last,
                number=1,
                created=written,
                handled_at=written,
                file="",
                sha256=sha256(f"{owner_id} {period.name}".encode()).hexdigest(),
                manifest="{}",
            )


def _register(session: WriteSession, place: str) -> int:
    committee = Committee(name=f"政协{place}县委员会", level="县", region=f"{place}县")
    session.add(committee)
    session.flush()
    assert committee.id is not None
    return committee.id
