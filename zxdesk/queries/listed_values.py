"""The office's value lists."""

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.records import KINDS


def values_of(session: Session, list_name: str, *, owner_id: int) -> list[str]:
    """Give the values of a list in the office's order."""
    table = KINDS["listed_value"].table
    query = (
        sa.select(table.c.value)
        .where(table.c.owner_id == owner_id, table.c.list_name == list_name)
        .order_by(table.c.position, table.c.id)
    )
    return list(session.connection().scalars(query))


def all_lists(session: Session, *, owner_id: int) -> dict[str, list[str]]:
    """Give every list with its values."""
    table = KINDS["listed_value"].table
    query = (
        sa.select(table.c.list_name, table.c.value)
        .where(table.c.owner_id == owner_id)
        .order_by(table.c.list_name, table.c.position, table.c.id)
    )
    lists: dict[str, list[str]] = {}
    for name, value in session.connection().execute(query):
        lists.setdefault(name, []).append(value)
    return lists
