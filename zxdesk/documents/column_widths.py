"""How wide the columns of a table are, judged by what stands in them."""

import math
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
# Numbers, dates and codes, which are not to be broken, and how long they usually are.
_RUN = re.compile(r"[!-~]+")
_LONGEST_RUN = 12
# The length of a Latin character or digit in full cells.
_LATIN = 0.58
_NAME_TITLES = frozenset(("姓名", "委员姓名"))


def column_widths(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, size: float, total: float
) -> list[float]:
    """Share `total` points: short columns get what they need, long ones share the rest.

    No column is so narrow that a number or a date in it is broken, as long as all fit.
    """
    wanted = [
        max(_title_length(title), _usual_length([_length(row[n]) for row in rows])) * size + _EDGES
        for n, title in enumerate(titles)
    ]
    return _fit(wanted, least_widths(titles, rows, size=size), total)


def least_widths(
    titles: Sequence[str], rows: Sequence[Sequence[str]], *, size: float
) -> list[float]:
    """Give the width each column needs so that nothing in it is broken that must not be."""
    return [
        max(1.0, *[_unbroken(text) for text in (title, *(row[n] for row in rows))]) * size + _EDGES
        for n, title in enumerate(titles)
    ]


def _unbroken(text: str) -> float:
    """Give the length in full cells of the longest number, date or code in a text."""
    runs = (run for run in _RUN.findall(text) if len(run) <= _LONGEST_RUN)
    return max((_LATIN * len(run) for run in runs), default=0.0)


def _title_length(title: str) -> float:
    """Give the length that a title asks for: a long one stands in two lines."""
    length = _length(title)
    return length if length <= _SHORT else math.ceil(length / 2)


def _usual_length(lengths: list[float]) -> float:
    """Give the longest length, or where that is long, the one nine in ten do not pass."""
    longest = max(lengths, default=0.0)
    if longest <= _SHORT:
        return longest
    return max(float(_SHORT), sorted(lengths)[(len(lengths) - 1) * 9 // 10])


def _length(text: str) -> float:
    """Give the length in full cells of the longest line of a cell."""
    lines = text.split("\n")
    return max(sum(_LATIN if c < "\u0250" and c != "·" else 1.0 for c in line) for line in lines)


def _fit(wanted: list[float], least: list[float], total: float) -> list[float]:
    if wanted and sum(wanted) <= total:
        more = (total - sum(wanted)) / len(wanted)
        return [width + more for width in wanted]
    if sum(least) >= total:
        return [width * total / sum(least) for width in least]
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
    for n, width in _by_length(wanted, least, open_columns, rest).items():
        widths[n] = width
    return widths


def _by_length(
    wanted: list[float], least: list[float], columns: Sequence[int], rest: float
) -> dict[int, float]:
    """Share what is left among long columns, so that they take about as many lines."""
    most = _LONGEST * rest / max(1, len(columns))
    weights = {n: min(wanted[n], most) for n in columns}
    widths: dict[int, float] = {}
    while weights:
        whole = sum(weights.values())
        narrow = [n for n, weight in weights.items() if rest * weight / whole < least[n]]
        if not narrow:
            break
        for n in narrow:
            widths[n] = least[n]
            rest -= least[n]
            del weights[n]
    whole = sum(weights.values())
    return widths | {n: rest * weight / whole for n, weight in weights.items()}


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
