"""What a table inside a cell of a web page is: that cell's text, or a table of its own.

Some web systems set every value of a list in a small table, others lay the whole page out in one
big table. Nothing but the shape tells them apart; where that leaves a doubt, it is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from zxdesk.exchange.book import Cell
from zxdesk.exchange.grids import Grid, Spanning

_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")


class PageCell:
    """One cell while its text and the tables in it come."""

    __slots__ = ("_across", "_down", "_number", "parts")

    def __init__(self, attributes: dict[str, str | None]) -> None:
        self._across = _span(attributes.get("colspan"))
        self._down = _span(attributes.get("rowspan"))
        self._number = attributes.get("x:num")
        self.parts: list[str | PageTable] = []

    @property
    def across(self) -> int:
        """The columns it takes."""
        return max(self._across, 1)

    @property
    def tables(self) -> list["PageTable"]:
        """The tables in it."""
        return [part for part in self.parts if isinstance(part, PageTable)]

    def spanning(self) -> Spanning:
        """Give it finished, the words of its tables among its own."""
        return Spanning(self.value(), self._across, self._down)

    def value(self) -> Cell:
        """Give what stands in it; None for nothing."""
        texts = [f"\n{p.words}\n" if isinstance(p, PageTable) else p for p in self.parts]
        lines = [" ".join(line.split()) for line in "".join(texts).split("\n")]
        inner = bool(self.tables)
        words = "\n".join(line for line in lines if line or not inner).strip()
        number = self._number
        return number if number and _ROUNDED.fullmatch(words) else words or None

    def pieces(self) -> "Iterator[PageCell | PageTable]":
        """Give its text up to a table, the table, and what follows."""
        piece = self._like([])
        for part in self.parts:
            if isinstance(part, PageTable):
                yield piece
                yield part
                piece = self._like([])
            else:
                piece.parts.append(part)
        if piece.value() is not None or not self.tables:
            yield piece

    def _like(self, parts: "list[str | PageTable]") -> "PageCell":
        cell = PageCell({})
        cell._across, cell._down, cell._number = self._across, self._down, self._number
        cell.parts = parts
        return cell


def _span(said: str | None) -> int:
    digits = (said or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 1


PageRow = list[PageCell]


@dataclass
class PageTable:
    """A table inside a cell."""

    rows: list[PageRow] = field(default_factory=list)

    @cached_property
    def words(self) -> str:
        """It as text: cells joined by a space, rows by a line break."""
        rows = ([cell.value() for cell in row] for row in self.rows)
        lines = (" ".join(str(value) for value in row if value is not None) for row in rows)
        return "\n".join(line for line in lines if line)

    @cached_property
    def filled(self) -> list[int]:
        """How many cells of each row hold something, for the rows that do."""
        counts = (_filled(row) for row in self.rows)
        return [count for count in counts if count]

    @cached_property
    def is_whole(self) -> bool:
        """Whether several rows and columns stand in it, or in a table in it."""
        if len(self.filled) > 1 and max(self.filled) > 1:
            return True
        return any(inner.is_whole for inner in self._inner())

    @cached_property
    def size(self) -> int:
        """How many values stand in it."""
        return sum(self.filled) + sum(max(inner.size - 1, 0) for inner in self._inner())

    def _inner(self) -> "Iterator[PageTable]":
        return (table for row in self.rows for cell in row for table in cell.tables)


def _filled(row: PageRow) -> int:
    return sum(cell.value() is not None for cell in row)


@dataclass
class Above:
    """What stood in the rows of a table so far.

    Attributes:
        width: Columns of the widest row with several values.
        values: Cells with a value.
    """

    width: int = 0
    values: int = 0

    def saw(self, cells: list[Spanning]) -> None:
        """Take a row in that was kept whole."""
        filled = sum(cell.value is not None for cell in cells)
        self.values += filled
        if filled > 1:
            self.width = max(self.width, sum(max(cell.across, 1) for cell in cells))


@dataclass
class Nested:
    """Puts rows into a grid, those with tables in them by shape; keeps where that was in doubt."""

    grid: Grid
    _as_text: list[int] = field(default_factory=list)
    _apart: list[int] = field(default_factory=list)

    def give(self, row: PageRow, above: Above) -> None:
        """Put a row into the grid, as one or taken apart."""
        before = len(self.grid.rows)
        apart, doubt = self._judged(row, above)
        if apart:
            self._take_apart(row)
        else:
            cells = [cell.spanning() for cell in row]
            self.grid.add(cells)
            above.saw(cells)
        if doubt and len(self.grid.rows) > before:
            found = self._apart if apart else self._as_text
            found.append(self.grid.rows[before].number)

    def notes(self, path: Path) -> list[str]:
        """Give a sentence on each way of reading that was in doubt."""
        notes = []
        if self._as_text:
            notes.append(
                f"文件“{path.name}”{_rows_named(self._as_text)}的单元格里套着表格，"
                "已当作这一格的文字，请核对。"
            )
        if self._apart:
            notes.append(
                f"文件“{path.name}”{_rows_named(self._apart)}起是套在单元格里的表格，"
                "已拆开当作单独的表格，请核对。"
            )
        return notes

    def _judged(self, row: PageRow, above: Above) -> tuple[bool, bool]:
        """Tell whether a row is only layout, and whether that is in doubt."""
        tables = [table for cell in row for table in cell.tables]
        if not tables:
            return False, False
        if len(row) == 1 and not self.grid.spanned:
            return True, False
        whole, filled = any(table.is_whole for table in tables), _filled(row)
        if filled <= 1:
            return whole, False
        size = max(table.size for table in tables)
        larger = size > above.values + filled
        among_data = above.width >= sum(cell.across for cell in row)
        if whole:
            return larger or not among_data, among_data
        return larger and not among_data, larger

    def _take_apart(self, row: PageRow) -> None:
        """Give what stands before a table, the table row by row, and what follows."""
        cells: list[Spanning] = []
        for cell in row:
            for piece in cell.pieces():
                if isinstance(piece, PageCell):
                    cells.append(piece.spanning())
                    continue
                if cells:
                    self.grid.add(cells)
                    cells = []
                above = Above()
                for inner in piece.rows:
                    self.give(inner, above)
        if cells:
            self.grid.add(cells)


def _rows_named(numbers: list[int]) -> str:
    more = f"等 {len(numbers)} 行" if len(numbers) > 1 else ""
    return f"第 {numbers[0]} 行{more}"
