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
# By how many characters a column grows at a time: two lines may become one only by several.
_STEPS = (1, 2, 3, 4)
_SAMPLE = 200
# Titles of up to so many characters are not broken, where there is room for that.
_WHOLE_TITLES = (5, 3, 0)
_ROUNDING = 0.01
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
    """Share `total` points so that no number is broken, no short word either, and rows are low.

    Where there is room for everything, what is left is shared evenly; where there is not even
    room for the numbers, all columns are narrower by the same share.
    """
    wanted = [
        max(_title_length(title), _usual_length([_length(row[n]) for row in rows])) * size + _EDGES
        for n, title in enumerate(titles)
    ]
    if wanted and sum(wanted) <= total:
        more = (total - sum(wanted)) / len(wanted)
        return [width + more for width in wanted]
    least = least_widths(titles, rows, size=size)
    if sum(least) >= total:
        return [width * total / sum(least) for width in least]
    floors = (_readable_widths(titles, rows, least, size, whole) for whole in _WHOLE_TITLES)
    narrow = next((widths for widths in floors if sum(widths) < total), least)
    return _with_low_rows(narrow, [titles, *_some(rows)], size=size, total=total)


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


def _readable_widths(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    least: Sequence[float],
    size: float,
    whole: int,
) -> list[float]:
    """Give the widths below which words fall to pieces; titles longer than `whole` are halved."""
    found = []
    for n, title in enumerate(titles):
        head = _length(title) if len(title) <= whole else math.ceil(_length(title) / 2)
        longest = max((_length(row[n]) for row in rows), default=0.0)
        found.append(max(least[n], max(head, min(longest, _SHORT)) * size + _EDGES))
    return found


def _some(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """Give so many of the rows, from all over the table, that they stand for it."""
    return rows[:: math.ceil(len(rows) / _SAMPLE)] if rows else ()


def _with_low_rows(
    widths: list[float], rows: Sequence[Sequence[str]], *, size: float, total: float
) -> list[float]:
    """Give what is left, a character's width at a time, to the column where it saves most."""
    most = _LONGEST * total / size / len(widths)
    lengths = [[min(_length(row[n]), most) for row in rows] for n in range(len(widths))]
    lines = [_lines(lengths[n], width, size) for n, width in enumerate(widths)]
    rest = total - sum(widths)
    while True:
        tried = (
            (_saved(lines, n, _lines(lengths[n], widths[n] + more * size, size)) / more, n, more)
            for n in range(len(widths))
            for more in _STEPS
            if more * size <= rest
        )
        saved, n, more = max(tried, default=(0.0, 0, 0))
        if saved <= 0:
            return _shared(widths, lines, rest)
        widths = [*widths[:n], widths[n] + more * size, *widths[n + 1 :]]
        lines[n] = _lines(lengths[n], widths[n], size)
        rest -= more * size


def _shared(widths: Sequence[float], lines: Sequence[Sequence[int]], rest: float) -> list[float]:
    """Share what helps no row among the columns that are still broken, else among all."""
    excess = [sum(column) - len(column) for column in lines]
    whole = sum(excess)
    shares = [n / whole if whole else 1 / len(widths) for n in excess]
    return [width + rest * share for width, share in zip(widths, shares, strict=True)]


def _lines(lengths: Sequence[float], width: float, size: float) -> list[int]:
    """Give how many lines each cell of a column takes."""
    room = max(size, width - _EDGES) / size + _ROUNDING
    return [max(1, math.ceil(length / room)) for length in lengths]


def _saved(lines: Sequence[Sequence[int]], n: int, fewer: Sequence[int]) -> float:
    """Give how much lower the rows become; where another cell is as high, a step towards it."""
    saved = 0.0
    for place, (before, after) in enumerate(zip(lines[n], fewer, strict=True)):
        highest = max(column[place] for column in lines)
        if after < before == highest:
            others = max((c[place] for m, c in enumerate(lines) if m != n), default=0)
            saved += highest - max(after, others) + (before - after) / len(lines)
    return saved


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
