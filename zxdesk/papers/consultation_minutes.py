"""协商纪要: minutes of a consultation, of its last session or of one session."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.papers.common import needed, pointing_to
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.meeting import doubts_about, issued_on, missing_parts, number_of, opening, titled
from zxdesk.papers.official import OfficialContent, compose_official
from zxdesk.papers.roll import AttendanceRow, people, roll, sitting_in
from zxdesk.papers.suggestions import numbered, suggestions_from
from zxdesk.papers.words import meeting_mark, words
from zxdesk.queries.values import Names, Values
from zxdesk.records import KINDS
from zxdesk.records.event import HELD, ON_LEAVE, PRESENT
from zxdesk.store import Ledger

EVENT, CONSULTATION = KINDS["event"], KINDS["consultation"]
_MEETING = "协商会"
_SUGGESTED = "会议提出以下意见建议："


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
        suggestions = suggestions_from(session, sources)
    return OfficialContent(
        committee=ledger.own.name,
        mark=meeting_mark(ledger.own.name, _MEETING),
        title=f"{topic['topic']}{_MEETING}纪要",
        text=_suggested(suggestions),
        issuer=f"{ledger.own.name}办公室",
        issued_on=ledger.today,
        missing=("已举办的协商活动", *(() if suggestions else ("意见建议",))),
    )


def _minutes_of(
    ledger: Ledger, session: Session, event_id: int, sources: Sequence[tuple[str, int]]
) -> OfficialContent:
    event = needed(session, EVENT, event_id)
    rows = roll(session, event_id, event["start"].date())
    shown = Names(session).show(EVENT, {event_id: event})[event_id]
    suggestions = suggestions_from(session, sources)
    agenda = [f"{line[0]}。{line[2]}" if line[2] else str(line[0]) for line in event["agenda"]]
    body = event["minutes"] or numbered(agenda)
    parts = (opening(event), body, _suggested(suggestions))
    return OfficialContent(
        committee=ledger.own.name,
        mark=meeting_mark(ledger.own.name, _MEETING),
        title=titled(event, f"{event['name']}纪要"),
        number=number_of(event),
        text="\n".join(part for part in parts if part),
        people=_people(rows, event),
        issuer=f"{ledger.own.name}办公室",
        issued_on=issued_on(event),
        missing=missing_parts(shown, rows),
        doubts=doubts_about(session, ledger, event_id),
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


def _suggested(suggestions: Sequence[str]) -> str:
    return f"{_SUGGESTED}\n{numbered(suggestions)}" if suggestions else ""


CONSULTATION_MINUTES = PaperKind(
    name="协商纪要",
    about="一次协商的纪要，红头文件，可带附件",
    takes="一个协商编号或活动编号",
    records=("consultation", "event"),
    collect=lambda ledger, request: consultation_minutes_content(ledger, request.kind, request.one),
    compose=compose_official,
)
