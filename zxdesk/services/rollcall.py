"""Roll call: who is expected at an event, and who came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.roll import roll_of
from zxdesk.queries.services import current_texts, current_values, in_office_ids
from zxdesk.queries.values import Values, load, load_many
from zxdesk.records import KINDS
from zxdesk.records.event import EXPECTED, STATUSES
from zxdesk.services.records import create, update
from zxdesk.store import Changes, Ledger
from zxdesk.text import split_values

EVENT, ATTENDANCE, MEMBER = KINDS["event"], KINDS["attendance"], KINDS["member"]


@dataclass(frozen=True)
class Called:
    """One line of a roll call.

    Attributes:
        status: 出席, 请假, 缺席, or empty while not yet ticked.
    """

    member_id: int
    name: str
    post: str
    capacity: str
    status: str
    reason: str


def roll(ledger: Ledger, event_id: int) -> list[Called]:
    """Give the lines that an event's roll call has so far."""
    with ledger.read() as session:
        entries = roll_of(session, event_id, _day(session, ledger, event_id))
    return [
        Called(
            entry.member_id,
            entry.name,
            _post(entry.service),
            entry.capacity,
            entry.status,
            entry.reason,
        )
        for entry in entries
    ]


def lines(
    session: Session, ledger: Ledger, event_id: int, member_ids: Sequence[int]
) -> list[Called]:
    """Give fresh lines for members, with the posts they hold on the event's day."""
    people = load_many(session, MEMBER, member_ids, ["name"])
    services = current_texts(session, member_ids, _day(session, ledger, event_id))
    return [
        Called(i, people[i]["name"], _post(services.get(i, {})), EXPECTED, "", "")
        for i in member_ids
        if i in people
    ]


def _day(session: Session, ledger: Ledger, event_id: int) -> date:
    """Give the day of an event; of one that was deleted meanwhile today."""
    event = load(session, EVENT, event_id)
    return event["start"].date() if event else ledger.today


def _post(service: Mapping[str, str]) -> str:
    return " ".join(part for part in (service.get("post"), service.get("employer")) if part)


def members_of(
    ledger: Ledger, event_id: int, *, unit_id: int | None = None, post: str = ""
) -> list[Called]:
    """Give lines for the members in office on the event's day: all, of a unit, or with a post."""
    with ledger.read() as session:
        day = _day(session, ledger, event_id)
        ids = in_office_ids(session, day, owner_id=ledger.own_id)
        if unit_id is not None or post:
            held = current_values(session, ids, day)
            ids = [i for i in ids if _belongs(held[i], unit_id, post)]
        return lines(session, ledger, event_id, ids)


def _belongs(service: Values, unit_id: int | None, post: str) -> bool:
    if post:
        return post in split_values(service["post"] or "")
    units = {service["sector_id"], service["group_id"], service["branch_id"]}
    return unit_id in units or unit_id in service["committees"]


def call_roll(ledger: Ledger, event_id: int, called: Sequence[Called]) -> Changes:
    """Save a roll call as one step; lines that are not yet ticked are left out."""
    ticked = [line for line in called if line.status in STATUSES]
    with ledger.read() as session:
        event = load(session, EVENT, event_id)
    name = event["name"] if event else ""
    with ledger.write(f"签到 {len(ticked)} 人（{name}）") as session:
        existing = _existing(session, event_id)
        for line in ticked:
            values = {
                "capacity": line.capacity,
                "status": line.status,
                "reason": line.reason or None,
            }
            if line.member_id in existing:
                update(session, ATTENDANCE, existing[line.member_id], values)
            else:
                key = {"event_id": event_id, "member_id": line.member_id}
                create(
                    session,
                    ATTENDANCE,
                    key | values,
                    owner_id=ledger.own_id,
                    today=ledger.today,
                )
    return session.changes


def _existing(session: Session, event_id: int) -> Mapping[int, int]:
    table = ATTENDANCE.table
    rows = session.connection().execute(
        sa.select(table.c.member_id, table.c.id).where(table.c.event_id == event_id)
    )
    return {row.member_id: row.id for row in rows}
