"""What every database can do and each says in words of its own: one interface.

Above it stands what SQLAlchemy says to all of them alike, and the expressions of `functions`. A
ledger in a file is `SQLite`'s, the one implementation (`sqlite_dialect`; the file itself is the
matter of `sqlite` and of the copies). Another database is another class here and its words in
`functions`; `tests/store/test_dialect.py` holds every other module to that.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

import sqlalchemy as sa

from zxdesk.store.sqlite_dialect import SQLite


class Dialect(Protocol):
    """How a database does what no standard says."""

    def never_reuse_numbers(self, table: sa.Table) -> None:
        """Have a table's rows numbered so that no number is given twice, as it is created."""

    def last_numbers(self, connection: sa.Connection) -> Mapping[str, int]:
        """Give by table the number last given to a row, be it there or gone."""

    def number_on(self, connection: sa.Connection, table: str, last: int) -> None:
        """Have the rows of a table numbered on after this number."""

    def image(self, table: sa.Table, row: str = "") -> str:
        """Give the SQL of a row's image: its columns as JSON text."""

    def rows_with(
        self,
        connection: sa.Connection,
        table: sa.Table,
        columns: Sequence[str],
        wanted: Sequence[Sequence[object]],
    ) -> list[tuple[int, int]]:
        """Give the rows that hold one of these groups of values, each with its group's place.

        Args:
            wanted: Values as images hold them.
        """

    def put_back(
        self, connection: sa.Connection, table: sa.Table, images: Sequence[Mapping[str, object]]
    ) -> None:
        """Let rows be what these images hold, be they there or not."""

    def log_triggers(
        self, table: sa.Table, *, kind: str, record: str, parent: str | None
    ) -> Mapping[str, str]:
        """Give the statements, by name, of the triggers that log a table's changes.

        Args:
            kind: The kind whose record a row belongs to.
            record: The column that holds that record's id.
            parent: The column of the record that the row is listed under.
        """

    def stored_triggers(self, connection: sa.Connection) -> Mapping[str, str]:
        """Give the triggers that are there: their statements by name."""

    def check_keys_at_end(self, connection: sa.Connection) -> None:
        """Have foreign keys checked when the transaction ends, not row by row."""

    def broken_keys(self, connection: sa.Connection) -> list[tuple[str, int, str]]:
        """Give the rows that point to nothing: table, row, and the table pointed to."""

    def structural_faults(self, connection: sa.Connection, *, deep: bool) -> list[str]:
        """Give what the database itself finds wrong in what it has stored."""

    def overwrite_deleted(self, connection: sa.Connection) -> None:
        """Have what is deleted from now on overwritten, not only marked as free."""


_DIALECTS: Mapping[str, Dialect] = {"sqlite": SQLite()}


def dialect_of(connection: sa.Connection) -> Dialect:
    """Give the words of the database behind a connection."""
    return _DIALECTS[connection.dialect.name]
