"""Tables as markup tells them, row by row, with cells that span others, put into plain rows."""

from dataclasses import dataclass, field
from pathlib import Path

from zxdesk.exchange.book import Cell, Row
from zxdesk.exchange.guard import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_large


@dataclass(frozen=True)
class Spanning:
    """A cell with the columns and rows it takes, and the column where it says to stand."""

    value: Cell
    across: int = 1
    down: int = 1
    column: int | None = None


@dataclass
class Grid:
    """Rows as they come, within the bounds of what is read.

    Attributes:
        rows: Those that hold something, numbered as a spreadsheet would.
        left: Cells that all tables of the file may still have.
    """

    path: Path
    left: int = MAX_CELLS
    rows: list[Row] = field(default_factory=list)
    _number: int = 0
    _standing: dict[int, tuple[int, Cell]] = field(default_factory=dict)

    @property
    def spanned(self) -> bool:
        """Whether a cell from above reaches into the next row."""
        return bool(self._standing)

    def add(self, cells: list[Spanning], number: int | None = None) -> None:
        """Add a row; what spans rows from above stands in it again.

        Raises:
            EnvironmentProblem: it is more than is read.
        """
        self._number = max(self._number + 1, number or 0)
        row: dict[int, Cell] = {}
        for column, (rest, value) in list(self._standing.items()):
            row[column] = value
            self._standing[column] = (rest - 1, value)
            if rest <= 1:
                del self._standing[column]
        at = 0
        for cell in cells:
            at = cell.column if cell.column is not None else self._free(row, at)
            self._put(row, at, cell)
            at += max(cell.across, 1)
        self._keep(row)

    def _free(self, row: dict[int, Cell], at: int) -> int:
        while at in row:
            at += 1
        return at

    def _put(self, row: dict[int, Cell], at: int, cell: Spanning) -> None:
        if at >= MAX_COLUMNS:
            if cell.value is not None:
                raise too_large(self.path, self._number, at + 1)
            return
        for column in range(at, min(at + max(cell.across, 1), MAX_COLUMNS)):
            value = cell.value if column == at else None
            row[column] = value
            if cell.down > 1:
                self._standing[column] = (cell.down - 1, value)

    def _keep(self, row: dict[int, Cell]) -> None:
        filled = [column for column, value in row.items() if value is not None]
        if not filled:
            return
        width = max(filled) + 1
        self.left -= width
        if self.left < 0 or self._number > MAX_ROWS:
            raise too_large(self.path, self._number, width)
        self.rows.append(Row(self._number, tuple(row.get(at) for at in range(width))))
