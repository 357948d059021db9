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
    first = sa.select(sa.func.min(handling.c.assigned_on)).where(mine).scalar_subquery()
    return sa.func.coalesce(proposal.c.assigned_on, first)


def replied_on(proposal: Any) -> sa.ColumnElement[Any]:
    """Give the day a proposal was replied to: its own, else the last of its units', all done."""
    handling, mine = _handling(proposal)
    open_units = sa.func.sum(sa.case((handling.c.replied_on.is_(None), 1), else_=0))
    last = (
        sa.select(sa.case((open_units == 0, sa.func.max(handling.c.replied_on))))
        .where(mine)
        .scalar_subquery()
    )
    return sa.func.coalesce(proposal.c.replied_on, last)


def due_on(proposal: Any) -> sa.ColumnElement[Any]:
    """Give a proposal's deadline: the latest extension, else its own, else its units' latest."""
    handling, mine = _handling(proposal)
    extended = sa.select(sa.func.max(handling.c.extended_to)).where(mine).scalar_subquery()
    units = sa.select(sa.func.max(handling.c.due_on)).where(mine).scalar_subquery()
    return sa.func.coalesce(extended, proposal.c.due_on, units)
