"""Takes all rows of one committee away, in an order worked out from the schema."""

from collections.abc import Iterator

import sqlalchemy as sa

from zxdesk.records import KINDS
from zxdesk.store.schema import logged_tables, owning_kind


def delete_rows_of(connection: sa.Connection, owner_id: int) -> None:
    """Delete every record of a committee, whatever its records refer to among themselves."""
    tables = removal_order()
    for table, column in loosened(tables):
        emptied = table.update().where(_owned(table, owner_id), column.is_not(None))
        connection.execute(emptied.values({column.name: None}))
    for table in tables:
        connection.execute(table.delete().where(_owned(table, owner_id)))


def removal_order() -> list[sa.Table]:
    """Give the tables of records and of their links, those first that others do not refer to."""
    return [table for table in reversed(logged_tables()) if owning_kind(table) in KINDS]


def loosened(tables: list[sa.Table]) -> Iterator[tuple[sa.Table, sa.Column[object]]]:
    """Give the references that must be emptied first: to rows of the same table, or of one before.

    RESTRICT is checked row by row, so that a unit cannot go before the units below it although
    all of them go in one statement.
    """
    place = {table.name: position for position, table in enumerate(tables)}
    for table in tables:
        for column in table.columns:
            for key in column.foreign_keys:
                if place.get(key.column.table.name, len(tables)) <= place[table.name]:
                    yield table, column


def _owned(table: sa.Table, owner_id: int) -> sa.ColumnElement[bool]:
    if "owner_id" in table.columns:
        return table.c.owner_id == owner_id
    record = KINDS[owning_kind(table)].table
    return table.c.record_id.in_(sa.select(record.c.id).where(record.c.owner_id == owner_id))
