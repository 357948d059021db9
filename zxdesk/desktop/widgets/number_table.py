"""A table of numbers whose headings come with the data: objects by spans, brands by kinds."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from zxdesk.desktop.base.figure_links import CellLink
from zxdesk.desktop.look import theme
from zxdesk.desktop.widgets.empty_note import EmptyNote
from zxdesk.desktop.widgets.linked_view import (
    DEPTH_ROLE,
    LINK_ROLE,
    TONE_ROLE,
    Index,
    LinkedView,
)

_ROOT = QModelIndex()
_LEAST, _LEAST_TITLE = 46, 150


@dataclass(frozen=True)
class NumberCell:
    """One cell.

    Attributes:
        link: Where it leads; None for nowhere.
        tone: The colour of its words; empty for the usual one.
    """

    text: str = ""
    link: CellLink | None = None
    tone: str = ""
    hint: str = ""


@dataclass(frozen=True)
class NumberRow:
    """One row: what it is about, how far that is indented, and its numbers."""

    title: NumberCell
    cells: tuple[NumberCell, ...]
    depth: int = 0


class _NumberModel(QAbstractTableModel):
    """Headings and rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.titles: tuple[str, ...] = ()
        self.rows: Sequence[NumberRow] = ()

    def put(self, titles: tuple[str, ...], rows: Sequence[NumberRow]) -> None:
        """Hold another table."""
        self.beginResetModel()
        self.titles, self.rows = titles, rows
        self.endResetModel()

    def cell(self, index: Index) -> NumberCell:
        """Give a cell."""
        row = self.rows[index.row()]
        return row.cells[index.column() - 1] if index.column() else row.title

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == DEPTH_ROLE:
            return 0 if index.column() else self.rows[index.row()].depth
        cell = self.cell(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.rows[index.row()].title.text} {self.titles[index.column()]} {cell.text}"
        by_role: dict[int, object] = {
            int(Qt.ItemDataRole.DisplayRole): cell.text,
            int(Qt.ItemDataRole.ToolTipRole): cell.hint,
            LINK_ROLE: cell.link,
            TONE_ROLE: cell.tone,
        }
        return by_role.get(role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Give a column's title."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.titles):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.titles[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None


class NumberTable(LinkedView):
    """The table; the first column says what a row is about and takes the free room."""

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent, name=name)
        self.numbers = _NumberModel(self)
        self.setModel(self.numbers)
        self._note = EmptyNote(self)

    def show_rows(self, titles: Sequence[str], rows: Sequence[NumberRow], *, empty: str) -> None:
        """Show another table.

        Args:
            empty: What is said where there are no rows.
        """
        self.numbers.put(tuple(titles), rows)
        self._note.set_content(empty, "", None)
        self._note.setVisible(not rows)
        if titles:
            self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._share_room()

    def _share_room(self) -> None:
        look, header = theme.current(), self.horizontalHeader()
        header.setMinimumSectionSize(look.px(_LEAST))
        others = sum(header.sectionSize(place) for place in range(1, header.count()))
        if header.count():
            room = self.viewport().width() - others
            header.resizeSection(0, max(room, look.px(_LEAST_TITLE)))
        self._note.setGeometry(self.viewport().geometry())

    def texts(self) -> list[tuple[str, ...]]:
        """Give what is shown, row by row."""
        return [(row.title.text, *(cell.text for cell in row.cells)) for row in self.numbers.rows]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column what is left."""
        super().resizeEvent(event)
        self._share_room()


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
