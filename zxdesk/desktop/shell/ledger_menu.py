"""The menu of the ledger: open, new, back up, restore, check, settings."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext, Notice
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.ledger import update_dialog
from zxdesk.desktop.ledger.check_dialog import CheckDialog
from zxdesk.desktop.ledger.password_dialog import PasswordDialog
from zxdesk.desktop.ledger.restore_dialog import RestoreDialog
from zxdesk.desktop.ledger.settings_dialog import SettingsDialog
from zxdesk.desktop.look import icons
from zxdesk.desktop.shell.key_list import KeyList
from zxdesk.files import real_path
from zxdesk.services.ledger_backups import backed_up, copied, locked
from zxdesk.store.backups import Backup
from zxdesk.store.bringing import lacking_words
from zxdesk.store.restorable import RestorableBackup


class LedgerMenu(QMenu):
    """What can be done with the ledger as a whole.

    Signals:
        open_requested: Another ledger is to be opened in place of this one; carries its file.
        restore_requested: A backup is to be put in this ledger's place, which has to be closed
            for it; carries the `RestorableBackup` that was chosen.
        manual_asked: The manual is wanted.
        history_asked, bin_asked: All that was done, or what was deleted, is to be shown.
    """

    open_requested = Signal(Path)
    restore_requested = Signal(RestorableBackup)
    history_asked = Signal()
    bin_asked = Signal()
    manual_asked = Signal()

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self.setAccessibleName("台账菜单")
        self.setToolTipsVisible(True)
        self._add("打开台账…", "folder", self.open_other)
        self._add("新建台账…", "plus", self.make_new)
        self.addSeparator()
        self._back_up = self._add("立即备份", "backup", self.back_up)
        self._add("备份到…", "export", self.back_up_to)
        self._add("加密备份到…", "lock", self.back_up_sealed)
        self._restore = self._add("恢复备份…", "history", self.restore)
        self._add("变更历史…", "history", self.history_asked.emit)
        self._add("回收站…", "delete", self.bin_asked.emit)
        self._add("核对台账", "check", self.check)
        self._merge = self._add("合并同事的台账…", "import", self.merge)
        self.addSeparator()
        self._add("设置…", "settings", self.show_settings)
        self._add("使用手册…\tF1", "info", self.manual_asked.emit)
        self._add("按键…\tCtrl+/", "info", lambda: KeyList.run(self._window))
        self._add("检查更新文件…", "redo", self.update_program)
        self.aboutToShow.connect(self._refresh)
        self._refresh()

    def open_other(self) -> None:
        """Ask for another ledger."""
        folder = self._context.ledger.path.parent
        path = Files.open_one(self._window, "打开台账", folder, files.LEDGERS)
        if path is not None and real_path(path) != self._context.ledger.path:
            self.open_requested.emit(path)

    def make_new(self) -> None:
        """Make a further ledger and open it."""
        from zxdesk.desktop.ledger.first_start import FirstStart

        path = FirstStart.ask(self._window, first=False, clock=self._context.ledger.clock)
        if path is not None:
            self.open_requested.emit(path)

    def back_up(self) -> None:
        """Make a verified backup beside the ledger."""
        ledger = self._context.ledger
        self._context.run("备份台账", lambda _progress: backed_up(ledger), self._tell_backup)

    def back_up_to(self) -> None:
        """Make a verified backup in a place one chooses, e.g. on a stick."""
        ledger = self._context.ledger
        name = f"{ledger.path.stem}-{datetime.now():%Y%m%d-%H%M}{ledger.path.suffix}"
        folder = files.last_folder(self._context.settings)
        path = Files.save(self._window, "备份到", folder / name, files.LEDGERS)
        if path is not None:
            files.remember_folder(self._context.settings, path)
            self._context.run(
                "备份台账", lambda _progress: (copied(ledger, path), True), self._tell_backup
            )

    def back_up_sealed(self) -> None:
        """Make a verified backup under a password, e.g. on a stick that may be lost."""
        password = PasswordDialog.ask_new(self._window, "加密备份")
        if not password:
            return
        ledger = self._context.ledger
        name = f"{ledger.path.stem}-加密-{datetime.now():%Y%m%d-%H%M}{ledger.path.suffix}"
        folder = files.last_folder(self._context.settings)
        path = Files.save(self._window, "加密备份到", folder / name, files.LEDGERS)
        if path is not None:
            files.remember_folder(self._context.settings, path)
            self._context.run(
                "加密备份台账",
                lambda _progress: (locked(ledger, path, password), True),
                self._tell_backup,
            )

    def restore(self) -> None:
        """Ask which backup is to be restored."""
        backup = RestoreDialog.ask(self._context, self._window)
        if backup is not None:
            self.restore_requested.emit(backup)

    def check(self) -> None:
        """Check the ledger thoroughly."""
        CheckDialog.run(self._context, self._window)

    def merge(self) -> None:
        """Take in what a colleague did in a ledger or workbook of his own."""
        from zxdesk.desktop.books.merge_dialog import MergeDialog

        MergeDialog.run(self._context, self._window)

    def show_settings(self) -> None:
        """Show what can be set."""
        SettingsDialog.run(self._context, self._window)

    def update_program(self) -> None:
        """Update the program from a newer installer."""
        update_dialog.run(self._context, self._window)

    def _add(self, words: str, icon: str, act: Callable[[], object]) -> QAction:
        action = QAction(words, self)
        action.setData(icon)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def _refresh(self) -> None:
        for action in self.actions():
            if action.data():
                action.setIcon(icons.icon(action.data(), size=16))
        reason = self._context.ledger.read_only
        for action in (self._back_up, self._restore, self._merge):
            action.setEnabled(not reason)
            action.setToolTip(f"台账现在只能查看：{reason}" if reason else action.text())

    def _tell_backup(self, made: tuple[Backup, bool]) -> None:
        backup, new = made
        what = "已备份并核对" if new else "上次备份后没有改动，最近的备份是"
        folder = backup.file.parent
        lacking = lacking_words(backup.lacking)
        self._context.noticed.emit(
            Notice(
                f"{what}：{backup.file.name}，{backup.records:,} 条记录"
                + (f"；{lacking}" if lacking else ""),
                links=(("打开所在文件夹", lambda: Files.show(folder)),),
            )
        )
