"""Dates as people type them, and partial dates.

A partial date is the text `YYYY-MM-DD` or `YYYY-MM`: a register often knows only the month. Such
texts sort and compare as text: a start in a month is its first day, an end its last.
"""

import calendar
import re
from datetime import date, datetime, time, timedelta

_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(
    r"(上午|下午|晚上|晚)?\s*(\d{1,2})\s*(?:[:：点时])\s*(\d{1,2}|半)?\s*分?(?::(\d{2})(?:\.\d+)?)?"
)
_UNTIL = re.compile(rf"\s*[-—–~～至到]+\s*(?:{_TIME.pattern})")
_EXCEL_EPOCH = date(1899, 12, 30)


def parse_date(text: str) -> date:
    """Read a day in any of the usual spellings; raise ValueError otherwise."""
    match = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    if not match:
        raise ValueError(text)
    return date(*(int(group) for group in match.groups()))


def parse_partial(text: str) -> str:
    """Read a day or a month and give it as a partial date; raise ValueError otherwise."""
    match = _MONTH.fullmatch(text)
    if match:
        return date(int(match[1]), int(match[2]), 1).isoformat()[:7]
    return parse_date(text).isoformat()


def parse_moment(text: str) -> datetime:
    """Read a day with or without a time of day; midnight means that no time was given.

    Of a stretch of time, 14:30-16:30, the beginning is taken.
    """
    match = _TIME.search(text)
    day = text[: match.start()] if match else text
    rest = text[match.end() :] if match else ""
    if rest and not _UNTIL.fullmatch(rest):
        raise ValueError(text)
    day = day.rstrip(" T")
    return datetime.combine(parse_date(day.strip()), _clock(match) if match else time())


def _clock(match: re.Match[str]) -> time:
    hour = int(match[2])
    if match[1] in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    return time(hour, 30 if match[3] == "半" else int(match[3] or 0))


def from_excel(serial: float) -> datetime:
    """Give the moment of an Excel serial number (1900 system), to the minute."""
    if not 1 <= serial < 2958466:
        raise ValueError(f"no Excel date: {serial}")
    days, fraction = divmod(serial, 1)
    moment = datetime.combine(_EXCEL_EPOCH, time()) + timedelta(
        days=days, minutes=round(fraction * 24 * 60)
    )
    return moment


def first_day(partial: str) -> date:
    """Give the first day a partial date may mean."""
    return date.fromisoformat(partial if len(partial) == 10 else f"{partial}-01")


def last_day(partial: str) -> date:
    """Give the last day a partial date may mean."""
    if len(partial) == 10:
        return date.fromisoformat(partial)
    year, month = int(partial[:4]), int(partial[5:7])
    return date(year, month, calendar.monthrange(year, month)[1])


def show_moment(moment: datetime) -> str:
    """Give 「2026-11-18 09:00」, or the day alone where no time was given."""
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(sep=" ", timespec="minutes")
