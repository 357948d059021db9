"""Who came to what."""

import random
from collections.abc import Iterator

from zxdesk.demo.members import Roster
from zxdesk.demo.model import Event, Member, Row
from zxdesk.demo.timetable import Timetable, needed

LATEST_OPEN = 2
_LEAVE = ("因公出差", "参加上级会议", "因病", "外出招商", "教学任务", "手术安排", "家中有事",
          "外出培训",
          "值班备勤", "商务谈判", "出国")  # fmt: skip
_ELSEWHERE = "参加县政协另一场活动"
_LEAVE_SHARE, _ABSENT_SHARE = 0.1, 0.02


def attendance_rows(rng: random.Random, roster: Roster, held: list[Event]) -> list[Row]:
    """Give the rows of the sheet 出席 and note with each event who came.

    The last events still wait for theirs.
    """
    table = Timetable()
    called = held[:-LATEST_OPEN]
    playing = [needed(event, roster) for event in called]
    for event, people in zip(called, playing, strict=True):
        for member in people.values():
            table.take(member, event)
    return [
        row
        for event, people in zip(called, playing, strict=True)
        for row in _of_event(rng, event, people, table)
    ]


def _of_event(
    rng: random.Random, event: Event, playing: dict[str, Member], table: Timetable
) -> Iterator[Row]:
    invited = {member.number for member in event.invited}
    came = []
    for member in _asked(rng, event, playing, table):
        here = member.number in playing
        free = here or table.is_free(member, event)
        capacity = event.roles.get(member.number, None if member.number in invited else "列席")
        status = "出席" if here or (free and event.mode == "线上") else _status(rng, free=free)
        if status == "出席":
            came.append(member)
        if status == "出席" and not here:
            table.take(member, event)
        yield {
            "活动编号": event.number,
            "委员": member.number,
            "身份": capacity,
            "出席情况": status,
            "请假事由": _reason(rng, free=free) if status == "请假" else None,
        }
    event.came = tuple(came)


def _asked(
    rng: random.Random, event: Event, playing: dict[str, Member], table: Timetable
) -> list[Member]:
    """Give those who are asked: all in office, or those with a part to play and some others."""
    pool = {m.number: m for m in event.invited if m.in_office(event.day)}
    others = [member for member in pool.values() if member.number not in playing]
    if event.size is None or event.size >= len(pool):
        return [*playing.values(), *others]
    free = [member for member in others if table.is_free(member, event)]
    return list(playing.values()) + rng.sample(
        free, min(len(free), max(0, event.size - len(playing)))
    )


def _status(rng: random.Random, *, free: bool) -> str:
    """Draw 出席情况; whoever is at another place is on leave here."""
    drawn = rng.random()
    if not free:
        return "请假"
    if drawn < _ABSENT_SHARE:
        return "缺席"
    return "请假" if drawn < _ABSENT_SHARE + _LEAVE_SHARE else "出席"


def _reason(rng: random.Random, *, free: bool) -> str:
    return rng.choice(_LEAVE) if free else _ELSEWHERE
