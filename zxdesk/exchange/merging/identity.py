"""Which record of ours a colleague's record is: decided by history first, by likeness last.

A key alone proves nothing: two clerks who work apart give the same number to different records.
"""

from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from zxdesk import text
from zxdesk.exchange.merging.sides import Key, Place, Side, counterpart
from zxdesk.queries.values import Values, referred
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import OneOf, Reference, RefList

SAME, NEW, GONE, UNCLEAR = "same", "new", "gone", "unclear"

# What names a record, and what else tells two of one number apart, where that is not its date.
_NAMES = {"instruction": ("leader", "target")}
_BESIDE = {
    "member": "id_number",
    "consultation": "",
    "venue": "",
    "suggestion": "source",
    "problem": "source",
}
# Names of one day that have less in common are those of different things.
_LIKE = 0.5


@dataclass(frozen=True)
class Match:
    """What a colleague's record is to us.

    Attributes:
        state: same, new, gone (deleted here), unclear.
        ours: Our record: the same one, also where it is gone; else the one that has its number.
        related: Whether both come from one record, so that their histories can be compared.
    """

    state: str
    ours: int | None = None
    related: bool = False


def is_numbered(kind: RecordKind) -> bool:
    """Tell whether records of a kind are known by a number that says nothing of them."""
    return kind.naming not in kind.key and not isinstance(kind.fields[kind.naming], Reference)


def likeness(kind: RecordKind, ours: Values, his: Values) -> bool | None:
    """Tell whether two records of one number are the same; None where it cannot be told.

    The same name and date: the same. Both different, or names of one day that have nothing in
    common: two records. One name on two days may be a slip, and may be the next meeting.
    """
    names = _NAMES.get(kind.name, (kind.naming,))
    pairs = [(_folded(ours.get(name)), _folded(his.get(name))) for name in names]
    pairs = [pair for pair in pairs if None not in pair]  # a workbook may be silent on a name
    beside = _BESIDE.get(kind.name, kind.dated)
    first, second = (_folded(values.get(beside)) for values in (ours, his))
    dates_agree = first == second if first and second else None
    if all(a == b for a, b in pairs):
        return None if dates_agree is False else True
    if not dates_agree or len(pairs) > 1:
        return False
    return False if SequenceMatcher(None, *pairs[0]).ratio() < _LIKE else None


def likeness_words(kind: RecordKind) -> str:
    """Give what people call the fields by which records of one number are told apart."""
    beside = _BESIDE.get(kind.name, kind.dated)
    names = (*_NAMES.get(kind.name, (kind.naming,)), *filter(None, [beside]))
    return "、".join(kind.fields[name].caption for name in names)


def _folded(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return text.fold(value) if isinstance(value, str) else value


class Identity:
    """Finds for each record of his the one of ours that it is."""

    def __init__(self, ours: Side, his: Side) -> None:
        self.ours = ours
        self.his = his
        self._matches: dict[Place, Match] = {}
        self._taken: dict[Place, Place] = {}
        self._made: dict[Place, int] = {}

    def made(self, place: Place, record_id: int) -> None:
        """Say under which id a new record of his came in."""
        self._made[place] = record_id

    def here(self, place: Place) -> int | None:
        """Give the id that a record of his has here; None where it is not here."""
        if place in self._made:
            return self._made[place]
        match = self.of(place)
        return match.ours if match.state == SAME else None

    def twin(self, place: Place) -> int | None:
        """Give the id that a record of his has here, also where it is gone here."""
        if place in self._made:
            return self._made[place]
        match = self.of(place)
        return match.ours if match.state in (SAME, GONE) else None

    def of(self, place: Place) -> Match:
        """Find what a record of his is to us."""
        if place not in self._matches:
            self._matches[place] = match = self._find(place)
            if match.state == SAME and match.ours is not None:
                self._taken.setdefault((place[0], match.ours), place)
        return self._matches[place]

    def _find(self, place: Place) -> Match:
        kind = KINDS[place[0]]
        ours = counterpart(place, self.his, self.ours)
        if ours is not None and self.ours.holds((kind.name, ours)):
            return Match(SAME, ours, related=True)
        values = self.his.values(place)
        found = self._by_key(kind, values, place) if values is not None else None
        if found is None:
            return Match(NEW) if ours is None else Match(GONE, ours)
        if not is_numbered(kind):
            return Match(SAME, found)
        if ours is not None:
            return Match(GONE, ours)
        current = self.ours.values((kind.name, found))
        assert current is not None
        assert values is not None
        same = likeness(kind, current, self.mapped(kind, values))
        return Match({True: SAME, False: NEW, None: UNCLEAR}[same], found)

    def _by_key(self, kind: RecordKind, values: Values, place: Place) -> int | None:
        """Find our record of the same key that is not another one of his."""
        key = self._key(kind, values)
        found = self.ours.with_key(kind, key) if key is not None else None
        if found is None or self._is_another(kind, found, place):
            return None
        return found

    def _is_another(self, kind: RecordKind, ours: int, place: Place) -> bool:
        if self._taken.get((kind.name, ours), place) != place:
            return True
        his = counterpart((kind.name, ours), self.ours, self.his)
        return his not in (None, place[1]) and self.his.holds((kind.name, his or 0))

    def _key(self, kind: RecordKind, values: Values) -> Key | None:
        key: list[Any] = []
        for name in kind.key:
            spec, value = kind.fields[name], values[name]
            if isinstance(spec, Reference) and value is not None:
                value = self.here((spec.target, value))
                if value is None:
                    return None
            key.append(value)
        return tuple(key)

    def mapped(self, kind: RecordKind, values: Values) -> Values:
        """Give his values with references to our records; what is not here stands as his."""
        return {name: self.value(kind, name, value) for name, value in values.items()}

    def value(self, kind: RecordKind, name: str, value: Any) -> Any:
        """Give one value of his as ours would be; see `mapped`."""
        spec = kind.fields[name]
        links = referred(spec, value)
        if not links:
            return value
        found = [self.twin(link) for link in links]
        if isinstance(spec, RefList):
            return tuple(
                ("his", link[1]) if one is None else one
                for link, one in zip(links, found, strict=True)
            )
        if found[0] is None:
            return ("his", value)
        return (links[0][0], found[0]) if isinstance(spec, OneOf) else found[0]

    def missing(self, kind: RecordKind, name: str, value: Any) -> list[Place]:
        """Give the records of his that a value points to and that are not here."""
        return [link for link in referred(kind.fields[name], value) if self.here(link) is None]
