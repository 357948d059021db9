"""Finds records of the main kinds by what is typed into the header."""

from zxdesk.desktop.pages.detail import RecordTarget
from zxdesk.desktop.pages.specs import BY_KIND
from zxdesk.desktop.widgets.search_popup import Hit
from zxdesk.queries.candidates import candidates
from zxdesk.store import Ledger

_KINDS = {"member": 6, "event": 5, "consultation": 3, "venue": 3, "unit": 3, "programme": 2}
_SHORTEST_CODE = 2


def find(ledger: Ledger, words: str) -> list[Hit]:
    """Give what the words may mean: members by pinyin initials too."""
    if not words or (words.isascii() and len(words) < _SHORTEST_CODE):
        return []
    hits: list[Hit] = []
    with ledger.read() as session:
        for kind, limit in _KINDS.items():
            found = candidates(
                session, kind, words, owner_id=ledger.own_id, today=ledger.today, limit=limit
            )
            hits += [
                Hit(
                    RecordTarget(kind, one.id),
                    f"{one.title}　{one.hint}" if one.hint else one.title,
                    BY_KIND[kind].icon,
                )
                for one in found
            ]
    return hits
