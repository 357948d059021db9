"""Things to be done as a list: a chip, the words, a link to the record."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.widgets.chip import chip_size, paint_chip
from zxdesk.desktop.widgets.painting import (
    has_state,
    paint_focus,
    paint_ground,
    paint_hairline,
)
from zxdesk.queries.todo import Todo

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW, _ROOMY_ROW = 34, 54
_LEAST_ROWS = 4
_ITEM = int(Qt.ItemDataRole.UserRole)
_TONES = {"overdue": "bad", "soon": "warn", "open": "info"}
_VERB = "查看"


def todo_chip(item: Todo) -> Chip:
    """Give the chip of a thing to be done."""
    return Chip(item.tag, _TONES.get(item.tone, "plain"))


class TodoView(QListView):
    """Things to be done; a click or Return opens the record.

    Signals:
        followed: One was chosen; carries the kind and the id of its record.
        stepped: The next step of one is wanted; carries it.
        menu_asked: What may be done with one is wanted; carries it, and where on the screen.
    """

    followed = Signal(str, int)
    stepped = Signal(Todo)
    menu_asked = Signal(Todo, QPoint)

    def __init__(
        self,
        parent: QWidget,
        *,
        name: str = "要办的事",
        roomy: bool = False,
        most_rows: int | None = None,
        steps: bool = False,
    ) -> None:
        """Make the list.

        Args:
            roomy: Words take two lines, for a narrow place.
            most_rows: How many rows it asks room for; the rest is scrolled to.
            steps: The word at the right of a row is its next step, where it has one.
        """
        super().__init__(parent)
        self._most_rows = most_rows
        self._on_verb = False
        self.roomy = roomy
        self.steps = steps
        self._items = _TodoModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_TodoDelegate(self))
        set_role(self, "todo")
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)  # only the first row is measured, however many there are
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._follow)
        theme.current().changed.connect(self._measure)

    def set_items(self, items: Sequence[Todo]) -> None:
        """Show other things."""
        self._items.set_items(items)
        self._measure()

    def set_roomy(self, roomy: bool) -> None:
        """Give words two lines, or one."""
        if roomy != self.roomy:
            self.roomy = roomy
            self._measure()

    def row_height(self) -> int:
        """Give the height of a row."""
        return theme.current().px(_ROOMY_ROW if self.roomy else _ROW)

    def items(self) -> tuple[Todo, ...]:
        """Give what is shown."""
        return tuple(self._items.items)

    def _measure(self) -> None:
        self.updateGeometry()
        self.scheduleDelayedItemsLayout()

    def verb(self, item: Todo) -> str:
        """Give the word at the right of a row."""
        return item.step or _VERB if self.steps else _VERB

    def verb_room(self) -> int:
        """Give the room of the longest of them."""
        verbs = {_VERB, *map(self.verb, self._items.items)}
        return max(theme.current().metrics().horizontalAdvance(verb) for verb in verbs)

    def _follow(self, index: QModelIndex) -> None:
        item = self._items.items[index.row()]
        if self._on_verb and item.step and self.steps:
            self.stepped.emit(item)
            return
        self.followed.emit(item.kind, item.record_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell a click on the word at the right from one on the row."""
        edge = self.viewport().width() - self.verb_room() - theme.current().px(24)
        self._on_verb = event.position().x() >= edge
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for what may be done with a row: the one at the pointer, or the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if self.steps and index.isValid():
            below = self.visualRect(index).bottomLeft()
            place = self.viewport().mapToGlobal(below) if by_key else event.globalPos()
            self.menu_asked.emit(self._items.items[index.row()], place)

    def _height(self, rows: int) -> int:
        return rows * self.row_height() + 2

    def sizeHint(self) -> QSize:
        """Give the room of all rows."""
        rows = len(self._items.items)
        shown = rows if self._most_rows is None else min(rows, self._most_rows)
        return QSize(theme.current().px(360), self._height(shown))

    def minimumSizeHint(self) -> QSize:
        """Give the room of a few rows."""
        rows = min(len(self._items.items), _LEAST_ROWS)
        return QSize(theme.current().px(240), self._height(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show whole rows only."""
        row = self.row_height()
        longer = self.height() < self._height(len(self._items.items))
        self.setViewportMargins(0, 0, 0, self.height() % row if longer else 0)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, with Ctrl it takes the next step."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._on_verb = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._follow(index)
        else:
            super().keyPressEvent(event)


class _TodoModel(QAbstractListModel):
    """The things in their order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[Todo] = []

    def set_items(self, items: Sequence[Todo]) -> None:
        """Hold others."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give how many there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give the words, or the thing itself."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{item.tag}，{item.text}" + (f"，{item.step}" if item.step else "")
        return item if role == _ITEM else None


class _TodoDelegate(QStyledItemDelegate):
    """Draws one thing to be done."""

    def __init__(self, view: TodoView) -> None:
        super().__init__(view)
        self._view = view

    def _chip_room(self) -> int:
        chips = (todo_chip(item) for item in self._view.items()[:200])
        return max((chip_size(chip).width() for chip in chips), default=0)

    def _words_rect(self, rect: QRect) -> QRect:
        look = theme.current()
        left = look.px(8) + self._chip_room() + look.px(12)
        if self._view.roomy:
            return rect.adjusted(left, look.px(4), -look.px(4), -look.px(4))
        right = self._view.verb_room() + look.px(24)
        return rect.adjusted(left, 0, -right, -1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw chip, words and link."""
        look = theme.current()
        item = index.data(_ITEM)
        rect = option.rect
        hovered = has_state(option, QStyle.StateFlag.State_MouseOver)
        painter.save()
        paint_ground(painter, rect, selected=False, hovered=hovered)
        paint_hairline(painter, rect)
        paint_chip(painter, rect.adjusted(look.px(8), 0, 0, 0), todo_chip(item))
        painter.setFont(option.font)
        self._paint_words(painter, option, item)
        if has_state(option, QStyle.StateFlag.State_HasFocus):
            paint_focus(painter, rect)
        painter.restore()

    def _room(self, rect: QRect) -> int:
        width = self._words_rect(rect).width()
        # A little less than two lines: a word may not break where the line ends.
        return int(1.9 * width) if self._view.roomy else width

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, item: Todo) -> None:
        look = theme.current()
        words = self._words_rect(option.rect)
        middle = Qt.AlignmentFlag.AlignVCenter
        cut = option.fontMetrics.elidedText(
            item.text, Qt.TextElideMode.ElideRight, self._room(option.rect)
        )
        if self._view.roomy:
            painter.setPen(look.colour("link"))
            painter.drawText(words, int(middle | Qt.TextFlag.TextWordWrap), cut)
            return
        painter.setPen(look.colour("text"))
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, cut)
        painter.setPen(look.colour("link"))
        verb = option.rect.adjusted(0, 0, -look.px(8), -1)
        painter.drawText(verb, middle | Qt.AlignmentFlag.AlignRight, self._view.verb(item))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the height of a row."""
        return QSize(theme.current().px(200), self._view.row_height())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the full words where they are cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        words = str(index.data())
        room = self._room(option.rect)
        cut = option.fontMetrics.horizontalAdvance(words) > room
        anchor: QWidget = view
        QToolTip.showText(event.globalPos(), words if cut else "", anchor)
        return True
