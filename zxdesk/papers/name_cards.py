"""桌签: a folded card for everyone at the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from zxdesk import text
from zxdesk.documents.blocks import Cards, Document, Section
from zxdesk.papers.common import needed
from zxdesk.papers.kind import PDF_ONLY, PaperKind, PaperRequest
from zxdesk.papers.roll import roll
from zxdesk.queries.services import in_office_ids
from zxdesk.queries.values import titles
from zxdesk.records import KINDS
from zxdesk.records.event import PRESENT
from zxdesk.store import Ledger

EVENT, MEMBER = KINDS["event"], KINDS["member"]
_NAME_SIZE = 120.0


@dataclass(frozen=True, kw_only=True)
class NameCardsContent:
    """Name cards for the table (桌签): names, each on a folded sheet."""

    committee: str
    names: tuple[str, ...]


def table_cards(ledger: Ledger, event_ids: Sequence[int]) -> NameCardsContent:
    """Collect a card for everyone at the table: leaders, members who come, those sitting in."""
    names: list[str] = []
    with ledger.read() as session:
        for event_id in event_ids:
            event = needed(session, EVENT, event_id)
            rows = roll(session, event_id, event["start"].date())
            members = [row.name for row in rows if row.status == PRESENT]
            guests = [
                name
                for part in ("leaders", "chair", "sitting_in")
                for name in text.split_values(event[part] or "")
            ]
            names += [name for name in dict.fromkeys(guests) if name not in members] + members
    return NameCardsContent(committee=ledger.own.name, names=tuple(names))


def member_cards(ledger: Ledger, ids: Sequence[int]) -> NameCardsContent:
    """Collect a card for each of these members; for all in office if there are none."""
    with ledger.read() as session:
        wanted = list(ids) or in_office_ids(session, ledger.today, owner_id=ledger.own_id)
        names = titles(session, MEMBER.name, wanted)
    return NameCardsContent(
        committee=ledger.own.name, names=tuple(names[i] for i in wanted if i in names)
    )


def compose_name_cards(content: NameCardsContent) -> Document:
    """Say what name cards are made of: a folded sheet for each name."""
    texts = tuple((name,) for name in content.names)
    cards = Cards(texts=texts, across=1, down=1, size=_NAME_SIZE, folded=True)
    sections = (Section(flow=(cards,), numbered=False),)
    return Document(title="桌签", author=content.committee, sections=sections)


def _collect(ledger: Ledger, request: PaperRequest) -> NameCardsContent:
    cards = table_cards if request.kind == EVENT.name else member_cards
    return cards(ledger, request.ids or ())


NAME_CARDS = PaperKind(
    name="桌签",
    about="每人一张，对折立在桌上",
    takes="若干活动或委员编号；不写则为全部在任委员",
    records=("event", "member"),
    one=False,
    one_of=("event",),
    collect=_collect,
    compose=compose_name_cards,
    formats=PDF_ONLY,
)
