"""Rows in large batches: ids are given beforehand, so that rows can refer to one another."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from zxdesk.store.schema import logged_tables

_CHUNK = 20_000


class Batch:
    """Rows that are waiting to be written, by table."""

    def __init__(self, connection: sa.Connection, *, owner_id: int) -> None:
        """Continue the ids that the ledger has."""
        self._connection = connection
        self._owner_id = owner_id
        self._tables = {table.name: table for table in logged_tables()}
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._last: dict[str, int] = {}
        self._blank: dict[str, dict[str, Any]] = {}

    def add(self, table: str, **values: Any) -> int:
        """Add a row of the owner's; columns that are not named stay empty. Give its id."""
        return self._put(table, {"owner_id": self._owner_id, **values})

    def link(self, table: str, record_id: int, targets: Iterable[int]) -> None:
        """Add the rows of an ordered field of several records."""
        for position, target in enumerate(targets):
            self._put(table, {"record_id": record_id, "target_id": target, "position": position})

    def _put(self, table: str, values: dict[str, Any]) -> int:
        if table not in self._last:
            self._begin(table)
        self._last[table] += 1
        self._rows[table].append(self._blank[table] | values | {"id": self._last[table]})
        return self._last[table]

    def _begin(self, name: str) -> None:
        table = self._tables[name]
        self._last[name] = self._connection.scalar(sa.select(sa.func.max(table.c.id))) or 0
        self._blank[name] = dict.fromkeys(table.c.keys())

    def flush(self) -> None:
        """Write what is waiting, parents first."""
        for name, table in self._tables.items():
            rows = self._rows.pop(name, [])
            for start in range(0, len(rows), _CHUNK):
                self._connection.execute(table.insert(), rows[start : start + _CHUNK])
