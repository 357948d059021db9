"""From all that was thought of to what the ledger holds on a day."""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from zxdesk.demo.model import Event

HORIZON_DAYS = 40
PLANNED = 20
CANCELLED = 12
_BODIES = (
    "全体会议",
    "常委会会议",
    "主席会议",
    "培训",
    "网络议政",
    "协商会",
    "调研",
    "视察",
    "民主监督",
)
_WHY = ("因台风预警取消", "因与县里重要会议冲突取消", "因承办单位临时有事取消",
        "报名人数不足，取消",
        "因强降雨取消，另行通知", "因主讲人时间冲突取消")  # fmt: skip


def settle(rng: random.Random, events: Iterable[Event], *, today: date) -> list[Event]:
    """Give the events to date and the next ones, numbered by year in the order of their days."""
    ordered = sorted(events, key=lambda e: (e.start, e.name))
    past = [event for event in ordered if event.day < today]
    coming = [e for e in ordered if today < e.day <= today + timedelta(days=HORIZON_DAYS)]
    _call_off(rng, past)
    found = past + _thin(rng, coming)
    for event in found:
        _fix(rng, event, today=today)
    _number(found)
    return found


def held(events: Iterable[Event], *, today: date) -> list[Event]:
    """Give the events that took place."""
    return [event for event in events if event.day < today and event.status != "取消"]


def _call_off(rng: random.Random, past: list[Event]) -> None:
    """Cancel a few of the smaller events, never the latest."""
    small = [e for e in past[:-10] if e.kind not in _BODIES and e.topic is None]
    for event in rng.sample(small, min(CANCELLED, len(small))):
        event.status, event.note = "取消", rng.choice(_WHY)


def _thin(rng: random.Random, coming: list[Event]) -> list[Event]:
    """Keep all meetings of bodies and topics, and as many others as are planned so early."""
    fixed = [e for e in coming if e.kind in _BODIES or e.topic]
    other = [e for e in coming if e not in fixed]
    kept = rng.sample(other, min(len(other), max(0, PLANNED - len(fixed))))
    return [e for e in coming if e in fixed or e in kept]


def _fix(rng: random.Random, event: Event, *, today: date) -> None:
    """Set the state; what has not taken place has no figures and no minutes."""
    if event.day > today:
        event.status = "计划"
    elif event.status is None:
        event.status = rng.choice(("已举办", "已举办", None))
        return
    event.public = event.guests = event.remarks = event.amount = None
    event.minutes = None
    event.advice = event.trouble = ()
    if event.agenda:
        event.agenda = "\n".join(_title_and_reporter(line) for line in event.agenda.split("\n"))


def _title_and_reporter(line: str) -> str:
    return "｜".join(line.split("｜")[:2]).rstrip("｜")


def _number(events: list[Event]) -> None:
    numbers: Counter[str] = Counter()
    for event in events:
        year = event.start.year
        numbers[f"events {year}"] += 1
        event.number = f"HD-{year}-{numbers[f'events {year}']:03d}"
        if event.minutes:
            numbers[f"minutes {year}"] += 1
            event.minutes_no = f"〔{year}〕第{numbers[f'minutes {year}']}号"
