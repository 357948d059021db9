"""Days, months and years above a table are compared with the day of a meeting."""

from datetime import date

import pytest

from zxdesk.exchange.said_days import allows

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "2026年",
        "2026春季",
        "（2026）",
        "2025-2026年度",
        "2026年3月",
        "2026.3",
        "202603",
        "2026年1-6月",
        "2025年12月至2026年3月",
        "二〇二六年三月",
        "3月份",
        "3月5日",
        "3.5",
        "三月五日（星期四）",
        "2026年3月5日 9.30-11.30",
        "2026-03-05 9:00",
        "20260305",
        "2026年3月5号3号楼",
        "2026年3月4日至6日",
        "2026年1月1日至12月31日",
        "2026年 第1-3组",
        "第1/3页",
        "1-3",
        "1.5万元",
        "2026年3场活动",
        "2025人",
        "填报日期：2027年1月5日",
        "填表时间：4月1日  时间：3月5日",
        "二〇二六年十十月",
        "2025年度总结\n时间：2026年3月5日",
    ],
)
def test_what_is_no_other_day_speaks_against_none(said: str) -> None:
    assert allows("", said, DAY)
    assert allows(said, "", DAY)


@pytest.mark.parametrize(
    "said",
    [
        "2025年",
        "2025春季",
        "委员学习（2025）",
        "2025年度",
        "2024-2025年",
        "2025年3月",
        "2026年4月",
        "2025.3",
        "202503",
        "2026年4-6月",
        "二〇二五年",
        "二〇二五年三月五日",
        "2025年3月5日",
        "20250305",
        "3月6日",
        "4月",
        "3/6",
        "2026年3月6日至8日",
        "2025年\n时间：3月5日",
        "2025年3月\n时间：3月5日",
        "2025年\n时间：2026年3月5日",
    ],
)
def test_another_day_month_or_year_speaks_against_it(said: str) -> None:
    assert not allows("", said, DAY)
    assert not allows(said, "", DAY)


def test_what_is_said_of_the_event_itself_goes_before_what_stands_around() -> None:
    assert allows("3月5日", "2026年考勤表\n时间：4月6日", DAY)
    assert allows("2026年3月5日", "2025年考勤表", DAY)
    assert not allows("3月5日", "2025年考勤表", DAY)
