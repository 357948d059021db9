"""Questions over held events: how many, who came, what they brought."""

from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa

from zxdesk.records import KINDS
from zxdesk.records.event import EXPECTED, HELD, PRESENT
from zxdesk.records.kind import RefList
from zxdesk.statistics.counting import (
    Asked,
    Question,
    Seen,
    alias,
    moment_within,
)
from zxdesk.store.functions import iso_day


def held(asked: Asked) -> Question:
    """Held events, dated by their start."""
    event = alias("event")
    return Question(
        origin=event,
        record=event.c.id,
        record_kind="event",
        owner=event.c.owner_id,
        where=(event.c.state == HELD, moment_within(event.c.start, asked)),
        seen=(Seen(KINDS["event"], event, prefix="活动"),),
        on=iso_day(event.c.start),
        once=True,
    )


def total(column: str) -> Callable[[Asked], Question]:
    """Give the question that adds up one number typed on held events."""

    def ask(asked: Asked) -> Question:
        question = held(asked)
        event = question.seen[0].table
        return replace(question, amount=event.c[column])

    return ask


def _attended(asked: Asked) -> tuple[Question, sa.FromClause]:
    question = held(asked)
    event = question.seen[0].table
    attendance, member = alias("attendance"), alias("member")
    attended = event.join(attendance, attendance.c.event_id == event.c.id)
    seen = (
        *question.seen,
        Seen(KINDS["attendance"], attendance, prefix="出席"),
        Seen(KINDS["member"], member, prefix="委员"),
    )
    return (
        replace(
            question,
            origin=attended.join(member, member.c.id == attendance.c.member_id),
            record=attendance.c.id,
            record_kind="attendance",
            seen=seen,
            # There are more attendances than anything else; members are joined for filters alone.
            short=(attended, 2),
        ),
        attendance,
    )


def attendances(asked: Asked) -> Question:
    """Attendance rows 出席 of held events."""
    question, attendance = _attended(asked)
    # 出席情况=请假 asks for those on leave; where nothing is said, those who came are meant.
    if asked.values("attendance", "status") is not None:
        return question
    return replace(question, where=(*question.where, attendance.c.status == PRESENT))


def members(asked: Asked) -> Question:
    """Distinct members who came to held events."""
    question = attendances(asked)
    came = question.seen[1].table.c.member_id
    return replace(question, record=came, record_kind="member", once=False)


def attendance_rate(asked: Asked) -> Question:
    """The share 出席 of all rows of those expected."""
    question, attendance = _attended(asked)
    # The rate is that of 应到 unless another 身份 is asked for (contract, Readings).
    chosen = asked.values("attendance", "capacity") is not None
    expected = () if chosen else (attendance.c.capacity == EXPECTED,)
    return replace(question, where=(*question.where, *expected), hit=attendance.c.status == PRESENT)


def venues(asked: Asked) -> Question:
    """Distinct venues with a held event; venue filters hold for the venue that is counted."""
    question = held(asked)
    event = question.seen[0].table
    spec = KINDS["event"].fields["venues"]
    assert isinstance(spec, RefList)
    link, venue = spec.table.alias(), alias("venue")
    origin = event.join(link, link.c.record_id == event.c.id).join(
        venue, venue.c.id == link.c.target_id
    )
    return replace(
        question,
        origin=origin,
        record=venue.c.id,
        record_kind="venue",
        once=False,
        seen=(*question.seen, Seen(KINDS["venue"], venue, prefix="阵地")),
    )
