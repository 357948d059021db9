"""What is looked for in the records of a kind: their words, and the names of what they refer to.

Personal fields are left out, and so are dates, numbers and closed lists, for which there are
filters. A record that only ties two others together (who came to an event) does not count as a
place where their names stand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from zxdesk import text
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import Code, FieldType, LongText, Name, Names, OpenChoice, Text
from zxdesk.records.kind import Field, Lines, OneOf, Reference, RefList, Through

_WORDS = (Code, LongText, Name, Names, OpenChoice, Text)
_CHUNK = 500
# 阿依·古丽 is found as 阿依古丽 too.
_DIVIDERS = re.compile(r"[· ]+")
# Services are part of their member.
Row = Mapping[str, Any]
PARTS = {kind.periods.kind for kind in KINDS.values() if kind.periods}
SEARCHED = tuple(kind for kind in KINDS.values() if kind.name not in PARTS)


@dataclass(frozen=True)
class Piece:
    """One field's words, as they stand in the record."""

    caption: str
    words: str


@dataclass(frozen=True)
class Document:
    """What is looked for in one record.

    Attributes:
        dated: When it happened, ISO; empty where nobody said.
        number: Its key where that is plain words.
        title: What it is called; empty for what is called after another record.
    """

    kind: str
    record: int
    owner: int
    dated: str
    number: str
    title: str
    pieces: tuple[Piece, ...]


def body(title: str, pieces: Iterable[Piece]) -> str:
    """Give all that is looked for, folded, a line for each field."""
    lines, name = [folded(piece.words) for piece in pieces], folded(title)
    bare = _DIVIDERS.sub("", name)
    return "\n".join([*lines, bare] if bare != name else lines)


@lru_cache(maxsize=16384)
def folded(words: str) -> str:
    """Fold a text as the index is."""
    return text.fold(words)


def documents(
    connection: sa.Connection, kind: RecordKind, ids: Iterable[int]
) -> Iterator[Document]:
    """Read the documents of these records; those that are gone or silent are left out."""
    reader = _Reader(connection)
    for part in chunks(ids):
        yield from reader.documents(kind, part)


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Part ids so that no statement has too many parameters."""
    found = sorted(ids)
    return (found[start : start + _CHUNK] for start in range(0, len(found), _CHUNK))


class _Reader:
    """Reads documents by the batch, and each name once."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._names: dict[tuple[str, int], str] = {}

    def documents(self, kind: RecordKind, ids: list[int]) -> Iterator[Document]:
        rows = self._rows(kind, ids)
        pieces = self._pieces(kind, rows)
        for row in rows:
            if not pieces[row["id"]]:
                continue
            dated = row[kind.dated] if kind.dated else None
            yield Document(
                kind=kind.name,
                record=row["id"],
                owner=row["owner_id"],
                dated=str(dated or ""),
                number=_key_words(kind, row),
                title=_called(kind, row),
                pieces=tuple(pieces[row["id"]]),
            )

    def _rows(self, kind: RecordKind, ids: list[int]) -> list[Row]:
        return self._read(kind, _columns(kind.name), kind.table.c.id, ids)

    def _read(
        self, kind: RecordKind, names: tuple[str, ...], column: Any, among: Iterable[int]
    ) -> list[Row]:
        """Read these columns of the rows that have one of some numbers in a column."""
        query = sa.select(*[kind.table.c[name] for name in names]).where(column.in_(among))
        found = self._connection.execute(query.order_by(kind.table.c.id))
        return [dict(zip(names, row, strict=True)) for row in found]

    def _pieces(self, kind: RecordKind, rows: list[Row]) -> dict[int, list[Piece]]:
        found: dict[int, list[Piece]] = {row["id"]: list(_key_pieces(kind, row)) for row in rows}
        for spec in _spoken(kind.name):
            for record, words in self._words(kind, spec, rows):
                if words:
                    found[record].append(Piece(spec.caption, words))
        if kind.periods:
            self._add_parts(found, KINDS[kind.periods.kind], kind.periods.column)
        return found

    def _words(self, kind: RecordKind, spec: Field, rows: list[Row]) -> Iterator[tuple[int, str]]:
        if isinstance(spec, RefList):
            yield from self._listed(spec, rows)
        elif isinstance(spec, Lines):
            yield from self._lines(spec, rows)
        elif targets := _targets(kind, spec):
            for target, column in targets:
                self._learn(target, {row[column] for row in rows})
                for row in rows:
                    yield row["id"], self._names.get((target, row[column]), "")
        else:
            show, name = spec.type.show, spec.name
            for row in rows:
                if (value := row[name]) is not None:
                    yield row["id"], show(value)

    def _listed(self, spec: RefList, rows: list[Row]) -> Iterator[tuple[int, str]]:
        table = spec.table
        query = (
            sa.select(table.c.record_id, table.c.target_id)
            .where(table.c.record_id.in_([row["id"] for row in rows]))
            .order_by(table.c.record_id, table.c.position, table.c.target_id)
        )
        links = self._connection.execute(query).all()
        self._learn(spec.target, {target for _, target in links})
        joined: dict[int, list[str]] = defaultdict(list)
        for record, target in links:
            joined[record].append(self._names[spec.target, target])
        return ((record, "、".join(names)) for record, names in joined.items())

    def _lines(self, spec: Lines, rows: list[Row]) -> Iterator[tuple[int, str]]:
        table = spec.table
        parts = [(table.c[name], type_) for name, _, type_ in spec.parts if is_words(type_)]
        query = (
            sa.select(table.c.record_id, *[column for column, _ in parts])
            .where(table.c.record_id.in_([row["id"] for row in rows]))
            .order_by(table.c.record_id, table.c.position)
        )
        for record, *values in self._connection.execute(query):
            yield record, "｜".join(value for value in values if value)

    def _add_parts(self, found: dict[int, list[Piece]], part: RecordKind, column: str) -> None:
        owner = part.table.c[column]
        rows = self._read(part, (*_columns(part.name), column), owner, found)
        pieces = self._pieces(part, rows)
        for row in rows:
            found[row[column]] += pieces[row["id"]]

    def _learn(self, kind_name: str, ids: Iterable[int | None]) -> None:
        """Find out what records are called."""
        kind = KINDS[kind_name]
        lacking = {i for i in ids if i is not None and (kind_name, i) not in self._names}
        names = tuple(dict.fromkeys(("id", *_naming(kind))))
        for part in chunks(lacking):
            for row in self._read(kind, names, kind.table.c.id, part):
                self._names[kind_name, row["id"]] = _called(kind, row)


@cache
def _spoken(kind_name: str) -> tuple[Field, ...]:
    """Give the fields of a kind in which words are looked for."""
    kind = KINDS[kind_name]
    return tuple(
        spec
        for spec in kind.visible_fields()
        if not spec.personal
        and (
            isinstance(spec, (RefList, Lines))
            or _targets(kind, spec)
            or (is_words(spec.type) and not isinstance(spec, (Reference, OneOf)))
        )
    )


@cache
def _columns(kind_name: str) -> tuple[str, ...]:
    """Give the columns of a kind that its documents are made of."""
    kind = KINDS[kind_name]
    found = ["id", "owner_id", *_naming(kind), *([kind.dated] if kind.dated else ())]
    for spec in _spoken(kind_name):
        if targets := _targets(kind, spec):
            found += [column for _, column in targets]
        elif not isinstance(spec, (RefList, Lines)):
            found.append(spec.name)
    return tuple(dict.fromkeys(found))


def speaking(kind: RecordKind) -> sa.Select[Any]:
    """Give the statement of the records that may have words: of a million attendances few do."""
    record = kind.table.c.id
    keyed = [kind.fields[name] for name in kind.key]
    if len(keyed) > 1 and not any(isinstance(spec, Reference) for spec in keyed):
        return sa.select(record)  # The key itself is looked for.
    tests: list[sa.ColumnElement[bool]] = []
    for spec in _spoken(kind.name):
        if isinstance(spec, Through):
            return sa.select(record)
        if isinstance(spec, (RefList, Lines)):
            tests.append(record.in_(sa.select(spec.table.c.record_id)))
        else:
            columns = [column for _, column in _targets(kind, spec)] or [spec.name]
            tests += [kind.table.c[column].is_not(None) for column in columns]
    return sa.select(record).where(sa.or_(sa.false(), *tests))


def _naming(kind: RecordKind) -> list[str]:
    """Give the columns by which a record of a kind is called."""
    return [name for name in (kind.naming, *kind.key) if name in kind.table.c]


def _called(kind: RecordKind, row: Row) -> str:
    """Give a record's own name; what is called after another record has none."""
    spec = kind.fields[kind.naming]
    # A plenary session is called by its whole key.
    return spec.type.show(row[spec.name]) if is_words(spec.type) else _key_words(kind, row)


def is_words(type_: FieldType) -> bool:
    """Tell whether values of a type are words to look for."""
    return isinstance(type_, _WORDS)


def _key_words(kind: RecordKind, row: Row) -> str:
    specs = [kind.fields[name] for name in kind.key]
    if any(isinstance(spec, Reference) for spec in specs):
        return ""
    return "/".join(spec.type.show(row[spec.name]) for spec in specs)


def _key_pieces(kind: RecordKind, row: Row) -> Iterator[Piece]:
    """Give a key of several parts as people write it, where it is not a name with its kind."""
    words = _key_words(kind, row)
    if "/" in words and not (kind.naming in kind.key and is_words(kind.fields[kind.naming].type)):
        yield Piece("编号", words)
        yield Piece("编号", words.replace("/", ""))


def _targets(kind: RecordKind, spec: Field) -> list[tuple[str, str]]:
    """Give the (kind, column) a field refers to by columns of the table; none for a key's."""
    if isinstance(spec, OneOf):
        return list(spec.options)
    if isinstance(spec, Reference) and not isinstance(spec, RefList):
        return [] if spec.name in kind.key else [(spec.target, spec.name)]
    return []


def referring(connection: sa.Connection, target: str, ids: Iterable[int]) -> dict[str, set[int]]:
    """Give the records in whose documents the names of these stand."""
    found: dict[str, set[int]] = defaultdict(set)
    for name, column, record in _links_to(target):
        for part in chunks(ids):
            query = sa.select(record).where(column.in_(part))
            found[name].update(connection.scalars(query))
    return _whole(connection, found)


@cache
def _links_to(target: str) -> tuple[tuple[str, Any, Any], ...]:
    """Give (kind, column, id of its record) of every column that refers to a kind."""
    found: list[tuple[str, Any, Any]] = []
    for kind in KINDS.values():
        for spec in kind.visible_fields():
            if isinstance(spec, RefList) and spec.target == target:
                found.append((kind.name, spec.table.c.target_id, spec.table.c.record_id))
            for name, column in _targets(kind, spec):
                if name == target:
                    found.append((kind.name, kind.table.c[column], kind.table.c.id))
    return tuple(found)


def _whole(connection: sa.Connection, found: dict[str, set[int]]) -> dict[str, set[int]]:
    """Replace parts by the records they belong to."""
    whole = {name: ids for name, ids in found.items() if name not in PARTS and ids}
    for kind in KINDS.values():
        if kind.periods and found.get(kind.periods.kind):
            table = KINDS[kind.periods.kind].table
            for part in chunks(found[kind.periods.kind]):
                owners = sa.select(table.c[kind.periods.column]).where(table.c.id.in_(part))
                whole.setdefault(kind.name, set()).update(connection.scalars(owners))
    return whole


@cache
def containers() -> tuple[tuple[str, str, str], ...]:
    """Give (kind, foreign key, kind) where a record's words stand in another's document too."""
    found: dict[tuple[str, str, str], None] = {}
    for kind in KINDS.values():
        if kind.periods:
            found[kind.periods.kind, kind.periods.column, kind.name] = None
        for spec in kind.extra:
            if isinstance(spec, Through):
                found[spec.child, spec.parent, kind.name] = None
    return tuple(found)
