"""What the committees below us sent: their packages, the roll-up, the records behind a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from zxdesk.queries.values import chunks, keys, titles
from zxdesk.records import KINDS, Committee, Package
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import AREA, OWN, Expression, read_expression, records_in
from zxdesk.statistics.rollup import RollUp, roll_up
from zxdesk.store import Ledger


@dataclass(frozen=True, kw_only=True)
class ReceivedPackage:
    """A package that was taken in."""

    committee: str
    period: str
    number: int
    created: datetime

    def reports_as(self, other: "ReceivedPackage") -> bool:
        """Tell whether it is of the same committee and quarter."""
        return (self.committee, self.period) == (other.committee, other.period)


@dataclass(frozen=True, kw_only=True)
class ReceivedReports:
    """The roll-up of a period, and every package that was received, the newest first."""

    rollup: RollUp
    packages: tuple[ReceivedPackage, ...]


@dataclass(frozen=True, kw_only=True)
class ReceivedRecord:
    """A record of some committee, as it is told from the others."""

    committee: str
    kind: str
    key: str
    title: str


def holds_others(ledger: Ledger) -> bool:
    """Tell whether the ledger knows committees besides our own."""
    query = sa.select(col(Committee.id)).where(col(Committee.id) != ledger.own_id).limit(1)
    with ledger.read() as session:
        return session.connection().scalar(query) is not None


def from_below(ledger: Ledger, period: Period) -> ReceivedReports:
    """Work out what the committees below us report for a period."""
    rollup = roll_up(ledger, period)
    with ledger.read() as session:
        return ReceivedReports(rollup=rollup, packages=tuple(_packages(session)))


def _packages(session: Session) -> list[ReceivedPackage]:
    columns = [
        col(Committee.name).label("committee"),
        col(Package.period),
        col(Package.number),
        col(Package.created),
    ]
    query = (
        sa.select(*columns)
        .join(Committee, col(Committee.id) == col(Package.committee_id))
        .where(col(Package.received).is_(True), col(Package.removed_at).is_(None))
        .order_by(col(Package.id).desc())
    )
    return [
        ReceivedPackage(
            committee=row.committee, period=row.period, number=row.number, created=row.created
        )
        for row in session.connection().execute(query)
    ]


def records_of(
    ledger: Ledger,
    words: str,
    period: Period,
    committee: str,
    *,
    counted: frozenset[int] | None = None,
) -> tuple[ReceivedRecord, ...]:
    """Give the records behind a number of the roll-up.

    Args:
        words: The expression of the row.
        committee: Whose records; empty for those of all together.
        counted: The committees that make up the total; default all.
    """
    expression = read_expression(words)
    with ledger.read() as session:
        if not committee:
            over_all = Expression(code=expression.code, where=expression.where, scope=AREA)
            kind, ids = records_in(session, ledger, over_all, period=period, among=counted)
        else:
            own = Expression(code=expression.code, where=expression.where, scope=OWN)
            query = sa.select(col(Committee.id)).where(col(Committee.name) == committee)
            owner_id = session.connection().scalar(query)
            kind, ids = records_in(session, ledger, own, period=period, owner_id=owner_id)
        return tuple(_described(session, kind, ids))


def _described(session: Session, kind: str, ids: Sequence[int]) -> list[ReceivedRecord]:
    by_key, by_title = keys(session, kind, ids), titles(session, kind, ids)
    owners: dict[int, str] = {}
    table = KINDS[kind].table
    for chunk in chunks(ids):
        query = (
            sa.select(table.c.id, col(Committee.name))
            .join(Committee, col(Committee.id) == table.c.owner_id)
            .where(table.c.id.in_(chunk))
        )
        owners |= {row.id: row.name for row in session.connection().execute(query)}
    sheet = KINDS[kind].sheet
    return [
        ReceivedRecord(committee=owners[i], kind=sheet, key=by_key[i], title=by_title[i])
        for i in ids
    ]


def short_names(names: Sequence[str]) -> list[str]:
    """Give committees by their places (云溪县) where that tells them apart."""
    short = [name.removeprefix("政协").removesuffix("委员会") or name for name in names]
    return short if len(set(short)) == len(names) else list(names)
