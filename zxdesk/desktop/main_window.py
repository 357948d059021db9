"""The window: header, rail, pages and status line, wired together."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from zxdesk.desktop import global_search
from zxdesk.desktop.context import DeskContext, Notice
from zxdesk.desktop.messages import Presenter
from zxdesk.desktop.page_stack import HOME, ITEMS, PageStack
from zxdesk.desktop.pages import acts
from zxdesk.desktop.pages.detail import follow
from zxdesk.desktop.pages.specs import BY_KIND
from zxdesk.desktop.settings import MAXIMISED, WINDOW, Settings
from zxdesk.desktop.tasks import Task, TaskRunner
from zxdesk.desktop.widgets.header_bar import HeaderBar
from zxdesk.desktop.widgets.nav_rail import NavRail
from zxdesk.desktop.widgets.search_popup import SearchPopup
from zxdesk.desktop.widgets.status_line import StatusLine
from zxdesk.desktop.widgets.toast import Toast
from zxdesk.desktop.widgets.words import set_role
from zxdesk.numerals import to_chinese
from zxdesk.rules.periods import quarter_of
from zxdesk.store import Changes, Ledger, backups, history

_NEW = (
    "event",
    "proposal",
    "opinion",
    "member",
    "consultation",
    "venue",
    "suggestion",
    "problem",
    "product",
    "instruction",
    "media",
    "unit",
    "programme",
)
_LEAST = (880, 480)
_USUAL = (1280, 740)


class MainWindow(QMainWindow):
    """One open ledger.

    Signals:
        open_requested: Another ledger is to be opened; carries its path.
        restore_requested: A backup is to take this ledger's place; carries its path.
        closed: The window was closed.
    """

    open_requested = Signal(object)
    restore_requested = Signal(object)
    closed = Signal()

    def __init__(self, ledger: Ledger, *, settings: Settings, presenter: Presenter) -> None:
        super().__init__()
        self.context = DeskContext(
            ledger, settings=settings, tasks=TaskRunner(self), presenter=presenter, parent=self
        )
        self.header = HeaderBar(self)
        self.rail = NavRail(ITEMS, self)
        self.pages = PageStack(self.context, self)
        self.status = StatusLine(self)
        self.toast = Toast(self)
        self.found = SearchPopup(self.header.search, self)
        self._build()
        self._connect()
        self._place()
        self._show_state()
        self.pages.go(HOME)

    def undo(self) -> None:
        """Take back the last step."""
        self._turn(history.undo, ("重做", self.redo))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._turn(history.redo, ("撤销", self.undo))

    def new(self, kind: str) -> None:
        """Open the form of a new record."""
        acts.edit(self.context, self, kind, None)

    def search(self, words: str) -> None:
        """Show what the words may mean."""
        if words:
            self.found.show_hits(global_search.find(self.context.ledger, words))
        else:
            self.found.hide()

    def _build(self) -> None:
        ledger = self.context.ledger
        self.setWindowTitle(f"{ledger.own.name} — zxdesk")
        ground = QWidget(self)
        set_role(ground, "ground")
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.pages, 1)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(ground)
        self.header.set_ledger(ledger.own.name, ledger.path.name)
        if ledger.read_only:
            self.header.new_button.setEnabled(False)
            self.header.new_button.setToolTip(f"台账只能查看：{ledger.read_only}")
        self._build_ledger_menu()

    def _build_ledger_menu(self) -> None:
        from zxdesk.desktop.dialogs.ledger_menu import LedgerMenu

        menu = LedgerMenu(self.context, self)
        menu.open_requested.connect(self.open_requested)
        menu.restore_requested.connect(self.restore_requested)
        self.header.set_ledger_menu(menu)

    def _connect(self) -> None:
        header, context = self.header, self.context
        header.search_changed.connect(self.search)
        header.search_entered.connect(self._enter_search)
        header.undo_requested.connect(self.undo)
        header.redo_requested.connect(self.redo)
        header.back_requested.connect(self.pages.back)
        header.todo_requested.connect(lambda: self.pages.go(HOME))
        header.new_requested.connect(self.new)
        self.found.chosen.connect(self._go_to_hit)
        self.rail.chosen.connect(self.pages.go)
        self.pages.shown.connect(self._on_page)
        context.changed.connect(self._show_state)
        context.noticed.connect(self._show_notice)
        context.tasks.started.connect(self._on_task)
        context.tasks.ended.connect(self._on_task_ended)
        self.status.cancelled.connect(self._cancel_tasks)
        shortcuts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Alt+Left", self.pages.back),
            ("Alt+Right", self.pages.forward),
            ("F5", lambda: self.pages.refresh(None)),
        )
        for keys, act in shortcuts:
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _place(self) -> None:
        settings = self.context.settings
        self.setMinimumSize(*_LEAST)
        self.resize(*_USUAL)
        kept = settings.get(WINDOW)
        if len(kept) == 4 and all(isinstance(number, int) for number in kept):
            rect = QRect(*kept)
            if self.screen().availableGeometry().intersects(rect):
                self.setGeometry(rect)
        if settings.get(MAXIMISED):
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _show_state(self) -> None:
        ledger = self.context.ledger
        state = history.undo_state(ledger)
        writable = not ledger.read_only
        self.header.set_undo(state.undo.label if state.undo and writable else "")
        redo = state.redo.label.removeprefix("撤销：") if state.redo else ""
        self.header.set_redo(redo if writable else "")
        quarter = quarter_of(ledger.today)
        left = (quarter.last - ledger.today).days
        number = to_chinese((quarter.last.month + 2) // 3)
        words = f"{quarter.last.year}年第{number}季度，还有 {left} 天"
        self.status.set_left(f"只能查看：{ledger.read_only}" if ledger.read_only else words)
        self.status.set_right(backup_words(backups.newest(ledger.path), ledger.clock()))

    def _on_page(self, key: str) -> None:
        self.rail.set_current(key)
        self.header.back_button.setEnabled(self.pages.can_go_back)
        self.found.hide()
        kinds = [key, *(kind for kind in _NEW if kind != key)] if key in _NEW else list(_NEW)
        self.header.set_new_kinds(
            [(kind, f"登记{BY_KIND[kind].label}", BY_KIND[kind].icon) for kind in kinds]
        )

    def _enter_search(self) -> None:
        self.found.take_current()

    def _go_to_hit(self, target: object) -> None:
        self.header.search.set_words("")
        follow(self.context, global_search.resolved(self.context.ledger, target))

    def _turn(
        self, act: Callable[[Ledger], Changes], back: tuple[str, Callable[[], object]]
    ) -> None:
        def step() -> None:
            changes = act(self.context.ledger)
            self.context.changed.emit(changes)
            words = changes.label if act is history.undo else f"已重做：{changes.label}"
            self.context.noticed.emit(Notice(words, links=(back,)))

        self.context.attempt(step)

    def _show_notice(self, notice: Notice) -> None:
        undo = (("撤销", self.undo),) if notice.undo else ()
        self.toast.show_message(notice.text, (*undo, *notice.links))

    def _on_task(self, task: Task) -> None:
        self.status.show_progress(f"正在{task.title}")
        task.progress.moved.connect(self._on_progress)

    def _on_progress(self, text: str, done: int, total: int) -> None:
        words = f"{text} {done:,} / {total:,}" if total else text
        self.status.show_progress(words, done=done, total=total)

    def _on_task_ended(self) -> None:
        if not self.context.tasks.running:
            self.status.end_progress()

    def _cancel_tasks(self) -> None:
        for task in self.context.tasks.running:
            task.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what is not saved, stop running work, remember the window's place."""
        if not self.pages.may_leave():
            event.ignore()
            return
        self.context.tasks.finish()
        settings = self.context.settings
        settings.set(MAXIMISED, self.isMaximized())
        if not self.isMaximized():
            rect = self.geometry()
            settings.set(WINDOW, [rect.x(), rect.y(), rect.width(), rect.height()])
        super().closeEvent(event)
        self.closed.emit()


def backup_words(newest: backups.Backup | None, now: datetime) -> str:
    """Say when the last good backup was made."""
    if newest is None:
        return "还没有备份"
    days = (now.date() - newest.when.date()).days
    clock = newest.when.strftime("%H:%M")
    if days <= 0:
        return f"上次备份 今天 {clock}，已校验"
    when = f"昨天 {clock}" if days == 1 else f"{days} 天前"
    return f"上次备份 {when}，已校验"
