"""How many things are to be done, for the bell in the header."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.question_runner import QuestionRunner
from zxdesk.queries.todo import Todo
from zxdesk.services.due import listed_due

_CALM_MS = 1200


class DueCount(QObject):
    """Counts again, off the window's thread, once the ledger has been left alone for a moment.

    The home page counts as well: what it has found is taken instead.

    Signals:
        counted: So many things are to be done, so many of them overdue.
    """

    counted = Signal(int, int)

    def __init__(self, context: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._latest = QuestionRunner(context, self)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self.count)
        context.changed.connect(self._calm.start)

    def count(self) -> None:
        """Count now."""
        ledger = self._context.ledger
        self._latest.ask("查看要办的事", lambda: listed_due(ledger), self.take)

    def take(self, items: Sequence[Todo]) -> None:
        """Tell of what was found."""
        self.stop()
        self.counted.emit(len(items), sum(item.tone == "overdue" for item in items))

    def stop(self) -> None:
        """Count no more."""
        self._calm.stop()
        self._latest.drop()
