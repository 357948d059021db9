"""The program with a window: start, first start, one ledger after another."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from zxdesk import paths
from zxdesk.desktop.base import crash_report
from zxdesk.desktop.base.key_tips import KeyTips
from zxdesk.desktop.base.messages import Presenter
from zxdesk.desktop.base.settings import AUTHOR, MODE, SCALE, Settings
from zxdesk.desktop.look import theme
from zxdesk.desktop.shell import garbage
from zxdesk.desktop.shell.last_page import LastPage
from zxdesk.desktop.shell.last_page import keep as keep_page
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.desktop.shell.manual_places import chapter_of
from zxdesk.desktop.shell.manual_reader import ManualReader
from zxdesk.desktop.shell.page_stack import HOME
from zxdesk.desktop.shell.single_instance import SingleInstance, come_forward
from zxdesk.desktop.shell.start_watch import StartWatch
from zxdesk.errors import EnvironmentProblem, ZxdeskError
from zxdesk.files import real_path
from zxdesk.recent import last_opened, remember
from zxdesk.rules import pinyin
from zxdesk.store import Ledger, open_ledger
from zxdesk.store.bringing import lacking_words
from zxdesk.store.restoring import Restored, restore

if TYPE_CHECKING:
    from zxdesk.store.restorable import RestorableBackup

Clock = Callable[[], datetime]
DONE, NOT_STARTED = 0, 3
_QT_WORDS = "qtbase_zh_CN"


class WindowProgram(QObject):
    """Holds the open window and exchanges it when another ledger is opened."""

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        *,
        clock: Clock,
        last_page: LastPage | None = None,
    ) -> None:
        super().__init__(app)
        self._last_page = last_page
        self._app = app
        self._clock = clock
        self._presenter = Presenter(None)
        self.settings = settings
        self.window: MainWindow | None = None
        self._ledger: Ledger | None = None

    @property
    def ledger(self) -> Ledger | None:
        """The open ledger."""
        return self._ledger

    def open(self, path: Path) -> bool:
        """Open a ledger in a new window; the old window goes once that went well."""
        if self._ledger is not None and self._ledger.path == real_path(path):
            return True
        try:
            ledger = open_ledger(path, or_reading=True, clock=self._clock)
        except ZxdeskError as error:
            self._leave_last_page()
            self._presenter.show_error(error)
            return False
        old, old_ledger = self.window, self._ledger
        if old is not None and not old.pages.may_leave():
            self._close_ledger(ledger)
            return False
        # The new window first: without any window Qt would end the program.
        self._show(ledger)
        if old is not None:
            old.close()
            old.deleteLater()
        if old_ledger is not None:
            self._close_ledger(old_ledger)
        return True

    def restore(self, choice: "RestorableBackup") -> None:
        """Put a backup in the open ledger's place and open it; today's file is kept aside."""
        old, ledger = self.window, self._ledger
        if old is None or ledger is None or not old.pages.may_leave():
            return
        # The window must go before the file is exchanged, and for a moment there is none: Qt would
        # end the program then (QGuiApplication::quitOnLastWindowClosed).
        self._app.setQuitOnLastWindowClosed(False)
        old.close()
        self._close_ledger(ledger)
        self._ledger = None
        done: Restored | None = None
        try:
            with choice.opened_for(ledger.path) as plain:
                now, other = datetime.now(), bool(choice.committee)
                done = restore(plain, ledger.path, now=now, other_committee=other)
        except ZxdeskError as error:
            self._presenter.show_error(error)
        if self.open_again(ledger.path) and done is not None and self.window is not None:
            kept = f"，原来的台账留在 {done.kept.name}" if done.kept else ""
            lacking = lacking_words(done.lacking)
            words = f"已恢复备份 {choice.file.name}{kept}" + (f"；{lacking}" if lacking else "")
            self.window.context.tell(words)
        old.deleteLater()
        self._app.setQuitOnLastWindowClosed(True)
        if self._ledger is None:
            self._app.quit()

    def open_again(self, path: Path) -> bool:
        """Open a ledger where none is open."""
        try:
            self._show(open_ledger(path, or_reading=True, clock=self._clock))
        except ZxdeskError as error:
            self._presenter.show_error(error)
            return False
        return True

    def _show(self, ledger: Ledger) -> None:
        author = str(self.settings.get(AUTHOR)).strip()
        ledger.author = author or ledger.author
        self._ledger = ledger
        presenter = Presenter(None)
        self.window = MainWindow(ledger, settings=self.settings, presenter=presenter)
        presenter.speak_for(self.window, ledger.path)
        presenter.install()
        self.window.open_requested.connect(self.open)
        self.window.restore_requested.connect(self.restore)
        self.window.closed.connect(partial(_keep_home, self.window))
        self.window.pages.ready.connect(self._leave_last_page)
        self.window.show()
        if self._last_page is not None:
            self._last_page.raise_()  # The live one has no rows yet.
        remember(ledger.path)
        if ledger.notes:
            self._leave_last_page()
        presenter.show_notes(ledger.notes)

    def _leave_last_page(self) -> None:
        if self._last_page is not None:
            self._last_page.close()
            self._last_page.deleteLater()
            self._last_page = None

    def answer(self, path: Path | None) -> None:
        """Come forward for another start of the program, with the ledger it was given."""
        free = come_forward(self.window)
        if free and path is not None:
            self.open(path)

    def finish(self) -> None:
        """Close the ledger; a failed backup is said, not hidden."""
        if self._ledger is not None:
            self._close_ledger(self._ledger)
            self._ledger = None

    def _close_ledger(self, ledger: Ledger) -> None:
        # What was told when it was opened is not told again.
        heard = len(ledger.notes)
        ledger.close()
        self._presenter.show_notes(ledger.notes[heard:])


def _keep_home(window: MainWindow) -> None:
    """Keep the home page for the next start; another page in front leaves what is kept."""
    if window.pages.key == HOME and window.pages.roll is None:
        keep_page(window, window.context.ledger.path)


def run(
    path: Path | None,
    *,
    clock: Clock = datetime.now,
    quit_when_ready: bool = False,
    began: float | None = None,
    last_page: LastPage | None = None,
) -> int:
    """Open the window on a ledger and stay until it is closed.

    Args:
        path: The ledger; None means the one opened last, else the first start.
        quit_when_ready: Say how long it took until the first page stood, and end.
        began: When the program was started, by `time.perf_counter`; None is now.
        last_page: What is shown until the window stands.
    """
    watch = StartWatch(began or time.perf_counter(), last_page.painted_at if last_page else None)
    app, settings = start_application()
    # Asked before a ledger is touched: two windows would get in each other's way at its lock.
    instance = SingleInstance(paths.user_data(), app)
    try:
        if not instance.is_first():
            return DONE if instance.hand_over(path) else _tell_of_silence()
    except EnvironmentProblem as error:
        Presenter(None).show_error(error)
        return NOT_STARTED
    try:
        with crash_report.watch(), garbage.only_here(app):
            chosen = path or last_opened() or _first_start(clock)
            if chosen is None:
                return DONE
            program = WindowProgram(app, settings, clock=clock, last_page=last_page)
            instance.asked.connect(program.answer)
            return _stay(program, chosen, watch, quit_when_ready=quit_when_ready)
    finally:
        instance.release()


def _stay(program: WindowProgram, ledger: Path, watch: StartWatch, *, quit_when_ready: bool) -> int:
    """Open the ledger and stay until the window is closed."""
    if not program.open(ledger):
        return NOT_STARTED
    window = program.window
    assert window is not None
    watch.watch(window)
    watch.ready.connect(partial(_quit if quit_when_ready else _prepare, window))
    code = QApplication.exec()
    program.finish()
    return code


def _quit(window: MainWindow, took: Mapping[str, int]) -> None:
    sys.stdout.write(json.dumps(dict(took)) + "\n")
    sys.stdout.flush()
    window.close()


def _prepare(window: MainWindow, _took: Mapping[str, int]) -> None:
    """Do what would be waited for later while the clerk reads the first page."""
    QTimer.singleShot(0, partial(_keep_home, window))
    QTimer.singleShot(0, pinyin.load)


def _tell_of_silence() -> int:
    silent = EnvironmentProblem(
        "程序已在运行，但没有回应，没有再打开一个",
        "请稍等片刻再试；仍不行时重新启动电脑",
        code="not_answering",
    )
    Presenter(None).show_error(silent)
    return NOT_STARTED


def start_application() -> tuple[QApplication, Settings]:
    """Make the application with its language and its look."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    _speak_chinese(app)
    app.setApplicationName("zxdesk")
    app.setApplicationDisplayName("zxdesk")
    app.setWindowIcon(QIcon(str(paths.resources() / "zxdesk.ico")))
    settings = Settings(paths.user_data() / "window.json")
    theme.install(app, mode=theme.Mode(settings.get(MODE)), scale=settings.get(SCALE))
    KeyTips.install(app, _help)
    return app, settings


def _speak_chinese(app: QApplication) -> None:
    """Let what Qt says itself, in menus of fields and in its file dialog, be Chinese."""
    if app.findChild(QTranslator, _QT_WORDS) is None:
        words = QTranslator(app)
        words.setObjectName(_QT_WORDS)
        if words.load(_QT_WORDS, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(words)
        else:
            crash_report.log.warning("no words of Qt in Chinese")


def _help(dialog: QWidget) -> None:
    """Open the manual where it tells of a dialog."""
    ManualReader.open_at(chapter_of(dialog.focusWidget() or dialog), dialog)


def _first_start(clock: Clock) -> Path | None:
    from zxdesk.demo.build import build_county
    from zxdesk.desktop.ledger.first_start import FirstStart

    return FirstStart.ask(
        None, make_sample=lambda folder: build_county(folder, clock=clock)[0], clock=clock
    )
