"""Tables whose numbers are links: a click or Return on one leads to its records."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from zxdesk.desktop.base.figure_links import CellLink
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.widgets.painting import (
    has_state,
    paint_focus,
    paint_ground,
    paint_hairline,
)

Index = QModelIndex | QPersistentModelIndex
# The link of a cell (None: it has none), the colour of its words, and how far it is indented.
LINK_ROLE = int(Qt.ItemDataRole.UserRole)
TONE_ROLE = LINK_ROLE + 1
DEPTH_ROLE = LINK_ROLE + 2
_ROW, _HEADER, _INDENT = 32, 34, 20


class LinkedView(QTableView):
    """A table of figures.

    Signals:
        followed: A cell with a link was chosen; carries the link.
    """

    followed = Signal(CellLink)

    def __init__(self, parent: QWidget, *, name: str, still: frozenset[int] = frozenset()) -> None:
        """Make the table.

        Args:
            still: Columns that do not light up with their row.
        """
        super().__init__(parent)
        self.still = still
        self.hovered: tuple[int, int] = (-1, -1)
        self.setItemDelegate(_LinkedDelegate(self))
        set_role(self, "list")
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)  # a QTableView keeps the Tab key to itself
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setAccessibleName("列标题")
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(self._follow)
        theme.current().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        look = theme.current()
        self.verticalHeader().setMinimumSectionSize(look.px(20))
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self.horizontalHeader().setFixedHeight(look.px(_HEADER))

    def _follow(self, index: QModelIndex) -> None:
        link = index.data(LINK_ROLE)
        if link is not None:
            self.followed.emit(link)

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
        followed = index.data(LINK_ROLE) is not None
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


class _LinkedDelegate(QStyledItemDelegate):
    """Draws the cells: hairlines, numbers as links."""

    def __init__(self, view: LinkedView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        look = theme.current()
        rect = option.rect
        row, column = self._view.hovered
        painter.save()
        hovered = index.row() == row and index.column() not in self._view.still
        paint_ground(painter, rect, selected=False, hovered=hovered)
        paint_hairline(painter, rect)
        link = index.data(LINK_ROLE) is not None
        font = QFont(option.font)
        font.setUnderline(link and (row, column) == (index.row(), index.column()))
        painter.setFont(font)
        token = index.data(TONE_ROLE) or ("link" if link else "text")
        enabled = has_state(option, QStyle.StateFlag.State_Enabled)
        painter.setPen(look.colour(token if enabled else "disabled"))
        indent = look.px(_INDENT) * int(index.data(DEPTH_ROLE) or 0)
        inner = rect.adjusted(look.px(10) + indent, 0, -look.px(10), -1)
        words = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), words)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            paint_focus(painter, rect)
        painter.restore()
