"""The reporting table of a quarter: every number leads to its records."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from zxdesk.desktop import theme
from zxdesk.desktop.pages.figures.wording import difference_text, number_text
from zxdesk.desktop.widgets.words import set_role
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import Number
from zxdesk.statistics.reporting import QuarterTable, ReportedRow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW, _HEADER = 32, 34
GROUP, LABEL, UNIT, FIRST_NUMBER, DIFFERENCE = 0, 1, 2, 3, 7
_TITLES = ("类", "指标", "单位", "本季", "本年累计", "上年同季", "上年累计", "增减")
_DIFFERENCE_HINT = "本年累计比上年累计多（＋）或少（－）"


@dataclass(frozen=True)
class Cell:
    """A number of the table and what it was worked out from."""

    row: ReportedRow
    period: Period
    column: str


class QuarterModel(QAbstractTableModel):
    """The rows of a filled reporting table."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._table: QuarterTable | None = None

    @property
    def rows(self) -> Sequence[ReportedRow]:
        """The rows."""
        return self._table.rows if self._table else ()

    def set_table(self, table: QuarterTable) -> None:
        """Hold another table."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """Give the number at a place; None where there is none to follow."""
        place = index.column() - FIRST_NUMBER
        if self._table is None or not index.isValid() or not 0 <= place < 4:
            return None
        row = self._table.rows[index.row()]
        if numbers_of(row)[place] is None:
            return None
        return Cell(row, self._table.periods[place], _TITLES[index.column()])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell_text(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(index, row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label} {_TITLES[index.column()]} {_cell_text(row, index.column())}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Give a column's title, and its days on hover."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._days(section)
        return None

    def _hint(self, index: Index, row: ReportedRow) -> str:
        if self.cell(index):
            return f"{self._days(index.column())}，点击查看记录"
        return f"{row.label}\n{row.expression}" if index.column() == LABEL else ""

    def _days(self, section: int) -> str:
        if section == DIFFERENCE:
            return _DIFFERENCE_HINT
        place = section - FIRST_NUMBER
        if self._table is None or not 0 <= place < 4:
            return ""
        period = self._table.periods[place]
        return f"{period.first} 至 {period.last}"


class QuarterView(QTableView):
    """The table; a click or Return on a number leads to its records.

    Signals:
        followed: A number was chosen; carries its `Cell`.
    """

    followed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cells = QuarterModel(self)
        self.setModel(self.cells)
        self.hovered: tuple[int, int] = (-1, -1)
        self.setItemDelegate(_QuarterDelegate(self))
        set_role(self, "list")
        self.setAccessibleName("季度报表")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._follow)
        theme.current().changed.connect(self._measure)
        self._measure()

    def show_table(self, table: QuarterTable) -> None:
        """Show another table, with its groups standing over their rows."""
        self.clearSpans()
        self.cells.set_table(table)
        for first, count in groups_of(table.rows):
            if count > 1:
                self.setSpan(first, GROUP, count, 1)

    def _measure(self) -> None:
        look = theme.current()
        self.verticalHeader().setMinimumSectionSize(look.px(20))
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self.horizontalHeader().setFixedHeight(look.px(_HEADER))

    def _follow(self, index: QModelIndex) -> None:
        cell = self.cells.cell(index)
        if cell:
            self.followed.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens the records of the current number."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a number is a link."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        followed = self.cells.cell(index) is not None
        shape = Qt.CursorShape.PointingHandCursor if followed else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self._hover((index.row(), index.column() if followed else -1))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._hover((-1, -1))

    def _hover(self, place: tuple[int, int]) -> None:
        if place != self.hovered:
            self.hovered = place
            self.viewport().update()


class _QuarterDelegate(QStyledItemDelegate):
    """Draws the cells: hairlines, numbers as links."""

    def __init__(self, view: QuarterView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        look = theme.current()
        rect = option.rect
        row, column = self._view.hovered
        painter.save()
        if index.row() == row and index.column() != GROUP:
            painter.fillRect(rect, look.colour("hover"))
        painter.setPen(QPen(look.colour("hairline"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        link = self._view.cells.cell(index) is not None
        font = QFont(option.font)
        font.setUnderline(link and column == index.column() and index.row() == row)
        painter.setFont(font)
        quiet = index.column() in (GROUP, UNIT)
        token = "link" if link else "muted" if quiet else "text"
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.setPen(look.colour(token if enabled else "disabled"))
        inner = rect.adjusted(look.px(10), 0, -look.px(10), -1)
        words = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 3, 3)
        painter.restore()


def numbers_of(row: ReportedRow) -> tuple[Number | None, ...]:
    """Give a row's numbers in the order of the columns."""
    return row.quarter, row.year_to_date, row.last_year, row.last_year_to_date


def groups_of(rows: Sequence[ReportedRow]) -> list[tuple[int, int]]:
    """Give the first row and the length of each run of rows of one group."""
    runs: list[tuple[int, int]] = []
    for place, row in enumerate(rows):
        if runs and rows[place - 1].group == row.group:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs


def _cell_text(row: ReportedRow, column: int) -> str:
    if column < FIRST_NUMBER:
        return (row.group, row.label, row.unit)[column]
    if column == DIFFERENCE:
        return difference_text(row.year_to_date, row.last_year_to_date)
    return number_text(numbers_of(row)[column - FIRST_NUMBER])


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column >= FIRST_NUMBER else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
