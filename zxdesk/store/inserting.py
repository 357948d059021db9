"""Inserting many rows at once, without what SQLAlchemy does for each of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa


def insert_rows(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows that all name the same columns; the others get what the schema gives them."""
    names = [column.name for column in table.columns if column.name in rows[0]]
    places = ", ".join("?" * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    stored = [_storing(connection.dialect, table.c[name]) for name in names]
    changing = [place for place, store in enumerate(stored) if store]
    values = [[row[name] for name in names] for row in rows]
    for place in changing:
        store = stored[place]
        assert store is not None
        for row in values:
            row[place] = store(row[place])
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({columns}) VALUES ({places})", list(map(tuple, values))
    )


def _storing(dialect: sa.Dialect, column: sa.Column[Any]) -> Callable[[Any], Any] | None:
    """Give what makes the stored form of a column's values; None where they are stored as is."""
    return column.type.dialect_impl(dialect).bind_processor(dialect)
