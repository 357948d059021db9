"""The tables the store keeps for itself, and the triggers that write the change log.

The log is written by triggers generated from the tables, so that whoever writes, by whatever route,
leaves a trace (the technique of SQLite's own note on undo and redo, https://sqlite.org/undoredo.html).
"""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import SQLModel

from zxdesk.records import KINDS
from zxdesk.store.dialect import Dialect
from zxdesk.store.sqlite_dialect import SQLite

# "zxd1": marks a file as a ledger whatever its name (PRAGMA application_id).
APPLICATION_ID = 0x7A786431
MIGRATIONS = Path(__file__).with_name("migrations")
# A migration a version (PRAGMA user_version): a newer ledger is refused unopened.
SCHEMA_VERSION = len(list((MIGRATIONS / "versions").glob("m[0-9]*.py")))

# What stands in the log in place of a table's name where an image of the log itself was blanked.
BLANKED = "change"

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
)

# One row: the step that is being written, and whether received rows come in unlogged.
STEP_STATE = sa.Table(
    "step_state",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("step_no", sa.Integer, sa.ForeignKey("step.no")),
    sa.Column("receiving", sa.Boolean, nullable=False, server_default="0"),
)

# Which record of another ledger a record is: the step that made it there, and its id there. One
# that came in under another number keeps both numbers.
ORIGIN = sa.Table(
    "origin",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("here_id", sa.Integer, nullable=False),
    sa.Column("step_hash", sa.Text, nullable=False),
    sa.Column("there_id", sa.Integer, nullable=False),
    sa.Column("number_there", sa.Text, nullable=False, server_default=""),
    sa.Column("number_here", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("kind", "step_hash", "there_id"),
)

_OWN = {STEP.name, CHANGE.name, STEP_STATE.name}

# The log, packages and merges name rows by number.
for _table in metadata.tables.values():
    if _table is not STEP_STATE:
        SQLite().never_reuse_numbers(_table)


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


def triggers(dialect: Dialect) -> dict[str, str]:
    """Give the statements of the change log's triggers by name."""
    found: dict[str, str] = {}
    for table in logged_tables():
        record = "record_id" if "record_id" in table.columns else "id"
        found |= dialect.log_triggers(
            table, kind=owning_kind(table), record=record, parent=parent_column(table)
        )
    return found
