"""Who is who: records by key, by name and by likeness, kept in memory during an import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.exchange import spelling
from zxdesk.queries.values import Values, partings
from zxdesk.records import KINDS, Committee, RecordKind, unit
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import OneOf, Reference

Key = tuple[Value, ...]


@dataclass(frozen=True)
class Facts:
    """What a record is found by."""

    key: Key
    name: str
    likeness: Key | None


@dataclass
class Index:
    """The records of one kind and owner."""

    facts: dict[int, Facts] = field(default_factory=dict)
    by_key: dict[Key, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    by_likeness: dict[Key, list[int]] = field(default_factory=dict)

    def put(self, record_id: int, facts: Facts | None) -> None:
        """Set what a record is found by; None forgets it."""
        old = self.facts.pop(record_id, None)
        if old:
            self.by_key.pop(old.key, None)
            self.by_name[old.name].remove(record_id)
            if old.likeness:
                self.by_likeness[old.likeness].remove(record_id)
        if facts:
            self.facts[record_id] = facts
            self.by_key[facts.key] = record_id
            self.by_name.setdefault(facts.name, []).append(record_id)
            if facts.likeness:
                self.by_likeness.setdefault(facts.likeness, []).append(record_id)


# What else tells records of one name and day apart; it may be empty in both.
_APART = {"media": ("outlet",), "award": ("recipient",), "instruction": ("target",)}


def likeness_fields(kind: RecordKind) -> tuple[str, ...]:
    """Give the fields by which a row without a number is matched."""
    if not kind.number_prefix:
        return ()
    source = kind.fields.get("source")
    dated = ("source",) if source and source.required else ("year",)
    dated = dated if dated[0] in kind.fields else (kind.dated,)
    return (kind.naming, *filter(None, dated), *_APART.get(kind.name, ()))


def likeness(kind: RecordKind, values: Values) -> Key | None:
    """Give the values by which a row without a number is matched; None where one is missing."""
    found: list[Value] = []
    for name in likeness_fields(kind):
        value = values.get(name)
        if value in (None, "") and name not in _APART.get(kind.name, ()):
            return None
        if isinstance(value, str):
            value = folded(kind, value)
        found.append(value.date() if isinstance(value, datetime) else value)
    return tuple(found) or None


def folded(kind: RecordKind, name: str) -> str:
    """Give a name as names are compared."""
    return spelling.fold_name(name) if kind.name == "member" else spelling.one_line(name)


class Directory:
    """Finds records without asking the database again; what a row added can be taken back."""

    def __init__(self, session: Session, own_id: int) -> None:
        """Start with the committees; kinds are read when they are first asked for."""
        self._session = session
        self._own_id = own_id
        self._indexes: dict[tuple[str, int], Index] = {}
        self._refused: dict[tuple[str, int], dict[str, str]] = {}
        self._undo: list[Callable[[], object]] = []
        rows = session.connection().execute(sa.select(SQL_COMMITTEE.c.id, SQL_COMMITTEE.c.name))
        self._owners = {spelling.one_line(name): committee_id for committee_id, name in rows}

    def owner(self, name: str) -> int | None:
        """Give the committee of that name, our own for none, None where it is unknown."""
        return self._owners.get(name) if name else self._own_id

    def add_owner(self, name: str) -> int:
        """Register a committee that is named in 所属政协."""
        result = self._session.connection().execute(
            SQL_COMMITTEE.insert().values(name=name, level="县", region="")
        )
        key = result.inserted_primary_key
        assert key is not None
        self._owners[name] = int(key[0])
        self._undo.append(lambda: self._owners.pop(name))
        return int(key[0])

    def index(self, kind: RecordKind, owner: int) -> Index:
        """Give the index of a kind."""
        found = self._indexes.get((kind.name, owner))
        if found is None:
            found = self._indexes[kind.name, owner] = self._load(kind, owner)
        return found

    def _load(self, kind: RecordKind, owner: int) -> Index:
        names = [*dict.fromkeys((*kind.key, kind.naming, *likeness_fields(kind)))]
        columns: list[sa.Column[Any]] = []
        for name in names:
            spec = kind.fields[name]
            options = spec.options if isinstance(spec, OneOf) else ((name, name),)
            columns += [kind.table.c[column] for _, column in options]
        query = sa.select(kind.table.c.id, *dict.fromkeys(columns))
        index = Index()
        for row in self._session.connection().execute(query.where(kind.table.c.owner_id == owner)):
            index.put(row.id, facts(kind, {name: _stored(kind, name, row) for name in names}))
        return index

    def put(self, kind: RecordKind, owner: int, record_id: int, values: Values) -> None:
        """Set what a record is found by after it was written."""
        index = self.index(kind, owner)
        old = index.facts.get(record_id)
        new = facts(kind, values)
        if new != old:
            index.put(record_id, new)
            self._undo.append(lambda: index.put(record_id, old))

    def alike(self, kind: RecordKind, owner: int, values: Values) -> list[int]:
        """Find the records that a row without a number may mean."""
        wanted = likeness(kind, values)
        return list(self.index(kind, owner).by_likeness.get(wanted, ())) if wanted else []

    def on_revert(self, undo: Callable[[], object]) -> None:
        """Have something taken back with the rest."""
        self._undo.append(undo)

    def keep(self) -> None:
        """Let stand what was added since."""
        self._undo.clear()

    def revert(self) -> None:
        """Take back what was added since."""
        while self._undo:
            self._undo.pop()()

    def refuse(self, kind: RecordKind, owner: int, names: Sequence[str], where: str) -> None:
        """Remember that a row of that name was rejected, for the rows that refer to it."""
        for name in names:
            self._refused.setdefault((kind.name, owner), {})[folded(kind, name)] = where

    def refused(self, kind: RecordKind, owner: int, words: str) -> str:
        """Tell where a row of that name was rejected; empty where none was."""
        found = self._refused.get((kind.name, owner), {})
        return found.get(folded(kind, words)) or found.get(key_spelled(kind, words), "")

    def find(
        self, kind: RecordKind, words: str, *, owner: int, categories: Sequence[str] = ()
    ) -> list[int]:
        """Find records by key, else by name; several where a name is shared.

        Args:
            categories: For units, the 类别 in order, the first that has the name wins.
        """
        if kind.name == "unit":
            return self._find_unit(kind, words, owner, categories)
        found = self.by_key(kind, words, owner)
        if found is not None:
            return [found]
        if isinstance(kind.fields[kind.naming], Reference) or kind.name == "plenary_session":
            return []
        return list(self.index(kind, owner).by_name.get(folded(kind, words), ()))

    def by_key(self, kind: RecordKind, words: str, owner: int) -> int | None:
        """Find a record by its key in words, parted by slashes where it has several fields."""
        index = self.index(kind, owner)
        for parts in partings(words, len(kind.key)):
            key = self._key(kind, parts, owner)
            if key is not None and key in index.by_key:
                return index.by_key[key]
        return None

    def _key(self, kind: RecordKind, parts: Sequence[str], owner: int) -> Key | None:
        key: list[Value] = []
        for name, part in zip(kind.key, parts, strict=True):
            spec = kind.fields[name]
            if isinstance(spec, Reference):
                found = self.find(KINDS[spec.target], part, owner=owner)
                key.append(found[0] if len(found) == 1 else None)
                continue
            try:
                key.append(spelling.parse(spec.type, part))
            except (ValueError, OverflowError):
                return None
        return tuple(key)

    def _find_unit(
        self, kind: RecordKind, words: str, owner: int, categories: Sequence[str]
    ) -> list[int]:
        by_key = self.index(kind, owner).by_key
        category, name = explicit_unit(words)
        if category and (category, name) in by_key:
            return [by_key[category, name]]
        spelled = folded(kind, words)
        for wanted in categories or unit.CATEGORIES:
            if (wanted, spelled) in by_key:
                return [by_key[wanted, spelled]]
        return []


SQL_COMMITTEE: sa.Table = Committee.__table__  # type: ignore[attr-defined]


def explicit_unit(words: str) -> tuple[str, str]:
    """Part 「类别/名称」; without a 类别 the first part is empty."""
    category, slash, name = spelling.one_line(words).partition("/")
    if slash and category.strip() in unit.CATEGORIES:
        return category.strip(), name.strip()
    return "", spelling.one_line(words)


def key_spelled(kind: RecordKind, words: str) -> str:
    """Give a key as the program writes it: 11/5/12 is 十一届/五次/12; empty where it is none."""
    types = [kind.fields[name].type for name in kind.key]
    for parts in partings(words, len(types)):
        pairs = list(zip(types, parts, strict=True))
        try:
            return "/".join(t.show(spelling.parse(t, part)) for t, part in pairs)
        except (ValueError, OverflowError):
            continue
    return ""


def facts(kind: RecordKind, values: Values) -> Facts:
    """Give what a record with these values is found by."""
    name = values.get(kind.naming)
    return Facts(
        tuple(values.get(part) for part in kind.key),
        folded(kind, name) if isinstance(name, str) else "",
        likeness(kind, values),
    )


def _stored(kind: RecordKind, name: str, row: Any) -> Value:
    spec = kind.fields[name]
    if not isinstance(spec, OneOf):
        return getattr(row, name)
    for target, column in spec.options:
        if getattr(row, column) is not None:
            return target, getattr(row, column)
    return None


def year_of(kind: RecordKind, values: Values, today: date) -> int:
    """Give the year that stands in a number the program assigns."""
    dated = values.get(kind.dated) if kind.dated else None
    return int(values.get("year") or (dated or today).year)
