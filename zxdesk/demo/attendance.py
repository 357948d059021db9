"""Who came to what."""

import random
from collections.abc import Iterator

from zxdesk.demo.model import Event, Member, Row

LATEST_OPEN = 2
_LEAVE = ("因公出差", "参加上级会议", "因病", "外出招商", "教学任务", "手术安排", "家中有事",
          "外出培训",
          "值班备勤", "商务谈判", "出国")  # fmt: skip
_LEAVE_SHARE, _ABSENT_SHARE = 0.1, 0.02


def attendance_rows(rng: random.Random, held: list[Event]) -> list[Row]:
    """Give the rows of the sheet 出席; the last events still wait for theirs."""
    return [row for event in held[:-LATEST_OPEN] for row in _of_event(rng, event)]


def _of_event(rng: random.Random, event: Event) -> Iterator[Row]:
    for member in _asked(rng, event):
        capacity = event.roles.get(member.number)
        status = "出席" if event.mode == "线上" else _status(rng, capacity)
        yield {
            "活动编号": event.number,
            "委员": member.number,
            "身份": capacity,
            "出席情况": status,
            "请假事由": rng.choice(_LEAVE) if status == "请假" else None,
        }


def _asked(rng: random.Random, event: Event) -> list[Member]:
    """Give those who are asked: all in office, or those with a part to play and some others."""
    pool = {m.number: m for m in event.invited if m.in_office(event.day)}
    if event.size is None or event.size >= len(pool):
        return list(pool.values())
    playing = [m for m in pool.values() if m.number in event.roles]
    others = [m for m in pool.values() if m.number not in event.roles]
    return playing + rng.sample(others, max(0, event.size - len(playing)))


def _status(rng: random.Random, capacity: str | None) -> str:
    """Draw 出席情况; whoever leads or lectures is there."""
    if capacity not in (None, "列席"):
        return "出席"
    drawn = rng.random()
    if drawn < _ABSENT_SHARE:
        return "缺席"
    return "请假" if drawn < _ABSENT_SHARE + _LEAVE_SHARE else "出席"
