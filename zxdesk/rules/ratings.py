"""Star ratings: points from figures within a maximum, a total, and the stars it earns."""

from collections.abc import Iterable, Sequence


def earned(value: float | None, *, each: int | None, maximum: int | None) -> int:
    """Give the points for a figure: so many for each, never more than the maximum.

    Args:
        each: Points for each; one where the scheme says nothing.
        maximum: None where there is no ceiling.
    """
    points = int((value or 0) * (1 if each is None else each))
    return points if maximum is None else min(points, maximum)


def total_of(points: Iterable[int | None]) -> int:
    """Add points up; what is not yet given counts nothing."""
    return sum(given or 0 for given in points)


def stars_for(total: int, thresholds: Sequence[tuple[int, int | None]]) -> int | None:
    """Give the most stars whose least total is reached; None below all of them.

    Args:
        thresholds: Stars and the least total for them; those without a total are not given.
    """
    reached = [stars for stars, least in thresholds if least is not None and total >= least]
    return max(reached, default=None)
