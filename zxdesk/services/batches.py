"""Inserting new records: one, or thousands of an import together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.values import Values
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import OpenChoice, Value
from zxdesk.records.kind import Lines, OneOf, RefList, Through
from zxdesk.store.dialect import dialect_of
from zxdesk.store.inserting import insert_rows


@dataclass(frozen=True)
class _Fresh:
    """A record that waits: its values are whole and hold."""

    kind: RecordKind
    id: int
    owner_id: int
    values: Values


class Batch:
    """New records that wait to be written; their ids are settled already."""

    def __init__(self, session: Session) -> None:
        """Write into a session."""
        self._session = session
        self._waiting: list[_Fresh] = []
        self._last: dict[str, int] = {}
        self._listed: set[tuple[int, str, str]] | None = None

    def __len__(self) -> int:
        """Give how many records wait."""
        return len(self._waiting)

    def add(self, kind: RecordKind, values: Values, *, owner_id: int) -> int:
        """Have a record wait; give the id it will have.

        Args:
            values: Every field's.
        """
        if kind.name not in self._last:
            connection = self._session.connection()
            # Not the greatest that is there: the log names rows by number, so that of a deleted
            # one must not be given again.
            given = dialect_of(connection).last_numbers(connection)
            self._last[kind.name] = given.get(kind.name, 0)
        self._last[kind.name] += 1
        self._waiting.append(_Fresh(kind, self._last[kind.name], owner_id, values))
        return self._last[kind.name]

    def take_back(self, count: int) -> None:
        """Forget all but the first `count` that wait."""
        del self._waiting[count:]
        self._last.clear()
        for fresh in self._waiting:
            self._last[fresh.kind.name] = fresh.id

    def write(self, count: int | None = None) -> None:
        """Write what waits, or the first `count` of it: what is referred to comes first."""
        fresh, self._waiting = self._waiting[:count], self._waiting[len(self._waiting[:count]) :]
        if not fresh:
            return
        connection = self._session.connection()
        places = {name: place for place, name in enumerate(KINDS)}
        fresh.sort(key=lambda one: places[one.kind.name])
        rows: dict[sa.Table, list[dict[str, Any]]] = {}
        for one in fresh:
            row = {"id": one.id, "owner_id": one.owner_id, **columns_of(one.kind, one.values)}
            rows.setdefault(one.kind.table, []).append(row)
        for one in fresh:
            for table, row in _beside(one):
                rows.setdefault(table, []).append(row)
        for table, found in rows.items():
            insert_rows(connection, table, found)
        self._grow_lists(fresh)

    def _grow_lists(self, fresh: list[_Fresh]) -> None:
        for one in fresh:
            for list_name, value in listed(one.kind, one.values):
                known = self._lists()
                if (one.owner_id, list_name, value) not in known:
                    add_listed_value(self._session, list_name, value, owner_id=one.owner_id)
                    known.add((one.owner_id, list_name, value))

    def _lists(self) -> set[tuple[int, str, str]]:
        if self._listed is None:
            table = KINDS["listed_value"].table
            query = sa.select(table.c.owner_id, table.c.list_name, table.c.value)
            found = self._session.connection().execute(query)
            self._listed = {(row.owner_id, row.list_name, row.value) for row in found}
        return self._listed


def columns_of(kind: RecordKind, values: Mapping[str, Value]) -> dict[str, Any]:
    """Give what stands in the columns of a kind's own table."""
    columns: dict[str, Any] = {}
    for name, value in values.items():
        spec = kind.fields[name]
        if isinstance(spec, OneOf):
            for target, column in spec.options:
                columns[column] = value[1] if value and value[0] == target else None
        elif not isinstance(spec, (RefList, Lines)) and name not in kind.hidden_columns:
            columns[name] = value
    return columns


def rows_of(spec: RefList | Lines, record_id: int, value: Value) -> list[dict[str, Any]]:
    """Give the rows of a field that has a table of its own."""
    if isinstance(spec, RefList):
        # A record named twice in one cell is meant once; lines may repeat.
        parts = [{"target_id": target} for target in dict.fromkeys(value)]
    else:
        names = [name for name, _, _ in spec.parts]
        parts = [dict(zip(names, line, strict=True)) for line in value]
    return [
        {"record_id": record_id, "position": position, **part}
        for position, part in enumerate(parts)
    ]


def _beside(fresh: _Fresh) -> Iterator[tuple[sa.Table, dict[str, Any]]]:
    """Give the rows of a new record in other tables."""
    for name, spec in fresh.kind.fields.items():
        value = fresh.values.get(name)
        if not value or not isinstance(spec, (RefList, Lines)):
            continue
        if isinstance(spec, Through):
            (column, fixed), owner = spec.fixed, {"owner_id": fresh.owner_id}
            for target in dict.fromkeys(value):
                row = owner | {spec.parent: fresh.id, spec.target_column: target, column: fixed}
                yield KINDS[spec.child].table, row
        else:
            for row in rows_of(spec, fresh.id, value):
                yield spec.table, row


def listed(kind: RecordKind, values: Values) -> Iterator[tuple[str, str]]:
    """Give what a record says of lists that grow: the list and the value."""
    for name, value in values.items():
        type_ = kind.fields[name].type
        if value and isinstance(type_, OpenChoice) and type_.suggest:
            yield type_.suggest, value


def add_listed_value(session: Session, list_name: str, value: str, *, owner_id: int) -> bool:
    """Add a value at the end of a list of the office's; tell whether it was new."""
    table = KINDS["listed_value"].table
    mine = (table.c.owner_id == owner_id, table.c.list_name == list_name)
    connection = session.connection()
    if connection.scalar(sa.select(table.c.id).where(*mine, table.c.value == value)):
        return False
    last = connection.scalar(sa.select(sa.func.max(table.c.position)).where(*mine)) or 0
    connection.execute(
        table.insert().values(
            owner_id=owner_id, list_name=list_name, value=value, position=last + 1
        )
    )
    return True
