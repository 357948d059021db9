"""Papers of one meeting: minutes, who came, the sheet to sign, the cards on the table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import dates, text
from zxdesk.queries.paper_content import (
    AgendaItem,
    AttendanceContent,
    AttendanceRow,
    MinutesContent,
    PersonOnPaper,
)
from zxdesk.queries.paper_kinds import NameCardsContent, SignInContent
from zxdesk.queries.paper_words import meeting_mark, meeting_number
from zxdesk.queries.papers.common import needed, post_of, rank
from zxdesk.queries.services import current_texts
from zxdesk.queries.values import Names, Values, load_many
from zxdesk.records import KINDS
from zxdesk.records.event import ABSENT, EXPECTED, ON_LEAVE, PRESENT
from zxdesk.store import Ledger

EVENT, ATTENDANCE, MEMBER = KINDS["event"], KINDS["attendance"], KINDS["member"]
_SITTING_IN = "列席"
_BLANKS, _NOBODY_YET = 4, 24


def minutes_content(ledger: Ledger, event_id: int) -> MinutesContent:
    """Collect the minutes of a meeting: heading, agenda, text and the lists of names."""
    with ledger.read() as session:
        event = needed(session, EVENT, event_id)
        rows = roll(session, event_id, event["start"].date())
        shown = Names(session).show(EVENT, {event_id: event})[event_id]
    committee = ledger.own.name
    return MinutesContent(
        committee=committee,
        mark=meeting_mark(committee, event["type"]),
        number=number_of(event),
        issuer=f"{committee}办公室",
        issued_on=ledger.today,
        title=event["name"],
        opening=opening(event),
        agenda=tuple(_agenda_item(item) for item in event["agenda"]),
        text=event["minutes"] or "",
        present=people(rows, PRESENT),
        on_leave=people(rows, ON_LEAVE),
        absent=people(rows, ABSENT),
        sitting_in=sitting_in(rows, event),
        missing=missing_parts(shown, rows),
    )


def attendance_content(ledger: Ledger, event_id: int) -> AttendanceContent:
    """Collect the attendance table of an event, in the order of the roll call."""
    with ledger.read() as session:
        event = needed(session, EVENT, event_id)
        rows = roll(session, event_id, event["start"].date())
    expected = [row for row in rows if row.capacity == EXPECTED]
    counts = [("应到", len(expected))] + [
        (label, sum(1 for row in expected if row.status == status))
        for label, status in (("实到", PRESENT), ("请假", ON_LEAVE), ("缺席", ABSENT))
    ]
    return AttendanceContent(
        committee=ledger.own.name,
        title=event["name"],
        start=event["start"],
        place=event["place"] or "",
        rows=tuple(rows),
        counts=tuple(counts),
        printed_on=ledger.today,
    )


def sign_in_content(ledger: Ledger, event_id: int) -> SignInContent:
    """Collect the sheet people sign: those on the roll; empty lines where nobody is on it."""
    with ledger.read() as session:
        event = needed(session, EVENT, event_id)
        rows = roll(session, event_id, event["start"].date())
    return SignInContent(
        committee=ledger.own.name,
        title=event["name"],
        start=event["start"],
        place=event["place"] or "",
        people=tuple((row.name, row.post) for row in rows),
        blanks=_BLANKS if rows else _NOBODY_YET,
    )


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


def roll(session: Session, event_id: int, day: date) -> list[AttendanceRow]:
    """Give the roll of an event in order of rank, then of the members' numbers."""
    table = ATTENDANCE.table
    query = sa.select(table).where(table.c.event_id == event_id)
    rows = session.connection().execute(query).all()
    ids = [row.member_id for row in rows]
    members, services = load_many(session, MEMBER, ids), current_texts(session, ids, day)
    ordered = sorted(
        rows,
        key=lambda row: (
            rank(services.get(row.member_id, {}).get("post", "")),
            members[row.member_id]["number"],
        ),
    )
    return [
        AttendanceRow(
            name=members[row.member_id]["name"],
            post=post_of(services.get(row.member_id, {})),
            capacity=row.capacity,
            status=row.status,
            reason=row.reason or "",
        )
        for row in ordered
    ]


def people(rows: Sequence[AttendanceRow], status: str) -> tuple[PersonOnPaper, ...]:
    """Give those of the roll with this mark; who sat in stands in a list of its own."""
    return tuple(
        PersonOnPaper(name=row.name, note=row.reason)
        for row in rows
        if row.status == status and (row.capacity != _SITTING_IN or status != PRESENT)
    )


def sitting_in(rows: Sequence[AttendanceRow], event: Values) -> tuple[PersonOnPaper, ...]:
    """Give who sat in: members of the roll, then the guests that were named."""
    members = [
        PersonOnPaper(name=row.name)
        for row in rows
        if row.capacity == _SITTING_IN and row.status == PRESENT
    ]
    others = [PersonOnPaper(name=name) for name in text.split_values(event["sitting_in"] or "")]
    return tuple(members + others)


def _agenda_item(parts: tuple[Any, ...]) -> AgendaItem:
    title, reporter, decision, responsible, due = parts
    return AgendaItem(
        title=title,
        reporter=reporter or "",
        decision=decision or "",
        responsible=responsible or "",
        due=due,
    )


def number_of(event: Values) -> str:
    """Give the number of the minutes; a bare 3 is worded as this type of meeting is numbered."""
    given = event["minutes_number"] or ""
    if not (given.isascii() and given.isdigit()):
        return str(given)
    return meeting_number(event["type"], event["start"].year, int(given))


def opening(event: Values) -> str:
    """Give the sentence that minutes begin with."""
    start = event["start"]
    when = f"{start.year}年{start.month}月{start.day}日"
    if dates.show_moment(start) != start.date().isoformat():
        when += "上午" if start.hour < 12 else "下午"
    place = f"在{event['place']}" if event["place"] else ""
    chair = f"{event['chair']}主持会议，" if event["chair"] else ""
    what = f"{when}，{event['name']}{place}召开。"
    return f"{what}{chair}现将会议主要情况纪要如下："


def missing_parts(shown: dict[str, str], rows: Sequence[AttendanceRow]) -> tuple[str, ...]:
    """Say what a reader of minutes would expect and the ledger does not hold."""
    wanted = {"place": "地点", "chair": "主持人", "agenda": "议程", "minutes": "纪要正文"}
    found = [title for name, title in wanted.items() if not shown[name]]
    if not shown["minutes_number"]:
        found.append("纪要号")
    if not rows:
        found.append("出席记录")
    return tuple(found)
