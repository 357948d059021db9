"""The headings of a table: one to three lines, with cells merged across or down."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from zxdesk.exchange import import_words, spelling
from zxdesk.exchange.book import Cell, Row
from zxdesk.exchange.captions import (
    STAMP,
    Column,
    Meaning,
    counts_in_ten_thousands,
    is_neutral,
    plain,
    vocabulary,
)
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import Name, Names, Text
from zxdesk.records.kind import Reference, RefList

_MOST_LINES = 3
_LONGEST_HEADING = 24
# What days and counts are written with; a heading with a figure has other words besides.
_VALUE = re.compile(r"[\W\d_a-zA-Z年月日号时分届次第人名万元个件]")
Known = Callable[[str], bool]


@dataclass(frozen=True)
class Heading:
    """The headings above one column.

    Attributes:
        path: From the top line to the lowest, without repetitions.
        said: The same with remarks in brackets.
    """

    index: int
    path: tuple[str, ...]
    ten_thousands: bool = False
    said: str = ""

    @property
    def word(self) -> str:
        """The lowest."""
        return self.path[-1]

    @property
    def whole(self) -> str:
        """All of them as one word."""
        return "".join(self.path)


@dataclass(frozen=True)
class Block:
    """The heading lines of a table, by their places among the rows, and what stands there."""

    first: int
    last: int
    headings: tuple[Heading, ...]


def wordy(cell: Cell) -> bool:
    """Tell whether a cell may be a heading: a short text without a figure outside brackets."""
    if not isinstance(cell, str):
        return False
    word = plain(cell)
    return 0 < len(word) <= _LONGEST_HEADING and not any(char.isdigit() for char in word)


def is_figured(cell: Cell) -> bool:
    """Tell whether a cell may be a heading with a figure, as 2023年获奖: no day, no count."""
    if not isinstance(cell, str):
        return False
    word = plain(cell)
    return len(word) <= _LONGEST_HEADING and len(_VALUE.sub("", word)) > 1


def make_block(rows: Sequence[Row], place: int, known: Known) -> Block:
    """Give the block whose first line with known headings stands at a place."""
    first = last = place
    # Downwards first: the line with known headings is mostly the upper one, which the next parts.
    while last - first + 1 < _MOST_LINES and last + 1 < len(rows):
        if not _goes_on(rows[last].cells, rows[last + 1].cells, known):
            break
        last += 1
    while last - first + 1 < _MOST_LINES and first and _is_group_line(rows, first, known):
        first -= 1
    return Block(first, last, headings_of([row.cells for row in rows[first : last + 1]]))


def _goes_on(upper: Sequence[Cell], lower: Sequence[Cell], known: Known) -> bool:
    """Tell whether a line is the next one of a heading: it parts what stands above."""
    above = [*upper, *[None] * (len(lower) - len(upper))]
    repeated = {
        i for i, cell in enumerate(lower) if cell is not None and plain(cell) == plain(above[i])
    }
    fresh = [i for i, cell in enumerate(lower) if cell is not None and i not in repeated]
    if not fresh:
        return False
    # A line 必填, 选填 below the headings says how to fill them in and is no record.
    if not repeated and all(_is_instruction(lower[i]) for i in fresh):
        return True
    # A cell merged down is read once on each of its lines.
    if sum(known(plain(lower[i])) for i in repeated) > 1:
        return True  # merged down, the others are parted
    if not all(wordy(lower[i]) for i in fresh):
        return False
    spans = {i for i in fresh if _is_in_span(above, lower, i)}
    some_known = any(known(plain(lower[i])) for i in fresh)
    if not all(i in spans or known(plain(lower[i])) for i in fresh):
        return False
    single = [i for i, cell in enumerate(above) if cell is not None and i not in fresh]
    return some_known or bool(spans and single)


def _is_instruction(cell: Cell) -> bool:
    return plain(cell) in import_words.words("instructions")


def _is_in_span(above: Sequence[Cell], lower: Sequence[Cell], place: int) -> bool:
    """Tell whether a cell stands below a heading that is wider than one column."""
    if above[place] is None:
        return any(cell is not None for cell in above[:place])
    following = place + 1
    return following < len(lower) and above[following] is None and lower[following] is not None


def _is_group_line(rows: Sequence[Row], place: int, known: Known) -> bool:
    """Tell whether the line above a heading line holds groups of its columns."""
    above, below = rows[place - 1], rows[place]
    # An empty line between them makes the upper one a title.
    if above.number + 1 != below.number:
        return False
    filled = [i for i, cell in enumerate(above.cells) if cell is not None]
    headings = sum(cell is not None for cell in below.cells)
    # “填报单位：…” above the headings has fewer cells than they are, too; its colon tells.
    if not 2 <= len(filled) < headings or any("：" in str(above.cells[i]) for i in filled):
        return False
    return all(wordy(above.cells[i]) and i < len(below.cells) for i in filled) and any(
        below.cells[i] is not None and not known(plain(above.cells[i])) for i in filled
    )


def headings_of(lines: Sequence[Sequence[Cell]]) -> tuple[Heading, ...]:
    """Give the headings of each column that has any."""
    width = max(len(line) for line in lines)
    grid = [[*line, *[None] * (width - len(line))] for line in lines]
    found = []
    for index in range(width):
        if all(line[index] is None for line in grid):
            continue
        path: list[str] = []
        said: dict[str, None] = {}
        ten_thousands = False
        for depth, line in enumerate(grid):
            cell = line[index]
            word = plain(cell) or _shown(cell) or _owner(grid, depth, index)
            ten_thousands = ten_thousands or counts_in_ten_thousands(cell)
            said[spelling.one_line(str(cell)) if cell is not None else word] = None
            if word and not (path and (path[-1] == word or _is_instruction(cell))):
                path.append(word)
        if path:
            found.append(Heading(index, tuple(path), ten_thousands, " ".join(said)))
    return tuple(found)


def _shown(cell: Cell) -> str:
    """Give a heading that is no text: a year, a day."""
    return "" if cell is None or isinstance(cell, str) else str(cell)


def _owner(grid: Sequence[Sequence[Cell]], depth: int, index: int) -> str:
    """Give the heading at the left that spans an empty cell above others."""
    if depth + 1 == len(grid) or grid[depth + 1][index] is None:
        return ""
    for left in range(index - 1, -1, -1):
        cell = grid[depth][left]
        if cell is not None:
            below = grid[depth + 1][left]
            parted = below is not None and plain(below) != plain(cell)
            return plain(cell) if parted else ""
    return ""


def columns_of(kind: RecordKind, headings: Iterable[Heading]) -> list[Column]:
    """Give the columns that are known on the sheet of a kind; stamps are read by `logs` alone."""
    columns = []
    for heading in headings:
        found = meaning(kind, heading)
        if found and found[1].field is not STAMP:
            word, known = found
            columns.append(
                Column(
                    heading.index,
                    word,
                    known.kind,
                    known.field,
                    heading.ten_thousands,
                    known.exact,
                    known.second,
                )
            )
    return columns


def meaning(kind: RecordKind, heading: Heading) -> tuple[str, Meaning] | None:
    """Give what a heading means on the sheet of a kind, and by which word."""
    known, leaf, groups = vocabulary(kind.sheet), heading.word, heading.path[:-1]
    if not groups:
        return (leaf, known[leaf]) if leaf in known else None
    # 电话 below 联系人 is not the member's own.
    if not import_words.words("other_persons").isdisjoint(groups) and leaf not in groups:
        return None
    above = next((known[group] for group in reversed(groups) if group in known), None)
    # 姓名 or 名称 below a heading that names somebody only says that his name stands there.
    if above and leaf in import_words.words("naming") and _names(above):
        return next(group for group in reversed(groups) if group in known), above
    # 主办 above 单位 is 主办单位; either part may stand on top.
    for word in (groups[-1] + leaf, leaf + groups[-1]):
        if word in known:
            return word, known[word]
    attached = above is not None and leaf in import_words.words("attached")
    if leaf in known and (not attached or known[leaf].field is above.field):  # type: ignore[union-attr]
        return leaf, known[leaf]
    return None


def _names(known: Meaning) -> bool:
    return isinstance(known.field, (Reference, RefList)) or isinstance(
        known.field.type, (Name, Names, Text)
    )


def unknown(headings: Iterable[Heading], columns: Iterable[Column]) -> list[Heading]:
    """Give the headings that no column bears, without those of line numbers."""
    taken = {column.index for column in columns}
    return [h for h in headings if h.index not in taken and not is_neutral(h.word)]
