"""A drop-down of values to tick, with a line to find one where there are many."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from zxdesk import text
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.widgets.popup_place import put_at, put_below
from zxdesk.desktop.widgets.search_field import SearchField

_SEARCH_FROM = 12
_VALUE = Qt.ItemDataRole.UserRole
_LABEL = int(_VALUE) + 1
# A value, and how it is called.
Option = tuple[str, str]


class ChoicePopup(QFrame):
    """Values to tick; closes on Esc, Return or a click elsewhere.

    Signals:
        changed: The ticked values are others.
    """

    changed = Signal()

    def __init__(self, options: Sequence[Option], parent: QWidget, *, single: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_role(self, "popup")
        self._single = single
        self._search = SearchField("查找…", self)
        self._search.settled.connect(self._narrow)
        self._search.left_downwards.connect(self._to_list)
        self._list = QListWidget(self)
        set_role(self._list, "popup")
        self._list.setAccessibleName("可选值")
        self._list.itemChanged.connect(self._on_item)
        self._list.itemActivated.connect(self._toggle)
        if single:
            self._list.itemClicked.connect(lambda item: item.setCheckState(_state(True)))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(self._search)
        column.addWidget(self._list)
        self.set_options(options)

    def set_options(
        self, options: Sequence[Option], counts: Mapping[str, int] | None = None
    ) -> None:
        """Offer other values; ticks that still exist stay.

        Args:
            counts: How many records have each value.
        """
        # Each tick set here would count as one set by a person.
        ticked = set(self.values())
        self._list.blockSignals(True)
        self._list.clear()
        for value, label in options:
            count = (counts or {}).get(value)
            item = QListWidgetItem(f"{label}　{count:,}" if count else label, self._list)
            item.setData(_VALUE, value)
            item.setData(_LABEL, label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(value in ticked))
        self._list.blockSignals(False)
        self._search.setVisible(len(options) >= _SEARCH_FROM)

    def values(self) -> tuple[str, ...]:
        """Give the ticked values in the order offered."""
        return tuple(item.data(_VALUE) for item in self._items() if _ticked(item))

    def labels(self) -> list[str]:
        """Give the labels of the ticked values."""
        return [item.data(_LABEL) for item in self._items() if _ticked(item)]

    def set_values(self, values: Sequence[str]) -> None:
        """Tick these values only, without a signal."""
        self._list.blockSignals(True)
        for item in self._items():
            item.setCheckState(_state(item.data(_VALUE) in values))
        self._list.blockSignals(False)

    def open_below(self, anchor: QWidget) -> None:
        """Show the drop-down under a button, inside the screen."""
        self._fit()
        put_below(self, anchor)
        self._open()

    def open_at(self, place: QPoint) -> None:
        """Show the drop-down at a place of the screen, moved so that all of it is seen."""
        self._fit()
        put_at(self, place, above=place.y())
        self._open()

    def _open(self) -> None:
        self.show()
        if self._search.isVisible():
            self._search.focus()
        else:
            self._to_list()

    def _fit(self) -> None:
        look = theme.current()
        rows = min(max(self._list.count(), 1), 10)
        wide = max((look.metrics().horizontalAdvance(i.text()) for i in self._items()), default=80)
        self._list.setFixedHeight(rows * look.px(32) + look.px(18))
        self.setFixedWidth(min(max(wide + look.px(84), look.px(170)), look.px(360)))
        self.adjustSize()

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _on_item(self, item: QListWidgetItem) -> None:
        if self._single and _ticked(item):
            self.set_values([item.data(_VALUE)])
        self.changed.emit()

    def _toggle(self, item: QListWidgetItem) -> None:
        item.setCheckState(_state(not _ticked(item)))

    def _narrow(self, words: str) -> None:
        sought = text.fold(words)
        for item in self._items():
            item.setHidden(sought not in text.fold(item.text()))

    def _to_list(self) -> None:
        self._list.setFocus()
        current = self._list.currentItem()
        if current is None or current.isHidden():
            seen = next((item for item in self._items() if not item.isHidden()), None)
            if seen is not None:
                self._list.setCurrentItem(seen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


def _ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
