"""A member's services: which one holds on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.order import field_order, in_order, naming_order
from zxdesk.queries.spans import next_term_opens, without_service
from zxdesk.queries.values import Names, Values, load_many
from zxdesk.records import KINDS
from zxdesk.records.kind import Reference, RefList

SERVICE = KINDS["service"]


def holds_on(
    start: sa.ColumnElement[Any], end: sa.ColumnElement[Any], day: sa.ColumnElement[Any]
) -> sa.ColumnElement[bool]:
    """Say in SQL that a time with partial dates holds on a day (ISO text)."""
    return sa.and_(
        sa.or_(start.is_(None), start <= day),
        sa.or_(end.is_(None), sa.func.substr(day, 1, sa.func.length(end)) <= end),
    )


def in_office(service: Any, day: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Say that a service holds on a day; without an end it ends when the next 届 opens."""
    superseded = sa.and_(service.c.end.is_(None), next_term_opens(service) <= day)
    # Where no later 届 is known the comparison is neither true nor false.
    still = sa.func.coalesce(superseded, sa.false()).is_(sa.false())
    return sa.and_(holds_on(service.c.start, service.c.end, day), still)


def in_office_ids(session: Session, day: date, *, owner_id: int) -> list[int]:
    """Give the members in office on a day, by number."""
    member, service = KINDS["member"].table, SERVICE.table
    query = (
        sa.select(member.c.id)
        .where(
            member.c.owner_id == owner_id,
            sa.or_(
                member.c.id.in_(
                    sa.select(service.c.member_id).where(
                        in_office(service, sa.literal(day.isoformat()))
                    )
                ),
                without_service(member),
            ),
        )
        .order_by(in_order(member.c.number))
    )
    return list(session.connection().scalars(query))


def current(session: Session, member_ids: Sequence[int], day: date) -> dict[int, int]:
    """Give each member's service on a day, else his latest: member id → service id."""
    service = SERVICE.table
    holds = in_office(service, sa.literal(day.isoformat())).label("holds")
    found: dict[int, int] = {}
    for start in range(0, len(member_ids), 500):
        rows = session.connection().execute(
            sa.select(service.c.id, service.c.member_id, holds)
            .where(service.c.member_id.in_(member_ids[start : start + 500]))
            .order_by(holds, sa.func.coalesce(service.c.start, ""), service.c.id)
        )
        found |= {row.member_id: row.id for row in rows}
    return found


def current_values(session: Session, member_ids: Sequence[int], day: date) -> dict[int, Values]:
    """Give the values of each member's service on a day, else of his latest."""
    chosen = current(session, member_ids, day)
    values = load_many(session, SERVICE, chosen.values())
    return {member_id: values[service_id] for member_id, service_id in chosen.items()}


def current_texts(
    session: Session, member_ids: Sequence[int], day: date
) -> dict[int, dict[str, str]]:
    """Give each member's service on a day as people read it, by field name."""
    chosen = current(session, member_ids, day)
    shown = Names(session).show(SERVICE, load_many(session, SERVICE, chosen.values()))
    return {member_id: shown[service_id] for member_id, service_id in chosen.items()}


def sort_key(member: sa.Table, field: str, day: date) -> sa.ColumnElement[Any]:
    """Give the SQL by which members are sorted by a field of their service on a day."""
    service = SERVICE.table.alias()
    spec = SERVICE.fields[field]
    origin: sa.FromClause = service
    if isinstance(spec, Reference):
        unit = KINDS[spec.target].table.alias()
        column: sa.ColumnElement[Any] = naming_order(spec.target, unit)
        pointing = service.c.get(field)
        if isinstance(spec, RefList):
            link = spec.table.alias()
            origin = origin.outerjoin(link, link.c.record_id == service.c.id)
            pointing = link.c.target_id
        origin = origin.outerjoin(unit, unit.c.id == pointing)
    else:
        column = field_order(SERVICE, field, service)
    return (
        sa.select(sa.func.min(column))
        .select_from(origin)
        .where(service.c.member_id == member.c.id)
        .where(in_office(service, sa.literal(day.isoformat())))
        .correlate(member)
        .scalar_subquery()
    )
