"""The days on which each service of a member holds, worked out once for a whole statement."""

from typing import Any

import sqlalchemy as sa

from zxdesk.queries.relations import ALWAYS, NEVER, Relation, Relations
from zxdesk.records import KINDS

_SERVICE = KINDS["service"].table
_MEMBER = KINDS["member"].table


def services(relations: Relations, *, gaps: bool = False) -> Relation:
    """Give services with the days on which they hold (`first` <= day < `until`).

    A member without any is in office since the beginning: his row bears nothing else.

    Args:
        gaps: Also the days on which a member has no service, as rows that bear nothing.
    """
    held = relations.made("held", "held", _held)
    if not gaps:
        return relations.made("serving", "serving", lambda: _serving(held))
    return relations.made(
        "serving or not", "serving", lambda: sa.union_all(*_serving(held).selects, _gaps(held))
    )


def _held() -> sa.Select[Any]:
    """Give the services that hold on any day.

    2024-02 ends on its last day, for which 31 will do: days are compared as texts, and the dot
    makes the end itself come before `until`.
    """
    ended = _SERVICE.c.end + sa.func.substr("0000-12-31.", sa.func.length(_SERVICE.c.end) + 1)
    first = sa.func.coalesce(_SERVICE.c.start, ALWAYS)
    until = sa.func.coalesce(ended, next_term_opens(_SERVICE), NEVER)
    return sa.select(_SERVICE, first.label("first"), until.label("until")).where(first < until)


def next_term_opens(service: Any) -> sa.ColumnElement[Any]:
    """Give the day (ISO text) on which the 届 after that of a service opens."""
    sessions = KINDS["plenary_session"].table.alias()
    return (
        sa.select(sa.func.min(sa.cast(sessions.c.opens, sa.Text)))
        .where(sessions.c.owner_id == service.c.owner_id, sessions.c.term > service.c.term)
        .correlate_except(sessions)
        .scalar_subquery()
    )


def without_service(member: Any) -> sa.ColumnElement[bool]:
    """Say that a member's row bears no service at all: he is in office since the beginning."""
    service = _SERVICE.alias()
    any_of = sa.select(service.c.id).where(service.c.member_id == member.c.id)
    return ~sa.exists(any_of.correlate_except(service))


def _serving(held: Relation) -> sa.CompoundSelect[Any]:
    source = held.named()
    return sa.union_all(
        sa.select(source),
        _bare(_MEMBER.c.id, sa.literal(ALWAYS), sa.literal(NEVER)).where(without_service(_MEMBER)),
    )


def _gaps(held: Relation) -> sa.Select[Any]:
    """Give the days without a service: from an end that no other service covers to the next."""
    after, covering, following = held.named(), held.named(), held.named()
    edges = sa.union(
        sa.select(_SERVICE.c.member_id, sa.literal(ALWAYS).label("at")),
        sa.select(after.c.member_id, after.c.until),
    ).subquery("edges")
    covered = sa.exists(
        sa.select(covering.c.id)
        .where(
            covering.c.member_id == edges.c.member_id,
            covering.c.first <= edges.c.at,
            covering.c.until > edges.c.at,
        )
        .correlate_except(covering)
    )
    ends = (
        sa.select(sa.func.coalesce(sa.func.min(following.c.first), NEVER))
        .where(following.c.member_id == edges.c.member_id, following.c.first > edges.c.at)
        .correlate_except(following)
        .scalar_subquery()
    )
    return _bare(edges.c.member_id, edges.c.at, ends).where(~covered, edges.c.at < NEVER)


def _bare(member_id: Any, first: Any, until: Any) -> sa.Select[Any]:
    """Give a row of a member that bears nothing but its days."""
    columns = [
        member_id.label(c.name) if c.name == "member_id" else sa.cast(None, c.type).label(c.name)
        for c in _SERVICE.c
    ]
    return sa.select(*columns, first.label("first"), until.label("until"))
