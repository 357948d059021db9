"""Days as people type them in a form: 11.30, 12.28 9:00, 今天, 下周三.

A workbook that says 11.30 may mean a number or last year; somebody who types it into a field of a
date means the day of this year.
"""

import re
from datetime import date, timedelta

from zxdesk import dates

_NAMED = {"前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_WEEKS = {"上": -1, "上个": -1, "本": 0, "这": 0, "这个": 0, "": 0, "下": 1, "下个": 1, "下下": 2}
_DAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"(上个?|本|这个?|下下|下个?|)(?:周|星期|礼拜)([一二三四五六日天])")
_MONTHS = {"上月": -1, "上个月": -1, "本月": 0, "这个月": 0, "下月": 1, "下个月": 1}
_IN_MONTH = re.compile(r"(上个?月|本月|这个月|下个?月)(\d{1,2})(?:日|号)?")
_SHORT = re.compile(r"(\d{1,2})\s*[.月/-]\s*(\d{1,2})\s*(?:日|号)?")
_REST = re.compile(r"(?:[\sT]|(?=上午|下午|早|晚|中午)).*")


def spelled_out(words: str, today: date) -> str:
    """Give typed words with their day in full; unchanged where they name none in short."""
    plain = words.strip()
    for length in range(len(plain), 0, -1):
        rest = plain[length:]
        if rest and not _REST.fullmatch(rest):
            continue
        day = _day(dates.in_digits(plain[:length]) or plain[:length], plain[:length], today)
        if day is not None:
            return f"{day.isoformat()} {rest.strip()}".strip()
    return words


def _day(digits: str, words: str, today: date) -> date | None:
    """Give the day that words name in short; None where they name none."""
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    try:
        return _in_week(words, today) or _in_month(digits, today) or _at_end(words, today)
    except ValueError:
        return None


def _in_week(words: str, today: date) -> date | None:
    found = _WEEKDAY.fullmatch(words)
    if not found:
        return None
    monday = today - timedelta(days=today.weekday())
    place = _DAYS.index(found[2].replace("天", "日"))
    return monday + timedelta(weeks=_WEEKS[found[1]], days=place)


def _in_month(digits: str, today: date) -> date | None:
    if found := _IN_MONTH.fullmatch(digits):
        return _month(today, found[1]).replace(day=int(found[2]))
    found = _SHORT.fullmatch(digits)
    return date(today.year, int(found[1]), int(found[2])) if found else None


def _at_end(words: str, today: date) -> date | None:
    named = words.removesuffix("底").removesuffix("末")
    if words == named:
        return None
    if named == "年":
        return date(today.year, 12, 31)
    month = "本月" if named == "月" else named
    return dates.last_day(_month(today, month).isoformat()[:7]) if month in _MONTHS else None


def _month(today: date, words: str) -> date:
    """Give the first day of a month that is named from today."""
    year, month = divmod(today.year * 12 + today.month - 1 + _MONTHS[words], 12)
    return date(year, month + 1, 1)
