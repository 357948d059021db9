from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk import dates


@pytest.mark.parametrize(
    "typed",
    [
        "2024-03-05",
        "2024-3-5",
        "2024.3.5",
        "2024.03.05",
        "2024/3/5",
        "2024年3月5日",
        "2024年03月05日",
        "2024 年 3 月 5 日",
        "20240305",
        "2024年3月5号",
        "二〇二四年三月五日",
        "二○二四年三月5日",
        "2024-3-5 星期二",
        "2024年3月5日（周二）",
    ],
)
def test_every_usual_spelling_of_a_day_is_read(typed: str) -> None:
    assert dates.parse_date(typed) == date(2024, 3, 5)
    assert dates.parse_partial(typed) == "2024-03-05"


@pytest.mark.parametrize(
    "typed", ["2024-03", "2024.3", "2024/3", "2024年3月", "202403", "2024年三月"]
)
def test_a_month_is_a_partial_date_and_no_day(typed: str) -> None:
    assert dates.parse_partial(typed) == "2024-03"
    with pytest.raises(ValueError, match="2024"):
        dates.parse_date(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2024",
        "2023-02-29",
        "2024-13-01",
        "2024-00",
        "24-3-5",
        "三月五日",
        "2024-03-05x",
        "45356",
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        dates.parse_partial(typed)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2024-03-05", datetime(2024, 3, 5)),
        ("2024-03-05 09:00", datetime(2024, 3, 5, 9)),
        ("2024-03-05 09:00:00", datetime(2024, 3, 5, 9)),
        ("2024-03-05T09:30:00.000", datetime(2024, 3, 5, 9, 30)),
        ("2024年3月5日9时", datetime(2024, 3, 5, 9)),
        ("2024年3月5日 上午9点30分", datetime(2024, 3, 5, 9, 30)),
        ("2024年3月5日下午2:30", datetime(2024, 3, 5, 14, 30)),
        ("2024.3.5 下午2点半", datetime(2024, 3, 5, 14, 30)),
        ("2024.3.5 晚上7：15", datetime(2024, 3, 5, 19, 15)),
        ("20240305 14:30", datetime(2024, 3, 5, 14, 30)),
        ("2024年3月5日上午", datetime(2024, 3, 5)),
        ("2024年3月5日全天", datetime(2024, 3, 5)),
        ("2024年3月5日（星期二）晚7点", datetime(2024, 3, 5, 19)),
        ("2024年3月5日中午12:00", datetime(2024, 3, 5, 12)),
        ("2024年3月5日中午1点", datetime(2024, 3, 5, 13)),
        ("二〇二四年三月五日下午二时三十分", datetime(2024, 3, 5, 14, 30)),
        ("2024/3/5 9:00 PM", datetime(2024, 3, 5, 21)),
        ("2024-03-05 14:30-16:30", datetime(2024, 3, 5, 14, 30)),
        ("2024-03-05 14:30至16:30", datetime(2024, 3, 5, 14, 30)),
    ],
)
def test_a_moment_is_a_day_with_or_without_a_time(typed: str, moment: datetime) -> None:
    assert dates.parse_moment(typed) == moment


@pytest.mark.parametrize(
    "typed", ["09:00", "2024-03-05 25:00", "2024-03-05 9:61", "明天 9:00", "2024-03-05 9:00 待定"]
)
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        dates.parse_moment(typed)


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("2024年3月5日-6日", datetime(2024, 3, 6)),
        ("2024年3月5日至4月1日", datetime(2024, 4, 1)),
        ("2024.3.5—3.7", datetime(2024, 3, 7)),
        ("2024-03-05至2024-03-07", datetime(2024, 3, 7)),
        ("2024年3月5日9:00至3月6日17:00", datetime(2024, 3, 6, 17)),
        ("2024年3月5日下午2:30-4:30", datetime(2024, 3, 5, 16, 30)),
        ("2024年3月5日9:00-1:30", datetime(2024, 3, 5, 13, 30)),
        ("2024年3月5日", None),
        ("2024年3月5日上午至下午", None),
    ],
)
def test_a_stretch_of_time_has_an_end(typed: str, end: datetime | None) -> None:
    start, found = dates.parse_stretch(typed)
    assert start.date() == date(2024, 3, 5)
    assert found == end


@pytest.mark.parametrize("typed", ["2024年3月5日至1日", "2024年3月5日晚12点", "2024年3月5日至32日"])
def test_what_is_no_stretch_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        dates.parse_stretch(typed)


def test_excel_counts_days_from_1900() -> None:
    assert dates.from_excel(45356) == datetime(2024, 3, 5)
    assert dates.from_excel(45356.375) == datetime(2024, 3, 5, 9)
    assert dates.from_excel(45356.99999999) == datetime(2024, 3, 6)


@pytest.mark.parametrize("serial", [0, -3, 2958466])
def test_numbers_outside_the_calendar_are_no_excel_dates(serial: float) -> None:
    with pytest.raises(ValueError, match="Excel"):
        dates.from_excel(serial)


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2024-03-05", date(2024, 3, 5), date(2024, 3, 5)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_a_partial_date_spans_its_days(partial: str, first: date, last: date) -> None:
    assert dates.first_day(partial) == first
    assert dates.last_day(partial) == last


@given(st.dates())
def test_a_day_shown_is_the_day_read(day: date) -> None:
    assert dates.parse_date(day.isoformat()) == day
    assert dates.parse_date(f"{day.year:04d}年{day.month}月{day.day}日") == day


@given(st.datetimes())
def test_a_moment_shown_is_the_moment_read(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert dates.parse_moment(dates.show_moment(minute)) == minute


def test_a_day_in_words_has_no_leading_zeros() -> None:
    assert dates.chinese_date(date(2026, 3, 8)) == "2026年3月8日"
    assert dates.chinese_date(datetime(2026, 3, 8, 9, 30)) == "2026年3月8日"
