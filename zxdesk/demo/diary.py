"""Days and hours at which an office meets."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

# Month and day of holidays that fall on the same days every year.
_HOLIDAYS = {(1, 1), (5, 1), (5, 2), (5, 3)} | {(10, day) for day in range(1, 8)}
_LATEST_DAY = 26


def workday(day: date) -> date:
    """Give the day itself or the next on which offices work."""
    while day.weekday() > 4 or (day.month, day.day) in _HOLIDAYS:
        day += timedelta(days=1)
    return day


def day_in(
    rng: random.Random, year: int, month: int, *, first: int = 4, last: int = _LATEST_DAY
) -> date:
    """Give a working day of a month; month 0 is December of the year before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return workday(date(year, month, rng.randint(first, last)))


def spread(rng: random.Random, year: int, count: int, *, weekends: bool = False) -> list[date]:
    """Give so many days, evenly over a year."""
    days = [
        date(year, 1, 4) + timedelta(days=int(355 * (i + rng.random()) / count))
        for i in range(count)
    ]
    return days if weekends else [workday(day) for day in days]


def at(day: date, hour: float, *, hours: float | None = None) -> tuple[datetime, datetime | None]:
    """Give begin and end; half past two is 14.5. No `hours`: the end is not known."""
    begin = datetime.combine(day, time(int(hour), round(hour % 1 * 60)))
    return begin, begin + timedelta(hours=hours) if hours else None


def drawn_at(
    rng: random.Random, day: date, hours: Sequence[float]
) -> tuple[datetime, datetime | None]:
    """Give begin and end at one of the usual hours; sometimes only the day is known."""
    if rng.random() < 0.04:
        return datetime.combine(day, time()), None
    length = rng.choice((1.5, 2, 2, 2.5, 3, None))
    return at(day, rng.choice(hours), hours=length)
