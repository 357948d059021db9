from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.errors import UserError
from zxdesk.rules.periods import (
    Period,
    quarter,
    quarter_of,
    quarter_words,
    read_period,
    read_session,
    this_year,
)

CLOSING, NEXT_OPENING = date(2023, 2, 10), date(2024, 2, 20)


def bounds(term: int, number: int) -> tuple[date | None, date | None, date | None]:
    known = {
        (5, 2): (CLOSING, NEXT_OPENING, date(2023, 2, 6)),
        (5, 3): (date(2024, 2, 24), None, NEXT_OPENING),
        (5, 4): (None, date(2026, 2, 3), None),
    }
    return known.get((term, number), (None, None, None))


def read(words: str) -> Period:
    return read_period(words, session_bounds=bounds)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024年", date(2024, 1, 1), date(2024, 12, 31)),
        ("２０２４", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024h2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-07", date(2024, 7, 1), date(2024, 7, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-01-01..2024-06-30", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-01 .. 2024-02", date(2024, 1, 1), date(2024, 2, 29)),
        ("2024-05-01..2024-05-01", date(2024, 5, 1), date(2024, 5, 1)),
        ("..2025-12-08", None, date(2025, 12, 8)),
    ],
)
def test_every_form_of_a_period_is_read(words: str, first: date | None, last: date) -> None:
    found = read(words)
    assert (found.first, found.last, found.session) == (first, last, None)


@pytest.mark.parametrize("words", ["五届二次", "5届2次", "第五届第二次会议", "五届/二次"])
def test_a_session_year_runs_from_one_closing_to_the_next_opening(words: str) -> None:
    found = read(words)
    assert (found.first, found.last) == (CLOSING, NEXT_OPENING)
    assert found.session == (5, 2)


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("五届三次", "下一次会议的开幕日期"),
        ("五届四次", "这次会议的日期"),
        ("九届九次", "这次会议的日期"),
    ],
)
def test_a_session_year_without_its_dates_is_refused_by_name(words: str, missing: str) -> None:
    with pytest.raises(UserError, match=missing) as caught:
        read(words)
    assert caught.value.code == "bad_period"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "今年",
        "24",
        "2024H3",
        "2024Q5",
        "2024Q0",
        "2024-13",
        "0000",
        "0001Q1",
        "1899",
        "2201-01",
        "9999Q4",
        "..9999-12-31",
        "2024-06-30..2024-01-01",
        "2024-01-01..",
        "..",
        "2023-02-29..2023-03-01",
        "2024-01-01",
        "五届",
        "三五十届二次",
    ],
)
def test_what_is_no_period_is_refused(words: str) -> None:
    with pytest.raises(UserError, match="期间") as caught:
        read(words)
    assert caught.value.code == "bad_period"


@pytest.mark.parametrize(
    ("words", "pair"),
    [("十一届五次", (11, 5)), ("第11届第5次会议", (11, 5)), ("2024", None), ("届次", None)],
)
def test_sessions_are_read(words: str, pair: tuple[int, int] | None) -> None:
    assert read_session(words) == pair


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2024Q1", date(2023, 1, 1), date(2023, 3, 31)),
        ("2024-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2025-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-29..2024-03-15", date(2023, 2, 28), date(2023, 3, 15)),
        ("..2024-02-29", None, date(2023, 2, 28)),
    ],
)
def test_the_same_period_a_year_before(words: str, first: date | None, last: date) -> None:
    before = read(words).year_before()
    assert (before.first, before.last) == (first, last)


def test_a_year_to_date_begins_in_january() -> None:
    period = quarter(2024, 3).year_to_date()
    assert (period.first, period.last) == (date(2024, 1, 1), date(2024, 9, 30))


def test_registers_are_counted_today_or_at_the_periods_end() -> None:
    assert quarter(2024, 1).as_of(date(2024, 2, 1)) == date(2024, 2, 1)
    assert quarter(2024, 1).as_of(date(2026, 2, 1)) == date(2024, 3, 31)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_every_day_lies_in_its_quarter_and_its_year(day: date) -> None:
    for period in (quarter_of(day), this_year(day)):
        assert period.first is not None
        assert period.first <= day <= period.last
        assert read(period.name) == period


@given(st.integers(1900, 2200))
def test_the_quarters_of_a_year_are_the_year(year: int) -> None:
    days = 0
    for number in (1, 2, 3, 4):
        period = quarter(year, number)
        assert period.first is not None
        days += (period.last - period.first).days + 1
    assert days == (date(year, 12, 31) - date(year, 1, 1)).days + 1


def test_a_quarter_is_called_by_its_number_in_the_year() -> None:
    called = [quarter_words(quarter(2026, number)) for number in (1, 2, 3, 4)]
    assert called == ["第一季度", "第二季度", "第三季度", "第四季度"]
