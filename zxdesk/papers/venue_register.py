"""阵地名册: the venues in being on a day, type by type."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.dates import chinese_date
from zxdesk.papers.common import worded
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.register import RegisterContent, compose_register
from zxdesk.queries.order import in_order
from zxdesk.queries.services import holds_on
from zxdesk.records import KINDS
from zxdesk.store import Ledger

VENUE = KINDS["venue"]
_FIELDS = ("number", "name", "region", "start", "leads", "stars")


def venue_register_content(
    ledger: Ledger, day: date, ids: Sequence[int] | None = None
) -> RegisterContent:
    """Collect the venues in being on a day (or these), type by type."""
    with ledger.read() as session:
        wanted = _venues(session, ledger, day) if ids is None else list(ids)
        rows = list(worded(session, VENUE, wanted).values())
    by_type: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_type.setdefault(row["type"], []).append(row)
    groups, place = [], 0
    for title, found in by_type.items():
        groups.append((place, f"{title}（{len(found)}个）"))
        place += len(found)
    return RegisterContent(
        committee=ledger.own.name,
        title=f"{ledger.own.name}阵地名册",
        columns=tuple(VENUE.fields[name].caption for name in _FIELDS),
        rows=tuple(
            tuple(row[name] for name in _FIELDS) for found in by_type.values() for row in found
        ),
        total=len(rows),
        groups=tuple(groups),
        remark=f"截至{chinese_date(day)}，共{len(rows)}个",
    )


def _venues(session: Session, ledger: Ledger, day: date) -> list[int]:
    table = VENUE.table
    query = sa.select(table.c.id).where(
        table.c.owner_id == ledger.own_id,
        holds_on(table.c.start, table.c.end, sa.literal(day.isoformat(), sa.Text)),
    )
    return list(
        session.connection().scalars(query.order_by(table.c.type, in_order(table.c.number)))
    )


VENUE_REGISTER = PaperKind(
    name="阵地名册",
    about="阵地逐个登记",
    takes="若干阵地编号；不写则为全部",
    records=("venue",),
    one=False,
    by_period=True,
    collect=lambda ledger, request: venue_register_content(
        ledger, request.day(ledger.today), request.ids
    ),
    compose=compose_register,
)
