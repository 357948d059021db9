"""How long work tells how far it is, and learns that it should stop."""

from collections.abc import Callable
from typing import Protocol

_EVERY = 50


class Reporter(Protocol):
    """Who is told how far the work is."""

    @property
    def cancelled(self) -> bool:
        """Whether the work should stop."""

    def report(self, text: str, done: int = 0, total: int = 0) -> None:
        """Take in how far it is; raises where the work should stop."""


def counted(reporter: Reporter, text: str) -> Callable[[int, int], None]:
    """Give a callback for work that counts rows; it reports now and then, and stops when asked."""

    def step(done: int, total: int) -> None:
        if reporter.cancelled or done % _EVERY == 0 or done == total:
            reporter.report(text, done, total)

    return step
