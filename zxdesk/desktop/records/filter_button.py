"""One filter of a list: its title, or what is chosen, and a drop-down of values."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from zxdesk.desktop.look.words import set_state
from zxdesk.desktop.widgets.choice_popup import ChoicePopup, Option
from zxdesk.desktop.widgets.trailing_button import TrailingButton

_LONGEST = 14


class FilterButton(TrailingButton):
    """One filter: 「类型 ⌄」, or the chosen value with a cross.

    Signals:
        changed: The filter's values are others.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        parent: QWidget,
        *,
        single: bool = False,
    ) -> None:
        super().__init__(parent, role="chip", size=14, margin=9)
        self._title = title
        self.popup = ChoicePopup(options, self, single=single)
        self.popup.changed.connect(self._on_popup)
        self.clicked.connect(self._on_click)
        self._show_state()

    @property
    def title(self) -> str:
        """What the filter is about."""
        return self._title

    def chosen(self) -> str:
        """Give the chosen values in words; empty means no filter."""
        return "、".join(self.popup.labels())

    def values(self) -> tuple[str, ...]:
        """Give the chosen values; empty means no filter."""
        return self.popup.values()

    def set_values(self, values: Sequence[str]) -> None:
        """Choose values without a signal."""
        self.popup.set_values(values)
        self._show_state()

    def set_options(
        self, options: Sequence[Option], counts: Mapping[str, int] | None = None
    ) -> None:
        """Offer other values, with how many records have each."""
        self.popup.set_options(options, counts)
        self._show_state()

    def clear(self) -> None:
        """Drop the filter."""
        if self.values():
            self.set_values([])
            self.changed.emit()

    def _on_popup(self) -> None:
        self._show_state()
        self.changed.emit()

    def _on_click(self) -> None:
        cross = self.mapFromGlobal(self.cursor().pos()).x() >= self.sign_left()
        if self.values() and cross and self.underMouse():
            self.clear()
        else:
            self.popup.open_below(self)

    def _show_state(self) -> None:
        labels = self.popup.labels()
        words = "、".join(labels)
        shown = (
            words if len(words) <= _LONGEST else f"{labels[0][: _LONGEST - 4]}等 {len(labels)} 项"
        )
        self.setText(shown if labels else self._title)
        self.setToolTip(
            f"{self._title}：{words}（Delete 清除）" if labels else f"按{self._title}筛选"
        )
        self.setAccessibleName(f"{self._title}：{words or '全部'}")
        set_state(self, "set", "true" if labels else "false")
        self.set_sign(*(("close", "accent") if labels else ("chevron-down", "muted")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete drops the filter, Down opens it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.popup.open_below(self)
        else:
            super().keyPressEvent(event)
