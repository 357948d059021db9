"""Collects Python's garbage in the window's thread alone.

Parts of a window often lie in cycles. The interpreter may collect a cycle at any allocation, also
in a worker thread or in the middle of an event; but Qt objects must end in the thread they live in,
and not while Qt is calling them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # milliseconds


@contextmanager
def only_here(parent: QObject) -> Iterator[None]:
    """Inside, collect garbage by a timer of this thread, between events, and never elsewhere."""
    timer = QTimer(parent)
    timer.timeout.connect(collect_what_is_due)
    timer.start(_EVERY)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        timer.stop()


def collect_what_is_due() -> None:
    """Collect the oldest generation that has grown beyond its threshold."""
    grown = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(grown) if count > most]
    if due:
        gc.collect(due[-1])
