"""Chips: a state in a word, with a sign and a colour that support it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.tones import SIGNS, Chip

_POINTS = 9.0
_SIGN = 12


def chip_size(chip: Chip) -> QSize:
    """Give the room a chip needs."""
    look = theme.current()
    metrics = look.metrics(_POINTS)
    sign = look.px(_SIGN + 2) if SIGNS[chip.tone] else 0
    width = metrics.horizontalAdvance(chip.text) + sign + look.px(18)
    return QSize(width, max(look.px(20), metrics.height() + look.px(3)))


def paint_chip(painter: QPainter, rect: QRect, chip: Chip) -> None:
    """Draw a chip at the left of `rect`, in the middle of its height."""
    look = theme.current()
    size = chip_size(chip)
    box = QRectF(0, 0, min(size.width(), rect.width()), size.height())
    box.moveTopLeft(QPointF(rect.left(), rect.center().y() - size.height() / 2 + 0.5))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(f"{chip.tone}_ground"))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    inner = box.adjusted(look.px(9), 0, -look.px(7), 0)
    if SIGNS[chip.tone]:
        _paint_sign(painter, inner, chip)
        inner.setLeft(inner.left() + look.px(_SIGN + 2))
    painter.setFont(look.font(_POINTS))
    painter.setPen(look.colour(chip.tone))
    words = look.metrics(_POINTS).elidedText(
        chip.text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1
    )
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()


def _paint_sign(painter: QPainter, inner: QRectF, chip: Chip) -> None:
    side = theme.current().px(_SIGN)
    ratio = painter.device().devicePixelRatioF()
    sign = icons.pixmap(SIGNS[chip.tone], chip.tone, size=side, ratio=ratio)
    painter.drawPixmap(QPointF(inner.left() - 2, inner.center().y() - side / 2), sign)


class ChipLabel(QWidget):
    """A chip standing by itself."""

    def __init__(self, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self._chip = chip
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(chip)
        theme.current().changed.connect(self.updateGeometry)

    def set_chip(self, chip: Chip) -> None:
        """Show another state."""
        self._chip = chip
        self.setAccessibleName(chip.text)
        self.setToolTip(chip.hint)
        self.updateGeometry()
        self.update()

    def chip(self) -> Chip:
        """Give the state shown."""
        return self._chip

    def sizeHint(self) -> QSize:
        """Give the room of the word and its sign."""
        return chip_size(self._chip).grownBy(self.contentsMargins())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, self.contentsRect(), self._chip)
