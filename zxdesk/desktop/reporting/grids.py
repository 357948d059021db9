"""Reporting tables of objects as what the window shows: texts, numbers that lead to records."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zxdesk.desktop.base.figure_links import CellLink, NumberLink, RecordLink
from zxdesk.exchange.object_book import write_object_book
from zxdesk.exchange.quarter_book import write_quarter_book
from zxdesk.rules.periods import Period
from zxdesk.services.report_head import report_head
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.figures import read_expression
from zxdesk.statistics.further_tables import FilledTable, filled_table
from zxdesk.statistics.object_tables import Cell, ObjectRow, ObjectTable
from zxdesk.statistics.reporting import (
    QuarterTable,
    ReportedRow,
    ReportingTable,
    TableRow,
)
from zxdesk.statistics.wording import number_text
from zxdesk.store import Ledger

NAME = "名称"


@dataclass(frozen=True)
class GridCell:
    """One cell; numbers stand at the right."""

    text: str
    link: CellLink | None = None
    is_number: bool = False
    hint: str = ""


@dataclass(frozen=True)
class GridColumn:
    """One column: the group it belongs to, its title, what it counts."""

    group: str
    title: str
    hint: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class TableGrid:
    """A filled table.

    Attributes:
        write: Writes it as a workbook.
        remarks: Where its numbers do not add up.
    """

    title: str
    period: Period
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    write: Callable[[Path], object]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class GridAnswer:
    """The office's further tables and the chosen one, or why it cannot be filled."""

    tables: tuple[ReportingTable, ...]
    grid: TableGrid | None = None
    problem: str = ""


def fill(ledger: Ledger, number: str, words: str) -> GridAnswer:
    """Fill a table for a period as typed; a table that is gone gives way to the first."""
    found = filled_table(ledger, number, words)
    grid = _grid(ledger, found) if found.tables and not found.problem else None
    return GridAnswer(found.tables, grid, found.problem)


def _grid(ledger: Ledger, found: FilledTable) -> TableGrid:
    head = report_head(ledger)
    if found.figures is not None:
        figures = found.figures
        return _of_figures(figures, lambda path: write_quarter_book(figures, path, head=head))
    assert found.objects is not None
    objects = found.objects
    return _of_objects(objects, lambda path: write_object_book(objects, path, head=head))


def _of_objects(table: ObjectTable, write: Callable[[Path], object]) -> TableGrid:
    grouped = any(row.group for row in table.rows)
    heads = [GridColumn("", "类")] if grouped else []
    columns = [_column(column) for column in table.table.rows]
    return TableGrid(
        title=table.table.title,
        period=table.period,
        columns=(*heads, GridColumn("", NAME), *columns),
        rows=tuple(_object_row(table, row, grouped=grouped) for row in table.rows),
        write=write,
        remarks=table.remarks,
    )


def _column(column: TableRow) -> GridColumn:
    found = INDICATORS.get(column.expression.split(" ", 1)[0])
    hint = column.note or (found.definition if found else "")
    return GridColumn(column.group, column.label, hint, bool(column.expression))


def _object_row(table: ObjectTable, row: ObjectRow, *, grouped: bool) -> tuple[GridCell, ...]:
    owner = RecordLink(row.kind, row.record_id) if row.kind else None
    title = GridCell(row.title, owner, hint=f"查看“{row.title}”" if owner else "")
    cells = [
        _cell(cell, column, row.title, table.period)
        for cell, column in zip(row.cells, table.table.rows, strict=True)
    ]
    return (*([GridCell(row.group)] if grouped else []), title, *cells)


def _cell(cell: Cell, column: TableRow, owner: str, period: Period) -> GridCell:
    if not column.expression:
        text = str(cell.value or "")
        return GridCell(text, hint=text)
    assert not isinstance(cell.value, str)
    if cell.expression is None or cell.value is None:
        return GridCell(number_text(cell.value), is_number=True)
    target = NumberLink(cell.expression, period, f"{owner}：{column.label}（{period.name}）")
    return GridCell(number_text(cell.value), target, is_number=True, hint="点击查看记录")


def _of_figures(table: QuarterTable, write: Callable[[Path], object]) -> TableGrid:
    spans = ("本期", "本年累计", "上年同期", "上年累计")
    return TableGrid(
        title=table.title,
        period=table.period,
        columns=(
            *(GridColumn("", title) for title in ("类", NAME, "单位")),
            *(
                GridColumn("", span, f"{period.first} 至 {period.last}", True)
                for span, period in zip(spans, table.periods, strict=True)
            ),
        ),
        rows=tuple(_figure_row(table, row) for row in table.rows),
        write=write,
        remarks=table.remarks,
    )


def _figure_row(table: QuarterTable, row: ReportedRow) -> tuple[GridCell, ...]:
    expression = read_expression(row.expression)
    hint = row.note or INDICATORS[row.code].definition
    numbers = [
        GridCell(
            number_text(value),
            NumberLink(expression, period, f"{row.label}（{period.name}）")
            if value is not None
            else None,
            is_number=True,
        )
        for value, period in zip(row.values, table.periods, strict=True)
    ]
    return (GridCell(row.group), GridCell(row.label, hint=hint), GridCell(row.unit), *numbers)
