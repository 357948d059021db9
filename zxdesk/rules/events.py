"""Events as they are entered: their state where nobody gave one."""

from datetime import date, datetime, time

from zxdesk.records.event import HELD, PLANNED


def settled_state(start: datetime, *, today: date, now: datetime | None = None) -> str:
    """Give the state of an event that was entered without one: held once it has begun.

    Args:
        now: The moment of entry; where it is None, or the event has no hour (midnight means that
            only the day was given), the day decides.
    """
    by_hour = now is not None and start.time() != time()
    return HELD if (start <= now if by_hour and now else start.date() <= today) else PLANNED
