"""Who is who: records by key, by name and by likeness, kept in memory during an import."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.exchange import spelling
from zxdesk.exchange.choices import UnitName, UnitOffer
from zxdesk.exchange.pieces import split
from zxdesk.exchange.remembered_units import remembered_units
from zxdesk.exchange.unit_names import bare_unit, is_sector, regions_of
from zxdesk.queries.values import Values, partings
from zxdesk.records import KINDS, Committee, RecordKind, unit
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import OneOf, Reference
from zxdesk.rules.likeness import near_names

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
    """Finds records without asking the database again; what a row added can be taken back.

    Attributes:
        recognised: Words that meant a unit which is written otherwise, with its name.
        named: The names of units that were made.
    """

    def __init__(
        self, session: Session, own_id: int, units: Mapping[UnitName, int | None] | None = None
    ) -> None:
        """Start with the committees; kinds are read when they are first asked for.

        Args:
            units: Which units names mean, None for a new one.
        """
        self._session = session
        self._own_id = own_id
        self._indexes: dict[tuple[str, int], Index] = {}
        self._refused: dict[tuple[str, int], dict[str, str]] = {}
        self._undo: list[Callable[[], object]] = []
        self._near: dict[tuple[int, str, str], tuple[int, list[int]]] = {}
        self.recognised: dict[str, str] = {}
        self.named: list[UnitName] = []
        self._said = dict(units or {})
        self._offers: dict[UnitName, UnitOffer] = {}
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
        if len(split(words)) > 1 and not is_sector(spelled):
            return []
        for wanted in [category] if category else categories or unit.CATEGORIES:
            label = (wanted, name if category else spelled)
            offer = self._meant(label, owner)
            if offer is None and not category:
                near = self._written_otherwise(kind, spelled, owner, wanted)
                offer = UnitOffer(label, tuple(near), near[0]) if len(near) == 1 else None
            if offer and offer.chosen is not None:
                return [self._recognise(offer, owner)]
        return []

    def meant_unit(self, name: UnitName, owner: int) -> int | None:
        """Give the unit that somebody said a name means, where none bears it."""
        offer = self._meant(name, owner)
        return self._recognise(offer, owner) if offer and offer.chosen is not None else None

    def _recognise(self, offer: UnitOffer, owner: int) -> int:
        assert offer.chosen is not None
        self.recognised[offer.name[1]] = self.index(unit.UNIT, owner).facts[offer.chosen].name
        self._offers[offer.name] = offer
        return offer.chosen

    def _meant(self, name: UnitName, owner: int) -> UnitOffer | None:
        """Give what somebody said a name means, now or in an earlier import."""
        known = self.index(unit.UNIT, owner).facts
        if owner != self._own_id:
            return None
        if name in self._said:
            chosen = self._said[name]
            ids = (chosen,) if chosen in known else ()
            return UnitOffer(name, ids, chosen if ids else None)
        chosen = self._remembered.get(name)
        return UnitOffer(name, (chosen,), chosen, True) if chosen in known else None

    @cached_property
    def _remembered(self) -> dict[UnitName, int]:
        return remembered_units(self._session)

    def offers(self) -> list[UnitOffer]:
        """Give the names of units that are nearly those of others, also of those that are new."""
        by_key = self.index(unit.UNIT, self._own_id).by_key
        made = [name for name in dict.fromkeys(self.named) if name in by_key]
        found = {name: UnitOffer(name, ()) for name in made} | self._offers
        fresh = {by_key[name] for name in made}
        near = {name: self._near_to(name, fresh) for name in found}
        whole = [
            replace(offer, ids=tuple(dict.fromkeys((*offer.ids, *near[name]))))
            for name, offer in found.items()
        ]
        return [offer for offer in whole if offer.ids]

    def _near_to(self, name: UnitName, fresh: Collection[int]) -> list[int]:
        category, words = name
        bare = bare_unit(words, category, self._regions)
        return [
            record_id
            for record_id, known in self.index(unit.UNIT, self._own_id).facts.items()
            if known.key[0] == category
            and record_id not in fresh
            and near_names(bare, bare_unit(known.name, category, self._regions))
        ]

    def _written_otherwise(
        self, kind: RecordKind, words: str, owner: int, category: str
    ) -> list[int]:
        """Find the units of a category whose name differs by nothing that tells them apart."""
        facts = self.index(kind, owner).facts
        count, found = self._near.get((owner, category, words), (-1, []))
        if count != len(facts):
            wanted = bare_unit(words, category, self._regions)
            found = [
                record_id
                for record_id, known in facts.items()
                if known.key[0] == category
                and bare_unit(known.name, category, self._regions) == wanted
            ]
            self._near[owner, category, words] = len(facts), found
        return found

    @cached_property
    def _regions(self) -> tuple[str, ...]:
        """Give the words for our own region."""
        query = sa.select(SQL_COMMITTEE.c.region, SQL_COMMITTEE.c.level)
        row = (
            self._session.connection()
            .execute(query.where(SQL_COMMITTEE.c.id == self._own_id))
            .one()
        )
        return regions_of(row.region or "", row.level or "")


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
