"""The tables the store keeps for itself, and the triggers that write the change log.

The log is written by triggers generated from the tables, so that whoever writes, by whatever route,
leaves a trace (the technique of SQLite's own note on undo and redo, https://sqlite.org/undoredo.html).
"""

from collections.abc import Iterator
from functools import cache

import sqlalchemy as sa
from sqlmodel import SQLModel

from zxdesk.records import KINDS

# "zxd1": marks a file as a ledger whatever its name (PRAGMA application_id).
APPLICATION_ID = 0x7A786431
# Raised with every migration (PRAGMA user_version): a newer ledger is refused unopened.
SCHEMA_VERSION = 1

# The setting that says whose ledger this is.
OWN_COMMITTEE = "own_committee"

metadata = SQLModel.metadata

STEP = sa.Table(
    "step",
    metadata,
    sa.Column("no", sa.Integer, primary_key=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    # edit, undo and redo form the undo stack; fixed steps cannot be taken back.
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("target", sa.Integer, sa.ForeignKey("step.no")),
    sa.Column("changes", sa.Integer, nullable=False, server_default="0"),
    sa.Column("hash", sa.Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

CHANGE = sa.Table(
    "change",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("step_no", sa.Integer, sa.ForeignKey("step.no"), index=True),
    sa.Column("table_name", sa.Text, nullable=False),
    sa.Column("row_id", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("record_id", sa.Integer, nullable=False),
    sa.Column("parent_id", sa.Integer),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Column("before_digest", sa.Text),
    sa.Column("after_digest", sa.Text),
    sa.Index("ix_change_record", "kind", "record_id"),
    sa.Index("ix_change_parent", "kind", "parent_id"),
    sa.Index("ix_change_row", "table_name", "row_id"),
    sqlite_autoincrement=True,
)

# One row: the step that is being written, and whether received rows come in unlogged.
STEP_STATE = sa.Table(
    "step_state",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("step_no", sa.Integer, sa.ForeignKey("step.no")),
    sa.Column("receiving", sa.Boolean, nullable=False, server_default="0"),
)

_OWN = {STEP.name, CHANGE.name, STEP_STATE.name}


@cache
def all_tables() -> tuple[sa.Table, ...]:
    """Give every table of the schema, parents first."""
    return tuple(metadata.sorted_tables)


def logged_tables() -> list[sa.Table]:
    """Give every table whose changes are logged, parents first."""
    return [table for table in all_tables() if table.name not in _OWN]


def owning_kind(table: sa.Table) -> str:
    """Give the kind whose record a row of `table` belongs to, e.g. event for event_venues."""
    if "record_id" not in table.columns:
        return table.name
    key = next(iter(table.columns["record_id"].foreign_keys))
    return key.column.table.name


def parent_column(table: sa.Table) -> str | None:
    """Give the foreign key to the record that `table`'s rows are listed under."""
    for kind in KINDS.values():
        for child, column in kind.children:
            if child == table.name:
                return column
    return None


def image(table: sa.Table, row: str = "") -> str:
    """Give the SQL of a row's image: its columns as JSON text."""
    prefix = f"{row}." if row else ""
    pairs = ", ".join(f"'{c.name}', {prefix}\"{c.name}\"" for c in table.columns)
    return f"json_object({pairs})"


def triggers() -> Iterator[str]:
    """Give the CREATE TRIGGER statements of the change log."""
    for table in logged_tables():
        differs = " OR ".join(f'OLD."{c.name}" IS NOT NEW."{c.name}"' for c in table.columns)
        yield _trigger(table, "INSERT", "NEW", "NULL", image(table, "NEW"))
        yield _trigger(
            table, "UPDATE", "NEW", image(table, "OLD"), image(table, "NEW"), f" AND ({differs})"
        )
        yield _trigger(table, "DELETE", "OLD", image(table, "OLD"), "NULL")


def trigger_name(table: sa.Table, event: str) -> str:
    """Give the name of a table's log trigger."""
    return f"log_{table.name}_{event.lower()}"


def _trigger(
    table: sa.Table, event: str, row: str, before: str, after: str, condition: str = ""
) -> str:
    record = "record_id" if "record_id" in table.columns else "id"
    parent = parent_column(table)
    return (
        f"CREATE TRIGGER {trigger_name(table, event)} AFTER {event} ON {table.name} "
        f"WHEN (SELECT receiving FROM step_state) = 0{condition} BEGIN "
        "INSERT INTO change (step_no, table_name, row_id, kind, record_id, parent_id, "
        f"before, after) SELECT step_no, '{table.name}', {row}.id, '{owning_kind(table)}', "
        f"{row}.{record}, {f'{row}.{parent}' if parent else 'NULL'}, {before}, {after} "
        "FROM step_state; END"
    )
