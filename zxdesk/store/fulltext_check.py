"""Does the full-text index say what its documents say? Every word of every one, and every prefix.

SQLite's own check sees only whether the index is well formed: its content is kept nowhere else.
So the index is copied into memory, where it may be asked anything, and compared word by word.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing

import sqlalchemy as sa

from zxdesk.store import tokens
from zxdesk.store.search_entries import Entry

_SHADOWS = ("data", "idx", "docsize", "config")
_MASK = (1 << 64) - 1


class Words:
    """What an index of some documents must hold, in numbers that can be compared.

    Attributes:
        of: A number for all words of a document in their places.
        prefixes: For each prefix, how many documents hold it, and the sum of their numbers.
    """

    def __init__(self) -> None:
        self.of: dict[int, int] = defaultdict(int)
        self.prefixes: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))

    def add(self, entry: Entry) -> None:
        """Take a document in."""
        words = entry.indexed.split()
        for place, word in enumerate(words):
            self.put(word, entry.id, place)
        for prefix in {word[: tokens.PREFIX] for word in words if len(word) >= tokens.PREFIX}:
            count, total = self.prefixes[prefix]
            self.prefixes[prefix] = (count + 1, total + entry.id)

    def put(self, word: str, document: int, place: int) -> None:
        """Take one word of a document in, in any order."""
        self.of[document] = (self.of[document] + hash((word, place))) & _MASK


def wrong_documents(connection: sa.Connection, expected: Words) -> int:
    """Give how many documents or prefixes the index has otherwise; at least 1 if it is damaged."""
    try:
        with closing(sqlite3.connect(":memory:")) as copy:
            _load(connection, copy)
            return _differing(copy, expected) + _wrong_prefixes(copy, expected.prefixes)
    except (sqlite3.DatabaseError, MemoryError):  # A spoilt length asks for any amount of it.
        return 1


def _load(connection: sa.Connection, copy: sqlite3.Connection) -> None:
    query = "SELECT sql FROM sqlite_master WHERE name = 'search_text'"
    copy.execute(connection.exec_driver_sql(query).scalar_one())
    for shadow in _SHADOWS:
        name = f"search_text_{shadow}"
        rows = connection.exec_driver_sql(f"SELECT * FROM {name}")
        places = ", ".join("?" * len(rows.keys()))
        copy.execute(f"DELETE FROM {name}")
        copy.executemany(f"INSERT INTO {name} VALUES ({places})", map(tuple, rows))
    copy.commit()
    copy.execute("INSERT INTO search_text (search_text) VALUES ('integrity-check')")
    copy.execute("CREATE VIRTUAL TABLE words_of USING fts5vocab(search_text, instance)")


def _differing(copy: sqlite3.Connection, expected: Words) -> int:
    found = Words()
    for word, document, place in copy.execute("SELECT term, doc, offset FROM words_of"):
        found.put(word, document, place)
    documents = expected.of.keys() | found.of.keys()
    return sum(1 for number in documents if expected.of.get(number) != found.of.get(number))


def _wrong_prefixes(copy: sqlite3.Connection, prefixes: Mapping[str, tuple[int, int]]) -> int:
    query = "SELECT rowid FROM search_text WHERE search_text MATCH ?"
    wrong = 0
    for prefix, wanted in prefixes.items():
        found = [row[0] for row in copy.execute(query, (f"{prefix}*",))]
        wrong += (len(found), sum(found)) != wanted
    return wrong
