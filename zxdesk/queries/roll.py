"""Who is on the roll of an event, with the service of each on its day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.services import current_texts
from zxdesk.queries.values import load_many
from zxdesk.records import KINDS

ATTENDANCE, MEMBER = KINDS["attendance"], KINDS["member"]


@dataclass(frozen=True, kw_only=True)
class RollEntry:
    """A member on the roll of an event.

    Attributes:
        service: Post, employer and the like as people read them; empty out of office.
        reason: Why he did not come; empty where none was given.
    """

    member_id: int
    number: str
    name: str
    service: Mapping[str, str]
    capacity: str
    status: str
    reason: str


def roll_of(session: Session, event_id: int, day: date) -> list[RollEntry]:
    """Give the roll of an event in the order of entry, with what each was on a day."""
    table = ATTENDANCE.table
    query = sa.select(table).where(table.c.event_id == event_id).order_by(table.c.id)
    rows = session.connection().execute(query).all()
    ids = [row.member_id for row in rows]
    members = load_many(session, MEMBER, ids, ["number", "name"])
    services = current_texts(session, ids, day)
    return [
        RollEntry(
            member_id=row.member_id,
            number=members[row.member_id]["number"],
            name=members[row.member_id]["name"],
            service=services.get(row.member_id, {}),
            capacity=row.capacity,
            status=row.status,
            reason=row.reason or "",
        )
        for row in rows
    ]
