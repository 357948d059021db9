"""How wide the columns of a table are, judged by what stands in them."""

import re
from collections.abc import Sequence

from zxdesk.documents.blocks import Column

# White and rules on both sides of a cell, in points.
_EDGES = 9.0
# Names and other words of this many characters are not broken for the sake of other columns.
_SHORT = 5
# How many times its even share a very long column may count for.
_LONGEST = 3
# Cells of up to this many characters are centred; longer ones read from the left.
_CENTRED = 7
# Dates and codes, and the share of a table that columns of them may take.
_UNBROKEN = re.compile(r"[!-~]{1,12}")
_MOST_WHOLE = 0.6
_NAME_TITLES = frozenset(("姓名", "委员姓名"))


def column_widths(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, size: float, total: float
) -> list[float]:
    """Share `total` points: short columns get what they need, long ones share the rest."""
    wanted = [
        max(_length(title), _usual_length([_length(row[n]) for row in rows])) * size + _EDGES
        for n, title in enumerate(titles)
    ]
    whole = [n for n in range(len(titles)) if _is_unbroken([row[n] for row in rows])]
    return _fit(wanted, total, whole)


def _is_unbroken(cells: Sequence[str]) -> bool:
    """Tell whether a column holds dates or codes only, which are not to be broken."""
    held = [cell for cell in cells if cell]
    return bool(held) and all(_UNBROKEN.fullmatch(cell) for cell in held)


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


def _fit(wanted: list[float], total: float, whole: Sequence[int] = ()) -> list[float]:
    """Share `total`; the columns `whole` get what they want, unless they want most of it."""
    if wanted and sum(wanted) <= total:
        more = (total - sum(wanted)) / len(wanted)
        return [width + more for width in wanted]
    widths = [0.0] * len(wanted)
    open_columns = list(range(len(wanted)))
    rest = total
    if sum(wanted[n] for n in whole) <= _MOST_WHOLE * total:
        for n in whole:
            widths[n] = wanted[n]
            rest -= wanted[n]
            open_columns.remove(n)
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


def fitted_columns(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, size: float, total: float
) -> tuple[Column, ...]:
    """Give the columns of a table as wide as what stands in them; short words are centred."""
    widths = column_widths(titles, rows, size=size, total=total)
    return tuple(
        Column(
            title=title,
            width=width,
            centred=title.strip() in _NAME_TITLES or all(len(row[n]) <= _CENTRED for row in rows),
            names=title.strip() in _NAME_TITLES,
        )
        for n, (title, width) in enumerate(zip(titles, widths, strict=True))
    )
