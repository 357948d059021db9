"""Reporting tables: lists of figure expressions over a quarter and the year before."""

import tomllib
from dataclasses import dataclass
from functools import cache

from sqlmodel import Session

from zxdesk import paths
from zxdesk.queries.todo import Todo, open_items
from zxdesk.rules.periods import Period, quarter_of
from zxdesk.statistics.figures import (
    Expression,
    Number,
    figure_in,
    indicator,
    read_expression,
)
from zxdesk.store import Ledger


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One row of a reporting table, as data."""

    id: str
    group: str
    label: str
    expression: Expression


@dataclass(frozen=True, kw_only=True)
class ReportingTable:
    """A reporting table, as data."""

    id: str
    title: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, kw_only=True)
class ReportedRow:
    """One row with its figures; None is a share of nothing."""

    id: str
    code: str
    expression: str
    group: str
    label: str
    unit: str
    quarter: Number | None
    year_to_date: Number | None
    last_year: Number | None
    last_year_to_date: Number | None


@dataclass(frozen=True, kw_only=True)
class QuarterTable:
    """A filled reporting table.

    Attributes:
        periods: The period of each column: quarter, year to date, and both a year earlier.
        open_items: What stands open in the quarter.
    """

    title: str
    period: Period
    periods: tuple[Period, Period, Period, Period]
    rows: tuple[ReportedRow, ...]
    open_items: tuple[Todo, ...]


@cache
def tables() -> tuple[ReportingTable, ...]:
    """Give the reporting tables that travel with the program."""
    file = paths.resources() / "reporting_tables.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))["table"]
    return tuple(
        ReportingTable(
            id=table["id"],
            title=table["title"],
            rows=tuple(
                TableRow(
                    id=row["id"],
                    group=row["group"],
                    label=row["label"],
                    expression=read_expression(row["expression"]),
                )
                for row in table["row"]
            ),
        )
        for table in found
    )


def is_quarter(period: Period) -> bool:
    """Tell whether a period is a quarter."""
    same = quarter_of(period.last)
    return (period.first, period.last) == (same.first, same.last)


def quarter_table(
    ledger: Ledger, period: Period, *, table: ReportingTable | None = None
) -> QuarterTable:
    """Fill a reporting table for a quarter; default: the main one."""
    chosen = table or tables()[0]
    to_date = period.year_to_date()
    periods = (period, to_date, period.year_before(), to_date.year_before())
    with ledger.read() as session:
        rows = tuple(_filled(session, ledger, row, periods) for row in chosen.rows)
        todo = open_items(session, period, owner_id=ledger.own_id, today=ledger.today)
    return QuarterTable(
        title=chosen.title, period=period, periods=periods, rows=rows, open_items=tuple(todo)
    )


def _filled(
    session: Session, ledger: Ledger, row: TableRow, periods: tuple[Period, ...]
) -> ReportedRow:
    values = [figure_in(session, ledger, row.expression, period=period).value for period in periods]
    return ReportedRow(
        id=row.id,
        code=row.expression.code,
        expression=str(row.expression),
        group=row.group,
        label=row.label,
        unit=indicator(row.expression.code).unit,
        quarter=values[0],
        year_to_date=values[1],
        last_year=values[2],
        last_year_to_date=values[3],
    )
