"""Days in order: which of two comes first, also where only the month is known."""

from datetime import date, datetime, time
from typing import Any

from zxdesk import dates
from zxdesk.rules.rule import Broken, Facts, Values


def earlier(value: Any, than: Any) -> bool:
    """Tell whether one day is surely before another; empty ones are before none."""
    return bool(value and than and last_of(value) < first_of(than))


def first_of(value: Any) -> date:
    """Give the first day that a day, a moment or a partial date may mean."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else dates.first_day(value)


def last_of(value: Any) -> date:
    """Give the last day that a day, a moment or a partial date may mean."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else dates.last_day(value)


def before(field: str, other: str) -> Broken:
    """Find fault where a field's day is before that of another field."""

    def broken(values: Values, _: Facts) -> bool:
        return earlier(values.get(field), values.get(other))

    return broken


def ends_before_start(values: Values, _: Facts) -> bool:
    """Find fault where a stretch of time ends before it starts."""
    start, end = values.get("start"), values.get("end")
    if not start or not end:
        return False
    if isinstance(start, datetime) and end.date() == start.date():
        # Midnight means that only the day was given.
        return bool(end < start and end.time() != time())
    return earlier(end, start)


def holds_on(start: str | None, end: str | None, day: date) -> bool:
    """Tell whether a time with partial dates holds on a day (empty ends are open)."""
    return (start is None or dates.first_day(start) <= day) and (
        end is None or day <= dates.last_day(end)
    )


def in_office(services: tuple[Values, ...], day: date, facts: Facts) -> bool:
    """Tell whether one of a member's services holds on a day; one without any always did."""
    return not services or any(_serves(service, day, facts) for service in services)


def _serves(service: Values, day: date, facts: Facts) -> bool:
    if not holds_on(service["start"], service["end"], day):
        return False
    term = service["term"]
    if service["end"] is not None or term is None:
        return True
    return not any(later > term and opens <= day for later, opens in facts.terms.items())
