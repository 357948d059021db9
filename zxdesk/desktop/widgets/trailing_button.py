"""A flat button whose sign stands behind its words: a filter's arrow, a tag's cross."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import set_role


class TrailingButton(QToolButton):
    """Words and a sign; the style sheet leaves the room for it."""

    def __init__(self, parent: QWidget, *, role: str, size: int, margin: int) -> None:
        super().__init__(parent)
        self._sign = ("close", "muted")
        self._size = size
        self._margin = margin
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        set_role(self, role)

    def set_sign(self, icon: str, token: str) -> None:
        """Show another sign."""
        self._sign = (icon, token)
        self.update()

    def sign_left(self) -> int:
        """Give where the sign's part of the button begins."""
        look = theme.current()
        return self.width() - look.px(self._size) - look.px(2 * self._margin)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign at the right end."""
        super().paintEvent(event)
        look = theme.current()
        side = look.px(self._size)
        name, token = self._sign
        sign = icons.pixmap(name, token, size=side, ratio=self.devicePixelRatioF())
        place = QPoint(self.width() - side - look.px(self._margin), (self.height() - side) // 2)
        QPainter(self).drawPixmap(place, sign)
