"""A start of the window beside that of a bare one: until something is seen, and until it is live.

Each start is a process of its own on no display, and counts its processor seconds from its birth.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Line, Places

_ROOT = Path(__file__).parents[2]
_ROUNDS = 5
_BARE = """
import json, time
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("首页")
label.resize(1280, 740)
label.show()
loop = QEventLoop()
QTimer.singleShot(0, loop.quit)
loop.exec()
print(json.dumps({"processor_ms": time.process_time() * 1000}))
"""
_FIRST_PAINT = """
import json, sys, time
from zxdesk import __main__ as program
page = program.show_last_page(["--ledger", sys.argv[1]])
assert page is not None
print(json.dumps({"processor_ms": time.process_time() * 1000}))
"""


def lines(places: Places) -> Iterator[Line]:
    """Measure."""
    bare = _best("-c", _BARE)
    for name, ledger in (("县", places.copy(places.county)), ("市", places.copy(places.city))):
        start = ("-m", "zxdesk", "--ledger", ledger, "--quit-when-ready", "--today", "2026-11-22")
        _run(*start)  # It leaves the page that the next start shows.
        for job, words, goal in (
            (f"窗口第一次画出上次的首页，{name}", ("-c", _FIRST_PAINT, ledger), "≤ 3 倍"),
            (f"窗口首页可用，数据是现在的，{name}", start, "≤ 6 倍"),
        ):
            yield Line(
                job=job, seconds=_best(*words), baseline="空的 PySide6 窗口", bare=bare, goal=goal
            )


def _best(*words: str | Path) -> float:
    """Give the fewest processor seconds of some starts."""
    return min(_run(*words) for _ in range(_ROUNDS))


def _run(*words: str | Path) -> float:
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "offscreen"}
    called = [sys.executable, *map(str, words)]
    done = subprocess.run(called, env=environment, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return float(told["processor_ms"]) / 1000


if __name__ == "__main__":
    from tests.benchmarks.__main__ import alone

    sys.exit(alone(lines))
