"""The rail of pages at the left edge: icon over label, Alt+1 … Alt+9."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import set_role

_WIDTH, _HEIGHT, _LEAST_HEIGHT = 76, 60, 44


@dataclass(frozen=True)
class NavItem:
    """One page: its key, label and icon."""

    key: str
    label: str
    icon: str


class NavRail(QFrame):
    """The tabs of the window.

    Signals:
        chosen: A page was chosen; carries its key.
    """

    chosen = Signal(str)

    def __init__(self, items: Sequence[NavItem], parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "rail")
        self.setAccessibleName("页面")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, _NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 1, 4)
        column.setSpacing(0)
        for number, item in enumerate(items, start=1):
            column.addWidget(self._make(item, number))
        column.addStretch(1)
        theme.current().changed.connect(self._fit)
        self._fit()

    def current(self) -> str:
        """Give the key of the page shown; empty before the first choice."""
        return next((key for key, b in self._buttons.items() if b.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark a page as shown, without a signal; one that is not here leaves none marked."""
        button = self._buttons.get(key)
        if button is not None:
            button.setChecked(True)
            return
        self._group.setExclusive(False)
        for each in self._buttons.values():
            each.setChecked(False)
        self._group.setExclusive(True)

    def take_focus(self) -> None:
        """Put the focus on the tab of the page shown."""
        button = self._buttons.get(self.current()) or next(iter(self._buttons.values()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)

    def keys(self) -> list[str]:
        """Give the pages' keys from top to bottom."""
        return list(self._buttons)

    def _make(self, item: NavItem, number: int) -> QToolButton:
        button = _NavButton(item.label, self)
        icons.put(button, item.icon, "muted", checked="accent", size=20)
        button.clicked.connect(lambda: self.chosen.emit(item.key))
        self._group.addButton(button)
        self._buttons[item.key] = button
        if number <= 9:
            button.setToolTip(f"{item.label}（Alt+{number}）")
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(button.click)
        return button

    def _fit(self) -> None:
        self.setFixedWidth(theme.current().px(_WIDTH))


class _NavButton(QToolButton):
    """One tab; gives way in height where the window is low."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self, "nav")

    def sizeHint(self) -> QSize:
        """Give the comfortable size."""
        look = theme.current()
        return QSize(look.px(_WIDTH) - 1, look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Give the least height icon and label fit in."""
        look = theme.current()
        return QSize(look.px(_WIDTH) - 1, look.px(_LEAST_HEIGHT))
