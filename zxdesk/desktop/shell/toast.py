"""A short message at the foot of the window, with what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import LinkButton, label, set_role

SHOWN_MS = 8000
_UNBOUNDED = 16777215
ToastAction = tuple[str, Callable[[], object]]


class Toast(QFrame):
    """One message at a time; goes by itself, stays while the pointer or the focus is on it.

    Signals:
        left: It went while the focus was on it.
    """

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        set_role(self, "toast")
        self._window = window
        self._words = label("", self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 8, 8, 8)
        self._row.setSpacing(12)
        self._row.addWidget(self._words)
        self._links: list[LinkButton] = []
        close = QToolButton(self)
        close.setAccessibleName("关闭消息")
        close.setToolTip("关闭")
        icons.put(close, "close", "on_toast", size=14)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.hide)
        self._row.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        window.installEventFilter(self)
        self.hide()

    def show_message(self, text: str, actions: Sequence[ToastAction] = ()) -> None:
        """Say something; each action is a button that ends the message."""
        for link in self._links:
            link.hide()
            link.deleteLater()
        self._words.setText(text)
        self._links = [self._link(words, act) for words, act in actions]
        self.show()
        for link in self._links:
            link.show()  # it takes part in the layout only from here on
        self.raise_()
        self._place()
        self._timer.start(SHOWN_MS)
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """Give what is said."""
        return self._words.text()

    def links(self) -> list[LinkButton]:
        """Give the buttons."""
        return self._links

    def _link(self, words: str, act: Callable[[], object]) -> LinkButton:
        link = LinkButton(words, self)
        link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row.insertWidget(self._row.count() - 1, link)

        def run() -> None:
            self.hide()
            act()

        link.clicked.connect(run)
        return link

    def _leave(self) -> None:
        if self.underMouse() or self.isAncestorOf(self.focusWidget() or self._window):
            self._timer.start(SHOWN_MS // 4)
        else:
            self.hide()

    def _place(self) -> None:
        look = theme.current()
        widest = self._window.width() - look.px(80)
        self._words.setWordWrap(False)
        self.setMinimumWidth(0)
        self.setMaximumWidth(_UNBOUNDED)
        self.adjustSize()
        if self.width() > widest:
            self._words.setWordWrap(True)
            self.setFixedWidth(widest)
            self.adjustSize()
        left = (self._window.width() - self.width()) // 2
        self.move(left, self._window.height() - self.height() - look.px(44))

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the focus back, or Qt gives it to whatever comes next."""
        held = self.window().focusWidget()
        if held is not None and self.isAncestorOf(held) and self._window.isVisible():
            self.left.emit()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
