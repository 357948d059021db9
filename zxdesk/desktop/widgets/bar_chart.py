"""Figures side by side as bars that open their records."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zxdesk.desktop.look import theme

_ROW, _BAR = 31, 14


@dataclass(frozen=True)
class Bar:
    """One bar: label and value."""

    label: str
    value: float

    @property
    def shown(self) -> str:
        """The value as it is written."""
        return f"{self.value:,.1f}" if self.value % 1 else f"{self.value:,.0f}"


class BarChart(QWidget):
    """Horizontal bars; arrow keys move along them, Return opens one.

    Signals:
        followed: A bar was chosen; carries its place, from 0.
    """

    followed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bars: list[Bar] = []
        self._current = 0
        self._hovered = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Draw other figures."""
        self._bars = list(bars)
        self._current = 0
        self._hovered = -1
        self._name()
        self.updateGeometry()
        self.update()

    def bar_at(self, height: float) -> int:
        """Give the bar at a height in the widget, or -1."""
        row = int(height // self._row())
        return row if 0 <= row < len(self._bars) else -1

    def _row(self) -> int:
        return theme.current().px(_ROW)

    def _label_width(self) -> int:
        look = theme.current()
        metrics = look.metrics()
        widest = max((metrics.horizontalAdvance(b.label) for b in self._bars), default=0)
        return int(min(widest + look.px(14), self.width() * 0.4))

    def _name(self) -> None:
        """Say every figure, and which bar the keys are on; whoever listens hears the change."""
        words = "，".join(f"{bar.label} {bar.shown}" for bar in self._bars)
        count = len(self._bars)
        self.setAccessibleName(f"条形图，{count} 条：{words}" if count else "条形图，没有数据")
        if self._bars:
            bar = self._bars[self._current]
            place = f"第 {self._current + 1} 条，共 {count} 条"
            self.setAccessibleDescription(f"{bar.label} {bar.shown}，{place}，按回车查看记录")
            changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(changed)

    def _paint_bar(self, painter: QPainter, place: int, left: int, longest: float) -> None:
        look = theme.current()
        bar = self._bars[place]
        row = QRectF(0, place * self._row(), self.width(), self._row())
        middle = Qt.AlignmentFlag.AlignVCenter
        words = QRectF(0, row.top(), left - look.px(10), row.height())
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.setPen(look.colour("text" if place == self._hovered else "muted"))
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, cut)
        room = max(self.width() - left - look.px(64), 10)
        length = room * bar.value / longest if longest else 0
        high = look.px(_BAR)
        box = QRectF(left, row.center().y() - high / 2, max(length, 2), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("bar_hover" if place == self._hovered else "bar"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(look.colour("text"))
        figure = QRectF(box.right() + look.px(8), row.top(), look.px(64), row.height())
        painter.drawText(figure, middle | Qt.AlignmentFlag.AlignLeft, bar.shown)

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._bars):
            self._current = place
            self._name()
            self.update()
            self.followed.emit(place)

    def sizeHint(self) -> QSize:
        """Give the room all bars need."""
        return QSize(theme.current().px(320), max(len(self._bars), 1) * self._row())

    def minimumSizeHint(self) -> QSize:
        """Give the least width."""
        return QSize(theme.current().px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars and the focus."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font())
        if not self._bars:
            painter.setPen(look.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, "没有数据")
        left = self._label_width()
        longest = max((bar.value for bar in self._bars), default=0)
        for place in range(len(self._bars)):
            self._paint_bar(painter, place, left, longest)
        if self.hasFocus() and self._bars:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            top = self._current * self._row()
            painter.drawRoundedRect(QRectF(1, top + 2, self.width() - 2, self._row() - 4), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Return opens."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and self._bars:
            last = len(self._bars) - 1
            self._current = min(max(self._current + steps[Qt.Key(event.key())], 0), last)
            self._name()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus."""
        super().focusInEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the bar under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.bar_at(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the bar under the pointer."""
        self._hovered = self.bar_at(event.position().y())
        over = self._hovered >= 0
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No bar is under the pointer any more."""
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        """Show label and value in full on hover."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.bar_at(event.pos().y())
            words = f"{self._bars[place].label}：{self._bars[place].shown}" if place >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
