"""Collects from the ledger what stands on each paper."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import dates, text
from zxdesk.errors import UserError
from zxdesk.queries.paper_content import (
    AgendaItem,
    AttendanceContent,
    AttendanceRow,
    MinutesContent,
    PersonOnPaper,
    RosterContent,
    RosterGroup,
    RosterRow,
)
from zxdesk.queries.services import current_texts, in_office_ids
from zxdesk.queries.values import Names, Values, load, load_many
from zxdesk.records import KINDS
from zxdesk.records.event import ABSENT, EXPECTED, ON_LEAVE, PRESENT
from zxdesk.store import Ledger

EVENT, ATTENDANCE, MEMBER = KINDS["event"], KINDS["attendance"], KINDS["member"]
ROSTER_COLUMNS = ("姓名", "性别", "民族", "党派", "工作单位及职务", "政协职务", "专委会")
_RANKS = ("主席", "副主席", "秘书长", "副秘书长", "专委会主任", "专委会副主任", "常务委员")


def minutes_content(ledger: Ledger, event_id: int) -> MinutesContent:
    """Collect the minutes of a meeting: heading, agenda, text and the lists of names."""
    with ledger.read() as session:
        event = _event(session, event_id)
        rows = _attendance(session, event_id, event["start"].date())
        shown = Names(session).show(EVENT, {event_id: event})[event_id]
    committee = ledger.own.name
    return MinutesContent(
        committee=committee,
        mark=(committee, f"{event['type']}纪要"),
        number=event["minutes_number"] or "",
        issuer=f"{committee}办公室",
        issued_on=ledger.today,
        title=event["name"],
        opening=_opening(event),
        agenda=tuple(_agenda_item(item) for item in event["agenda"]),
        text=event["minutes"] or "",
        present=_people(rows, PRESENT),
        on_leave=_people(rows, ON_LEAVE),
        absent=_people(rows, ABSENT),
        sitting_in=_sitting_in(rows, event),
        missing=_missing(shown, rows),
    )


def attendance_content(ledger: Ledger, event_id: int) -> AttendanceContent:
    """Collect the attendance table of an event, in the order of the roll call."""
    with ledger.read() as session:
        event = _event(session, event_id)
        rows = _attendance(session, event_id, event["start"].date())
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


def roster_content(ledger: Ledger, day: date) -> RosterContent:
    """Collect the members in office on a day, sector by sector."""
    with ledger.read() as session:
        ids = in_office_ids(session, day, owner_id=ledger.own_id)
        people = load_many(session, MEMBER, ids)
        services = current_texts(session, ids, day)
    groups: dict[str, list[int]] = {}
    for member_id in ids:
        groups.setdefault(services[member_id]["sector_id"] or "未填界别", []).append(member_id)
    return RosterContent(
        committee=ledger.own.name,
        title=f"{ledger.own.name}委员名册",
        as_of=day,
        columns=ROSTER_COLUMNS,
        groups=tuple(
            RosterGroup(
                title=f"{sector}（{len(members)}人）",
                rows=tuple(_roster_row(people[i], services[i]) for i in members),
            )
            for sector, members in groups.items()
        ),
    )


def _roster_row(person: Values, service: dict[str, str]) -> RosterRow:
    return RosterRow(
        cells=(
            person["name"],
            person["gender"] or "",
            person["ethnicity"] or "",
            person["party"] or person["political_status"] or "",
            " ".join(part for part in (service["employer"], service["job"]) if part),
            service["post"],
            service["committees"],
        )
    )


def _event(session: Session, event_id: int) -> Values:
    event = load(session, EVENT, event_id)
    if event is None:
        raise UserError("这个活动已被删除，没有打印", "请刷新列表后重新选择")
    return event


def rank(post: str) -> int:
    """Give the place of a member's posts in lists of names: 主席 first, members last."""
    posts = text.split_values(post)
    return next((i for i, title in enumerate(_RANKS) if _holds(posts, title)), len(_RANKS))


def _holds(posts: Sequence[str], title: str) -> bool:
    """Tell whether one of the posts is `title`; 提案委员会主任 is a 专委会主任."""
    ending = title.removeprefix("专委会")
    if ending == title:
        return title in posts
    deputy = "副主任" in ending
    return any(p.endswith(ending) and ("副" in p) == deputy and "委" in p for p in posts)


def _attendance(session: Session, event_id: int, day: date) -> list[AttendanceRow]:
    table = ATTENDANCE.table
    query = sa.select(table).where(table.c.event_id == event_id)
    rows = session.connection().execute(query).all()
    ids = [row.member_id for row in rows]
    people, services = load_many(session, MEMBER, ids), current_texts(session, ids, day)
    ordered = sorted(
        rows,
        key=lambda row: (
            rank(services.get(row.member_id, {}).get("post", "")),
            people[row.member_id]["number"],
        ),
    )
    return [_attendance_row(row, people, services) for row in ordered]


def _attendance_row(
    row: Any, people: dict[int, Values], services: dict[int, dict[str, str]]
) -> AttendanceRow:
    service = services.get(row.member_id, {})
    post = service.get("post", "")
    employer = " ".join(p for p in (service.get("employer"), service.get("job")) if p)
    return AttendanceRow(
        name=people[row.member_id]["name"],
        post=post if rank(post) < len(_RANKS) - 1 else employer or post,
        capacity=row.capacity,
        status=row.status,
        reason=row.reason or "",
    )


def _people(rows: Sequence[AttendanceRow], status: str) -> tuple[PersonOnPaper, ...]:
    return tuple(
        PersonOnPaper(name=row.name, note=row.reason)
        for row in rows
        if row.status == status and (row.capacity != "列席" or status != PRESENT)
    )


def _sitting_in(rows: Sequence[AttendanceRow], event: Values) -> tuple[PersonOnPaper, ...]:
    members = [
        PersonOnPaper(name=row.name)
        for row in rows
        if row.capacity == "列席" and row.status == PRESENT
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


def _opening(event: Values) -> str:
    start = event["start"]
    when = f"{start.year}年{start.month}月{start.day}日"
    if dates.show_moment(start) != start.date().isoformat():
        when += "上午" if start.hour < 12 else "下午"
    place = f"在{event['place']}" if event["place"] else ""
    chair = f"{event['chair']}主持会议，" if event["chair"] else ""
    what = f"{when}，{event['name']}{place}召开。"
    return f"{what}{chair}现将会议主要情况纪要如下："


def _missing(shown: dict[str, str], rows: Sequence[AttendanceRow]) -> tuple[str, ...]:
    wanted = {"place": "地点", "chair": "主持人", "agenda": "议程", "minutes": "纪要正文"}
    found = [title for name, title in wanted.items() if not shown[name]]
    if not shown["minutes_number"]:
        found.append("纪要号")
    if not rows:
        found.append("出席记录")
    return tuple(found)
