"""Tables of objects (T2 to T8) as a workbook."""

from pathlib import Path

from xlsxwriter import Workbook

from zxdesk.exchange.report_book import period_words
from zxdesk.exchange.workbooks import Looks, narrow_length, save_workbook, width_for, write_cell
from zxdesk.services.report_head import ReportHead
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.object_tables import ObjectTable
from zxdesk.statistics.reporting import TableRow

_FIRST_ROW = 5
_MEASURED = 200


def _caption(column: TableRow) -> str:
    return f"{column.group}：{column.label}" if column.group else column.label


def notes_of(table: ObjectTable) -> tuple[str, ...]:
    """Say what each column counts; columns that show a field need no words."""
    notes = []
    for column in table.table.rows:
        code = column.expression.split(" ", 1)[0]
        if code in INDICATORS:
            notes.append(f"{_caption(column)}：{column.note or INDICATORS[code].definition}")
    return tuple(notes)


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
    headings = ("类", "名称", *(_caption(column) for column in table.table.rows))
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
