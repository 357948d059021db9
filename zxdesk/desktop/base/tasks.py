"""Long work off the window's thread: one runner with progress, cancel, result and error."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from zxdesk.exchange.guarded import watched


class Cancelled(Exception):
    """The work was given up because somebody asked for it."""


class TaskProgress(QObject):
    """How work in a thread says how far it is, and learns that it should stop.

    Signals:
        moved: Text, how much is done, out of how much (0: unknown).
    """

    moved = Signal(str, int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def check(self) -> None:
        """Raise `Cancelled` when the work should stop."""
        if self.cancelled:
            raise Cancelled

    def report(self, text: str, done: int = 0, total: int = 0) -> None:
        """Say how far the work is; raises `Cancelled` when it should stop."""
        self.check()
        self.moved.emit(text, done, total)


Work = Callable[[TaskProgress], Any]


class Task(QObject):
    """One piece of work and the signals that come back on the window's thread.

    Signals:
        succeeded: Carries what the work gave, of whatever type that is.
        failed: Carries what it raised.
        ended: After either, and after a cancel.
    """

    succeeded = Signal(object)
    failed = Signal(Exception)
    ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.progress = TaskProgress(self)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.progress.cancel()


class TaskRunner(QObject):
    """Runs work in threads, and tells the window about it.

    Signals:
        started: A task began; carries it.
        ended: A task is over; carries it.
    """

    started = Signal(Task)
    ended = Signal(Task)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # Two, so that one long work does not keep the next waiting.
        self._pool.setMaxThreadCount(2)
        self._running: list[Task] = []

    @property
    def running(self) -> list[Task]:
        """The tasks that are not over."""
        return list(self._running)

    def run(
        self,
        title: str,
        work: Work,
        *,
        on_result: Callable[[Any], object],
        on_error: Callable[[Exception], object],
    ) -> Task:
        """Start work in a thread; exactly one of the two is called, neither after a cancel."""
        task = Task(title, self)
        # Said outright: a plain callable has no thread of its own by which Qt would decide, and it
        # must run on the window's (Qt, “Threads and QObjects”).
        queued = Qt.ConnectionType.QueuedConnection
        task.succeeded.connect(on_result, queued)
        task.failed.connect(on_error, queued)
        task.ended.connect(lambda: self._end(task), queued)
        self._running.append(task)
        self.started.emit(task)
        self._pool.start(_Job(task, work))
        return task

    def finish(self) -> None:
        """Ask everything to stop and wait for it; called before the program ends."""
        for task in self._running:
            task.cancel()
        self._pool.waitForDone()

    def _end(self, task: Task) -> None:
        self._running.remove(task)
        self.ended.emit(task)
        task.deleteLater()


class _Job(QRunnable):
    """The part of a task that lives in the thread."""

    def __init__(self, task: Task, work: Work) -> None:
        super().__init__()
        self._task = task
        self._work = work

    def run(self) -> None:
        """Do the work; nothing it raises is lost."""
        try:
            # A file that is never read to its end is given up as soon as somebody asks.
            with watched(self._task.progress.check):
                result = self._work(self._task.progress)
        except Cancelled:
            pass
        except Exception as error:
            self._task.failed.emit(error)
        else:
            self._task.succeeded.emit(result)
        self._task.ended.emit()
