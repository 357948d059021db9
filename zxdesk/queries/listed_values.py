"""The office's value lists: what is offered, and which records hold a value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import Names


@dataclass(frozen=True)
class ListedField:
    """A field that takes its values from a list.

    Attributes:
        several: It may hold several values, joined by 、.
    """

    kind: RecordKind
    name: str
    several: bool

    def holding(self, value: str, *, owner_id: int) -> sa.ColumnElement[bool]:
        """Say in SQL that a record of an owner may hold a value."""
        column = self.kind.table.c[self.name]
        held = column.contains(value, autoescape=True) if self.several else column == value
        return sa.and_(self.kind.table.c.owner_id == owner_id, held)

    def rows(self, session: Session, value: str, *, owner_id: int) -> dict[int, list[str]]:
        """Give the values of the records that hold one of them, by id."""
        table = self.kind.table
        query = sa.select(table.c.id, table.c[self.name])
        found = session.connection().execute(query.where(self.holding(value, owner_id=owner_id)))
        held = {row[0]: text.split_values(row[1]) if self.several else [row[1]] for row in found}
        return {record: values for record, values in held.items() if value in values}


def fields_of(list_name: str) -> Iterator[ListedField]:
    """Give the fields of all kinds that take their values from a list."""
    for kind in KINDS.values():
        for name, spec in kind.fields.items():
            if spec.type.suggest == list_name and name in kind.table.c:
                yield ListedField(kind, name, isinstance(spec.type, Names))


def values_of(session: Session, list_name: str, *, owner_id: int) -> list[str]:
    """Give the values that a list offers, in the office's order."""
    table = KINDS["listed_value"].table
    return list(
        session.connection().scalars(_offered(owner_id).where(table.c.list_name == list_name))
    )


def all_lists(session: Session, *, owner_id: int) -> dict[str, list[str]]:
    """Give every list with the values that it offers."""
    table = KINDS["listed_value"].table
    query = _offered(owner_id).add_columns(table.c.list_name).order_by(None)
    query = query.order_by(table.c.list_name, table.c.position, table.c.id)
    lists: dict[str, list[str]] = {}
    for value, name in session.connection().execute(query):
        lists.setdefault(name, []).append(value)
    return lists


def _offered(owner_id: int) -> sa.Select[Any]:
    table = KINDS["listed_value"].table
    mine = sa.select(table.c.value).where(
        table.c.owner_id == owner_id, sa.not_(sa.func.coalesce(table.c.retired, sa.false()))
    )
    return mine.order_by(table.c.position, table.c.id)
