"""How long the office gives for what: months, days or working days, and which days are worked."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from zxdesk import numerals

MONTHS, DAYS, WORKDAYS = "个月", "天", "个工作日"
OFF, ON = "放假", "上班"
_UNITS = {
    "个月": (1, MONTHS),
    "月": (1, MONTHS),
    "年": (12, MONTHS),
    "天": (1, DAYS),
    "日": (1, DAYS),
    "周": (7, DAYS),
    "个星期": (7, DAYS),
    "个工作日": (1, WORKDAYS),
    "工作日": (1, WORKDAYS),
}
_SPAN = re.compile(rf"(\S+?)({'|'.join(sorted(_UNITS, key=len, reverse=True))})")
_LONGEST = {MONTHS: 120, DAYS: 3660, WORKDAYS: 2500}
_SATURDAY = 5
_CLOSING = re.compile(r"(\S+?)(?:月|[.\-/])(\S+?)(?:日|号)?")
_LAST_DAY, _LEAP = 31, 2024
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked: Monday to Friday, but for what was decided otherwise.

    Attributes:
        days: Holidays (放假) and the weekends worked in their place (上班).
    """

    days: Mapping[date, str] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Tell whether a day is worked."""
        said = self.days.get(day)
        return said == ON if said else day.weekday() < _SATURDAY

    def knows(self, year: int) -> bool:
        """Tell whether the holidays of a year have been entered."""
        return any(day.year == year for day in self.days)

    def moved(self, day: date, count: int) -> date:
        """Give the working day so many after a day, before it where the count is below zero."""
        step = _ONE if count > 0 else -_ONE
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after a day up to another."""
        length = max(0, (last - first).days)
        return sum(self.is_workday(first + timedelta(days=n)) for n in range(1, length + 1))


@dataclass(frozen=True)
class Span:
    """A stretch of time as an office says it: 3个月, 14天, 20个工作日."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    def after(self, day: date, worked: WorkCalendar) -> date:
        """Give the day that lies this much later."""
        return self._moved(day, self.count, worked)

    def before(self, day: date, worked: WorkCalendar) -> date:
        """Give the day that lies this much earlier."""
        return self._moved(day, -self.count, worked)

    def _moved(self, day: date, count: int, worked: WorkCalendar) -> date:
        if self.unit == MONTHS:
            return add_months(day, count)
        return worked.moved(day, count) if self.unit == WORKDAYS else day + timedelta(days=count)


def read_span(words: str) -> Span:
    """Read a stretch of time.

    Raises:
        ValueError: it is none; the reason is Chinese.
    """
    match = _SPAN.fullmatch("".join(words.split()))
    try:
        number = numerals.from_chinese(match[1]) if match else 0
    except ValueError:
        number = 0
    times, unit = _UNITS[match[2]] if match else (1, DAYS)
    if not 1 <= number * times <= _LONGEST[unit]:
        raise ValueError("应写作 3个月、14天 或 20个工作日")
    return Span(number * times, unit)


def add_months(day: date, months: int) -> date:
    """Give the same day some months later, the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def read_closing(words: str) -> tuple[int, int]:
    """Read a day of the year: 9月30日, 9月底, 9.30.

    Raises:
        ValueError: it is none; the reason is Chinese.
    """
    match = _CLOSING.fullmatch("".join(words.split()))
    try:
        month, number = numerals.from_chinese(match[1] if match else ""), match[2] if match else ""
        day = _LAST_DAY if number in ("底", "末") else numerals.from_chinese(number)
        _day_in(_LEAP, (month, day))
    except ValueError:
        raise ValueError("应写作 9月30日 或 9月底") from None
    return month, day


def show_closing(closing: tuple[int, int]) -> str:
    """Give a day of the year as it is written."""
    month, day = closing
    return f"{month}月底" if day >= _LAST_DAY else f"{month}月{day}日"


def _day_in(year: int, closing: tuple[int, int]) -> date:
    month, day = closing
    if not 1 <= day <= _LAST_DAY:
        raise ValueError(day)
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """What the office has decided about time; the usual where it has decided nothing.

    Attributes:
        reply, joint: From handing over to the reply, to the opinion of a joint unit.
        most: From handing over to the last day of any extension.
        soon: How long before its deadline a reply is called due soon.
        decision: The same for what a meeting decided.
        studied: How long a suggestion may be studied before it is followed up.
        backup: How long may pass without a backup.
        closing: The day of the year, as (month, day), by which replies are due at the latest.
    """

    reply: Span = Span(3, MONTHS)
    joint: Span = Span(1, MONTHS)
    most: Span = Span(6, MONTHS)
    soon: Span = Span(14, DAYS)
    decision: Span = Span(14, DAYS)
    studied: Span = Span(90, DAYS)
    backup: Span = Span(7, DAYS)
    closing: tuple[int, int] | None = None
    worked: WorkCalendar = WorkCalendar()

    def reply_by(self, assigned_on: date) -> date:
        """Give when a reply is due: after its time, or on the closing day if that comes first."""
        due = self.reply.after(assigned_on, self.worked)
        if self.closing is None:
            return due
        ends = (_day_in(year, self.closing) for year in (assigned_on.year, assigned_on.year + 1))
        return min(due, next(day for day in ends if day > assigned_on))

    def days_warned(self, today: date) -> int:
        """Give how many days ahead, from today, a reply is called due soon."""
        return (self.soon.after(today, self.worked) - today).days


USUAL = Deadlines()
