"""A colleague's copy of the demo's ledger, on which both went on: something to merge."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from zxdesk.demo.diary import at, workday
from zxdesk.records import KINDS
from zxdesk.records.event import EXPECTED, HELD, ON_LEAVE, PLANNED, PRESENT
from zxdesk.services.records import create, update
from zxdesk.store import Ledger, copies, open_ledger
from zxdesk.store.functions import iso_day
from zxdesk.store.ledger import WriteSession

LEDGER = "同事.zxd"
_WEEK = timedelta(days=7)
_CAME = (PRESENT, PRESENT, ON_LEAVE)


def part_with_colleague(ledger: Ledger, folder: Path, *, clock: Callable[[], datetime]) -> Path:
    """Copy the open ledger for a colleague; then both register what the other does not know.

    Each makes an event, to which the program gives the same number; both write another note on
    one planned meeting; the colleague alone changes a member's telephone number.
    """
    path = folder / LEDGER
    copies.copy(ledger.path, path)
    with open_ledger(path, clock=clock) as his:
        his.author = "同事"
        _work_of_the_colleague(his)
    _work_of_ours(ledger)
    return path


def _work_of_the_colleague(ledger: Ledger) -> None:
    day = _workday_before(ledger.today)
    start, end = at(day, 19.5, hours=1.5)
    name = f"委员夜话：{day.month}月民情分析"
    with ledger.write(f"登记活动：{name}") as session:
        event = _event(session, ledger, name=name, type="学习", start=start, end=end, state=HELD)
        for member, status in zip(_free(session, ledger, day), _CAME, strict=True):
            values = {"event_id": event, "member_id": member, "capacity": EXPECTED}
            reason = {"reason": "出差"} if status == ON_LEAVE else {}
            _make(session, ledger, "attendance", **values, status=status, **reason)
    member, *_ = _own(ledger, "member")
    _change(ledger, "member", member, phone="15400009999")
    _change(ledger, "event", _planned(ledger), note="会场在三楼会议室")


def _work_of_ours(ledger: Ledger) -> None:
    start, end = at(workday(ledger.today + _WEEK), 9, hours=1.5)
    name = "全年工作总结材料征求意见座谈会"
    with ledger.write(f"登记活动：{name}") as session:
        _event(session, ledger, name=name, type="座谈会", start=start, end=end, state=PLANNED)
    _change(ledger, "event", _planned(ledger), note="会场在二楼会议室")


def _make(session: WriteSession, ledger: Ledger, kind: str, **values: Any) -> int:
    return create(session, KINDS[kind], values, owner_id=ledger.own_id, today=ledger.today)


def _event(session: WriteSession, ledger: Ledger, **values: Any) -> int:
    return _make(session, ledger, "event", mode="线下", place="县政协会议室", **values)


def _change(ledger: Ledger, kind: str, record_id: int, **values: Any) -> None:
    with ledger.write(f"修改{KINDS[kind].sheet}") as session:
        update(session, KINDS[kind], record_id, values)


def _own(ledger: Ledger, kind: str) -> list[int]:
    table = KINDS[kind].table
    query = sa.select(table.c.id).where(table.c.owner_id == ledger.own_id).order_by(table.c.id)
    with ledger.read() as session:
        return list(session.connection().scalars(query))


def _planned(ledger: Ledger) -> int:
    """Give the first planned event that has no note yet, the same in either ledger."""
    event = KINDS["event"].table
    query = (
        sa.select(event.c.id)
        .where(event.c.owner_id == ledger.own_id, event.c.state == PLANNED)
        .where(event.c.note.is_(None))
        .order_by(event.c.id)
    )
    with ledger.read() as session:
        found: int | None = session.connection().scalar(query)
    assert found is not None
    return found


def _free(session: WriteSession, ledger: Ledger, day: date) -> list[int]:
    """Give members in office who are asked to nothing else on a day."""
    member, attendance = KINDS["member"].table, KINDS["attendance"].table
    event, service = KINDS["event"].table, KINDS["service"].table
    busy = (
        sa.select(attendance.c.member_id)
        .join(event, event.c.id == attendance.c.event_id)
        .where(iso_day(event.c.start) == day.isoformat())
    )
    leaving = sa.select(service.c.member_id).where(service.c.end.is_not(None))
    query = (
        sa.select(member.c.id)
        .where(member.c.owner_id == ledger.own_id)
        .where(member.c.id.not_in(busy), member.c.id.not_in(leaving))
        .order_by(member.c.id)
        .limit(len(_CAME))
    )
    return list(session.connection().scalars(query))


def _workday_before(day: date) -> date:
    day -= timedelta(days=1)
    while workday(day) != day:
        day -= timedelta(days=1)
    return day
