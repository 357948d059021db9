"""Writes rows under plain headings, one sheet per kind: a workbook as an office keeps it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

Row = Mapping[str, object]


def write_plain_book(path: Path, sheets: Mapping[str, Sequence[Row]]) -> None:
    """Write `sheets` (name → rows of heading → value); dates become real date cells."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    styles = {
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "head": book.add_format({"bold": True, "bottom": 1}),
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, styles["head"])
        for number, row in enumerate(rows, start=1):
            for column, heading in enumerate(headings):
                _write(sheet, number, column, row.get(heading), styles)
    book.close()


def _write(sheet: Any, row: int, column: int, value: object, styles: Mapping[str, Any]) -> None:
    if isinstance(value, datetime) and value.time() != time():
        sheet.write_datetime(row, column, value, styles["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, styles["day"])
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, str(value))
