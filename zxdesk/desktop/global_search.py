"""Finds records of every kind by what is typed into the header."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zxdesk.desktop.pages.detail import ListTarget
from zxdesk.desktop.pages.record_lines import RecordTarget
from zxdesk.desktop.pages.specs import BY_KIND
from zxdesk.desktop.widgets.search_popup import Hit, HitGroup
from zxdesk.desktop.widgets.search_rows import NO_WORDS, Words
from zxdesk.queries import search
from zxdesk.queries.services import current_texts
from zxdesk.store import Ledger

_OF_EACH = 4
_OF_ALL = 24
# A title as long as a whole text is cut around the hit, as the texts below it are.
_LONGEST_TITLE = 40


@dataclass(frozen=True)
class AllTarget:
    """A link to all records of a kind that were found."""

    kind: str
    words: str


def find(ledger: Ledger, words: str) -> list[HitGroup]:
    """Give what was found by kind, with the hits marked; kinds that have a page only."""
    results = search.search(ledger, words, limit=_OF_ALL, each=_OF_EACH, everyone=False)
    hints = _member_hints(ledger, results)
    return [
        HitGroup(
            BY_KIND[group.kind].label,
            BY_KIND[group.kind].icon,
            group.total,
            AllTarget(group.kind, words),
            tuple(_hits(group, hints)),
        )
        for group in results.groups
        if group.kind in BY_KIND
    ]


def resolved(ledger: Ledger, target: object) -> object:
    """Give the link to a record or to a list that a chosen row stands for."""
    if not isinstance(target, AllTarget):
        return target
    ids = search.every_record(ledger, target.words, target.kind, everyone=False)
    return ListTarget(target.kind, tuple(ids), f"搜索“{target.words}”")


def _member_hints(ledger: Ledger, results: search.Results) -> dict[int, str]:
    """Say of members what tells them from others of the same name."""
    ids = [hit.record for g in results.groups if g.kind == "member" for hit in g.hits]
    with ledger.read() as session:
        held = current_texts(session, ids, ledger.today)
    return {
        member: " · ".join(part for part in (t["sector_id"], t["employer"], t["job"]) if part)
        for member, t in held.items()
    }


def _hits(group: search.Group, hints: Mapping[int, str]) -> Iterator[Hit]:
    for hit in group.hits:
        title = Words(hit.title, hit.title_marks)
        if not hit.caption and len(hit.title) > _LONGEST_TITLE:
            title = Words(hit.snippet, hit.snippet_marks)
        shift = len(hit.caption) + 1
        marks = tuple((start + shift, end + shift) for start, end in hit.snippet_marks)
        below = Words(f"{hit.caption}：{hit.snippet}", marks) if hit.caption else NO_WORDS
        if below is NO_WORDS and hit.kind == "member":
            below = Words(hints.get(hit.record, ""))
        yield Hit(RecordTarget(hit.kind, hit.record), title, below)
