"""How figures, periods and times are written on a page."""

from datetime import date, datetime, timedelta

from zxdesk.dates import chinese_date
from zxdesk.rules.periods import Period, quarter_words
from zxdesk.statistics.figures import Number

# U+2212, as wide as the plus sign: a hyphen is lost beside a figure.
MINUS = "−"


def number_text(value: Number | None) -> str:
    """Give a figure: 2,914; 94.8; 「—」 for a share of nothing."""
    return "—" if value is None else f"{value:,}"


def difference_text(now: Number | None, before: Number | None) -> str:
    """Give how much more or less it is than before: +15, −3; 「—」 where one is missing."""
    if now is None or before is None:
        return "—"
    difference = round(now - before, 2)
    return f"{difference:+,}".replace("-", MINUS) if difference else "0"


def against_last_year(now: Number | None, before: Number | None) -> str:
    """Give last year's figure and the change from it: 上年同期 239，−5."""
    words = f"上年同期 {number_text(before)}"
    if now is None or before is None:
        return words
    return f"{words}，{difference_text(now, before) if now != before else '持平'}"


def quarter_text(period: Period) -> str:
    """Give a quarter: 2026年第四季度."""
    return f"{period.last.year}年{quarter_words(period)}"


def period_text(period: Period) -> str:
    """Give a period with its days: 2026（1月1日至12月31日）."""
    if period.first is None:
        return f"{period.name}（截至{chinese_date(period.last)}）"
    if period.first == period.last:
        return f"{period.name}（{chinese_date(period.last)}）"
    return f"{period.name}（{chinese_date(period.first)}至{chinese_date(period.last)}）"


def moment_text(moment: datetime, today: date) -> str:
    """Give a past moment: 今天 10:12, 昨天 16:55, 11-03 09:20, 2025-12-30."""
    if moment.date() == today:
        return f"今天 {moment:%H:%M}"
    if moment.date() == today - timedelta(days=1):
        return f"昨天 {moment:%H:%M}"
    return f"{moment:%m-%d %H:%M}" if moment.year == today.year else f"{moment:%Y-%m-%d}"
