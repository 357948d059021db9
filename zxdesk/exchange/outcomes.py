"""What an import does with every row: new, changed field by field, the same, or not taken."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from zxdesk.dates import show_moment
from zxdesk.exchange.choices import Among, RowKey
from zxdesk.exchange.rows import Entry, Problem, shown
from zxdesk.queries.values import Names, Values
from zxdesk.records import KINDS, RecordKind

ADDED, UPDATED, UNCHANGED, REJECTED = "added", "updated", "unchanged", "rejected"
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class FieldChange:
    """A field that the ledger and a row say otherwise.

    Attributes:
        field: Kind and field, as `Choices.kept` names them.
        kept: What the ledger has stays.
    """

    field: str
    caption: str
    old: str
    new: str
    kept: bool = False


@dataclass(frozen=True)
class RowOutcome:
    """What an import does with one row.

    Attributes:
        title: What the row is about, as its own cells say it.
        reason: Why it is not taken.
        among: Records of one name that may be meant.
    """

    key: RowKey
    kind_sheet: str
    outcome: str
    title: str
    place: int
    changes: tuple[FieldChange, ...] = ()
    reason: str = ""
    among: tuple[Among, ...] = ()


@dataclass(frozen=True)
class _Raw:
    kind: RecordKind
    record_id: int
    old: Values
    new: Values
    kept: frozenset[str]


class Outcomes:
    """Gathers outcomes while rows are taken; values are put into words at the end."""

    def __init__(self) -> None:
        self._counted = UNCHANGED
        self._changes: list[_Raw] = []
        self._found: dict[int, tuple[RowOutcome, list[_Raw]]] = {}

    def count(self, outcome: str) -> None:
        """Take what was counted for the row at hand; the last word holds."""
        self._counted = outcome

    def change(
        self, kind: RecordKind, record_id: int, old: Values, new: Values, kept: frozenset[str]
    ) -> None:
        """Take what the row at hand says otherwise than the ledger."""
        self._changes.append(_Raw(kind, record_id, old, new, kept))

    def take(self, entry: Entry, among: Sequence[Among]) -> None:
        """End a row that was taken."""
        self._end(entry, self._counted, among)

    def reject(self, entry: Entry, problems: Sequence[Problem], among: Sequence[Among]) -> None:
        """End a row that was not taken."""
        self._changes.clear()
        said = (f"{p.column}：{p.reason}" if p.column else p.reason for p in problems)
        self._end(entry, REJECTED, among, "；".join(said))

    def _end(self, entry: Entry, outcome: str, among: Sequence[Among], reason: str = "") -> None:
        found = RowOutcome(
            entry.key,
            entry.kind.sheet,
            outcome,
            title_of(entry),
            entry.place,
            reason=reason,
            among=tuple(among),
        )
        self._found[entry.place] = found, list(self._changes)
        self._changes.clear()
        self._counted = UNCHANGED

    def rows(self, session: Session) -> list[RowOutcome]:
        """Give every row in the order of the files."""
        words = _Words(session, [raw for _, changes in self._found.values() for raw in changes])
        return [
            replace(outcome, changes=tuple(words.of(changes)))
            for _, (outcome, changes) in sorted(self._found.items())
        ]


class _Words:
    """Puts the values of many changes into words, asking the ledger once a kind."""

    def __init__(self, session: Session, changes: Sequence[_Raw]) -> None:
        names = Names(session)
        by_kind: dict[str, dict[int, Values]] = defaultdict(dict)
        self._places: dict[int, int] = {}
        for place, raw in enumerate(changes):
            old = {name: raw.old.get(name) for name in raw.new}
            by_kind[raw.kind.name] |= {place * 2: old, place * 2 + 1: raw.new}
            self._places[id(raw)] = place
        self._shown: dict[int, dict[str, str]] = {}
        for kind, records in by_kind.items():
            self._shown |= names.show(KINDS[kind], records)

    def of(self, changes: Sequence[_Raw]) -> list[FieldChange]:
        found = []
        for raw in changes:
            place = self._places[id(raw)]
            old, new = self._shown[place * 2], self._shown[place * 2 + 1]
            found += [
                FieldChange(
                    f"{raw.kind.name}.{name}",
                    raw.kind.fields[name].caption,
                    old[name],
                    new[name],
                    name in raw.kept,
                )
                for name in raw.new
            ]
        return found


def title_of(entry: Entry) -> str:
    """Give what a row is about: the cells of its key and its name."""
    kind = entry.kind
    wanted = {kind.naming, *kind.key}
    said: list[str] = []
    for column in entry.layout.columns:
        cell = entry.cells[column.index] if column.index < len(entry.cells) else None
        if cell is not None and column.kind is kind and column.field.name in wanted:
            said.append(shown(cell).replace("\n", " "))
    if entry.stamp:  # when he passed, and of which event that is said
        events = entry.words_of().get("event_id", ())
        said += [show_moment(entry.stamp), *(word.words for word in events)]
    return "　".join(dict.fromkeys(said))[:_LONGEST_TITLE]
