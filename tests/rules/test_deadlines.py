"""Months, days and working days, as an office counts them."""

from datetime import date

import pytest

from zxdesk.rules.deadlines import (
    OFF,
    ON,
    Deadlines,
    Span,
    WorkCalendar,
    read_closing,
    read_span,
    show_closing,
)

# The National Day of 2026, and the two weekends that are worked for it.
HOLIDAYS = {date(2026, 10, day): OFF for day in range(1, 8)}
WORKED = WorkCalendar(HOLIDAYS | {date(2026, 9, 20): ON, date(2026, 10, 10): ON})


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("3个月", "3个月"),
        ("三个月", "3个月"),
        ("半年", None),
        ("1年", "12个月"),
        ("十五日", "15天"),
        ("2周", "14天"),
        ("20 工作日", "20个工作日"),
        ("二十个工作日", "20个工作日"),
        ("0天", None),
        ("天", None),
        ("12", None),
        ("99999999个月", None),
        ("", None),
    ],
)
def test_a_stretch_of_time_is_read_as_it_is_written(words: str, span: str | None) -> None:
    if span is None:
        with pytest.raises(ValueError, match="应写作"):
            read_span(words)
    else:
        assert str(read_span(words)) == span


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 9, 18), True),
        (date(2026, 9, 19), False),
        (date(2026, 9, 20), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),
    ],
)
def test_holidays_are_off_and_weekends_in_their_place_are_worked(day: date, worked: bool) -> None:
    assert WORKED.is_workday(day) is worked


def test_working_days_leap_over_a_holiday() -> None:
    span = Span(3, "个工作日")
    assert span.after(date(2026, 9, 29), WORKED) == date(2026, 10, 9)
    assert span.after(date(2026, 9, 29), WorkCalendar()) == date(2026, 10, 2)
    assert span.before(date(2026, 10, 9), WORKED) == date(2026, 9, 29)


def test_days_and_months_leap_over_nothing() -> None:
    assert Span(3, "天").after(date(2026, 9, 29), WORKED) == date(2026, 10, 2)
    assert Span(1, "个月").after(date(2026, 1, 31), WORKED) == date(2026, 2, 28)
    assert Span(1, "个月").before(date(2026, 3, 31), WORKED) == date(2026, 2, 28)


def test_working_days_between_two_days_are_counted_without_the_first() -> None:
    assert WORKED.between(date(2026, 9, 30), date(2026, 10, 10)) == 3
    assert WORKED.between(date(2026, 10, 10), date(2026, 9, 30)) == 0


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("9月30日", "9月30日"),
        ("九月底", "9月底"),
        ("2月末", "2月底"),
        ("10.8", "10月8日"),
        ("13月1日", None),
        ("9月32日", None),
        ("9月", None),
        ("底", None),
        ("", None),
    ],
)
def test_a_closing_day_is_read_as_it_is_written(words: str, shown: str | None) -> None:
    if shown is None:
        with pytest.raises(ValueError, match="应写作"):
            read_closing(words)
    else:
        assert show_closing(read_closing(words)) == shown
        assert read_closing(shown) == read_closing(words)


def test_a_reply_is_due_on_the_closing_day_if_that_comes_first() -> None:
    decided = Deadlines(closing=read_closing("9月底"))
    assert decided.reply_by(date(2026, 3, 5)) == date(2026, 6, 5)
    assert decided.reply_by(date(2026, 8, 3)) == date(2026, 9, 30)
    assert decided.reply_by(date(2026, 9, 30)) == date(2026, 12, 30)
    february = Deadlines(closing=read_closing("2月底"))
    assert february.reply_by(date(2026, 12, 20)) == date(2027, 2, 28)
    assert february.reply_by(date(2027, 12, 20)) == date(2028, 2, 29)
