"""Chinese input: what is still being composed is taken over before a form is read."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Composition(QObject):
    """Follows the cursor and knows the letters that the input method has not committed yet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._widget: QWidget | None = None

    def follow(self, widget: QWidget | None) -> None:
        """Watch another widget from now on."""
        # Qt may have deleted the widget, of which only the Python half is left.
        if self._widget is not None and isValid(self._widget):
            self._widget.removeEventFilter(self)
        self._preedit = ""
        self._widget = widget
        if widget is not None:
            widget.installEventFilter(self)

    def finish(self) -> None:
        """Let the input method commit; where it does not, commit its letters."""
        QGuiApplication.inputMethod().commit()
        if self._preedit and self._widget is not None and isValid(self._widget):
            done = QInputMethodEvent()
            done.setCommitString(self._preedit)
            QApplication.sendEvent(self._widget, done)
            QGuiApplication.inputMethod().reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember what is being composed."""
        if isinstance(event, QInputMethodEvent):
            self._preedit = event.preeditString()
        return super().eventFilter(watched, event)
