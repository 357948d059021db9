"""Pictures of every page, for the demo and the manual."""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.messages import Presenter
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.look import theme
from zxdesk.desktop.proof.dialog_pictures import dialogs
from zxdesk.desktop.proof.reporting_pictures import CITY, of_the_city, of_the_county
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.shell.application import start_application
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.desktop.shell.page_stack import ITEMS, PageStack
from zxdesk.exchange.kept_packages import packages_beside
from zxdesk.store import Ledger, backups, open_ledger

_WAIT_MS = 250
_LONGEST_MS = 60_000
# Which record of a page shows most, the first filter that finds one.
_WORTH: dict[str, tuple[dict[str, list[str]], ...]] = {
    "event": ({"类型": ["主席会议"], "状态": ["已举办"]}, {"状态": ["已举办"]}, {}),
    "proposal": ({"重点提案": ["是"], "审查结论": ["立案"]}, {"审查结论": ["立案"]}, {}),
    "opinion": ({"期号": ["已填"]}, {}),
}


def save_pictures(
    ledger_path: Path,
    folder: Path,
    *,
    clock: Callable[[], datetime] = datetime.now,
    size: tuple[int, int] = (1366, 768),
) -> list[Path]:
    """Save a picture of every page; the ledger itself is not touched."""
    start_application()
    look = theme.current()
    look.set_mode(theme.Mode.LIGHT)
    with _without_size_hints(), TemporaryDirectory() as scratch:
        beside = ledger_path.parent
        with _window_on(ledger_path, Path(scratch), clock, size) as window:
            saved = [_save(shown, folder, name) for name, shown in views(window, beside)]
        if (beside / CITY).exists():
            packages = sorted(beside.glob("*.zip"))
            with _window_on(beside / CITY, Path(scratch), clock, size) as window:
                shown = of_the_city(window, settle, packages)
                for number, (name, picture) in enumerate(shown, start=len(saved) + 1):
                    saved.append(_save(picture, folder, f"{number}-{name}"))
    return saved


@contextmanager
def _window_on(
    file: Path, scratch: Path, clock: Callable[[], datetime], size: tuple[int, int]
) -> Iterator[MainWindow]:
    """Open a window on a copy of a ledger and of its kept packages."""
    copy = scratch / file.name
    backups.make(file, copy, now=clock())
    if packages_beside(file).is_dir():
        shutil.copytree(packages_beside(file), packages_beside(copy))
    with open_ledger(copy, clock=clock) as ledger:
        ledger.back_up()
        window = open_window(ledger, size)
        yield window
        window.close()
        window.deleteLater()


@contextmanager
def _without_size_hints() -> Iterator[None]:
    """Keep back what the offscreen platform says of every window: it has no frame to size."""

    def say(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if "propagateSizeHints" in words:
            return
        if before is not None:
            before(kind, context, words)
        else:
            sys.stderr.write(f"{words}\n")

    before = qInstallMessageHandler(say)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def open_window(ledger: Ledger, size: tuple[int, int]) -> MainWindow:
    """Open a window that remembers nothing."""
    presenter = Presenter(None)
    window = MainWindow(ledger, settings=Settings(), presenter=presenter)
    presenter.speak_for(window, ledger.path)
    window.resize(*size)
    window.show()
    QCursor.setPos(0, 4 * size[1])  # no button is to look as if the pointer were on it
    return window


def views(window: MainWindow, beside: Path) -> Iterator[tuple[str, QWidget]]:
    """Show one page after the other, the dialogs last, and give each with its name, settled."""
    number = 0
    first = chain(pages(window), of_the_county(window, settle, beside))
    for number, (name, shown) in enumerate(first, start=1):
        yield f"{number}-{name}", shown
    event = _event_with_agenda(window.pages)
    for place, (name, dialog) in enumerate(dialogs(window, event), start=number + 1):
        settle(window)
        yield f"{place}-{name}", dialog


def pages(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Show one page after the other, the roll call last."""
    for item in ITEMS:
        window.pages.go(item.key)
        _select_worth_showing(window.pages, item.key)
        settle(window)
        yield item.label, window
    event = _event_with_agenda(window.pages)
    if event is not None:
        window.pages.go("event")
        window.pages.call_roll(event)
        settle(window)
        yield "签到", window
        window.pages.may_leave()


def settle(window: MainWindow) -> None:
    """Wait until running work is over and what it brought is painted."""
    loop = QEventLoop()
    tick = QTimer()
    tick.setInterval(50)
    waited = {"idle": 0, "all": 0}

    def look() -> None:
        waited["all"] += 50
        busy = bool(window.context.tasks.running)
        waited["idle"] = 0 if busy else waited["idle"] + 50
        if waited["idle"] >= _WAIT_MS or waited["all"] >= _LONGEST_MS:
            loop.quit()

    tick.timeout.connect(look)
    tick.start()
    loop.exec()
    tick.stop()


def _select_worth_showing(stack: PageStack, key: str) -> None:
    page = stack.page(key)
    if key in _WORTH and isinstance(page, RecordPage):
        record = _worth_showing(page)
        if record is not None:
            page.show_record(key, record)


def _worth_showing(page: RecordPage) -> int | None:
    for wanted in _WORTH[page.kind.name]:
        ids = page.records.ids(where=wanted)
        if ids:
            return ids[0]
    return None


def _event_with_agenda(stack: PageStack) -> int | None:
    page = stack.page("event")
    assert isinstance(page, RecordPage)
    page.activate()
    return _worth_showing(page)


def _save(widget: QWidget, folder: Path, name: str) -> Path:
    target = folder / f"{name}.png"
    widget.grab().save(str(target))
    return target
