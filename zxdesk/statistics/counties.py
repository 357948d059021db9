"""The committees below us at a glance: who has reported the quarter that is due, and how much."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from zxdesk.records import Committee, Package
from zxdesk.rules.periods import Period, quarter_over
from zxdesk.statistics.figures import Expression, Number, values_by_owner
from zxdesk.statistics.rollup import committees_below
from zxdesk.store import Ledger

_HELD = Expression(code="event.held")


@dataclass(frozen=True)
class CountyState:
    """One committee below ours.

    Attributes:
        latest: The last quarter of which its package stands; empty where none does.
        sent: When that package was made.
        reported: Whether the quarter that is due has been reported.
        events: The events of that quarter; None where it has not.
    """

    name: str
    latest: str
    sent: date | None
    reported: bool
    events: Number | None


def counties(ledger: Ledger) -> list[CountyState]:
    """Give the committees below us, those that have not reported first."""
    due = quarter_over(ledger.today)
    with ledger.read() as session:
        found = list(_states(session, ledger, due))
    return sorted(found, key=lambda state: state.reported)


def _states(session: Session, ledger: Ledger, due: Period) -> Iterator[CountyState]:
    newest = _newest(session)
    ids = {name: owner for owner, name in _known(session)}
    reported = {ids[name] for name, (package, _) in newest.items() if package.last >= due.last}
    held = values_by_owner(session, ledger, _HELD, reported, period=due) if reported else {}
    for name in dict.fromkeys([*committees_below(session, ledger, due), *newest]):
        package, sent = newest.get(name, (None, None))
        done = ids.get(name) in reported
        events = (held.get(ids[name]) or 0) if done else None
        yield CountyState(name, package.period if package else "", sent, done, events)


def _known(session: Session) -> list[tuple[int, str]]:
    rows = session.connection().execute(sa.select(col(Committee.id), col(Committee.name)))
    return [(row[0], row[1]) for row in rows if row[0] is not None]


def _newest(session: Session) -> dict[str, tuple[Package, date]]:
    """Give each committee's last package that stands."""
    names = dict(_known(session))
    query = sa.select(Package).where(
        col(Package.received).is_(True), col(Package.removed_at).is_(None)
    )
    found: dict[str, tuple[Package, date]] = {}
    for package in session.scalars(query.order_by(col(Package.last), col(Package.number))):
        found[names[package.committee_id]] = (package, package.created.date())
    return found
