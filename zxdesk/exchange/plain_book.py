"""Writes rows under plain headings, one sheet per kind: a workbook as an office keeps it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook

from zxdesk.exchange.workbooks import Looks, save_workbook, write_cell

Row = Mapping[str, object]


def write_plain_book(path: Path, sheets: Mapping[str, Sequence[Row]]) -> None:
    """Write `sheets` (name → rows of heading → value); dates become real date cells.

    Raises:
        EnvironmentProblem: it cannot be written; what stood there stays.
    """

    def fill(book: Workbook, looks: Looks) -> None:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            headings = list(dict.fromkeys(heading for row in rows for heading in row))
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading, looks.heading)
            for number, row in enumerate(rows, start=1):
                for column, heading in enumerate(headings):
                    write_cell(sheet, (number, column), row.get(heading), looks)

    save_workbook(path, fill)
