"""Figures that the office keeps on its home page: named, renamed, ordered, taken away."""

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.records import KINDS
from zxdesk.services.records import create, delete, update
from zxdesk.statistics.figures import Expression
from zxdesk.store import Changes, Ledger

SAVED = KINDS["saved_figure"]


def keep_figure(ledger: Ledger, *, name: str, expression: Expression, period: str = "") -> Changes:
    """Keep a figure under a name, behind those that are kept already.

    Args:
        period: As typed; empty for this year, whichever it then is.

    Raises:
        InvalidRecord: no name, or one that is taken.
    """
    with ledger.write(f"存为常用数字：{name}") as session:
        values = {
            "name": name or None,
            "expression": str(expression),
            "period": period or None,
            "position": len(_in_order(session, ledger)) + 1,
        }
        create(session, SAVED, values, owner_id=ledger.own_id, today=ledger.today)
    return session.changes


def rename_figure(ledger: Ledger, figure_id: int, name: str) -> Changes:
    """Give a kept figure another name."""
    with ledger.write(f"常用数字改名：{name}") as session:
        update(session, SAVED, figure_id, {"name": name or None})
    return session.changes


def move_figure(ledger: Ledger, figure_id: int, by: int) -> Changes:
    """Move a kept figure along the row; further than its ends it does not go."""
    with ledger.write("调整常用数字的次序") as session:
        order = _in_order(session, ledger)
        place = order.index(figure_id)
        order.insert(max(0, min(place + by, len(order) - 1)), order.pop(place))
        for position, each in enumerate(order, start=1):
            update(session, SAVED, each, {"position": position})
    return session.changes


def drop_figure(ledger: Ledger, figure_id: int) -> Changes:
    """Take a figure off the home page."""
    with ledger.write("去掉常用数字") as session:
        delete(session, SAVED, figure_id)
    return session.changes


def _in_order(session: Session, ledger: Ledger) -> list[int]:
    table = SAVED.table
    query = sa.select(table.c.id).where(table.c.owner_id == ledger.own_id)
    return list(session.connection().scalars(query.order_by(table.c.position, table.c.name)))
