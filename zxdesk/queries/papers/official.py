"""Papers with a red head: the minutes of a consultation, and covers of what it led to."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.queries.paper_content import AttendanceRow
from zxdesk.queries.paper_kinds import CoverContent, OfficialContent
from zxdesk.queries.paper_words import meeting_mark, words
from zxdesk.queries.papers.common import needed, pointing_to
from zxdesk.queries.papers.meetings import (
    EVENT,
    missing_parts,
    number_of,
    opening,
    people,
    roll,
    sitting_in,
)
from zxdesk.queries.values import Names, Values
from zxdesk.records import KINDS
from zxdesk.records.event import HELD, ON_LEAVE, PRESENT
from zxdesk.store import Ledger

CONSULTATION, SUGGESTION, PRODUCT = KINDS["consultation"], KINDS["suggestion"], KINDS["product"]
_MEETING = "协商会"
_SUGGESTED = "会议提出以下意见建议："
_SOURCES = {"event": "source_event_id", "consultation": "source_topic_id"}


def consultation_minutes_content(ledger: Ledger, kind: str, record_id: int) -> OfficialContent:
    """Collect the minutes of a consultation: of its last session, or of the session itself."""
    with ledger.read() as session:
        if kind == EVENT.name:
            sources = [(EVENT.name, record_id)]
            return _minutes_of(ledger, session, record_id, sources)
        topic = needed(session, CONSULTATION, record_id)
        held = _last_session(session, record_id)
        sources = [(CONSULTATION.name, record_id)]
        if held is not None:
            return _minutes_of(ledger, session, held, [*sources, (EVENT.name, held)])
        suggestions = _suggestions(session, sources)
    return OfficialContent(
        committee=ledger.own.name,
        mark=meeting_mark(ledger.own.name, _MEETING),
        title=f"{topic['topic']}{_MEETING}纪要",
        text=_suggested(suggestions),
        issuer=f"{ledger.own.name}办公室",
        issued_on=ledger.today,
        missing=("已举办的协商活动", *(() if suggestions else ("意见建议",))),
    )


def cover_content(ledger: Ledger, product_id: int, kind: str) -> CoverContent:
    """Collect the cover of a product; behind it the suggestions that led to it.

    Args:
        kind: What stands in large type on the cover.
    """
    with ledger.read() as session:
        product = needed(session, PRODUCT, product_id)
        suggestions = _suggestions(session, [product["source"]] if product["source"] else [])
    return CoverContent(
        committee=ledger.own.name,
        kind=kind,
        title=product["title"],
        day=product["sent_on"],
        given_to=f"报送：{product['sent_to']}" if product["sent_to"] else "",
        paper=_paper_behind(ledger, product, suggestions) if suggestions else None,
    )


def _paper_behind(ledger: Ledger, product: Values, suggestions: Sequence[str]) -> OfficialContent:
    committee = ledger.own.name
    return OfficialContent(
        committee=committee,
        mark=(committee,),
        title=product["title"],
        text=_numbered(suggestions),
        addressee=product["sent_to"] or "",
        signed_by=committee,
        signed_on=product["sent_on"],
        issuer=f"{committee}办公室",
        issued_on=product["sent_on"],
    )


def _minutes_of(
    ledger: Ledger, session: Session, event_id: int, sources: Sequence[tuple[str, int]]
) -> OfficialContent:
    event = needed(session, EVENT, event_id)
    rows = roll(session, event_id, event["start"].date())
    shown = Names(session).show(EVENT, {event_id: event})[event_id]
    suggestions = _suggestions(session, sources)
    agenda = [f"{line[0]}。{line[2]}" if line[2] else str(line[0]) for line in event["agenda"]]
    body = event["minutes"] or _numbered(agenda)
    parts = (opening(event), body, _suggested(suggestions))
    return OfficialContent(
        committee=ledger.own.name,
        mark=meeting_mark(ledger.own.name, _MEETING),
        title=f"{event['name']}纪要",
        number=number_of(event),
        text="\n".join(part for part in parts if part),
        people=_people(rows, event),
        issuer=f"{ledger.own.name}办公室",
        issued_on=ledger.today,
        missing=missing_parts(shown, rows),
    )


def _people(
    rows: Sequence[AttendanceRow], event: Values
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    lists = (
        ("present", people(rows, PRESENT)),
        ("on_leave", people(rows, ON_LEAVE)),
        ("sitting_in", sitting_in(rows, event)),
    )
    return tuple(
        (words("minutes", name), tuple(person.name for person in found))
        for name, found in lists
        if found
    )


def _last_session(session: Session, topic_id: int) -> int | None:
    event = EVENT.table
    query = (
        sa.select(event.c.id)
        .where(pointing_to(EVENT, "topics", topic_id), event.c.state == HELD)
        .order_by(event.c.start.desc(), event.c.id.desc())
    )
    found: int | None = session.connection().scalars(query).first()
    return found


def _suggestions(session: Session, sources: Sequence[tuple[str, int]]) -> list[str]:
    """Give the valid suggestions that were raised there, each once, in the order of entry."""
    if not sources:
        return []
    table = SUGGESTION.table
    raised = sa.or_(*(table.c[_SOURCES[kind]] == record_id for kind, record_id in sources))
    query = sa.select(table.c.content).where(raised, table.c.valid).order_by(table.c.id)
    found = session.connection().scalars(query)
    return list(dict.fromkeys(text.one_line(content) for content in found))


def _suggested(suggestions: Sequence[str]) -> str:
    return f"{_SUGGESTED}\n{_numbered(suggestions)}" if suggestions else ""


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))
