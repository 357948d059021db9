"""Builds the fictional county's ledger the way a clerk would: a workbook, imported."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from zxdesk.demo.county import COMMITTEE, REGION, county_rows
from zxdesk.demo.folder import demo_folder
from zxdesk.demo.targets import set_targets
from zxdesk.documents.papers import PAPERS
from zxdesk.exchange.importing import import_books
from zxdesk.exchange.packages import export_package
from zxdesk.exchange.plain_book import write_plain_book
from zxdesk.queries import papers
from zxdesk.records import KINDS
from zxdesk.records.event import HELD
from zxdesk.services.due import quarter_to_close
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, open_ledger

LEDGER, BOOK = "云溪台账.zxd", "云溪两年工作.xlsx"
MINUTES, ROSTER = "主席会议纪要.pdf", "委员名册.pdf"


def build_county(folder: Path, *, clock: Callable[[], datetime]) -> list[Path]:
    """Make the workbook, the ledger, the last quarter's package, minutes and the roster.

    A ledger that is there already is kept as it is.

    Raises:
        EnvironmentProblem: the folder cannot be written.
    """
    book, path = demo_folder(folder) / BOOK, folder / LEDGER
    if not path.exists():
        _import_county(book, path, clock)
    with open_ledger(path, writing=False, clock=clock) as ledger:
        minutes, roster = folder / MINUTES, folder / ROSTER
        PAPERS["会议纪要"].write(papers.minutes_content(ledger, _last_meeting(ledger)), minutes)
        PAPERS["委员名册"].write(papers.roster_content(ledger, ledger.today), roster)
    return [folder / LEDGER, book, minutes, roster, *sorted(folder.glob("*.zip"))]


def _import_county(book: Path, path: Path, clock: Callable[[], datetime]) -> None:
    write_plain_book(book, county_rows(today=clock().date()))
    with found_ledger(path, committee=COMMITTEE, level="县", region=REGION, clock=clock) as ledger:
        report = import_books(ledger, [book])
        assert not report.rejected, report.rejected[:3]
        set_targets(ledger)
        _report_last_quarter(ledger)


def _report_last_quarter(ledger: Ledger) -> None:
    """Close the quarter before this one and write its package beside the ledger."""
    export_package(
        ledger,
        quarter_to_close(ledger.today),
        ledger.path.parent,
        write_pdf=PAPERS["统计表"].write,
        force=True,
    )


def _last_meeting(ledger: Ledger) -> int:
    event, attendance = KINDS["event"].table, KINDS["attendance"].table
    attended = sa.exists(sa.select(attendance.c.id).where(attendance.c.event_id == event.c.id))
    query = (
        sa.select(event.c.id)
        .where(event.c.state == HELD, event.c.minutes.is_not(None), attended)
        .where(event.c.type == "主席会议")
        .order_by(event.c.start.desc())
    )
    with ledger.read() as session:
        found: int | None = session.connection().scalar(query)
    assert found is not None
    return found
