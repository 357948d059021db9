"""Which records people mean by a name, a number or a key, in whatever committee."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from zxdesk import text
from zxdesk.queries.values import partings
from zxdesk.records import RecordKind
from zxdesk.records.kind import Reference
from zxdesk.rules.periods import read_session

_TREES = ("unit", "programme")


def named(kind: RecordKind, values: Sequence[str]) -> sa.Select[tuple[int]]:
    """Give the ids of the records that people call so, with those below them on a tree."""
    found = called(kind, *values)
    if kind.name not in _TREES:
        return found
    tree = found.cte(recursive=True)
    below = kind.table.alias()
    tree = tree.union(sa.select(below.c.id).join(tree, below.c.parent_id == tree.c.id))
    return sa.select(tree.c.id).correlate(None)


def called(kind: RecordKind, *values: str) -> sa.Select[tuple[int]]:
    """Give the ids of the records that people call so themselves."""
    row = kind.table.alias()
    words = [text.one_line(value) for value in values]
    keys = [test for word in words for test in _has_key(kind, row, word)]
    tests = [*_is_called(kind, row, words), *keys]
    return sa.select(row.c.id).where(sa.or_(sa.false(), *tests)).correlate(None)


def name_of(kind: RecordKind, row: Any) -> sa.ColumnElement[Any]:
    """Give the name under which records of a kind are grouped; an issue's is 2026/12."""
    column: sa.ColumnElement[Any] = row.c[kind.naming]
    if kind.name == "issue":
        return sa.cast(row.c.year, sa.Text) + sa.literal("/") + column
    return column


def borrowed_name(kind: RecordKind) -> tuple[str, ...]:
    """Give the label under which records have a name that is another's; an attendance: 委员."""
    return (kind.naming,) if isinstance(kind.fields[kind.naming], Reference) else ()


def _is_called(kind: RecordKind, row: Any, words: list[str]) -> Iterator[sa.ColumnElement[bool]]:
    """Say that a record bears one of these names or numbers."""
    if kind.name == "plenary_session":
        return
    if not isinstance(kind.fields[kind.naming], Reference):
        names = [text.fold_name(word) for word in words] if kind.name == "member" else words
        yield row.c[kind.naming].in_(names)
    if "number" in row.c:
        yield row.c.number.in_(words)


def _has_key(kind: RecordKind, row: Any, words: str) -> Iterator[sa.ColumnElement[bool]]:
    """Say that a record has a key of several parts: 人民团体/工商联, 五届/三次/12."""
    if kind.name == "plenary_session":
        found = read_session(words)
        if found:
            yield sa.and_(row.c.term == found[0], row.c.number == found[1])
        return
    specs = [kind.fields[name] for name in kind.key]
    if len(specs) == 1 or any(isinstance(spec, Reference) for spec in specs):
        return
    for parts in partings(words, len(specs)):
        try:
            values = [spec.type.parse(part) for spec, part in zip(specs, parts, strict=True)]
        except ValueError:
            continue
        yield sa.and_(*[row.c[s.name] == v for s, v in zip(specs, values, strict=True)])
