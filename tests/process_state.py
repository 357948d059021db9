"""What a test could leave behind in the process, where the next one finds it."""

import gc
import locale
import logging
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Mapping

# What pytest itself, or the home folder of each test, says there.
_OF_PYTEST = ("PYTEST_", "QT_QPA_PLATFORM")


def process_state() -> Mapping[str, object]:
    """Give by name what tests share: of Python, of the system, and of Qt where it runs."""
    return {
        "sys.argv": list(sys.argv),
        "sys.path": list(sys.path),
        "standard output": (sys.stdout is None, sys.stderr is None),
        "hooks": (sys.excepthook, threading.excepthook, sys.unraisablehook),
        "limits": (sys.getrecursionlimit(), sys.getswitchinterval()),
        "garbage": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count() > 0),
        "environment": {k: v for k, v in os.environ.items() if not k.startswith(_OF_PYTEST)},
        "folder": os.getcwd(),
        "temporary folder": tempfile.tempdir,
        "locale": locale.setlocale(locale.LC_ALL),
        "logging": (logging.root.level, logging.root.manager.disable),
        "signals": {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM)},
        **_of_qt(),
    }


def _of_qt() -> Mapping[str, object]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets and widgets.QApplication.instance()
    if app is None:
        return {}
    return {
        "Qt's font": app.font().toString(),
        "Qt's colours": app.palette().cacheKey() and _colours(app.palette()),
        "Qt's style sheet": hash(app.styleSheet()),
        "Qt's cursor": app.overrideCursor() is None,
        "Qt's end": app.quitOnLastWindowClosed(),
    }


def _colours(palette: object) -> list[str]:
    from PySide6.QtGui import QPalette

    roles = (QPalette.ColorRole.Window, QPalette.ColorRole.Text, QPalette.ColorRole.Highlight)
    return [palette.color(role).name() for role in roles]


def left_behind(before: Mapping[str, object]) -> list[str]:
    """Give what is no longer as it was, each as one line; what has begun since is left out."""
    after = process_state()
    return [
        f"{name}: {value!r} is now {after[name]!r}"
        for name, value in before.items()
        if after[name] != value
    ]
