"""The menu of the ledger: open, new, back up, restore, check, settings."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from zxdesk.desktop import icons, update_dialog
from zxdesk.desktop.context import DeskContext, Notice
from zxdesk.desktop.dialogs import files
from zxdesk.desktop.dialogs.check_dialog import CheckDialog
from zxdesk.desktop.dialogs.files import Files
from zxdesk.desktop.dialogs.first_start import FirstStart
from zxdesk.desktop.dialogs.restore_dialog import RestoreDialog
from zxdesk.desktop.dialogs.settings_dialog import SettingsDialog
from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.store import Ledger, backups
from zxdesk.store.backups import Backup


class LedgerMenu(QMenu):
    """What can be done with the ledger as a whole.

    Signals:
        open_requested: Another ledger is to be opened in place of this one; carries its file.
        restore_requested: A backup is to be put in this ledger's place, which has to be closed
            for it; carries the backup's file.
    """

    open_requested = Signal(object)
    restore_requested = Signal(object)

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
        self._restore = self._add("恢复备份…", "history", self.restore)
        self._add("核对台账", "check", self.check)
        self._merge = self._add("合并同事的台账…", "import", self.merge)
        self.addSeparator()
        self._add("设置…", "settings", self.show_settings)
        self._add("检查更新文件…", "redo", self.update_program)
        self.aboutToShow.connect(self._refresh)
        self._refresh()

    def open_other(self) -> None:
        """Ask for another ledger."""
        folder = self._context.ledger.path.parent
        path = Files.open_one(self._window, "打开台账", folder, files.LEDGERS)
        if path is not None and path.absolute() != self._context.ledger.path:
            self.open_requested.emit(path)

    def make_new(self) -> None:
        """Make a further ledger and open it."""
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
        from zxdesk.desktop.dialogs.merge_dialog import MergeDialog

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
        self._context.noticed.emit(
            Notice(
                f"{what}：{backup.file.name}，{backup.records:,} 条记录",
                links=(("打开所在文件夹", lambda: Files.show(folder)),),
            )
        )


def backed_up(ledger: Ledger) -> tuple[Backup, bool]:
    """Make a backup where anything changed; tell whether it is a new one."""
    made = ledger.back_up()
    if made is not None:
        return made, True
    newest = backups.newest(ledger.path)
    if newest is None:
        raise EnvironmentProblem(
            "台账现在只能查看，没有备份", "请用“备份到…”另选一个位置", code="read_only"
        )
    return newest, False


def copied(ledger: Ledger, path: Path) -> Backup:
    """Make a verified backup at `path`.

    Raises:
        UserError: that is the ledger itself.
        EnvironmentProblem: it cannot be written.
    """
    if path.absolute() == ledger.path:
        raise UserError("备份不能放在台账自己的位置，没有备份", "请换一个文件名或文件夹")
    return backups.make(ledger.path, path, now=datetime.now())
