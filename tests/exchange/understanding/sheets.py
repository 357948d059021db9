"""Sheets as a test writes them: rows, and cells merged down or across."""

from collections.abc import Sequence
from typing import Any

from zxdesk.exchange.book import Row, Sheet
from zxdesk.exchange.captions import Column
from zxdesk.exchange.understanding import Table, Understanding, understand
from zxdesk.records.event import ATTENDANCE

Lines = Sequence[Sequence[object]]


def sheet(rows: Lines, name: str = "Sheet1") -> Sheet:
    """A sheet as the reading process gives it: rows that hold nothing are left out."""
    numbered = [Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1)]
    kept = [row for row in numbered if any(cell is not None for cell in row.cells)]
    return Sheet("表.xlsx", name, tuple(kept))


def read(rows: Lines, name: str = "Sheet1") -> Understanding:
    """What a sheet is understood as."""
    return understand(sheet(rows, name))


def only(rows: Lines, name: str = "Sheet1") -> Table:
    """The only table on a sheet."""
    understood = read(rows, name)
    assert understood.why == ""
    (table,) = understood.tables
    return table


def values(table: Table) -> list[dict[str, Any]]:
    """The records of a table by the titles of their fields, empty cells left out."""
    return [
        {
            column.field.title: row.cells[column.index]
            for column in table.columns
            if column.index < len(row.cells) and row.cells[column.index] is not None
        }
        for row in table.rows
    ]


def column(table: Table, title: str) -> list[Any]:
    """One field of every record of a table."""
    return [value.get(title) for value in values(table)]


def status_column(table: Table) -> Column:
    """The column that says who came."""
    assert table.kind is ATTENDANCE
    return next(found for found in table.columns if found.field.name == "status")
