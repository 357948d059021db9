"""A button at the right end of a line, inside it: a calendar, a list of values."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import set_role


class InsideButton(QToolButton):
    """As high as its line; the Tab key passes it, so a key of the line must do the same."""

    def __init__(
        self, line: QLineEdit, icon: str, words: str, act: Callable[[], object], *, keys: str
    ) -> None:
        super().__init__(line)
        self._line = line
        self._words = words
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolTip(f"{words}（{keys}）")
        set_role(self, "inside")
        icons.put(self, icon, "muted", size=16)
        self.clicked.connect(act)
        line.installEventFilter(self)
        self.set_object("")

    def set_object(self, what: str) -> None:
        """Say of which field it is."""
        self.setAccessibleName(f"{self._words}：{what}" if what else self._words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right end of the line."""
        if watched is self._line and event.type() == QEvent.Type.Resize:
            side = self._line.height()
            self.setGeometry(self._line.width() - side, 0, side, side)
            self._line.setTextMargins(0, 0, side - theme.current().px(8), 0)
        return super().eventFilter(watched, event)
