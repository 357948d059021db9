"""Days as people type them in a form."""

from datetime import date

import pytest

from zxdesk.rules.typed_days import spelled_out

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11.30", "2026-11-30"),
        ("12.28 9:00", "2026-12-28 9:00"),
        ("12.28下午3点", "2026-12-28 下午3点"),
        ("3-5", "2026-03-05"),
        ("3/5", "2026-03-05"),
        ("3月5日", "2026-03-05"),
        ("三月五号", "2026-03-05"),
        ("3月5日上午9点半", "2026-03-05 上午9点半"),
        ("今天", "2026-11-22"),
        ("明天 14:30", "2026-11-23 14:30"),
        ("昨天", "2026-11-21"),
        ("周三", "2026-11-18"),
        ("下周三", "2026-11-25"),
        ("下周三上午9点", "2026-11-25 上午9点"),
        ("星期天", "2026-11-22"),
        ("上周五", "2026-11-13"),
        ("下下周一", "2026-11-30"),
        ("下月5日", "2026-12-05"),
        ("下个月5号", "2026-12-05"),
        ("本月底", "2026-11-30"),
        ("月底", "2026-11-30"),
        ("下月底", "2026-12-31"),
        ("年底", "2026-12-31"),
    ],
)
def test_short_days_are_spelled_out(typed: str, meant: str) -> None:
    assert spelled_out(typed, SUNDAY) == meant


@pytest.mark.parametrize(
    "words",
    [
        *("", "2026-03-05", "2026.3.5", "2026年3月5日", "20260305", "2026-03"),
        *("13.40", "2.30", "待定", "年", "本月"),
    ],
)
def test_what_names_no_day_in_short_stays(words: str) -> None:
    assert spelled_out(words, SUNDAY) == words


def test_the_month_after_december_is_in_the_next_year() -> None:
    assert spelled_out("下月5日", date(2026, 12, 31)) == "2027-01-05"
