"""A tab that is worked out when it is seen, and again when the ledger has changed."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.figure_links import CellLink
from zxdesk.desktop.base.question_runner import QuestionRunner
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import Expression, records_behind


class LiveTab(QWidget):
    """What tabs of figures have in common.

    Attributes:
        title: What is being done while it is worked out, for the status line.

    Signals:
        answered: The tab shows the ledger as it is.
    """

    answered = Signal()

    title = ""

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._fresh = False
        self._latest = QuestionRunner(context, self)
        self._latest.answered.connect(self.answered)
        self._behind = QuestionRunner(context, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._work_out)

    def catch_up(self) -> None:
        """Work everything out again where the ledger has changed since."""
        if not self._fresh:
            self._soon.start()

    def mark_stale(self) -> None:
        """Note that the ledger has changed."""
        self._fresh = False

    def ask_again(self) -> None:
        """Work something else out, now if the tab is seen; what was shown goes at once."""
        self._fresh = False
        self._latest.drop()
        self.blank()
        if self.isVisible():
            self._soon.start()

    def worked_out(self) -> Any:
        """Give what is to be shown; called off the window's thread."""
        raise NotImplementedError

    def take(self, answer: Any) -> None:
        """Show what was worked out."""
        raise NotImplementedError

    def blank(self) -> None:
        """Take away what answers another question than the one at the head of the tab."""
        raise NotImplementedError

    def _work_out(self) -> None:
        self._fresh = True
        self._latest.ask(self.title, self.worked_out, self.take)

    def follow(self, link: CellLink) -> None:
        """Go where a cell of a table leads."""
        link.follow(self)

    def open_behind(self, expression: Expression, period: Period, heading: str) -> None:
        """List the records behind a figure on their page."""
        ledger = self.context.ledger
        self._behind.ask(
            "查找记录",
            lambda: records_behind(ledger, expression, period=period),
            lambda found: self.context.show_records(found[0], found[1], heading),
        )
