"""The line at the foot of the window: where we are, the last backup, running work."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, LinkButton, label, set_role


class StatusLine(QFrame):
    """Left text, right text, and between them the progress of running work.

    Signals:
        cancelled: 取消 was pressed.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "status")
        self._left = ElidedLabel("", self, least=80)
        self._right = ElidedLabel("", self, least=80)
        self._task = label("", self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        self._cancel = LinkButton("取消", self)
        self._cancel.followed.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(10)
        row.addWidget(self._left)
        row.addStretch(1)
        for widget in (self._task, self._bar, self._cancel):
            row.addWidget(widget)
        row.addWidget(self._right)
        theme.current().changed.connect(self._fit)
        self._fit()
        self.end_progress()

    def set_left(self, text: str) -> None:
        """Say where in the year we are."""
        self._left.setText(text)

    def set_right(self, text: str) -> None:
        """Say how safe the ledger is."""
        self._right.setText(text)

    def show_progress(
        self, text: str, *, done: int = 0, total: int = 0, cancellable: bool = True
    ) -> None:
        """Show running work; without a total the bar only moves."""
        self._task.setText(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleDescription(text)
        for widget in (self._task, self._bar):
            widget.show()
        self._cancel.setVisible(cancellable)

    def end_progress(self) -> None:
        """The work is over."""
        for widget in (self._task, self._bar, self._cancel):
            widget.hide()

    def _fit(self) -> None:
        look = theme.current()
        self._bar.setFixedWidth(look.px(160))
        self.setMinimumHeight(look.px(28))
