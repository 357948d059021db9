"""What a global search found, below the search field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from zxdesk.desktop import icons, theme
from zxdesk.desktop.widgets.words import label, set_role

_HIT = Qt.ItemDataRole.UserRole
_MOST_ROWS = 14


@dataclass(frozen=True)
class Hit:
    """One thing found: where it leads, what it is called, and the icon of its kind."""

    target: object
    text: str
    icon: str


class SearchPopup(QFrame):
    """Hits in a list that does not take the focus from the field.

    Signals:
        chosen: A hit was chosen; carries its target.
    """

    chosen = Signal(object)

    def __init__(self, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._window = parent
        set_role(self, "popup")
        self.setAccessibleName("搜索结果")
        self._list = QListWidget(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._take)
        self._none = label("没有找到。", self, role="muted")
        self._none.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._none)
        column.addWidget(self._list)
        field.installEventFilter(self)
        self.hide()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show what was found below the field."""
        self._list.clear()
        for hit in hits:
            item = QListWidgetItem(icons.icon(hit.icon, "muted", size=18), hit.text, self._list)
            item.setData(_HIT, hit.target)
        self._none.setVisible(not hits)
        self._list.setVisible(bool(hits))
        if hits:
            self._list.setCurrentRow(0)
        self._place(len(hits))
        self.show()
        self.raise_()

    def hits(self) -> list[str]:
        """Give the words of what is shown."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def take_current(self) -> None:
        """Choose the marked hit."""
        item = self._list.currentItem()
        if item is not None and self.isVisible():
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(item.data(_HIT))

    def _place(self, count: int) -> None:
        look = theme.current()
        window = self._window
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        rows = min(max(count, 1), _MOST_ROWS)
        high = min(rows * look.px(31) + look.px(18), window.height() - below.y() - 8)
        self.setGeometry(below.x(), below.y(), self._field.width(), max(high, look.px(48)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Return takes, Esc and leaving the field close."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if (
            self.isVisible()
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._key(Qt.Key(event.key()))
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            row = self._list.currentRow() + steps[key]
            self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_current()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True
