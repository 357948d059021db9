"""A layout that sets its items in lines and breaks where the width ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_UNBOUNDED = 16777215  # QWIDGETSIZE_MAX, which PySide6 does not export


class FlowLayout(QLayout):
    """Items in reading order; each line as high as its highest item, items centred in it."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, line_gap: int = 4) -> None:
        super().__init__(parent)
        self._gap = gap
        self._line_gap = line_gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def move_to(self, widget: QWidget, place: int) -> None:
        """Put a widget that is already in the layout at another place."""
        for at, item in enumerate(self._items):
            if item.widget() is widget:
                self._items.insert(place, self._items.pop(at))
                self.invalidate()
                return

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        area = rect.marginsRemoved(self.contentsMargins())
        top = area.top()
        line: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(area.width(), 1), _UNBOUNDED))
            if line and used + self._gap + size.width() > area.width():
                top += self._finish(line, area.left(), top, place=place) + self._line_gap
                line, used = [], 0
            used += size.width() + (self._gap if line else 0)
            line.append((item, size))
        top += self._finish(line, area.left(), top, place=place)
        margins = self.contentsMargins()
        return top - area.top() + margins.top() + margins.bottom()

    def _finish(
        self, line: list[tuple[QLayoutItem, QSize]], left: int, top: int, *, place: bool
    ) -> int:
        height = max((size.height() for _, size in line), default=0)
        if place:
            for item, size in line:
                item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._gap
        return height

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Give the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or give None."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height all lines need."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """Give the size of one line."""
        wide = sum(i.sizeHint().width() + self._gap for i in self._items if not i.isEmpty())
        high = max((i.sizeHint().height() for i in self._items), default=0)
        return QSize(max(0, wide - self._gap), high)

    def minimumSize(self) -> QSize:
        """Give the size of the largest item."""
        wide = max((i.minimumSize().width() for i in self._items), default=0)
        high = max((i.minimumSize().height() for i in self._items), default=0)
        return QSize(wide, high)
