"""Does the full-text index say what its documents say? Every word of every one, and every prefix.

SQLite's own check sees only whether the index is well formed, for its content is kept nowhere else.
So it is copied into memory as the index of a table that holds what it ought to: such an index
SQLite compares word by word (https://www.sqlite.org/fts5.html, 6.4, the rank 1), which takes a
fifth of the time that asking for each of its words takes.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

import sqlalchemy as sa

from zxdesk.store.search_entries import Entry

_SHADOWS = ("data", "idx", "docsize", "config")


class IndexCheck:
    """What an index ought to hold, gathered in memory; and whether it does."""

    def __init__(self) -> None:
        self._memory = closing(sqlite3.connect(":memory:", isolation_level=None))

    def __enter__(self) -> "IndexCheck":
        """Begin with nothing."""
        self._copy = self._memory.__enter__()
        self._copy.execute("CREATE TABLE expected (id INTEGER PRIMARY KEY, words TEXT NOT NULL)")
        return self

    def __exit__(self, *_: object) -> None:
        """Let it go."""
        self._memory.__exit__()

    def expect(self, entries: Iterable[Entry]) -> None:
        """Take documents in that the index ought to hold."""
        ordered = sorted(entries, key=lambda entry: entry.id)  # else each is sought a place for
        rows = ((entry.id, entry.indexed) for entry in ordered)
        self._copy.executemany("INSERT INTO expected VALUES (?, ?)", rows)

    def holds(self, connection: sa.Connection) -> bool:
        """Tell whether the ledger's index holds just that; not where it is damaged."""
        try:
            self._load(connection)
            self._copy.execute(
                "INSERT INTO search_text (search_text, rank) VALUES ('integrity-check', 1)"
            )
        except (sqlite3.DatabaseError, MemoryError):  # A spoilt length asks for any amount of it.
            return False
        return True

    def _load(self, connection: sa.Connection) -> None:
        query = "SELECT sql FROM sqlite_master WHERE name = 'search_text'"
        made: str = connection.exec_driver_sql(query).scalar_one()
        of_expected = "content='expected', content_rowid='id'"
        self._copy.execute(made.replace("content=''", of_expected))
        for shadow in _SHADOWS:
            name = f"search_text_{shadow}"
            rows = connection.exec_driver_sql(f"SELECT * FROM {name}")
            places = ", ".join("?" * len(rows.keys()))
            self._copy.execute(f"DELETE FROM {name}")
            self._copy.executemany(f"INSERT INTO {name} VALUES ({places})", map(tuple, rows))
