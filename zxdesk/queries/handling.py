"""When proposals were handed over, are due and were replied to, from themselves or their units."""

from typing import Any

import sqlalchemy as sa

from zxdesk.records import KINDS
from zxdesk.records.proposal import JOINT


def _handling(proposal: Any) -> tuple[Any, Any]:
    """Give the handling rows that must reply to a proposal, and their table."""
    handling = KINDS["handling"].table.alias()
    return handling, sa.and_(handling.c.proposal_id == proposal.c.id, handling.c.role != JOINT)


def assigned_on(proposal: Any) -> sa.ColumnElement[Any]:
    """Give the day a proposal was handed over: its own, else the first of its units'."""
    handling, mine = _handling(proposal)
    first = sa.select(sa.func.min(handling.c.assigned_on)).where(mine)
    return sa.func.coalesce(
        proposal.c.assigned_on, first.correlate_except(handling).scalar_subquery()
    )


def replied_on(proposal: Any) -> sa.ColumnElement[Any]:
    """Give the day a proposal was replied to: its own, else the last of its units', all done."""
    handling, mine = _handling(proposal)
    open_units = sa.func.sum(sa.case((handling.c.replied_on.is_(None), 1), else_=0))
    last = (
        sa.select(sa.case((open_units == 0, sa.func.max(handling.c.replied_on))))
        .where(mine)
        .correlate_except(handling)
        .scalar_subquery()
    )
    return sa.func.coalesce(proposal.c.replied_on, last)


def awaits_reply(proposal: Any, on: Any) -> sa.ColumnElement[bool]:
    """Tell whether a reply to a proposal is missing on a day (SQL date).

    It is while the proposal has none of its own, which is that of all its units, and some
    replying unit has none either; without units its own decides.
    """
    handling, mine = _handling(proposal)
    open_units = (
        sa.select(sa.func.sum(sa.case((_silent(handling, on), 1), else_=0)))
        .where(mine)
        .correlate_except(handling)
        .scalar_subquery()
    )
    return sa.and_(_silent(proposal, on), sa.func.coalesce(open_units, 1) > 0)


def _silent(row: Any, on: Any) -> sa.ColumnElement[bool]:
    """Tell whether a row has no reply on a day; on no day, whether it has none at all."""
    never: sa.ColumnElement[bool] = row.c.replied_on.is_(None)
    return never if on is None else sa.or_(never, row.c.replied_on > on)


def due_on(proposal: Any, *, on: Any = None) -> sa.ColumnElement[Any]:
    """Give the deadline of the reply that a proposal still waits for, the earliest of several.

    Each replying unit has one of its own: 延期至, else 期限, else the proposal's 答复期限, which is
    also that of a proposal without units. One unit's extension is none of another's.

    Args:
        on: The day (SQL date) on which units have not replied yet; None takes every reply. Where
            all have replied it is the latest deadline of all.
    """
    handling, mine = _handling(proposal)
    due = sa.func.coalesce(handling.c.extended_to, handling.c.due_on, proposal.c.due_on)
    silent = _silent(handling, on)
    open_units = sa.func.sum(sa.case((silent, 1), else_=0))
    earliest = sa.func.min(sa.case((silent, due)))
    units = (
        sa.select(sa.case((open_units > 0, earliest), else_=sa.func.max(due)))
        .where(mine)
        .correlate_except(handling)
        .scalar_subquery()
    )
    return sa.func.coalesce(units, proposal.c.due_on)
