"""One sheet as it stands in its file, with what each line and each column was read as."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import set_role
from zxdesk.exchange.book import Cell
from zxdesk.exchange.outcomes import ADDED, REJECTED, UNCHANGED, UPDATED, RowOutcome
from zxdesk.exchange.sheet_maps import HEADING, RECORD, SheetMap, letters_of, marks
from zxdesk.exchange.understanding.form_lessons import is_form
from zxdesk.records.fieldtypes import as_text

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
OUTCOME_WORDS = {ADDED: "新", UPDATED: "更新", UNCHANGED: "相同", REJECTED: "不接受"}
_GROUNDS = {ADDED: "good_ground", UPDATED: "info_ground", REJECTED: "bad_ground"}
NOT_TAKEN = "不导入"
_SHOWN = 60


class SheetModel(QAbstractTableModel):
    """The cells of a sheet; the heads say what lines and columns are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._map: SheetMap | None = None
        self._width = 0
        self._marks: Mapping[int, str] = {}
        self._columns: Mapping[str, Any] = {}
        self._cells: Mapping[str, Any] | None = None  # of a form
        self._outcomes: Mapping[int, RowOutcome] = {}

    def show(self, one: SheetMap, table: int, outcomes: Mapping[int, RowOutcome]) -> None:
        """Show a sheet with the columns of one of its tables."""
        self.beginResetModel()
        self._map = one
        self._width = max((len(row.cells) for row in one.sheet.rows), default=0)
        self._marks = marks(one)
        entry = one.entries[table] if one.entries else {"columns": {}}
        self._columns = entry["columns"]
        self._cells = entry["cells"] if is_form(entry) else None
        self._outcomes = outcomes
        self.endResetModel()

    def shows(self, one: SheetMap) -> bool:
        """Tell whether it is this sheet that stands."""
        return self._map is not None and self._map.sheet is one.sheet

    def row_of(self, number: int) -> int:
        """Give where a row of the sheet stands, -1 for none."""
        rows = self._map.sheet.rows if self._map else ()
        return next((place for place, row in enumerate(rows) if row.number == number), -1)

    def number_at(self, row: int) -> int:
        """Give the number of a row, as Excel counts."""
        assert self._map is not None
        return self._map.sheet.rows[row].number

    def mark(self, row: int) -> str:
        """Give what a line is, in a word or two."""
        number = self.number_at(row)
        if number in self._outcomes:
            return OUTCOME_WORDS[self._outcomes[number].outcome]
        said = self._marks.get(number)
        return "没有读" if said is None else "记录" if said == RECORD else said

    def column_word(self, column: int) -> str:
        """Give what a column is read as."""
        return self._columns.get(letters_of(column)) or NOT_TAKEN

    def cell_name(self, index: Index) -> str:
        """Give a cell's name, as Excel says it."""
        return f"{letters_of(index.column())}{self.number_at(index.row())}"

    def word_at(self, index: Index) -> str:
        """Give what a cell is read as: by its column, in a form by itself."""
        if self._cells is None:
            return self.column_word(index.column())
        return self._cells.get(self.cell_name(index)) or NOT_TAKEN

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the number of lines that are not empty."""
        return 0 if parent.isValid() or self._map is None else len(self._map.sheet.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell."""
        given: Callable[[], object] | None = {
            Qt.ItemDataRole.DisplayRole: lambda: _words(self._cell(index)),
            Qt.ItemDataRole.ToolTipRole: lambda: self._hint(index),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(index),
            Qt.ItemDataRole.BackgroundRole: lambda: self._ground(index),
            Qt.ItemDataRole.ForegroundRole: lambda: self._ink(index),
        }.get(Qt.ItemDataRole(role))
        return given() if given and index.isValid() and self._map else None

    def _hint(self, index: Index) -> str:
        outcome = self._outcomes.get(self.number_at(index.row()))
        if outcome and outcome.reason:
            return outcome.reason
        words = _words(self._cell(index), 400)
        return words if self._cells is None else f"{words}（{self.word_at(index)}）"

    def _spoken(self, index: Index) -> str:
        where = f"{self.word_at(index)} {self.mark(index.row())}"
        return f"{_words(self._cell(index)) or '空'}，{where}"

    def _ink(self, index: Index) -> object:
        return theme.current().colour("muted") if self._is_quiet(index) else None

    def _cell(self, index: Index) -> Cell:
        assert self._map is not None
        cells = self._map.sheet.rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else None

    def _ground(self, index: Index) -> object:
        number = self.number_at(index.row())
        outcome = self._outcomes.get(number)
        if self._cells is not None:
            taken = self.word_at(index) != NOT_TAKEN
            return theme.current().colour("info_ground" if taken else "plain_ground")
        if self._marks.get(number) == HEADING:
            return theme.current().colour("warn_ground")
        if outcome:
            name = _GROUNDS.get(outcome.outcome)
            taken = self.word_at(index) != NOT_TAKEN
            return theme.current().colour(name) if name and taken else None
        return None if self._marks.get(number) == RECORD else theme.current().colour("plain_ground")

    def _is_quiet(self, index: Index) -> bool:
        number = self.number_at(index.row())
        if self._marks.get(number) == HEADING:
            return False
        if self._cells is not None:
            return self.word_at(index) == NOT_TAKEN
        is_record = number in self._outcomes or self._marks.get(number) == RECORD
        return not is_record or self.column_word(index.column()) == NOT_TAKEN

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Give a column's letters and field, a line's number and what it is."""
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if self._map is None or not shown:
            return None
        if orientation == Qt.Orientation.Horizontal:
            word = "" if self._cells is not None else f"　{self.column_word(section)}"
            return f"{letters_of(section)}{word}"
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self.number_at(section)}　{self.mark(section)}"[:14]
        outcome = self._outcomes.get(self.number_at(section))
        return (outcome.reason if outcome else "") or self.mark(section)


class SheetGrid(QTableView):
    """A sheet's lines; a click on the head of a column asks for what it holds.

    Signals:
        column_asked: What a column holds is to be said; carries its place.
    """

    column_asked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sheet = SheetModel(self)
        self.setModel(self.sheet)
        set_role(self, "grid")
        self.setAccessibleName("原表")
        self.setAccessibleDescription("回车或 F2 改这一列当作什么")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self.column_asked)
        self.doubleClicked.connect(lambda index: self.column_asked.emit(index.column()))
        head.setCursor(Qt.CursorShape.PointingHandCursor)
        head.setAccessibleName("各列当作什么")
        self.verticalHeader().setAccessibleName("原表的行号")
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.current().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(look.px(28))
        self.verticalHeader().setFixedWidth(look.px(112))
        self.horizontalHeader().setDefaultSectionSize(look.px(124))
        self.horizontalHeader().setFixedHeight(look.px(34))

    def show_map(self, one: SheetMap, table: int, outcomes: Mapping[int, RowOutcome]) -> None:
        """Show a sheet; the cell at hand stays so where it is the one that stands."""
        at = self.currentIndex()
        same = self.sheet.shows(one)
        self.sheet.show(one, table, outcomes)
        if same and at.isValid():
            self.setCurrentIndex(self.sheet.index(at.row(), at.column()))

    def below_head(self, column: int) -> QPoint:
        """Give where a chooser for a column opens, on the screen."""
        x = self.columnViewportPosition(column)
        return self.viewport().mapToGlobal(QPoint(max(x, 0), 0))

    def below_cell(self, index: QModelIndex) -> QPoint:
        """Give where a chooser for a cell opens, on the screen."""
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())

    def go_to(self, number: int) -> None:
        """Bring a row of the sheet into view."""
        row = self.sheet.row_of(number)
        if row >= 0:
            self.setCurrentIndex(self.sheet.index(row, max(self.currentIndex().column(), 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 or Return: what the column holds."""
        asked = event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if asked and self.currentIndex().isValid():
            self.column_asked.emit(self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take another font's measure."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()


def _words(cell: Cell, most: int = _SHOWN) -> str:
    words = "" if cell is None else " ".join(as_text(cell).split())
    return words if len(words) <= most else words[:most] + "…"
