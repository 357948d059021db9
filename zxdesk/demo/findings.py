"""What came of the events: suggestions made and problems found."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from zxdesk.demo.members import Roster
from zxdesk.demo.model import Event, Finding, Row

SUGGESTIONS, PROBLEMS = 260, 120
_ANSWERS = {
    "采纳": ("已列入{unit}年度工作计划", "已采纳并出台具体措施", "已完成，群众反映良好",
             "纳入县政府民生实事项目"),
    "部分采纳": ("部分内容已吸收进工作方案", "先行在两个乡镇试点", "资金落实后逐步推进"),
    "未采纳": ("受政策限制暂不具备条件，已向委员说明", "与上位规划不符，留作参考"),
}  # fmt: skip


def suggestion_rows(
    rng: random.Random, roster: Roster, held: list[Event], *, today: date
) -> list[Row]:
    """Give the rows of the sheet 意见建议."""
    made = [(event, text) for event in held for text in event.advice]
    numbers: Counter[int] = Counter()
    return [
        _suggestion(rng, roster, event, found, numbers=numbers, today=today)
        for event, found in _some(rng, made, SUGGESTIONS)
    ]


def _some(
    rng: random.Random, made: list[tuple[Event, Finding]], count: int
) -> Iterator[tuple[Event, Finding]]:
    """Give so many of them in their order."""
    kept = sorted(rng.sample(range(len(made)), min(count, len(made))))
    return (made[i] for i in kept)


def _suggestion(
    rng: random.Random, roster: Roster, event: Event, found: Finding, *,
    numbers: Counter[int], today: date,
) -> Row:  # fmt: skip
    year = event.day.year
    numbers[year] += 1
    state = _uptake(rng, age=(today - event.day).days)
    by_topic = event.topic is not None and rng.random() < 0.3
    return {
        "编号": f"JY-{year}-{numbers[year]:03d}",
        "来源编号": event.topic.number if event.topic and by_topic else event.number,
        "内容": found.text,
        "提出人": roster.speaker(rng, event.day, event.came, event.invited).name,
        "日期": event.day,
        "有效": "否" if rng.random() < 0.04 else rng.choice(("是", "是", None)),
        "办理单位": found.unit,
        "采纳情况": state,
        "结果": rng.choice(_ANSWERS[state]).format(unit=found.unit) if state in _ANSWERS else None,
    }


def _uptake(rng: random.Random, *, age: int) -> str | None:
    """Draw how a suggestion fared: the newest are not yet handled."""
    if age < 30:
        return rng.choice((None, "研究中"))
    if age < 120:
        return rng.choice(("研究中", "研究中", "采纳", "部分采纳"))
    return rng.choices(("采纳", "部分采纳", "未采纳", "研究中"), (58, 25, 10, 7))[0]


def problem_rows(rng: random.Random, held: list[Event], *, today: date) -> list[Row]:
    """Give the rows of the sheet 问题."""
    seen = [(event, text) for event in held for text in event.trouble]
    numbers: Counter[int] = Counter()
    return [
        _problem(rng, event, found, numbers=numbers, today=today)
        for event, found in _some(rng, seen, PROBLEMS)
    ]


def _problem(
    rng: random.Random, event: Event, found: Finding, *, numbers: Counter[int], today: date
) -> Row:
    year = event.day.year
    numbers[year] += 1
    solved = event.day + timedelta(days=rng.randint(20, 200))
    if solved <= today and rng.random() < 0.72:
        state = "已解决"
    else:
        state = rng.choices(("推动中", "已登记", "暂不能解决"), (60, 28, 12))[0]
    by_topic = event.topic is not None and rng.random() < 0.3
    return {
        "编号": f"WT-{year}-{numbers[year]:03d}",
        "来源编号": event.topic.number if event.topic and by_topic else event.number,
        "内容": found.text,
        "主题": event.theme,
        "责任单位": found.unit,
        "状态": state,
        "解决日期": solved if state == "已解决" else None,
    }
