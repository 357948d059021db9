"""What is due: replies, follow-ups, quotas, the quarter, the backup."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.ledgers import TODAY, Office
from zxdesk.rules.periods import quarter
from zxdesk.services.due import everything_due
from zxdesk.services.quarters import close_quarter
from zxdesk.store import backups

NO_BACKUP = ("待办", "这本台账还没有备份")


def told(office: Office) -> list[tuple[str, str]]:
    return [(item.tag, item.text) for item in everything_due(office.ledger)]


def propose(office: Office, **values: Any) -> int:
    given = {"assigned_on": date(2026, 3, 1), "conclusion": "立案"} | values
    return office.add("proposal", serial="1", subject="修路", **given)


def test_a_proposal_without_a_reply_is_overdue_and_comes_first(office: Office) -> None:
    proposal = propose(office, due_on=TODAY - timedelta(days=1))
    first = everything_due(office.ledger)[0]
    assert (first.tag, first.kind, first.record_id) == ("逾期", "proposal", proposal)
    assert first.text == "提案“修路”应于 2026-11-21 前答复"


def test_a_proposal_is_told_as_its_deadline_comes_near(office: Office) -> None:
    proposal = propose(office, due_on=TODAY + timedelta(days=3))
    assert ("3 天", "提案“修路”待答复") in told(office)
    office.change("proposal", proposal, replied_on=TODAY)
    assert told(office) == [NO_BACKUP]


def test_an_extension_puts_the_deadline_off(office: Office) -> None:
    proposal = propose(office, due_on=date(2026, 6, 1))
    unit = office.add("unit", name="住建局", category="承办单位")
    office.add("handling", proposal_id=proposal, unit_id=unit, extended_to=date(2027, 1, 31))
    assert told(office) == [NO_BACKUP]


def test_a_suggestion_studied_for_long_is_followed_up(office: Office) -> None:
    event = office.add("event", name="会", start=datetime(2026, 5, 5, 9), state="取消")
    late = {"source": ("event", event), "uptake": "研究中"}
    office.add("suggestion", content="增设车位", **late)
    office.add("suggestion", content="刚提的", raised_on=date(2026, 11, 1), **late)
    office.add("suggestion", content="多年前的", raised_on=date(2020, 11, 1), **late)
    assert [text for tag, text in told(office) if tag == "待跟进"] == ["意见建议“增设车位”还在研究"]


def test_a_quota_that_is_missed_is_told(office: Office) -> None:
    office.add("quota", name="每月读书", expression="event.held 类型=读书", span="月")
    assert any("每月读书" in text for _, text in told(office))


def test_the_quarter_before_is_to_be_closed_once_it_holds_events(office: Office) -> None:
    event = office.add("event", name="会", start=datetime(2026, 8, 5, 9), state="已举办")
    office.add("attendance", event_id=event, member_id=office.member("张三"))
    assert ("待报", "2026Q3 还没有结账") in told(office)
    close_quarter(office.ledger, quarter(2026, 3))
    assert told(office) == [NO_BACKUP]


def test_a_ledger_that_was_backed_up_is_quiet(office: Office) -> None:
    office.add("unit", name="住建局")
    office.ledger.back_up()
    assert told(office) == []


def test_a_backup_dated_by_a_clock_ahead_of_time_is_told(office: Office) -> None:
    backups.make_if_changed(office.ledger.path, now=datetime.now() + timedelta(days=1500))
    (words,) = [text for _, text in told(office) if "备份" in text]
    assert "晚于今天" in words
    office.add("unit", name="经济界")
    backups.make_if_changed(office.ledger.path, now=datetime.now())
    assert not [text for _, text in told(office) if "备份" in text]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (7.9, []),
        (8.1, ["已有 8 天没有备份"]),
        (-0.9, []),
        (-1.5, ["最近一份备份的日期是 {:%Y-%m-%d}，晚于今天，请核对时钟并再备份一次"]),
    ],
)
def test_a_backup_is_asked_for_after_the_seventh_day(
    office: Office, days: float, words: list[str]
) -> None:
    made = datetime.now() - timedelta(days=days)
    backups.make_if_changed(office.ledger.path, now=made)
    assert [text for _, text in told(office)] == [line.format(made) for line in words]
