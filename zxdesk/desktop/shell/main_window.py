"""The window: header, rail, pages and status line, wired together."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext, Notice
from zxdesk.desktop.base.messages import Presenter
from zxdesk.desktop.base.page import Pane
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.base.tasks import Task, TaskRunner
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.records.specs import BY_KIND, GROUPS, PAGES
from zxdesk.desktop.shell import acts, global_search, placement
from zxdesk.desktop.shell.due_count import DueCount
from zxdesk.desktop.shell.header_bar import HeaderBar, NewKind
from zxdesk.desktop.shell.key_list import KeyList
from zxdesk.desktop.shell.manual_places import chapter_of
from zxdesk.desktop.shell.manual_reader import ManualReader
from zxdesk.desktop.shell.nav_rail import NavRail
from zxdesk.desktop.shell.page_stack import HOME, ITEMS, PageStack
from zxdesk.desktop.shell.search_popup import SearchPopup
from zxdesk.desktop.shell.status_line import StatusLine
from zxdesk.desktop.shell.toast import Toast
from zxdesk.rules.periods import quarter_of
from zxdesk.statistics.wording import quarter_text
from zxdesk.store import Changes, Ledger, backups, history
from zxdesk.store.restorable import RestorableBackup


class MainWindow(QMainWindow):
    """One open ledger.

    Signals:
        open_requested: Another ledger is to be opened; carries its path.
        restore_requested: A backup is to take this ledger's place; carries its path.
        closed: The window was closed.
    """

    open_requested = Signal(Path)
    restore_requested = Signal(RestorableBackup)
    closed = Signal()

    def __init__(self, ledger: Ledger, *, settings: Settings, presenter: Presenter) -> None:
        super().__init__()
        self.context = DeskContext(
            ledger,
            settings=settings,
            tasks=TaskRunner(self),
            presenter=presenter,
            acts=acts,
            parent=self,
        )
        self.header = HeaderBar(self)
        self.rail = NavRail(ITEMS, self)
        self.pages = PageStack(self.context, self)
        self.status = StatusLine(self)
        self.toast = Toast(self)
        self.found = SearchPopup(self.header.search, self)
        self.due = DueCount(self.context, self)
        self._build()
        self._connect()
        placement.place(self, settings)
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
            self.found.show_hits(global_search.find(self.context, words))
        else:
            self.found.hide()

    def _build(self) -> None:
        ledger = self.context.ledger
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
        if ledger.read_only:
            self.header.new_button.setEnabled(False)
            self.header.new_button.setToolTip(f"台账只能查看：{ledger.read_only}")
        self._build_ledger_menu()

    def _build_ledger_menu(self) -> None:
        from zxdesk.desktop.shell.ledger_menu import LedgerMenu

        menu = LedgerMenu(self.context, self)
        menu.open_requested.connect(self.open_requested)
        menu.restore_requested.connect(self.restore_requested)
        menu.manual_asked.connect(self.show_manual)
        menu.history_asked.connect(self.pages.show_history)
        menu.bin_asked.connect(lambda: self.pages.show_history(bin=True))
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
        header.new_offered.connect(self._offer_new)
        header.new_asked.connect(self._make_new)
        self.found.chosen.connect(lambda: header.search.set_words(""))
        self.rail.chosen.connect(self.pages.go)
        self.pages.shown.connect(self._on_page)
        self.pages.ready.connect(self._examine_backup, type=Qt.ConnectionType.SingleShotConnection)
        self.pages.told_due.connect(self.due.take)
        self.due.counted.connect(header.set_todo_count)
        self.toast.left.connect(self.pages.take_focus)
        header.search.left_upwards.connect(self.pages.take_focus)
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
            ("F1", self.show_manual),
            ("Ctrl+/", self.show_keys),
            ("F6", partial(self._turn_pane, 1)),
            ("Shift+F6", partial(self._turn_pane, -1)),
        )
        for keys, act in shortcuts:
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def show_manual(self) -> None:
        """Open the manual where it tells of what is seen."""
        held, page = self.focusWidget(), self.pages.key
        ManualReader.open_at(chapter_of(held, page), self)

    def show_keys(self) -> None:
        """List the keys."""
        KeyList.run(self)

    def _turn_pane(self, by: int) -> None:
        """Go to the next part of the window, or to the one before."""
        rail = Pane(self.rail, self.rail.take_focus)
        panes = [Pane(self.header, self.header.search.focus), rail, *self.pages.panes()]
        held = self.focusWidget()
        now = [n for n, pane in enumerate(panes) if held and _holds(pane.part, held)]
        panes[(now[-1] + by if now else 0) % len(panes)].enter()

    def _show_state(self) -> None:
        ledger = self.context.ledger
        self.setWindowTitle(f"{ledger.own.name} — zxdesk")
        self.header.set_ledger(ledger.own.name, ledger.path.name)
        state = history.undo_state(ledger)
        writable = not ledger.read_only
        self.header.set_undo(state.undo.label if state.undo and writable else "")
        redo = state.redo.label.removeprefix("撤销：") if state.redo else ""
        self.header.set_redo(redo if writable else "")
        quarter = quarter_of(ledger.today)
        left = (quarter.last - ledger.today).days
        words = f"{quarter_text(quarter)}，还有 {left} 天"
        self.status.set_left(f"只能查看：{ledger.read_only}" if ledger.read_only else words)
        self._show_backup()

    def _show_backup(self) -> None:
        ledger = self.context.ledger
        self.status.set_right(backup_words(backups.newest(ledger.path), ledger.clock()))

    def _examine_backup(self) -> None:
        """Check the newest backup thoroughly once a day, behind the window."""
        ledger = self.context.ledger
        if not ledger.read_only:
            self.context.run("核对备份", lambda _progress: _examined(ledger), self._tell_unsound)

    def _tell_unsound(self, name: str) -> None:
        if name:
            self.context.tell(f"备份 {name} 核对时发现损坏，不再使用，已另外备份一份")

    def _on_page(self, key: str) -> None:
        self.rail.set_current(key)
        self.header.back_button.setEnabled(self.pages.can_go_back)
        self.header.search.set_words("")  # what was looked for belongs to where it was typed
        self.found.hide()

    def _offer_new(self) -> None:
        own = self.pages.new_kind()
        self.header.set_new_kinds(
            _new_kind(own) if own else None,
            [_new_kind(spec.kind) for spec in PAGES if spec.kind != own],
            {title: [_new_kind(kind) for kind in kinds] for title, kinds in GROUPS},
        )

    def _make_new(self) -> None:
        """Begin with what the page in front holds; ask where it holds no records."""
        kind = self.pages.new_kind()
        if not kind:
            self.header.open_new()
        elif not self.context.ledger.read_only:
            self.new(kind)

    def _enter_search(self) -> None:
        self.found.take_current()

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
            self._show_backup()  # what was worked on may have been one

    def _cancel_tasks(self) -> None:
        for task in self.context.tasks.running:
            task.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what is not saved, stop running work, remember the window's place."""
        if not self.pages.may_leave():
            event.ignore()
            return
        self.due.stop()
        self.context.tasks.finish()
        placement.remember(self, self.context.settings)
        super().closeEvent(event)
        self.closed.emit()


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)


def _new_kind(kind: str) -> NewKind:
    spec = BY_KIND[kind]
    return NewKind(kind, spec.label, spec.icon)


def _examined(ledger: Ledger) -> str:
    """Look the newest backup over; where it is unsound make another and give its name."""
    unsound = backups.examine(ledger.path, now=datetime.now())
    if unsound is None:
        return ""
    ledger.back_up()
    return unsound.file.name


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
