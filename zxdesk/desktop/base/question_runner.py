"""Questions worked out off the window's thread, of which only the newest is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.tasks import TaskProgress


@dataclass(frozen=True)
class _Stale:
    """What a question gives that was overtaken before it was begun."""


class QuestionRunner(QObject):
    """One place on a page that shows the answer to the last question put.

    Signals:
        answered: The newest answer is in place.
    """

    answered = Signal()

    def __init__(self, context: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._generation = 0

    def ask(self, title: str, work: Callable[[], Any], on_answer: Callable[[Any], object]) -> None:
        """Put a question; whatever was asked before is dropped, even when it comes later."""
        self._generation += 1
        mine = self._generation

        def question(_progress: TaskProgress) -> Any:
            return work() if mine == self._generation else _Stale()

        def take(answer: Any) -> None:
            if not shiboken6.isValid(self) or mine != self._generation:
                return
            on_answer(answer)
            self.answered.emit()

        self._context.run(title, question, take)

    def drop(self) -> None:
        """Take no answer to anything asked so far."""
        self._generation += 1
