"""A table of objects on the page: names open their record, numbers their records."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.reporting.grids import NAME, GridCell, GridColumn, TableGrid
from zxdesk.desktop.widgets.empty_note import EmptyNote
from zxdesk.desktop.widgets.linked_view import LINK_ROLE, Index, LinkedView

_ROOT = QModelIndex()
_WIDEST, _HEADER = 260, 48


class _GridModel(QAbstractTableModel):
    """Columns and cells."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.grid: TableGrid | None = None

    def put(self, grid: TableGrid | None) -> None:
        """Hold another table."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def cell(self, index: Index) -> GridCell:
        """Give a cell."""
        assert self.grid is not None
        return self.grid.rows[index.row()][index.column()]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the number of rows."""
        return 0 if parent.isValid() or self.grid is None else len(self.grid.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() or self.grid is None else len(self.grid.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell."""
        if not index.isValid() or self.grid is None:
            return None
        cell, column = self.cell(index), self.grid.columns[index.column()]
        by_role: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): cell.text,
            int(Qt.ItemDataRole.ToolTipRole): cell.hint,
            int(Qt.ItemDataRole.AccessibleTextRole): f"{_title(column, '：')} {cell.text}",
            int(Qt.ItemDataRole.TextAlignmentRole): _alignment(column),
            LINK_ROLE: cell.link,
        }
        return by_role.get(role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Give a column's group and title, and what it counts on hover."""
        if self.grid is None or orientation != Qt.Orientation.Horizontal:
            return None
        if not 0 <= section < len(self.grid.columns):
            return None
        column = self.grid.columns[section]
        by_role: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): _title(column, "\n"),
            int(Qt.ItemDataRole.ToolTipRole): column.hint,
            int(Qt.ItemDataRole.TextAlignmentRole): _alignment(column),
        }
        return by_role.get(role)


class GridView(LinkedView):
    """The table; a click or Return on a name leads to its record, on a number to its records."""

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent, name=name)
        self.cells = _GridModel(self)
        self.setModel(self.cells)
        self._note = EmptyNote(self)
        self._note.hide()

    def show_grid(self, grid: TableGrid | None, *, empty: str) -> None:
        """Show another table.

        Args:
            empty: What is said where there are no rows.
        """
        self.cells.put(grid)
        self._note.set_content(empty, "", None)
        self._note.setVisible(not self.cells.rowCount())
        self._share_room()

    def texts(self) -> list[tuple[str, ...]]:
        """Give what is shown, row by row."""
        grid = self.cells.grid
        return [tuple(cell.text for cell in row) for row in grid.rows] if grid else []

    def _share_room(self) -> None:
        self._note.setGeometry(self.viewport().geometry())
        columns = self.cells.grid.columns if self.cells.grid else ()
        names = [place for place, column in enumerate(columns) if column.title == NAME]
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        for place in names:
            header.setSectionResizeMode(place, mode.ResizeToContents)
            if header.length() < self.viewport().width():
                header.setSectionResizeMode(place, mode.Stretch)

    def _measure(self) -> None:
        super()._measure()
        look = theme.current()
        self.horizontalHeader().setMaximumSectionSize(look.px(_WIDEST))
        self.horizontalHeader().setFixedHeight(look.px(_HEADER))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what is left."""
        super().resizeEvent(event)
        self._share_room()


def _title(column: GridColumn, between: str) -> str:
    return f"{column.group}{between}{column.title}" if column.group else column.title


def _alignment(column: GridColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
