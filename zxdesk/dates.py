"""Dates as people type them, and partial dates.

A partial date is the text `YYYY-MM-DD` or `YYYY-MM`: a register often knows only the month. Such
texts sort and compare as text: a start in a month is its first day, an end its last.
"""

import calendar
import re
from datetime import date, datetime, time, timedelta

from zxdesk import numerals

_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_COMPACT_MONTH = re.compile(r"(\d{4})(0[1-9]|1[0-2])")
_NUMERAL = re.compile(r"[〇零○一二三四五六七八九十]+(?=\s*[年月日号点时分])")
_WEEKDAY = re.compile(r"\s*(?:[（(]\s*)?(?:星期|礼拜|周)[一二三四五六日天](?:\s*[）)])?\s*")
_ALL_DAY = re.compile(r"\s*(?:[（(]\s*)?(?:全天|整天)(?:\s*[）)])?")
_MORNING = ("上午", "早上", "早晨", "清晨", "凌晨", "早")
_EVENING = ("下午", "傍晚", "晚上", "晚间", "晚")
_NOON = "中午"
_PARTS = "|".join((*_MORNING, *_EVENING, _NOON))
_TO = r"\s*[-—–~～至到]+\s*"


def _clock_pattern(name: str) -> str:
    """Give the pattern of a time of day, of which only 上午 may be there, or only 9:00."""
    return (
        rf"(?:(?P<{name}part>{_PARTS})\s*)?"
        rf"(?:(?P<{name}hour>\d{{1,2}})\s*[:：点时]\s*(?P<{name}minute>\d{{1,2}}|半)?\s*分?"
        rf"(?::\d{{2}}(?:\.\d+)?)?\s*(?P<{name}half>[AaPp][Mm])?)?"
    )


_STRETCH = re.compile(
    rf"(?P<day>{_DATE.pattern}|{_COMPACT.pattern})"
    rf"(?:{_TO}(?:(?:(?P<toyear>\d{{4}})\s*[-./年]\s*)?(?P<tomonth>\d{{1,2}})\s*[-./月]\s*)?"
    r"(?P<today>\d{1,2})(?!\d|\s*[:：点时])\s*日?)?"
    rf"(?:[\sT]*{_clock_pattern('')})"
    rf"(?:{_TO}(?:(?:(?P<untilyear>\d{{4}})\s*[-./年]\s*)?(?P<untilmonth>\d{{1,2}})\s*[-./月]\s*"
    rf"(?P<untilday>\d{{1,2}})\s*日?|(?P<untilsame>\d{{1,2}})\s*日)?\s*{_clock_pattern('until')})?"
)
_EXCEL_EPOCH = date(1899, 12, 30)


def in_digits(text: str) -> str:
    """Give dates in digits, without the day of the week: 二〇二四年三月五日（星期二）."""
    return _NUMERAL.sub(_digits, _WEEKDAY.sub("", text)).replace("号", "日").strip()


def _digits(found: re.Match[str]) -> str:
    try:
        return str(numerals.from_chinese(found[0]))
    except ValueError:
        return found[0]


def parse_date(text: str) -> date:
    """Read a day in any of the usual spellings; raise ValueError otherwise."""
    words = in_digits(text)
    match = _DATE.fullmatch(words) or _COMPACT.fullmatch(words)
    if not match:
        raise ValueError(text)
    return date(*(int(group) for group in match.groups()))


def parse_partial(text: str) -> str:
    """Read a day or a month and give it as a partial date; raise ValueError otherwise."""
    words = in_digits(text)
    match = _MONTH.fullmatch(words) or _COMPACT_MONTH.fullmatch(words)
    if match:
        return date(int(match[1]), int(match[2]), 1).isoformat()[:7]
    return parse_date(words).isoformat()


def parse_moment(text: str) -> datetime:
    """Read a day with or without a time of day; midnight means that no time was given.

    Of a stretch of time, 14:30-16:30 or 3月5日至7日, the beginning is taken.
    """
    return parse_stretch(text)[0]


def parse_stretch(text: str) -> tuple[datetime, datetime | None]:
    """Read a moment, or a stretch of time with its end; raise ValueError otherwise."""
    match = _STRETCH.fullmatch(_ALL_DAY.sub("", in_digits(text)).strip())
    if not match:
        raise ValueError(text)
    start = datetime.combine(parse_date(match["day"]), _clock(match, ""))
    end = _end(match, start)
    if end is not None and end < start:
        if end.date() < start.date():
            raise ValueError(text)
        # From 9:00 to 1:30 is into the afternoon.
        end = end + timedelta(hours=12) if end.hour < 12 else None
    return start, end if end is not None and end > start else None


def _end(match: re.Match[str], start: datetime) -> datetime | None:
    """Give the end of a stretch; what it leaves unsaid is as at the beginning."""
    last = match["untilday"] or match["untilsame"] or match["today"]
    clocked = match["untilhour"] is not None
    if last is None and not clocked:
        return None
    day = start.date()
    if last is not None:
        year = match["untilyear"] or match["toyear"] or day.year
        month = match["untilmonth"] or match["tomonth"] or day.month
        day = date(int(year), int(month), int(last))
    clock = _clock(match, "until", like=match["part"]) if clocked else time()
    end = datetime.combine(day, clock)
    return None if not clocked and day == start.date() else end


def _clock(match: re.Match[str], name: str, *, like: str | None = None) -> time:
    if match[f"{name}hour"] is None:
        return time()
    hour, minute = int(match[f"{name}hour"]), match[f"{name}minute"]
    part = match[f"{name}part"] or like
    half = (match[f"{name}half"] or "").casefold()
    if part in ("晚上", "晚间", "晚") and hour == 12:
        raise ValueError(match.string)  # midnight: of which day nobody can tell
    if (part in _EVENING or half == "pm" or (part == _NOON and hour < 11)) and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return time(hour, 30 if minute == "半" else int(minute or 0))


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
    return date.fromisoformat(f"{partial}-01-01"[: len("2024-03-05")])


def last_day(partial: str) -> date:
    """Give the last day a partial date may mean."""
    if len(partial) == 10:
        return date.fromisoformat(partial)
    year, month = int(partial[:4]), int(partial[5:7] or 12)
    return date(year, month, calendar.monthrange(year, month)[1])


def chinese_date(day: date) -> str:
    """Give 2026年3月8日: Arabic digits without leading zeros (GB/T 9704, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def show_moment(moment: datetime) -> str:
    """Give 「2026-11-18 09:00」, or the day alone where no time was given."""
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(sep=" ", timespec="minutes")
