"""Finds records of every kind by what is typed into the header."""

from collections.abc import Iterator, Mapping
from functools import partial

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.records.specs import BY_KIND
from zxdesk.desktop.shell.search_popup import SearchGroup, SearchHit
from zxdesk.desktop.shell.search_rows import NO_WORDS, MarkedWords
from zxdesk.queries import search
from zxdesk.queries.services import current_texts
from zxdesk.store import Ledger

_OF_EACH = 4
_OF_ALL = 24
# A title as long as a whole text is cut around the hit, as the texts below it are.
_LONGEST_TITLE = 40


def find(context: DeskContext, words: str) -> list[SearchGroup]:
    """Give what was found by kind, with the hits marked; kinds that have a page only."""
    ledger = context.ledger
    results = search.search(ledger, words, limit=_OF_ALL, each=_OF_EACH, everyone=False)
    hints = _member_hints(ledger, results)
    return [
        SearchGroup(
            BY_KIND[group.kind].label,
            BY_KIND[group.kind].icon,
            group.total,
            partial(_show_all, context, group.kind, words),
            tuple(_hits(context, group, hints)),
        )
        for group in results.groups
        if group.kind in BY_KIND
    ]


def _show_all(context: DeskContext, kind: str, words: str) -> None:
    ids = search.every_record(context.ledger, words, kind, everyone=False)
    context.show_records(kind, ids, f"搜索“{words}”")


def _member_hints(ledger: Ledger, results: search.Results) -> dict[int, str]:
    """Say of members what tells them from others of the same name."""
    ids = [hit.record for g in results.groups if g.kind == "member" for hit in g.hits]
    with ledger.read() as session:
        held = current_texts(session, ids, ledger.today)
    return {
        member: " · ".join(part for part in (t["sector_id"], t["employer"], t["job"]) if part)
        for member, t in held.items()
    }


def _hits(
    context: DeskContext, group: search.Group, hints: Mapping[int, str]
) -> Iterator[SearchHit]:
    for hit in group.hits:
        title = MarkedWords(hit.title, hit.title_marks)
        if not hit.caption and len(hit.title) > _LONGEST_TITLE:
            title = MarkedWords(hit.snippet, hit.snippet_marks)
        shift = len(hit.caption) + 1
        marks = tuple((start + shift, end + shift) for start, end in hit.snippet_marks)
        below = MarkedWords(f"{hit.caption}：{hit.snippet}", marks) if hit.caption else NO_WORDS
        if below is NO_WORDS and hit.kind == "member":
            below = MarkedWords(hints.get(hit.record, ""))
        yield SearchHit(partial(context.show_record, hit.kind, hit.record), title, below)
