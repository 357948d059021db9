"""Looks words up in the full-text index, or in the records themselves where it cannot be used."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import sqlalchemy as sa

from zxdesk import text
from zxdesk.store import searchable, tokens
from zxdesk.store.search_entries import (
    COLUMNS,
    KIND,
    OWN,
    POSITIONS,
    Entry,
    entry_of,
    is_current,
    own_committee,
    record_of,
)
from zxdesk.store.searchable import SEARCHED

_SURROGATE = re.compile("[\ud800-\udfff]")
_MATCH = "FROM search_text WHERE search_text MATCH ?"
_WITHIN = f"{_MATCH} AND rowid >= ? AND rowid < ?"
# Up to so many they are all fetched at once; of a common word the first of each kind are.
_FEW = 3000


@dataclass(frozen=True)
class Found:
    """The documents found of one kind.

    Attributes:
        exact: How many records are called just as was typed.
        first: The numbers of the first documents: those called just so, then our own before
            received ones, then the newest.
    """

    kind: str
    total: int
    exact: int
    first: tuple[int, ...]


def folded(typed: str) -> list[str]:
    """Give the words that were typed, folded as the index is."""
    # Half a character, as a broken command line may hold it, stands in no record.
    whole = _SURROGATE.sub("\ufffd", typed)
    return [word for word in (text.fold(part) for part in whole.split()) if word]


def find(
    connection: sa.Connection, words: Sequence[str], *, most: int, everyone: bool = True
) -> list[Found]:
    """Find the documents in which all of these folded words stand, by kind.

    Where the index cannot be used (a ledger of an older program, opened for reading), the
    records themselves are read: slower, and the same answer.

    Args:
        most: How many documents of a kind are wanted.
        everyone: Those of other committees too.
    """
    whole = text.fold(" ".join(words))
    if not is_current(connection):
        entries = list(_read_through(connection, words))
        exact = {entry.id for entry in entries if whole in (entry.name, entry.number)}
        return _parted(sorted(entry.id for entry in entries), exact, most, everyone=everyone)
    asked, exact = tokens.question(words), _called(connection, whole)
    few = f"SELECT rowid {_MATCH} ORDER BY rowid LIMIT {_FEW + 1}"
    numbers = list(connection.exec_driver_sql(few, (asked,)).scalars())
    if len(numbers) > _FEW:
        return list(_of_many(connection, asked, exact, most, everyone=everyone))
    return _parted(numbers, exact, most, everyone=everyone)


def all_of(
    connection: sa.Connection, words: Sequence[str], kind: str, *, everyone: bool = True
) -> list[int]:
    """Give every record of a kind in which these words stand, as `find` orders them."""
    found = find(connection, words, most=1 << 31, everyone=everyone)
    return [record_of(number) for one in found if one.kind == kind for number in one.first]


def entries(connection: sa.Connection, numbers: Sequence[int]) -> list[Entry]:
    """Give documents by their numbers, in this order."""
    if is_current(connection):
        kept = {
            row[0]: Entry(*row)
            for part in searchable.chunks(numbers)
            for row in connection.exec_driver_sql(
                f"SELECT {COLUMNS} FROM search_document WHERE id IN ({', '.join('?' * len(part))})",
                tuple(part),
            )
        }
    else:
        kept = {entry.id: entry for entry in _made(connection, numbers)}
    return [kept[number] for number in numbers if number in kept]


def _range(position: int, *, everyone: bool) -> tuple[int, int]:
    return position * KIND + (0 if everyone else OWN), (position + 1) * KIND


def _called(connection: sa.Connection, whole: str) -> set[int]:
    query = "SELECT id FROM search_document WHERE name = ? UNION "
    query += "SELECT id FROM search_document WHERE number = ?"
    return set(connection.exec_driver_sql(query, (whole, whole)).scalars())


def _of_many(
    connection: sa.Connection, asked: str, exact: set[int], most: int, *, everyone: bool
) -> Iterator[Found]:
    for kind, position in POSITIONS.items():
        first, end = _range(position, everyone=everyone)
        asks = (asked, first, end)
        total = connection.exec_driver_sql(f"SELECT count(*) {_WITHIN}", asks).scalar() or 0
        if total:
            newest = connection.exec_driver_sql(
                f"SELECT rowid {_WITHIN} ORDER BY rowid DESC LIMIT ?", (*asks, most)
            ).scalars()
            just_so = sorted((n for n in exact if first <= n < end), reverse=True)
            yield _found(kind, total, just_so, newest, most)


def _found(kind: str, total: int, just_so: list[int], newest: Iterable[int], most: int) -> Found:
    known = set(just_so)
    ordered = (*just_so, *(number for number in newest if number not in known))
    return Found(kind, total, len(just_so), ordered[:most])


def _parted(numbers: list[int], exact: set[int], most: int, *, everyone: bool) -> list[Found]:
    """Part numbers in order by kind."""
    found = []
    for kind, position in POSITIONS.items():
        first, end = (bisect_left(numbers, n) for n in _range(position, everyone=everyone))
        part = numbers[first:end][::-1]
        if part:
            just_so = [number for number in part if number in exact]
            found.append(_found(kind, len(part), just_so, part, most))
    return found


def _read_through(connection: sa.Connection, words: Sequence[str]) -> Iterator[Entry]:
    own = own_committee(connection)
    documents = chain.from_iterable(
        searchable.documents(connection, kind, connection.scalars(sa.select(kind.table.c.id)))
        for kind in SEARCHED
    )
    for document in documents:
        entry = entry_of(document, own)
        if all(_has(entry, word) for word in words):
            yield entry


def _has(entry: Entry, word: str) -> bool:
    if word in entry.body:
        return True
    return tokens.pronounced(word) and any(s.startswith(word) for s in entry.sounds.split())


def _made(connection: sa.Connection, numbers: Iterable[int]) -> Iterator[Entry]:
    own = own_committee(connection)
    for number in numbers:
        kind = SEARCHED[number // KIND]
        found = searchable.documents(connection, kind, [record_of(number)])
        yield from (entry_of(document, own) for document in found)
