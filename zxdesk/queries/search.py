"""Search over all kinds: by any words of a record, by pinyin and initials of its name."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from zxdesk import text
from zxdesk.queries.search_marks import Marks, excerpt, marks, sound_marks
from zxdesk.queries.values import titles
from zxdesk.store import Ledger, lookup, searchable
from zxdesk.store.search_entries import Entry
from zxdesk.store.searchable import Piece

# What other records are filed under comes after them.
_BACKGROUND = ("unit", "plenary_session", "programme")


@dataclass(frozen=True)
class Hit:
    """One record that was found.

    Attributes:
        title: What it is called.
        snippet: Words around the hit: of the title, or of the field `caption`.
        title_marks: Where in the title the typed words stand, as (start, end).
        snippet_marks: The same in the snippet.
    """

    kind: str
    record: int
    title: str
    title_marks: Marks
    caption: str
    snippet: str
    snippet_marks: Marks


@dataclass(frozen=True)
class Group:
    """What was found of one kind.

    Attributes:
        hits: The first of them: what is called just as was typed, then the newest.
    """

    kind: str
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True)
class Results:
    """What was found: kinds with a record that is called just so first."""

    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """Give the number of all records that were found."""
        return sum(group.total for group in self.groups)


def search(
    ledger: Ledger,
    typed: str,
    *,
    kind: str = "",
    limit: int = 50,
    each: int | None = None,
    everyone: bool = True,
) -> Results:
    """Find the records in which all typed words stand; none for no words.

    Args:
        kind: Only this kind.
        limit: How many hits are shown at most; every kind gets its share.
        each: How many of one kind at most.
        everyone: Records received from other committees too.
    """
    words = lookup.folded(typed)
    if not words:
        return Results(())
    most = limit if each is None else min(limit, each)
    with ledger.read() as session:
        found = lookup.find(session.connection(), words, most=most, everyone=everyone)
        found = [one for one in found if kind in ("", one.kind)]
        found.sort(key=lambda one: (not one.exact, one.kind in _BACKGROUND))
        shares = _shares([len(one.first) for one in found], limit)
        shown = [one.first[:share] for one, share in zip(found, shares, strict=True)]
        hits = _hits(session, [number for part in shown for number in part], words)
    return Results(tuple(Group(one.kind, one.total, hits.get(one.kind, ())) for one in found))


def every_record(ledger: Ledger, typed: str, kind: str, *, everyone: bool = True) -> list[int]:
    """Give all records of a kind that `search` would find, in its order."""
    words = lookup.folded(typed)
    with ledger.read() as session:
        connection = session.connection()
        return lookup.all_of(connection, words, kind, everyone=everyone) if words else []


def _shares(most: Sequence[int], limit: int) -> list[int]:
    """Part `limit` among kinds: no kind goes short so that another can have more."""
    shares = [0] * len(most)
    while limit > 0 and (lacking := [at for at, share in enumerate(shares) if share < most[at]]):
        for at in lacking[:limit]:
            shares[at] += 1
        limit -= len(lacking)
    return shares


def _hits(
    session: Session, shown: Sequence[int], words: Sequence[str]
) -> dict[str, tuple[Hit, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in lookup.entries(session.connection(), shown):
        found[entry.kind].append(entry)
    return {kind: tuple(_of_kind(session, kind, part, words)) for kind, part in found.items()}


def _of_kind(
    session: Session, kind: str, entries: Sequence[Entry], words: Sequence[str]
) -> Iterator[Hit]:
    # What is called after another record has no words of its own for it.
    borrowed = [entry.record_id for entry in entries if not entry.title]
    named = titles(session, kind, borrowed) if borrowed else {}
    return (_hit(entry, named.get(entry.record_id, entry.title), words) for entry in entries)


def _hit(entry: Entry, title: str, words: Sequence[str]) -> Hit:
    title = text.one_line(title)
    best = max(entry.words(), key=lambda piece: _number_in(piece.words, words))
    if _number_in(title, words) >= _number_in(best.words, words):
        best = Piece("", title)
    title_marks = marks(title, words) or sound_marks(title, words, entry.sounds.split())
    snippet_marks = marks(best.words, words) if best.caption else title_marks
    snippet, snippet_marks = excerpt(best.words, snippet_marks)
    return Hit(
        entry.kind,
        entry.record_id,
        title,
        title_marks,
        best.caption,
        snippet,
        snippet_marks,
    )


def _number_in(words: str, wanted: Sequence[str]) -> int:
    folded = searchable.folded(words)
    return sum(word in folded for word in wanted)
