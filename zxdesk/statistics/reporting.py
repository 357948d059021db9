"""Reporting tables: lists of figure expressions, over a quarter and the year before."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.todo import Todo, open_items, overdue_proposals
from zxdesk.records import KINDS
from zxdesk.records.reporting import FIGURES
from zxdesk.rules.periods import Period, quarter_of
from zxdesk.statistics.consistency import gaps, remarks
from zxdesk.statistics.figures import (
    OWN,
    Expression,
    Number,
    figure_in,
    indicator,
    read_expression,
)
from zxdesk.statistics.unknown import unknown_names
from zxdesk.store import Ledger

COLUMNS = ("quarter", "year_to_date", "last_year", "last_year_to_date")
MAIN = "T1"


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One row of a reporting table, as data; of tables with objects, one column.

    Attributes:
        expression: As the office wrote it; empty for a column that shows a field.
        binding: The label by which a figure goes to an object, or the field that is shown.
    """

    id: str
    group: str
    label: str
    expression: str
    binding: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportingTable:
    """A reporting table, as data.

    Attributes:
        objects: What it has a row for: 指标 (its own rows), or see `records.reporting.OBJECTS`.
    """

    number: str
    title: str
    objects: str
    landscape: bool
    note: str
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
    note: str = ""

    @property
    def values(self) -> tuple[Number | None, ...]:
        """The four figures in the order of `COLUMNS`."""
        return (self.quarter, self.year_to_date, self.last_year, self.last_year_to_date)

    @property
    def change(self) -> Number | None:
        """What the year to date is more (or less) than a year before."""
        if self.year_to_date is None or self.last_year_to_date is None:
            return None
        more = round(self.year_to_date - self.last_year_to_date, 2)
        return int(more) if float(more).is_integer() else more


@dataclass(frozen=True, kw_only=True)
class QuarterTable:
    """A filled reporting table.

    Attributes:
        periods: The period of each column: quarter, year to date, and both a year earlier.
        open_items: What stands open in the quarter.
        gaps: Where parts do not add up to their total, and rows that name what is not there.
        remarks: The same where nothing need be filled in before it is reported.
    """

    number: str
    title: str
    period: Period
    periods: tuple[Period, Period, Period, Period]
    rows: tuple[ReportedRow, ...]
    open_items: tuple[Todo, ...] = ()
    gaps: tuple[str, ...] = field(default=())
    remarks: tuple[str, ...] = field(default=())


def tables(session: Session, *, owner_id: int) -> list[ReportingTable]:
    """Give the office's reporting tables in its order."""
    table, row = KINDS["reporting_table"].table, KINDS["reporting_row"].table
    connection = session.connection()
    rows: dict[int, list[TableRow]] = {}
    for found in connection.execute(sa.select(row).order_by(row.c.position, row.c.id)):
        rows.setdefault(found.table_id, []).append(
            TableRow(
                id=found.number,
                group=found.group or "",
                label=found.label,
                expression=found.expression or "",
                binding=found.binding or "",
                note=found.note or "",
            )
        )
    mine = sa.select(table).where(table.c.owner_id == owner_id)
    return [
        ReportingTable(
            number=found.number,
            title=found.title,
            objects=found.objects,
            landscape=found.landscape,
            note=found.note or "",
            rows=tuple(rows.get(found.id, ())),
        )
        for found in connection.execute(mine.order_by(table.c.position, table.c.id))
    ]


def table_named(session: Session, number: str, *, owner_id: int) -> ReportingTable:
    """Give the office's table of that number; raise UserError where there is none."""
    known = tables(session, owner_id=owner_id)
    for table in known:
        if table.number == number:
            return table
    raise UserError(
        f"没有“{number}”这张报表，没有统计",
        f"可用的有：{'、'.join(t.number for t in known)}",
        code="unknown_table",
    )


def is_quarter(period: Period) -> bool:
    """Tell whether a period is a quarter."""
    # By its days: 2026-07-01..2026-09-30 is one, too.
    same = quarter_of(period.last)
    return (period.first, period.last) == (same.first, same.last)


def columns_of(period: Period) -> tuple[Period, Period, Period, Period]:
    """Give the periods of the columns."""
    to_date = period.year_to_date()
    return period, to_date, period.year_before(), to_date.year_before()


def quarter_table(ledger: Ledger, period: Period, *, number: str = MAIN) -> QuarterTable:
    """Fill a table of figures for a quarter."""
    with ledger.read() as session:
        return filled(session, ledger, period, number=number)


def filled(
    session: Session,
    ledger: Ledger,
    period: Period,
    *,
    number: str = MAIN,
    owner_id: int | None = None,
) -> QuarterTable:
    """Fill a table of figures within an open session.

    Args:
        owner_id: The committee whose rows count; default our own. The table is always our own.
    """
    chosen = table_named(session, number, owner_id=ledger.own_id)
    if chosen.objects != FIGURES:
        raise UserError(
            f"报表“{chosen.title}”不是指标表，没有生成季度报表",
            "请用 zxdesk print 打印它",
            code="unknown_table",
        )
    owner = owner_id or ledger.own_id
    rows = tuple(_filled(session, ledger, row, period, owner) for row in chosen.rows)
    return QuarterTable(
        number=chosen.number,
        title=chosen.title,
        period=period,
        periods=columns_of(period),
        rows=rows,
        open_items=tuple(_open(session, ledger, period, owner)),
        gaps=tuple(_gaps(session, ledger, chosen, period, owner)),
        remarks=tuple(remarks(session, ledger, period, owner_id=owner)),
    )


def standing_open(session: Session, ledger: Ledger, period: Period) -> int:
    """Count what stands open in a quarter, as its table and its closing count it."""
    owner = ledger.own_id
    mains = (table for table in tables(session, owner_id=owner) if table.number == MAIN)
    missing = [list(_gaps(session, ledger, main, period, owner)) for main in mains]
    return len(_open(session, ledger, period, owner)) + sum(map(len, missing))


def _gaps(
    session: Session, ledger: Ledger, table: ReportingTable, period: Period, owner_id: int
) -> Iterator[str]:
    yield from gaps(session, ledger, period, owner_id=owner_id)
    yield from _unknown(session, table.rows)
    if table.number == MAIN:
        yield from _of_others(session, ledger, table.rows, period, owner_id)


def _unknown(session: Session, rows: tuple[TableRow, ...]) -> Iterator[str]:
    """Say which rows name what is not there."""
    for row in rows:
        for sentence in unknown_names(session, expression_of(row)):
            yield f"报表行 {row.id} “{row.label}”：{sentence}"


def _of_others(
    session: Session, ledger: Ledger, rows: tuple[TableRow, ...], period: Period, owner_id: int
) -> Iterator[str]:
    """Say which rows count received records: a package bears its committee's own alone."""

    def values(expression: Expression) -> list[Number | None]:
        return [
            figure_in(session, ledger, expression, period=each, owner_id=owner_id).value
            for each in columns_of(period)
        ]

    for row in rows:
        expression = expression_of(row)
        if expression.scope == OWN:
            continue
        if values(expression) != values(replace(expression, scope=OWN)):
            yield (
                f"报表行 {row.id} “{row.label}”按辖区统计，报送包里只有本级的记录，"
                "收到的单位核对不了，请改按本级"
            )


def _open(session: Session, ledger: Ledger, period: Period, owner_id: int) -> list[Todo]:
    day = period.as_of(ledger.today)
    return [
        *open_items(session, period, owner_id=owner_id, today=ledger.today),
        *overdue_proposals(session, day, owner_id=owner_id),
    ]


def _filled(
    session: Session, ledger: Ledger, row: TableRow, period: Period, owner_id: int
) -> ReportedRow:
    expression = expression_of(row)
    values = [
        figure_in(session, ledger, expression, period=each, owner_id=owner_id).value
        for each in columns_of(period)
    ]
    return ReportedRow(
        id=row.id,
        code=expression.code,
        expression=str(expression),
        group=row.group,
        label=row.label,
        unit=indicator(expression.code).unit,
        note="；".join(filter(None, (row.note, *unknown_names(session, expression)))),
        **dict(zip(COLUMNS, values, strict=True)),
    )


def expression_of(row: TableRow) -> Expression:
    """Give the expression of a row of figures; raise UserError where it has none."""
    if not row.expression:
        raise UserError(f"报表行 {row.id} “{row.label}”没有填指标，没有统计", "请补上指标后再试")
    return read_expression(row.expression)
