"""A small line of how a figure went."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from zxdesk.desktop.look import theme


class Sparkline(QWidget):
    """Values as a line, without axes; the last one marked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._values: list[float] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Sequence[float]) -> None:
        """Draw other values; fewer than two draw nothing."""
        self._values = list(values)
        told = "，".join(f"{value:,g}" for value in values)
        self.setAccessibleName(f"折线，{len(self._values)} 个数：{told}" if told else "")
        self.update()

    def _points(self) -> list[QPointF]:
        margin = 4.0
        low, high = min(self._values), max(self._values)
        span = (high - low) or 1.0
        step = (self.width() - 2 * margin) / (len(self._values) - 1)
        room = self.height() - 2 * margin
        return [
            QPointF(margin + place * step, margin + room * (1 - (value - low) / span))
            for place, value in enumerate(self._values)
        ]

    def sizeHint(self) -> QSize:
        """Give a size that fits a card."""
        look = theme.current()
        return QSize(look.px(96), look.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        if len(self._values) < 2:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self._points()
        painter.setPen(QPen(look.colour("bar"), 1.6))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(look.colour("bar"))
        painter.drawEllipse(points[-1], 2.4, 2.4)
