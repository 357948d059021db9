"""Periods of time that offices report on; both ends count."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from zxdesk import dates, numerals, text
from zxdesk.errors import UserError

_SESSION = re.compile(
    r"第?([\d一二三四五六七八九十百]+)届[/ ]?第?([\d一二三四五六七八九十百]+)次(?:会议)?"
)


@dataclass(frozen=True)
class Period:
    """A stretch of days.

    Attributes:
        first: Its first day; None since the beginning.
        last: Its last day.
        session: The (届, 次) of a session year, else None.
    """

    name: str
    first: date | None
    last: date
    session: tuple[int, int] | None = None

    def as_of(self, today: date) -> date:
        """Give the day on which registers are counted."""
        return min(self.last, today)

    def year_before(self) -> "Period":
        """Give the same period a year earlier."""
        first = _year_earlier(self.first) if self.first else None
        last = _year_earlier(self.last)
        if self.last.day == calendar.monthrange(self.last.year, self.last.month)[1]:
            last = date(last.year, last.month, calendar.monthrange(last.year, last.month)[1])
        return Period(f"上年同期（{self.name}）", first, last)

    def year_to_date(self) -> "Period":
        """Give the days from the beginning of the year to the period's end."""
        return Period(f"{self.last.year}年累计", date(self.last.year, 1, 1), self.last)


def _year_earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def this_year(today: date) -> Period:
    """Give the calendar year of a day."""
    return Period(str(today.year), date(today.year, 1, 1), date(today.year, 12, 31))


def quarter(year: int, number: int) -> Period:
    """Give a quarter."""
    first = date(year, 3 * number - 2, 1)
    return Period(f"{year}Q{number}", first, _month_end(year, 3 * number))


def quarter_over(today: date) -> Period:
    """Give the last quarter that is over."""
    first = quarter_of(today).first
    assert first is not None
    return quarter_of(first - timedelta(days=1))


def quarter_of(day: date) -> Period:
    """Give the quarter of a day."""
    return quarter(day.year, (day.month + 2) // 3)


def quarter_words(period: Period) -> str:
    """Give which quarter of its year a period is or ends in: 第四季度."""
    return f"第{numerals.to_chinese((period.last.month + 2) // 3)}季度"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def read_session(words: str) -> tuple[int, int] | None:
    """Read 五届二次 as (5, 2); None for anything else."""
    match = _SESSION.fullmatch(words)
    if not match:
        return None
    try:
        return numerals.from_chinese(match[1]), numerals.from_chinese(match[2])
    except ValueError:
        return None


# As of the years that records bear (see `records.fieldtypes.Year`).
_YEARS = range(1900, 2201)

SessionBounds = Callable[[int, int], tuple[date | None, date | None, date | None]]


def read_period(words: str, *, session_bounds: SessionBounds) -> Period:
    """Read a period: 2024, 2024H1, 2024Q3, 2024-07, 2024-01-01..2024-06-30, ..2025-12-08, 五届二次.

    Args:
        session_bounds: Gives the (closing of the session, opening of the next, the session's own
            opening) for 届 and 次, None where the ledger has no date.

    Raises:
        UserError: it is not a period, or a session year lacks a date.
    """
    asked = text.one_line(words)
    session = read_session(asked)
    if session:
        return _session_year(asked, session, session_bounds)
    try:
        period = _calendar(asked.upper().replace("年", "").replace("季度", "")) or _range(asked)
    except ValueError:
        period = None
    if period is None or not _is_within(period):
        raise UserError(
            f"“{asked}”不是期间，没有统计",
            "请写作 2024、2024H1、2024Q3、2024-07、2024-01-01..2024-06-30、..2025-12-08"
            " 或 五届二次",
            code="bad_period",
        )
    return period


def _is_within(period: Period) -> bool:
    return period.last.year in _YEARS and (not period.first or period.first.year in _YEARS)


def _calendar(asked: str) -> Period | None:
    if re.fullmatch(r"\d{4}", asked):
        return Period(asked, date(int(asked), 1, 1), date(int(asked), 12, 31))
    match = re.fullmatch(r"(\d{4})\s*([HQ])([1-4])", asked)
    if match:
        year, number = int(match[1]), int(match[3])
        if match[2] == "Q":
            return quarter(year, number)
        if number > 2:
            return None
        first = date(year, 6 * number - 5, 1)
        return Period(f"{year}H{number}", first, _month_end(year, 6 * number))
    match = re.fullmatch(r"(\d{4})-(\d{1,2})", asked)
    if match:
        year, month = int(match[1]), int(match[2])
        return Period(f"{year}-{month:02d}", date(year, month, 1), _month_end(year, month))
    return None


def _range(asked: str) -> Period | None:
    first, dots, last = asked.partition("..")
    if not dots or not last.strip():
        return None
    end = dates.last_day(dates.parse_partial(last.strip()))
    start = dates.first_day(dates.parse_partial(first.strip())) if first.strip() else None
    if start and start > end:
        return None
    return Period(asked, start, end)


def _session_year(asked: str, session: tuple[int, int], bounds: SessionBounds) -> Period:
    closing, next_opening, opening = bounds(*session)
    if closing is None and opening is None:
        raise UserError(
            f"期间“{asked}”算不出来，台账里没有这次会议的日期，没有统计",
            "请检查届次和会次，或在 会次 里登记",
            code="bad_period",
        )
    if closing is None or next_opening is None:
        missing = "闭幕日期" if closing is None else "下一次会议的开幕日期"
        raise UserError(
            f"期间“{asked}”算不出来，会次里没有{missing}，没有统计",
            "请在 会次 里补上日期后再试",
            code="bad_period",
        )
    return Period(asked, closing, next_opening, session)
