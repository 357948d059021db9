"""The reporting table of a quarter as a workbook: heading block, figures, what is counted."""

from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from zxdesk.exchange.workbooks import Looks, save_workbook, write_cell
from zxdesk.rules.periods import Period
from zxdesk.services.report_head import ReportHead
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


def period_words(period: Period) -> str:
    """Give a period with its days: 2026Q3（2026-07-01 至 2026-09-30）."""
    first = period.first.isoformat() if period.first else ""
    return f"{period.name}（{first} 至 {period.last.isoformat()}）"


def counted(row: ReportedRow) -> str:
    """Say what a row counts: the office's own words, else the indicator's."""
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
    sheet.write_string(2, 0, head.line())
    for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        sheet.write_string(_FIRST_ROW - 1, column, heading, looks.heading)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_FIRST_ROW, 0)
    _figures(sheet, looks, table)


def _figures(sheet: Worksheet, looks: Looks, table: QuarterTable) -> None:
    for place, row in enumerate(table.rows, start=_FIRST_ROW):
        cells = (row.group, row.label, row.unit, *row.values, row.change, counted(row))
        for column, value in enumerate(cells):
            write_cell(sheet, (place, column), "—" if value is None else value, looks)
