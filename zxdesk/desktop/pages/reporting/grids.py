"""Reporting tables of objects as what the window shows: texts, numbers that lead to records."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zxdesk.desktop.pages.figures.link_targets import NumberLink, RecordLink
from zxdesk.desktop.pages.figures.wording import number_text
from zxdesk.errors import UserError
from zxdesk.exchange.object_book import write_object_book
from zxdesk.exchange.report_book import write_report_book
from zxdesk.records.reporting import FIGURES
from zxdesk.rules.periods import Period
from zxdesk.services.report_head import report_head
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.figures import period_of, read_expression
from zxdesk.statistics.object_tables import Cell, ObjectRow, ObjectTable, object_table
from zxdesk.statistics.reporting import (
    MAIN,
    QuarterTable,
    ReportedRow,
    ReportingTable,
    TableRow,
    quarter_table,
    tables,
)
from zxdesk.store import Ledger

NAME = "名称"


@dataclass(frozen=True)
class GridCell:
    """One cell; numbers stand at the right."""

    text: str
    target: NumberLink | RecordLink | None = None
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
class Grid:
    """A filled table.

    Attributes:
        write: Writes it as a workbook.
    """

    title: str
    period: Period
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    write: Callable[[Path], object]


@dataclass(frozen=True)
class Filled:
    """The office's further tables and the chosen one, or why it cannot be filled."""

    tables: tuple[ReportingTable, ...]
    grid: Grid | None = None
    problem: str = ""


def further_tables(ledger: Ledger) -> tuple[ReportingTable, ...]:
    """Give the office's tables but for that of the quarter."""
    with ledger.read() as session:
        known = tables(session, owner_id=ledger.own_id)
    return tuple(table for table in known if table.number != MAIN)


def fill(ledger: Ledger, number: str, words: str) -> Filled:
    """Fill a table for a period as typed; a table that is gone gives way to the first."""
    known = further_tables(ledger)
    if not known:
        return Filled(())
    chosen = next((table for table in known if table.number == number), known[0])
    try:
        period = period_of(ledger, words)
        grid = _grid(ledger, chosen, period)
    except UserError as error:
        return Filled(known, problem=str(error))
    return Filled(known, grid)


def _grid(ledger: Ledger, table: ReportingTable, period: Period) -> Grid:
    head = report_head(ledger)
    if table.objects == FIGURES:
        figures = quarter_table(ledger, period, number=table.number)
        return _of_figures(figures, lambda path: write_report_book(figures, path, head=head))
    objects = object_table(ledger, period, table.number)
    return _of_objects(objects, lambda path: write_object_book(objects, path, head=head))


def _of_objects(table: ObjectTable, write: Callable[[Path], object]) -> Grid:
    grouped = any(row.group for row in table.rows)
    heads = [GridColumn("", "类")] if grouped else []
    columns = [_column(column) for column in table.table.rows]
    return Grid(
        title=table.table.title,
        period=table.period,
        columns=(*heads, GridColumn("", NAME), *columns),
        rows=tuple(_object_row(table, row, grouped=grouped) for row in table.rows),
        write=write,
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


def _of_figures(table: QuarterTable, write: Callable[[Path], object]) -> Grid:
    spans = ("本期", "本年累计", "上年同期", "上年累计")
    return Grid(
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
