"""The line of a dialog that works: what is being done, how far it is, and a way to stop it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from zxdesk.desktop.base.dialog_parts import button
from zxdesk.desktop.base.tasks import Task, TaskRunner, Work
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label


class BusyLine(QWidget):
    """Runs one piece of work at a time for its dialog; hidden while there is none.

    Signals:
        changed: Work began or is over.
        stopped: Work was given up by cancel.
    """

    changed = Signal(bool)
    stopped = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._on_result: Callable[[Any], object] = _nothing
        self._on_error: Callable[[Exception], object] = _nothing
        self._after: Callable[[], object] = _nothing
        self._words = label("", self, role="muted")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._cancel = button("停止", self)
        self._cancel.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(12))
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        tasks.ended.connect(self._on_ended)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._task is not None

    def text(self) -> str:
        """Give what is being done."""
        return self._words.text()

    def start(
        self,
        title: str,
        work: Work,
        *,
        on_result: Callable[[Any], object],
        on_error: Callable[[Exception], object],
    ) -> None:
        """Begin work in a thread; neither is called after a cancel that was in time."""
        self._on_result, self._on_error = on_result, on_error
        self._move(f"正在{title}…", 0, 0)
        self._cancel.setEnabled(True)
        self.show()
        self._task = self._tasks.run(title, work, on_result=self._succeed, on_error=self._fail)
        self._task.progress.moved.connect(self._move)
        self.changed.emit(True)

    def cancel(self) -> None:
        """Ask the work to stop."""
        if self._task:
            self._task.cancel()
            self._cancel.setEnabled(False)
            self._words.setText("正在停止…")

    def when_free(self, then: Callable[[], object]) -> None:
        """Do something now, or ask the work to stop and do it once that is over."""
        if self._task is None:
            then()
        else:
            self._after = then
            self.cancel()

    def _move(self, text: str, done: int, total: int) -> None:
        if self._task is None or not self._task.progress.cancelled:
            self._words.setText(text)
            self._bar.setAccessibleName(text)
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _succeed(self, result: object) -> None:
        self._finish(lambda: self._on_result(result))

    def _fail(self, error: Exception) -> None:
        self._finish(lambda: self._on_error(error))

    def _on_ended(self, task: Task) -> None:
        if task is self._task:
            self._finish(self.stopped.emit)

    def _finish(self, tell: Callable[[], object]) -> None:
        after, self._after = self._after, _nothing
        self._task = None
        self.hide()
        self.changed.emit(False)
        tell()
        after()


def _nothing(*_: object) -> None:
    pass
