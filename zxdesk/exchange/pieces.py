"""Parts a cell with several values, of which one may itself hold a separator (共青团、青联)."""

import re
from collections.abc import Callable, Iterator, Sequence

from zxdesk.exchange import spelling

_SEPARATOR = re.compile(r"([、，,；;\n])")
_LONGEST_RUN = 6  # pieces that one name with separators in it may have


def split(cell: str) -> list[str]:
    """Split at 、，,；; and line breaks, keeping these as every second piece."""
    return _SEPARATOR.split(cell)


def longest_names(
    pieces: Sequence[str], find: Callable[[str], list[int]]
) -> Iterator[tuple[str, list[int]]]:
    """Give the names in a cell with what they may mean; first the whole cell is tried as one."""
    start = 0
    while start < len(pieces):
        end, words, found = _longest(pieces, start, find)
        if words:
            yield words, found
        start = end + 1


def _longest(
    pieces: Sequence[str], start: int, find: Callable[[str], list[int]]
) -> tuple[int, str, list[int]]:
    last = len(pieces)
    ends = [last] if start == 0 else []
    ends += range(min(last, start + 2 * _LONGEST_RUN - 1), start + 1, -2)
    for end in ends:
        words = spelling.one_line("".join(pieces[start:end]))
        found = find(words)
        if len(found) == 1:
            return end, words, found
    words = spelling.one_line(pieces[start])
    return start + 1, words, find(words) if words else []
