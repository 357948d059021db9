"""Tables of objects (T2 to T8) as a workbook."""

from pathlib import Path

from xlsxwriter import Workbook

from zxdesk.exchange.workbooks import Looks, narrow_length, save_workbook, width_for, write_cell
from zxdesk.services.report_head import ReportHead
from zxdesk.statistics.object_tables import ObjectTable
from zxdesk.statistics.table_words import caption_of, notes_of, period_words

_FIRST_ROW = 5
_MEASURED = 200


def write_object_book(table: ObjectTable, path: Path, *, head: ReportHead) -> None:
    """Write a table of objects.

    Raises:
        EnvironmentProblem: the file cannot be written; what stood there stays.
    """
    save_workbook(path, lambda book, looks: _fill(book, looks, table, head))


def _fill(book: Workbook, looks: Looks, table: ObjectTable, head: ReportHead) -> None:
    sheet = book.add_worksheet(table.table.number)
    if table.table.landscape:
        sheet.set_landscape()
    sheet.write_string(0, 0, table.table.title, book.add_format({"bold": True, "font_size": 16}))
    sheet.write_string(1, 0, f"统计期间：{period_words(table.period)}")
    sheet.write_string(2, 0, head.line())
    headings = ("类", "名称", *(caption_of(column) for column in table.table.rows))
    rows = [(row.group, row.title, *(cell.value for cell in row.cells)) for row in table.rows]
    for column, heading in enumerate(headings):
        sheet.write_string(_FIRST_ROW - 1, column, heading, looks.heading)
        texts = [heading, *(str(row[column]) for row in rows[:_MEASURED])]
        sheet.set_column(column, column, width_for(max(narrow_length(text) for text in texts)))
    for place, row in enumerate(rows, start=_FIRST_ROW):
        for column, value in enumerate(row):
            write_cell(sheet, (place, column), "—" if value is None else value, looks)
    sheet.freeze_panes(_FIRST_ROW, 2)
    for place, note in enumerate(notes_of(table), start=_FIRST_ROW + len(rows) + 1):
        sheet.write_string(place, 0, note)
