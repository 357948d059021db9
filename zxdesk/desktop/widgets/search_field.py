"""A search line: acts on committed text only, a little after the last key."""

from PySide6.QtCore import QMetaMethod, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from zxdesk import text
from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import set_role

DEBOUNCE_MS = 200


class SearchField(QLineEdit):
    """A line with a magnifier, a clear button and, while empty, the shortcut that leads here.

    Signals:
        settled: The text as it stands 200 ms after the last change; never while an input
            method is composing.
        entered: Return was pressed; carries the text.
        left_downwards: The down key was pressed: the focus should go to what was found.
        left_upwards: Esc was pressed in the empty line: the focus should go back.
    """

    settled = Signal(str)
    entered = Signal(str)
    left_downwards = Signal()
    left_upwards = Signal()

    def __init__(self, placeholder: str, parent: QWidget, *, hint: str = "") -> None:
        super().__init__(parent)
        self._hint = hint
        self._composing = False
        self._last = ""
        set_role(self, "search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder.rstrip("…"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self._settle)
        self._clear = QToolButton(self)
        self._clear.setAccessibleName("清除")
        self._clear.setToolTip("清除（Esc）")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        icons.put(self._clear, "close", "muted", size=14)
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._enter)

    def words(self) -> str:
        """Give the committed text, folded to narrow digits and without stray space."""
        return text.one_line(self.text())

    def focus(self) -> None:
        """Put the cursor here and select what stands in the line."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def set_words(self, words: str) -> None:
        """Put a text in, without a signal."""
        self._last = text.one_line(words)
        self.blockSignals(True)
        self.setText(words)
        self.blockSignals(False)
        self._clear.setVisible(bool(words))

    def _on_text(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self._timer.start()

    def _settle(self) -> None:
        # Letters of an input method are no words yet: wait until they are committed.
        if self._composing:
            self._timer.start()
        elif self.words() != self._last:
            self._last = self.words()
            self.settled.emit(self._last)

    def _enter(self) -> None:
        self._timer.stop()
        self._settle()
        self.entered.emit(self.words())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a word is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears, Down goes on to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape and self._leads_back():
            self.left_upwards.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def _leads_back(self) -> bool:
        # Where nobody takes the focus back, Esc is the dialog's: it closes it.
        return self.isSignalConnected(QMetaMethod.fromSignal(self.left_upwards))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is waiting any more."""
        super().hideEvent(event)
        self._timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the clear button at the right edge."""
        super().resizeEvent(event)
        side = theme.current().px(22)
        self._clear.setGeometry(self.width() - side - 6, (self.height() - side) // 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the magnifier and, while the line is empty, the shortcut."""
        super().paintEvent(event)
        look = theme.current()
        painter = QPainter(self)
        side = look.px(16)
        glass = icons.pixmap("search", "muted", size=side, ratio=self.devicePixelRatioF())
        painter.drawPixmap(look.px(9), (self.height() - side) // 2, glass)
        room = self.fontMetrics().horizontalAdvance(self.placeholderText()) + look.px(100)
        if self._hint and not self.text() and not self._composing and self.width() > room:
            painter.setPen(look.colour("muted"))
            painter.setFont(look.font(9))
            painter.drawText(
                self.rect().adjusted(0, 0, -look.px(12), 0),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                self._hint,
            )
