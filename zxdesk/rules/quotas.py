"""Quotas: how 6+X is read, the spans of a year in which they are due."""

import calendar
import re
from datetime import date, timedelta

from zxdesk import text
from zxdesk.records.target import HALF_YEARLY, MONTHLY, QUARTERLY, YEARLY
from zxdesk.rules.periods import Period

_TARGET = re.compile(r"(\d{1,6})(?:[+＋][XxＸｘ])?(?:场|次|项|期|个|件|条)?")
_SPANS = {YEARLY: (1, ""), HALF_YEARLY: (2, "H"), QUARTERLY: (4, "Q"), MONTHLY: (12, "-")}
# A quota is due once only this part of its span is left.
_LAST_PART = 4


def read_target(words: str | None) -> int | None:
    """Read 12, 6+X or 4＋x场: what is to be reached at least; None where it is no target."""
    match = _TARGET.fullmatch(text.one_line(words or "").replace(" ", ""))
    return int(match[1]) if match and int(match[1]) else None


def spans_of(year: int, span: str) -> tuple[Period, ...]:
    """Give the spans of a year: the year itself, its halves, quarters or months."""
    count, letter = _SPANS[span]
    months = 12 // count
    found = []
    for number in range(1, count + 1):
        ends = number * months
        name = f"{year}{letter}{number:0{2 if span == MONTHLY else 1}d}" if letter else str(year)
        last = date(year, ends, calendar.monthrange(year, ends)[1])
        found.append(Period(name, date(year, ends - months + 1, 1), last))
    return tuple(found)


def has_begun(period: Period, today: date) -> bool:
    """Tell whether a span has begun: before that nobody is short."""
    return period.first is None or period.first <= today


def is_due(period: Period, today: date) -> bool:
    """Tell whether the last part of a span is running."""
    if period.first is None:
        return period.last >= today
    length = (period.last - period.first).days + 1
    return period.last - timedelta(days=length // _LAST_PART) < today <= period.last
