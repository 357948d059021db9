"""The roll-up: our reporting table over every committee below us, totals, and who is missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from zxdesk.queries.services import holds_on
from zxdesk.records import KINDS, Committee, Package
from zxdesk.records.event import HELD
from zxdesk.records.unit import COMMITTEE
from zxdesk.rules.periods import Period, quarter_of
from zxdesk.statistics.counting import Bounds, moment_within
from zxdesk.statistics.figures import AREA, Number, figure_in, indicator, values_by_owner
from zxdesk.statistics.reporting import MAIN, TableRow, expression_of, table_named
from zxdesk.store import Ledger
from zxdesk.store.functions import iso_day

# What stands in the cell of a committee that has not reported.
UNREPORTED = "未报"


@dataclass(frozen=True, kw_only=True)
class RolledRow:
    """One row: the figure of each committee, and of all together.

    Attributes:
        values: By committee's name, our own first; None for a share of nothing, and where the
            committee has not reported.
        total: The figure over the rows of all that have; shares are worked out anew, never added.
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
        committees: Our own first, then all that have ever reported.
        reported: Committees whose package for this period was received.
        unreported: Committees of the columns that have not: their cells are empty, and nothing
            that another period's package brought is counted.
        missing: Those, and committees below us that have never reported.
        counted: Whose rows the totals are made of.
    """

    period: Period
    title: str
    committees: tuple[str, ...]
    rows: tuple[RolledRow, ...]
    reported: tuple[str, ...]
    unreported: tuple[str, ...]
    missing: tuple[str, ...]
    joint: tuple[JointEvent, ...]
    counted: frozenset[int]


def roll_up(ledger: Ledger, period: Period, *, number: str = MAIN) -> RollUp:
    """Fill our table for ourselves and every committee that has reported, and in total."""
    with ledger.read() as session:
        committees = _committees(session, ledger)
        reported = _reported(session, period, today=ledger.today)
        counted = {
            owner_id: name
            for owner_id, name in committees.items()
            if owner_id == ledger.own_id or owner_id in reported
        }
        table = table_named(session, number, owner_id=ledger.own_id)
        unreported = [name for owner_id, name in committees.items() if owner_id not in counted]
        return RollUp(
            period=period,
            title=table.title,
            committees=tuple(committees.values()),
            rows=tuple(
                _row(session, ledger, period, committees, frozenset(counted), row)
                for row in table.rows
            ),
            reported=tuple(sorted(name for i, name in committees.items() if i in reported)),
            unreported=tuple(unreported),
            missing=tuple(_missing(session, ledger, period, counted.values(), unreported)),
            joint=tuple(_joint_events(session, ledger, period, counted)),
            counted=frozenset(counted),
        )


def has_received(session: Session) -> bool:
    """Tell whether packages of others stand in the ledger."""
    return session.connection().scalar(_standing(col(Package.id)).limit(1)) is not None


def _standing(*columns: Any) -> sa.Select[Any]:
    return sa.select(*columns).where(
        col(Package.received).is_(True), col(Package.removed_at).is_(None)
    )


def _committees(session: Session, ledger: Ledger) -> dict[int, str]:
    """Give id and name of our committee and of those that have ever reported."""
    query = select(Committee).where(
        sa.or_(
            col(Committee.id) == ledger.own_id,
            col(Committee.id).in_(_standing(col(Package.committee_id))),
        )
    )
    # Our own first: false comes before true.
    found = session.exec(query.order_by(col(Committee.id) != ledger.own_id, col(Committee.id)))
    return {committee.id: committee.name for committee in found if committee.id is not None}


def _row(
    session: Session,
    ledger: Ledger,
    period: Period,
    committees: dict[int, str],
    counted: frozenset[int],
    row: TableRow,
) -> RolledRow:
    expression = expression_of(row)
    # Asked anew over all rows: shares cannot be added.
    over_all = replace(expression, scope=AREA)
    values = values_by_owner(session, ledger, expression, counted, period=period)
    return RolledRow(
        id=row.id,
        code=expression.code,
        group=row.group,
        label=row.label,
        unit=indicator(expression.code).unit,
        expression=str(expression),
        values={name: values.get(owner_id) for owner_id, name in committees.items()},
        total=figure_in(session, ledger, over_all, period=period, among=counted).value,
    )


def _reported(session: Session, period: Period, *, today: date) -> set[int]:
    """Give the committees whose package for a period was received.

    A quarter is reported by its own package. Anything else is by that of the last of its quarters
    that is over: a year in November by the third quarter's.
    """
    due = _quarter_due(period, today)
    columns = (col(Package.committee_id), col(Package.first), col(Package.last))
    return {
        row.committee_id
        for row in session.connection().execute(_standing(*columns))
        if row.last >= due.last and row.first <= period.last
    }


def _quarter_due(period: Period, today: date) -> Period:
    last = quarter_of(period.last)
    earliest = quarter_of(period.first) if period.first else None
    while last.last >= today and last.first is not None:
        before = quarter_of(last.first - timedelta(days=1))
        if earliest is not None and before.last < earliest.last:
            break
        last = before
    return last


def _missing(
    session: Session,
    ledger: Ledger,
    period: Period,
    counted: Collection[str],
    unreported: Sequence[str],
) -> list[str]:
    below = committees_below(session, ledger, period)
    return list(dict.fromkeys([*(name for name in below if name not in counted), *unreported]))


def committees_below(session: Session, ledger: Ledger, period: Period) -> list[str]:
    """Give the names of the committees below us at the end of a period, as our units have them."""
    unit = KINDS["unit"].table
    day = sa.literal(period.last.isoformat(), sa.Text)
    query = sa.select(unit.c.name).where(
        unit.c.owner_id == ledger.own_id,
        unit.c.category == COMMITTEE,
        unit.c.name != ledger.own.name,
        holds_on(unit.c.start, unit.c.end, day),
    )
    return list(session.connection().scalars(query.order_by(unit.c.id)))


def _joint_events(
    session: Session, ledger: Ledger, period: Period, committees: dict[int, str]
) -> list[JointEvent]:
    """Give held events of one name and day that several committees report."""
    event = KINDS["event"].table
    day = iso_day(event.c.start)
    bounds = Bounds(period, ledger.today, None)
    mine = (
        event.c.state == HELD,
        event.c.owner_id.in_(sorted(committees)),
        moment_within(event.c.start, bounds.asked()),
    )
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
    for row in session.connection().execute(query, bounds.values()):
        groups.setdefault((row.name, row.day), []).append(row)
    return [
        JointEvent(
            name=name,
            start=rows[0].start,
            events=tuple((committees.get(row.owner_id, ""), row.id) for row in rows),
        )
        for (name, _), rows in groups.items()
    ]
