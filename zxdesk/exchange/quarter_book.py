"""The reporting table of a quarter as a workbook: heading block, figures, what is counted."""

from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from zxdesk.exchange.workbooks import Looks, save_workbook, write_cell
from zxdesk.services.report_head import ReportHead
from zxdesk.statistics.reporting import QuarterTable
from zxdesk.statistics.table_words import HEADINGS, attentions, counted, period_words

_WIDTHS = (8, 30, 8, 10, 10, 10, 10, 10, 60)
_FIRST_ROW = 4


def write_quarter_book(table: QuarterTable, path: Path, *, head: ReportHead) -> None:
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
    for place, note in enumerate(attentions(table.remarks), start=_FIRST_ROW + len(table.rows) + 1):
        sheet.write_string(place, 0, note)


def _figures(sheet: Worksheet, looks: Looks, table: QuarterTable) -> None:
    for place, row in enumerate(table.rows, start=_FIRST_ROW):
        cells = (row.group, row.label, row.unit, *row.values, row.change, counted(row))
        for column, value in enumerate(cells):
            write_cell(sheet, (place, column), "—" if value is None else value, looks)
