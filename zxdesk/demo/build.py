"""Builds the fictional county's ledger the way a clerk would: a workbook, imported."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa

from zxdesk.demo import colleague, upward
from zxdesk.demo.county import COMMITTEE, REGION, county_rows
from zxdesk.demo.folder import demo_folder
from zxdesk.demo.targets import set_targets
from zxdesk.exchange.importing import import_books
from zxdesk.exchange.packages import export_package
from zxdesk.exchange.plain_book import write_plain_book
from zxdesk.papers.minutes import MINUTES as MINUTES_PAPER
from zxdesk.papers.minutes import minutes_content
from zxdesk.papers.report import own_template, write_report
from zxdesk.papers.roster import ROSTER as ROSTER_PAPER
from zxdesk.papers.roster import roster_content
from zxdesk.records import KINDS
from zxdesk.records.event import HELD
from zxdesk.rules.periods import quarter_over, this_year
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, open_ledger

# The day the demo shows unless told otherwise, so that what is written about it stays true.
DAY = date(2026, 11, 22)
LEDGER, BOOK = "云溪台账.zxd", "云溪两年工作.xlsx"
MINUTES, ROSTER = "主席会议纪要.pdf", "委员名册.pdf"
REPORT, TEMPLATE = "年度履职报告.pdf", "年度报告模板.txt"
# What to look at, by the end of a file's name.
ABOUT = {
    LEDGER: "样例台账，一个县两年的工作",
    BOOK: "导入台账的工作簿",
    MINUTES: "最近一次主席会议的纪要",
    ROSTER: "按界别的委员名册",
    REPORT: "按模板写的年度报告，数字都从台账里来",
    TEMPLATE: "年度报告的模板，可以照着改",
    ".zip": "上一季度的报送包",
    colleague.LEDGER: "同事的副本，两边都登记过，可以试合并",
    upward.LEDGER: "市级台账，已收到三个县的报送包，可以看汇总",
}


def build_county(folder: Path, *, clock: Callable[[], datetime]) -> list[Path]:
    """Make the workbook, the ledger, the last quarter's package, minutes, the roster and
    an annual report with its template.

    Beside it lie a colleague's copy of the ledger and the ledger of the city that has the package.
    Ledgers that are there already are kept as they are.

    Raises:
        EnvironmentProblem: the folder cannot be written.
    """
    book, path = demo_folder(folder) / BOOK, folder / LEDGER
    if not path.exists():
        _import_county(book, path, clock)
    with open_ledger(path, writing=False, clock=clock) as ledger:
        minutes, roster = folder / MINUTES, folder / ROSTER
        MINUTES_PAPER.write(minutes_content(ledger, _last_meeting(ledger)), minutes)
        ROSTER_PAPER.write(roster_content(ledger, ledger.today), roster)
        template, report = folder / TEMPLATE, folder / REPORT
        shutil.copyfile(own_template(), template)
        write_report(ledger, template, report, this_year(ledger.today))
    others = (folder / colleague.LEDGER, folder / upward.LEDGER)
    there = [file for file in others if file.exists()]
    papers = [minutes, roster, report, template]
    return [path, book, *papers, *sorted(folder.glob("*.zip")), *there]


def _import_county(book: Path, path: Path, clock: Callable[[], datetime]) -> None:
    write_plain_book(book, county_rows(today=clock().date()))
    with found_ledger(path, committee=COMMITTEE, level="县", region=REGION, clock=clock) as ledger:
        report = import_books(ledger, [book])
        assert not report.rejected, report.rejected[:3]
        set_targets(ledger)
        _report_last_quarter(ledger)
        _add_others(ledger, path.parent, clock)


def _add_others(ledger: Ledger, folder: Path, clock: Callable[[], datetime]) -> None:
    """Make the ledgers of the city and of the colleague, unless they are there already."""
    if not (folder / upward.LEDGER).exists():
        upward.build_city_above(ledger, folder, clock=clock)
    if not (folder / colleague.LEDGER).exists():
        colleague.part_with_colleague(ledger, folder, clock=clock)


def _report_last_quarter(ledger: Ledger) -> None:
    """Close the quarter before this one and write its package beside the ledger."""
    export_package(ledger, quarter_over(ledger.today), ledger.path.parent, force=True)


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
