from datetime import date, datetime, timedelta

import pytest

from tests.ledgers import TODAY, Office
from zxdesk.queries.todo import items, open_items
from zxdesk.rules.periods import quarter


def told(office: Office) -> list[tuple[str, str, str]]:
    return [(item.tag, item.text, item.tone) for item in items(office.ledger)]


def decide(office: Office, due: date, responsible: str | None = None) -> int:
    line = ("推进供水改造", None, "同意", responsible, due)
    event_id = office.add("event", name="主席会议", start=datetime(2026, 1, 5, 9), agenda=(line,))
    member_id = office.add("member", name="张三")
    office.add("attendance", event_id=event_id, member_id=member_id)
    return event_id


@pytest.mark.parametrize(
    ("days", "tag", "tone"),
    [(-7, "逾期", "overdue"), (-1, "逾期", "overdue"), (0, "今天", "soon"), (14, "14 天", "soon")],
)
def test_a_decision_is_told_when_it_is_due(office: Office, days: int, tag: str, tone: str) -> None:
    event_id = decide(office, TODAY + timedelta(days=days), "县水务局")
    assert told(office) == [(tag, "主席会议议定：推进供水改造（县水务局）", tone)]
    assert [(i.kind, i.record_id) for i in items(office.ledger)] == [("event", event_id)]


@pytest.mark.parametrize("days", [-90, 15])
def test_a_decision_far_off_is_not_told(office: Office, days: int) -> None:
    decide(office, TODAY + timedelta(days=days))
    assert told(office) == []


def test_what_a_quarter_lacks_is_told(office: Office) -> None:
    past, today = datetime(2026, 11, 20, 9), datetime(2026, 11, 22, 9)
    office.add("event", name="没有签到", start=past)
    office.add("event", name="还没改成已举办", start=past, state="计划")
    office.add("event", name="今天才开", start=today, state="计划")
    office.add("event", name="今天哪个钟点没写", start=datetime(2026, 11, 22), state="计划")
    office.add("event", name="取消了", start=past, state="取消")
    office.add("event", name="上一季度", start=datetime(2026, 9, 30, 23, 59))
    office.add("event", name="早先", start=datetime(2026, 6, 30, 23, 59))
    assert told(office) == [
        ("待办", "已到时间仍是计划：还没改成已举办", "soon"),
        ("待补", "没有出席记录：没有签到", "open"),
        ("待补", "没有出席记录：上一季度", "open"),
    ]
    earlier = office.ask(open_items, quarter(2026, 3), owner_id=1, today=TODAY)
    assert [item.text for item in earlier] == ["没有出席记录：上一季度"]


def test_what_is_overdue_comes_first(office: Office) -> None:
    office.add("event", name="没有签到", start=datetime(2026, 11, 20, 9))
    decide(office, TODAY + timedelta(days=3))
    decide(office, TODAY - timedelta(days=3))
    assert [tone for _, _, tone in told(office)] == ["overdue", "soon", "open"]
