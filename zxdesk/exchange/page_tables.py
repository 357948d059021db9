"""Finds the tables of a web page, whatever was left unclosed, and hands over their rows."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from zxdesk.exchange.grids import Grid
from zxdesk.exchange.guard import too_large, unreadable
from zxdesk.exchange.nested_tables import Above, Nested, PageCell, PageRow, PageTable

_DEEPEST = 40  # tables in one another
_BLOCKS = {"p", "div", "li"}
_SILENT = {"script", "style", "title", "noscript"}


@dataclass
class _Open:
    """A table that has begun: its rows so far, its last row, and the cell that takes text."""

    table: PageTable = field(default_factory=PageTable)
    above: Above = field(default_factory=Above)
    row: PageRow = field(default_factory=list)
    cell: PageCell | None = None


class PageTables(HTMLParser):
    """Puts the rows of all tables of a page into one grid, in the order in which they begin.

    The rows of a table inside a cell wait until the row around them ends: only then can be told
    what they are.
    """

    def __init__(self, path: Path, left: int) -> None:
        super().__init__()
        self.grid = Grid(path, left)
        self.nested = Nested(self.grid)
        self._path = path
        self._open: list[_Open] = []
        self._waiting = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell; what was open of the same sort ends."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._begin_table()
        elif not self._open:
            return
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._begin_cell(dict(attrs))
        elif tag == "br" or tag in _BLOCKS:
            self._say("\n")

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Pass over <![odd[ as browsers do: the parser asserts that it knows the word.

        https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state
        """
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take <br/> and <td/>; a tag that ends itself opens nothing."""
        if tag not in _SILENT:
            super().handle_startendtag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif not self._open:
            return
        elif tag == "table":
            self._end_table()
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._open[-1].cell = None

    def handle_data(self, data: str) -> None:
        """Take text; a line break in the file is only a space."""
        if not self._silent:
            self._say(data.replace("\n", " ").replace("\r", " "))

    def end(self) -> None:
        """End what the page left open."""
        while self._open:
            self._end_table()

    def _say(self, words: str) -> None:
        if self._open and (cell := self._open[-1].cell) is not None:
            cell.parts.append(words)

    def _begin_table(self) -> None:
        if self._open and self._open[-1].cell is None:  # the row in which it stands comes first
            self._end_row()
            self._begin_cell({})
        if len(self._open) >= _DEEPEST:
            raise unreadable(self._path, "里的表格套得太深", "请重新导出，或另存为 .xlsx 再导入")
        self._open.append(_Open())

    def _end_table(self) -> None:
        self._end_row()
        table = self._open.pop().table
        around = self._open[-1].cell if self._open else None
        if around is not None and table.rows:
            around.parts.append(table)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        inner = self._open[-1]
        inner.cell = PageCell(attributes)
        inner.row.append(inner.cell)
        if len(self._open) > 1:
            self._waiting += 1
            if self._waiting > self.grid.left:
                raise too_large(self._path, len(inner.table.rows) + 1, len(inner.row))

    def _end_row(self) -> None:
        inner = self._open[-1]
        row, inner.row, inner.cell = inner.row, [], None
        if not row:
            return
        if len(self._open) > 1:
            inner.table.rows.append(row)
        else:
            self.nested.give(row, inner.above)
            self._waiting = 0
