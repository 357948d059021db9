"""The reporting table of a quarter as a workbook: heading block, figures, what is counted."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from zxdesk.exchange.workbooks import Looks, save_workbook, write_cell
from zxdesk.queries.paper_content import ReportContent
from zxdesk.rules.periods import Period
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.reporting import QuarterTable, ReportedRow

HEADINGS = (
    "类",
    "指标",
    "单位",
    "本季",
    "本年累计",
    "上年同季",
    "上年累计",
    "增减",
    "备注（口径）",
)
_WIDTHS = (8, 30, 8, 10, 10, 10, 10, 10, 60)
_FIRST_ROW = 4


@dataclass(frozen=True, kw_only=True)
class ReportHead:
    """Who reports: the block above a table that is sent upward."""

    committee: str
    leader: str = ""
    clerk: str = ""
    phone: str = ""
    reported_on: date | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """Give caption and text in the order of the block."""
        day = self.reported_on.isoformat() if self.reported_on else ""
        return [
            ("填报单位（盖章）", self.committee),
            ("单位负责人", self.leader),
            ("填表人", self.clerk),
            ("联系电话", self.phone),
            ("报出日期", day),
        ]


def report_content(table: QuarterTable, head: ReportHead) -> ReportContent:
    """Give the table as it is printed."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in table.rows:
        numbers = ["—" if value is None else str(value) for value in (*row.values, row.change)]
        groups.setdefault(row.group, []).append((row.label, row.unit, *numbers))
    return ReportContent(
        title=table.title,
        committee=head.committee,
        period=period_words(table.period),
        head=tuple(head.pairs()),
        columns=HEADINGS[1:-1],
        groups=tuple((title, tuple(rows)) for title, rows in groups.items()),
        notes=tuple(f"{row.label}：{_counted(row)}" for row in table.rows),
    )


def period_words(period: Period) -> str:
    """Give a period with its days: 2026Q3（2026-07-01 至 2026-09-30）."""
    first = period.first.isoformat() if period.first else ""
    return f"{period.name}（{first} 至 {period.last.isoformat()}）"


def _counted(row: ReportedRow) -> str:
    return row.note or INDICATORS[row.code].definition


def write_report_book(table: QuarterTable, path: Path, *, head: ReportHead) -> None:
    """Write a filled reporting table.

    Raises:
        EnvironmentProblem: the file cannot be written; what stood there stays.
    """
    save_workbook(path, lambda book, looks: _fill(book, looks, table, head))


def _fill(book: Workbook, looks: Looks, table: QuarterTable, head: ReportHead) -> None:
    sheet = book.add_worksheet(table.number)
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, table.title, title)
    sheet.write_string(1, 0, f"统计期间：{period_words(table.period)}")
    block = "　".join(f"{caption}：{text}" for caption, text in head.pairs())
    sheet.write_string(2, 0, block)
    for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        sheet.write_string(_FIRST_ROW - 1, column, heading, looks.heading)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_FIRST_ROW, 0)
    _figures(sheet, looks, table)


def _figures(sheet: Worksheet, looks: Looks, table: QuarterTable) -> None:
    for place, row in enumerate(table.rows, start=_FIRST_ROW):
        cells = (row.group, row.label, row.unit, *row.values, row.change, _counted(row))
        for column, value in enumerate(cells):
            write_cell(sheet, (place, column), "—" if value is None else value, looks)
