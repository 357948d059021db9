"""How wide the columns of a table are, judged by what stands in them."""

from collections.abc import Sequence

# White and rules on both sides of a cell, in points.
_EDGES = 9.0
# Names and other words of this many characters are not broken for the sake of other columns.
_SHORT = 5
# How many times its even share a very long column may count for.
_LONGEST = 3


def column_widths(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, size: float, total: float
) -> list[float]:
    """Share `total` points: short columns get what they need, long ones share the rest."""
    wanted = [
        max(_length(title), _usual_length([_length(row[n]) for row in rows])) * size + _EDGES
        for n, title in enumerate(titles)
    ]
    return _fit(wanted, total)


def _usual_length(lengths: list[float]) -> float:
    """Give the longest length, or where that is long, the one nine in ten do not pass."""
    longest = max(lengths, default=0.0)
    if longest <= _SHORT:
        return longest
    return max(float(_SHORT), sorted(lengths)[(len(lengths) - 1) * 9 // 10])


def _length(text: str) -> float:
    """Give the length in full cells of the longest line of a cell."""
    lines = text.split("\n")
    return max(sum(0.58 if c < "\u0250" and c != "·" else 1.0 for c in line) for line in lines)


def _fit(wanted: list[float], total: float) -> list[float]:
    widths = [0.0] * len(wanted)
    open_columns = list(range(len(wanted)))
    rest = total
    while open_columns:
        share = rest / len(open_columns)
        short = [n for n in open_columns if wanted[n] <= share]
        if not short or len(short) == len(open_columns):
            break
        for n in short:
            widths[n] = wanted[n]
            rest -= wanted[n]
            open_columns.remove(n)
    # The long ones by their length, so that they take about as many lines; within reason.
    most = _LONGEST * rest / max(1, len(open_columns))
    weights = [min(wanted[n], most) for n in open_columns]
    for n, weight in zip(open_columns, weights, strict=True):
        widths[n] = rest * weight / sum(weights)
    return widths
