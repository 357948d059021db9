"""The roll-up: our reporting table over every committee below us, totals, and who is missing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from zxdesk.queries.services import holds_on
from zxdesk.records import KINDS, Committee, Package
from zxdesk.records.event import HELD
from zxdesk.records.unit import COMMITTEE
from zxdesk.rules.periods import Period
from zxdesk.statistics.counting import moment_within
from zxdesk.statistics.figures import AREA, Expression, Number, figure_in, indicator
from zxdesk.statistics.reporting import MAIN, expression_of, table_named
from zxdesk.store import Ledger


@dataclass(frozen=True, kw_only=True)
class RolledRow:
    """One row: the figure of each committee, and of all together.

    Attributes:
        values: By committee's name, our own first.
        total: The figure over all rows; shares are worked out anew, never added.
    """

    id: str
    code: str
    group: str
    label: str
    unit: str
    expression: str
    values: dict[str, Number | None]
    total: Number | None


@dataclass(frozen=True, kw_only=True)
class JointEvent:
    """An event that several committees report: the totals count it once for each.

    Attributes:
        events: (committee, event id) of each report.
    """

    name: str
    start: datetime
    events: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class RollUp:
    """The reporting table over committees.

    Attributes:
        reported: Committees whose package for this period was received.
        missing: Committees below us that have not reported for it.
    """

    period: Period
    title: str
    committees: tuple[str, ...]
    rows: tuple[RolledRow, ...]
    reported: tuple[str, ...]
    missing: tuple[str, ...]
    joint: tuple[JointEvent, ...]


def roll_up(ledger: Ledger, period: Period, *, number: str = MAIN) -> RollUp:
    """Fill our table for every committee whose rows the ledger holds, and in total."""
    with ledger.read() as session:
        committees = _committees(session, ledger)
        table = table_named(session, number, owner_id=ledger.own_id)
        rows = tuple(
            _row(session, ledger, period, committees, row.id, row.group, row.label, expression)
            for row in table.rows
            for expression in (expression_of(row),)
        )
        reported = _reported(session, period)
        return RollUp(
            period=period,
            title=table.title,
            committees=tuple(committees.values()),
            rows=rows,
            reported=tuple(reported),
            missing=tuple(_missing(session, ledger, period, reported)),
            joint=tuple(_joint_events(session, period, committees)),
        )


def _committees(session: Session, ledger: Ledger) -> dict[int, str]:
    """Give id and name of our committee and of those that have reported."""
    known = sa.select(col(Package.committee_id)).where(col(Package.received).is_(True))
    has_rows = sa.select(KINDS["event"].table.c.owner_id).distinct()
    query = select(Committee).where(
        sa.or_(
            col(Committee.id) == ledger.own_id,
            col(Committee.id).in_(known),
            col(Committee.id).in_(has_rows),
        )
    )
    found = session.exec(query.order_by(col(Committee.id) != ledger.own_id, col(Committee.id)))
    return {committee.id: committee.name for committee in found if committee.id is not None}


def _row(
    session: Session,
    ledger: Ledger,
    period: Period,
    committees: dict[int, str],
    number: str,
    group: str,
    label: str,
    expression: Expression,
) -> RolledRow:
    over_all = Expression(code=expression.code, where=expression.where, scope=AREA)
    return RolledRow(
        id=number,
        code=expression.code,
        group=group,
        label=label,
        unit=indicator(expression.code).unit,
        expression=str(expression),
        values={
            name: figure_in(session, ledger, expression, period=period, owner_id=owner_id).value
            for owner_id, name in committees.items()
        },
        total=figure_in(session, ledger, over_all, period=period).value,
    )


def _reported(session: Session, period: Period) -> list[str]:
    query = (
        sa.select(col(Committee.name))
        .join(Package, col(Package.committee_id) == col(Committee.id))
        .where(col(Package.received).is_(True), col(Package.period) == period.name)
        .distinct()
    )
    return sorted(session.connection().scalars(query))


def _missing(session: Session, ledger: Ledger, period: Period, reported: list[str]) -> list[str]:
    unit = KINDS["unit"].table
    day = sa.literal(period.last.isoformat(), sa.Text)
    query = sa.select(unit.c.name).where(
        unit.c.owner_id == ledger.own_id,
        unit.c.category == COMMITTEE,
        unit.c.name != ledger.own.name,
        holds_on(unit.c.start, unit.c.end, day),
    )
    names = session.connection().scalars(query.order_by(unit.c.id))
    return [name for name in names if name not in reported]


def _joint_events(session: Session, period: Period, committees: dict[int, str]) -> list[JointEvent]:
    """Give held events of one name and day that several committees report."""
    event = KINDS["event"].table
    day = sa.func.substr(sa.cast(event.c.start, sa.Text), 1, 10)
    mine = (event.c.state == HELD, moment_within(event.c.start, period))
    shared = (
        sa.select(event.c.name, day.label("day"))
        .where(*mine)
        .group_by(event.c.name, day)
        .having(sa.func.count(sa.distinct(event.c.owner_id)) > 1)
        .subquery()
    )
    query = (
        sa.select(event.c.id, event.c.name, event.c.start, event.c.owner_id, shared.c.day)
        .join(shared, sa.and_(shared.c.name == event.c.name, shared.c.day == day))
        .where(*mine)
        .order_by(shared.c.day, event.c.name, event.c.owner_id, event.c.id)
    )
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in session.connection().execute(query):
        groups.setdefault((row.name, row.day), []).append(row)
    return [
        JointEvent(
            name=name,
            start=rows[0].start,
            events=tuple((committees.get(row.owner_id, ""), row.id) for row in rows),
        )
        for (name, _), rows in groups.items()
    ]
