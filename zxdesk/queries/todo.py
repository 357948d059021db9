"""What is to be done: found from the records, never typed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.followups import dated_followups
from zxdesk.queries.handling import assigned_on, awaits_reply, due_on
from zxdesk.queries.office import deadlines
from zxdesk.queries.relations import Relations
from zxdesk.records import KINDS
from zxdesk.records.event import HELD, PLANNED
from zxdesk.records.followup import UNDER_STUDY
from zxdesk.records.kind import Lines
from zxdesk.rules.deadlines import Deadlines
from zxdesk.rules.periods import Period, quarter_of
from zxdesk.store import Ledger

_EVENT = KINDS["event"].table
_ATTENDANCE = KINDS["attendance"].table
_SUGGESTION = KINDS["suggestion"].table
_PROPOSAL = KINDS["proposal"].table
_AGENDA: Any = next(f for f in KINDS["event"].extra if isinstance(f, Lines)).table
# The ledger does not know what became of a decision: long past ones only hide what is due.
_PAST = timedelta(days=7)
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Todo:
    """One thing to be done.

    Attributes:
        tag: The word on the chip: 逾期, 3 天, 待补.
        tone: overdue, soon or open: how urgent it looks.
        step: What is done next with it, as a verb; empty where it is only looked at.
    """

    tag: str
    text: str
    kind: str
    record_id: int
    tone: str
    step: str = ""


# What may be done next, as the buttons call it.
REPLY, ROLL, EDIT = "登记答复", "签到", "编辑"


def items(ledger: Ledger) -> list[Todo]:
    """Give everything that is due, the most urgent first."""
    today = ledger.today
    with ledger.read() as session:
        decided = deadlines(session)
        found = [
            *_decisions(session, ledger.own_id, today, decided),
            *_due_proposals(session, ledger.own_id, today, decided),
            *_follow_ups(session, ledger.own_id, today, decided),
            *open_items(session, _lately(today), owner_id=ledger.own_id, today=today),
        ]
    order = {"overdue": 0, "soon": 1, "open": 2}
    return sorted(found, key=lambda item: order[item.tone])


def _lately(today: date) -> Period:
    """Give this quarter and the one before: what was left open there is still to be done."""
    this = quarter_of(today)
    before = this.first - timedelta(days=1) if this.first else today
    return Period(this.name, quarter_of(before).first, this.last)


def open_items(session: Session, period: Period, *, owner_id: int, today: date) -> list[Todo]:
    """Give what stands open in a period before it can be reported."""
    mine = (_EVENT.c.owner_id == owner_id, *_within(period))
    begun = sa.select(_EVENT.c.id, _EVENT.c.name, _EVENT.c.start).order_by(_EVENT.c.start.desc())
    still_planned = begun.where(
        *mine, _EVENT.c.state == PLANNED, _EVENT.c.start < datetime.combine(today, time())
    )
    without = begun.where(
        *mine,
        _EVENT.c.state == HELD,
        ~sa.exists(sa.select(_ATTENDANCE.c.id).where(_ATTENDANCE.c.event_id == _EVENT.c.id)),
    )
    connection = session.connection()
    return [
        Todo("待办", f"已到时间仍是计划：{row.name}", "event", row.id, "soon", EDIT)
        for row in connection.execute(still_planned)
    ] + [
        Todo("待补", f"没有出席记录：{row.name}", "event", row.id, "open", ROLL)
        for row in connection.execute(without)
    ]


def overdue_proposals(session: Session, day: date, *, owner_id: int) -> list[Todo]:
    """Give the proposals handed over whose deadline has passed without a reply by that day."""
    return [
        Todo(
            "逾期",
            f"提案“{row.subject}”应于 {row.due} 前答复",
            "proposal",
            row.id,
            "overdue",
            REPLY,
        )
        for row in _awaiting_reply(session, day, owner_id)
        if row.due < day
    ]


def _due_proposals(session: Session, owner_id: int, today: date, decided: Deadlines) -> list[Todo]:
    last = decided.soon.after(today, decided.worked)
    soon = [
        Todo(
            f"{(row.due - today).days} 天" if row.due > today else "今天",
            f"提案“{row.subject}”待答复",
            "proposal",
            row.id,
            "soon",
            REPLY,
        )
        for row in _awaiting_reply(session, today, owner_id)
        if today <= row.due <= last
    ]
    return [*overdue_proposals(session, today, owner_id=owner_id), *soon]


def _awaiting_reply(session: Session, day: date, owner_id: int) -> list[Any]:
    on = sa.literal(day, sa.Date)
    due = due_on(_PROPOSAL, on=on)
    query = (
        sa.select(_PROPOSAL.c.id, _PROPOSAL.c.subject, sa.type_coerce(due, sa.Date).label("due"))
        .where(
            _PROPOSAL.c.owner_id == owner_id,
            assigned_on(_PROPOSAL) <= day,
            due.is_not(None),
            awaits_reply(_PROPOSAL, on),
        )
        .order_by(due)
    )
    return list(session.connection().execute(query))


def _follow_ups(session: Session, owner_id: int, today: date, decided: Deadlines) -> list[Todo]:
    """Give suggestions that somebody has studied for long without an answer, of the last year."""
    relations = Relations()
    dated = dated_followups(relations, "suggestion").named()
    latest = decided.studied.before(today, decided.worked)
    query = (
        sa.select(_SUGGESTION.c.id, _SUGGESTION.c.content)
        .join(dated, dated.c.id == _SUGGESTION.c.id)
        .where(
            _SUGGESTION.c.owner_id == owner_id,
            _SUGGESTION.c.valid.is_(True),
            _SUGGESTION.c.uptake == UNDER_STUDY,
            dated.c.day.between((today - _YEAR).isoformat(), latest.isoformat()),
        )
        .order_by(dated.c.day)
    )
    return [
        Todo("待跟进", f"意见建议“{row.content}”还在研究", "suggestion", row.id, "open", EDIT)
        for row in session.connection().execute(relations.before(query))
    ]


def _within(period: Period) -> list[sa.ColumnElement[bool]]:
    end = datetime.combine(period.last + timedelta(days=1), time())
    found: list[sa.ColumnElement[bool]] = [_EVENT.c.start < end]
    if period.first:
        found.append(_EVENT.c.start >= datetime.combine(period.first, time()))
    return found


def _decisions(session: Session, owner_id: int, today: date, decided: Deadlines) -> list[Todo]:
    last = decided.decision.after(today, decided.worked)
    query = (
        sa.select(_AGENDA, _EVENT.c.name)
        .join(_EVENT, _EVENT.c.id == _AGENDA.c.record_id)
        .where(
            _EVENT.c.owner_id == owner_id,
            _AGENDA.c.due.between(today - _PAST, last),
        )
        .order_by(_AGENDA.c.due)
    )
    return [_decision(row, today) for row in session.connection().execute(query)]


def _decision(row: Any, today: date) -> Todo:
    left = (row.due - today).days
    tag = "逾期" if left < 0 else "今天" if left == 0 else f"{left} 天"
    who = f"（{row.responsible}）" if row.responsible else ""
    text = f"{row.name}议定：{row.title}{who}"
    return Todo(tag, text, "event", row.record_id, "overdue" if left < 0 else "soon")
