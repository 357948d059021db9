"""How long a start takes: until something is seen, and until the first page is live."""

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from zxdesk.desktop.base import crash_report
from zxdesk.desktop.shell.main_window import MainWindow


class StartWatch(QObject):
    """Watches the first window of a program.

    Signals:
        ready: The first page stands with its rows, painted; carries `painted_ms`, `ready_ms`, and
            `processor_ms`, the processor's time of this process.
    """

    ready = Signal(dict)

    def __init__(self, began: float, painted: float | None) -> None:
        """Begin.

        Args:
            began: When the program was started, by `time.perf_counter`.
            painted: When something of it was painted, if that was before the window.
        """
        super().__init__()
        self._began = began
        self._painted = painted

    def watch(self, window: MainWindow) -> None:
        """Wait for the page to say that its rows are in; one turn later they are painted."""
        window.installEventFilter(self)
        window.pages.ready.connect(
            # A timer of 0 fires once what is queued has been done, the painting among it (QTimer).
            lambda: QTimer.singleShot(0, self._note),
            Qt.ConnectionType.SingleShotConnection,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when the window is painted first."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._painted = self._painted or time.perf_counter()
        return False

    def _note(self) -> None:
        now = time.perf_counter()
        took = {
            "painted_ms": self._since(self._painted or now),
            "ready_ms": self._since(now),
            "processor_ms": round(time.process_time() * 1000),
        }
        crash_report.log.info("ready in %d ms", took["ready_ms"])
        self.ready.emit(took)

    def _since(self, moment: float) -> int:
        return round((moment - self._began) * 1000)
