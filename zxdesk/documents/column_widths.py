"""How wide the columns of a table are, judged by what stands in them."""

from collections.abc import Sequence

# White and rules on both sides of a cell, in points.
_EDGES = 9.0


def column_widths(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, size: float, total: float
) -> list[float]:
    """Share `total` points: short columns get what they need, long ones share the rest."""
    wanted = [
        max(_length(title), max((_length(row[n]) for row in rows), default=0.0)) * size + _EDGES
        for n, title in enumerate(titles)
    ]
    return _fit(wanted, total)


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
    # The long ones by the root of their length: a cell twice as long may take two lines.
    weights = [wanted[n] ** 0.5 if sum(wanted) > total else wanted[n] for n in open_columns]
    for n, weight in zip(open_columns, weights, strict=True):
        widths[n] = rest * weight / sum(weights)
    return widths
