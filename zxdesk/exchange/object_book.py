"""Tables of objects (T2 to T8) as paper content and as a workbook."""

from pathlib import Path

from xlsxwriter import Workbook

from zxdesk.exchange.report_book import ReportHead, period_words
from zxdesk.exchange.workbooks import Looks, narrow_length, save_workbook, width_for, write_cell
from zxdesk.queries.paper_content import ReportContent
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.object_tables import Cell, ObjectTable
from zxdesk.statistics.reporting import TableRow

_FIRST_ROW = 5
_MEASURED = 200


def object_content(table: ObjectTable, head: ReportHead) -> ReportContent:
    """Give a table of objects as it is printed."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in table.rows:
        cells = tuple(_text(cell) for cell in row.cells)
        groups.setdefault(row.group, []).append((row.title, *cells))
    return ReportContent(
        title=table.table.title,
        committee=head.committee,
        period=period_words(table.period),
        head=tuple(head.pairs()),
        columns=("名称", *(_caption(column) for column in table.table.rows)),
        groups=tuple((title, tuple(rows)) for title, rows in groups.items()),
        notes=_notes(table),
        landscape=table.table.landscape,
    )


def _text(cell: Cell) -> str:
    return "—" if cell.value is None else str(cell.value)


def _caption(column: TableRow) -> str:
    return f"{column.group}：{column.label}" if column.group else column.label


def _notes(table: ObjectTable) -> tuple[str, ...]:
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
    sheet.write_string(2, 0, "　".join(f"{caption}：{text}" for caption, text in head.pairs()))
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
    for place, note in enumerate(_notes(table), start=_FIRST_ROW + len(rows) + 1):
        sheet.write_string(place, 0, note)
