"""Nobody in the demo is said to be at two places, or to do something where he was not."""

from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.demo.test_county import DAYS, TODAY, Sheets, cells, county, event_day, keyed
from zxdesk.demo.model import Row


@pytest.fixture(params=[*[(day, 20) for day in DAYS], (TODAY, 7)], ids=str)
def sheets(request: pytest.FixtureRequest) -> Sheets:
    return county(*request.param)


def by_event(sheets: Sheets) -> dict[Any, dict[Any, Row]]:
    """The rows of attendance by event and member."""
    found: dict[Any, dict[Any, Row]] = defaultdict(dict)
    for row in sheets["出席"]:
        found[row["活动编号"]][row["委员"]] = row
    return found


def numbers_by_name(sheets: Sheets) -> dict[Any, Any]:
    """The number of everybody whose name nobody else bears."""
    count = Counter(row["姓名"] for row in sheets["委员"])
    return {row["姓名"]: row["委员编号"] for row in sheets["委员"] if count[row["姓名"]] == 1}


def in_office(member: Row, day: Any) -> bool:
    since, until = member["任职起"], member["任职止"]
    assert isinstance(since, date)
    return since <= day and not (isinstance(until, date) and until <= day)


def absent(sheets: Sheets, named: Any) -> list[str]:
    """Who is named for an event though not there, of events whose attendance is noted."""
    attended, numbers = by_event(sheets), numbers_by_name(sheets)
    return [
        f"{event['编号']} {name}"
        for event in sheets["活动"]
        if event["编号"] in attended
        for name in named(event)
        if name in numbers
        and attended[event["编号"]].get(numbers[name], {}).get("出席情况") != "出席"
    ]


def test_whoever_presides_and_keeps_the_minutes_is_there(sheets: Sheets) -> None:
    assert absent(sheets, lambda event: [event["主持人"], event["记录人"]]) == []
    for event in sheets["活动"]:
        assert event["主持人"] is None or event["主持人"] != event["记录人"]


def test_whoever_reports_is_there(sheets: Sheets) -> None:
    def reporters(event: Row) -> list[str]:
        lines = str(event["议程"] or "").split("\n")
        return [part for line in lines for part in line.split("｜")[1:2]]

    assert any(reporters(event) for event in sheets["活动"])
    assert absent(sheets, reporters) == []


def test_whoever_makes_a_suggestion_was_there(sheets: Sheets) -> None:
    attended, numbers = by_event(sheets), numbers_by_name(sheets)
    for row in sheets["意见建议"]:
        there = attended.get(row["来源编号"])
        if there is not None:
            assert there[numbers[row["提出人"]]]["出席情况"] == "出席", row


def test_whoever_spoke_at_the_plenary_was_there(sheets: Sheets) -> None:
    attended = by_event(sheets)
    for row in sheets["大会发言"]:
        assert attended[row["活动编号"]][row["发言人"]]["出席情况"] == "出席", row


def test_nobody_is_at_two_places_at_once(sheets: Sheets) -> None:
    events = keyed(sheets["活动"])
    days: dict[Any, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for row in sheets["出席"]:
        event = events[str(row["活动编号"])]
        start = event["开始时间"]
        assert isinstance(start, datetime)
        end = event["结束时间"] or start + timedelta(hours=1)
        assert isinstance(end, datetime)
        if row["出席情况"] == "出席" and start.time() != time():
            days[row["委员"]].append((start, end, str(event["编号"])))
    for spans in days.values():
        spans.sort()
        for (_, end, one), (start, _, other) in pairwise(spans):
            assert end <= start, (one, other)


@pytest.mark.parametrize(
    ("sheet", "column", "day"),
    [
        ("提案", "第一提案人", "提交日期"),
        ("提案", "联名人", "提交日期"),
        ("反馈", "委员", "日期"),
        ("大会发言", "发言人", "日期"),
        ("意见建议", "提出人", "日期"),
        ("社情民意", "反映人", "提交日期"),
    ],
)
def test_only_members_in_office_do_something(sheets, sheet: str, column: str, day: str) -> None:
    members = keyed(sheets["委员"], "委员编号")
    numbers = numbers_by_name(sheets)
    done = [
        (members[number], row[day])
        for row in sheets[sheet]
        for word in cells(row[column])
        if (number := numbers.get(word, word)) in members
    ]
    assert done or sheet == "反馈"
    assert [(m["姓名"], on) for m, on in done if not in_office(m, on)] == []


def test_whoever_presides_over_what_is_planned_is_in_office(sheets: Sheets) -> None:
    members, numbers = keyed(sheets["委员"], "委员编号"), numbers_by_name(sheets)
    for event in sheets["活动"]:
        for name in (event["主持人"], event["记录人"]):
            if name in numbers:
                assert in_office(members[numbers[name]], event_day(event)), event["编号"]


def test_whoever_is_on_leave_for_another_event_is_there(sheets: Sheets) -> None:
    events, there = keyed(sheets["活动"]), defaultdict(list)
    for row in sheets["出席"]:
        if row["出席情况"] == "出席":
            there[row["委员"]].append(days_of(events[str(row["活动编号"])]))
    for row in sheets["出席"]:
        if row["请假事由"] == "参加县政协另一场活动":
            first, last = days_of(events[str(row["活动编号"])])
            assert any(first <= end and begin <= last for begin, end in there[row["委员"]]), row


def days_of(event: Row) -> tuple[date, date]:
    end = event["结束时间"]
    return event_day(event), end.date() if isinstance(end, datetime) else event_day(event)
