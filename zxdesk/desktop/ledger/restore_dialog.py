"""The choice of a backup to put in the ledger's place."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button, fit, foot, lay_out
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.messages import MessageDialog
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.ledger.password_dialog import PasswordDialog
from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.look.words import label, set_role
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.files import real_path
from zxdesk.store import backups
from zxdesk.store.restorable import RestorableBackup, automatic, looked_over
from zxdesk.store.sealed import is_sealed

_HINT = "用一份备份替换现在的台账。现在的台账不会删除，改名保存在旁边。"
_COLUMNS = (
    TableColumn(key="made", title="备份时间", kind="date", width=150),
    TableColumn(key="age", title="距今", width=90),
    TableColumn(key="records", title="记录", kind="number", align="right", width=80),
    TableColumn(key="state", title="核对", kind="chip", width=90, sortable=False),
    TableColumn(key="file", title="文件", kind="title"),
)


class RestoreDialog(WorkDialog):
    """Lists the automatic backups; `chosen` is the one that was decided on."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self.chosen: RestorableBackup | None = None
        self._copies: list[RestorableBackup] = []
        self._records = 0
        self._now = label("", self, role="muted")
        self._make_parts()
        self._lay_out(lay_out(self, "恢复备份", _HINT))
        fit(self, 760, 460)
        ledger = context.ledger
        self._busy.start(
            "查看备份",
            lambda _progress: (backups.count(ledger.path), automatic(ledger.path)),
            on_result=self._show_copies,
            on_error=self._on_error,
        )

    @classmethod
    def ask(cls, context: DeskContext, parent: QWidget | None) -> RestorableBackup | None:
        """Ask for a backup to restore; None where it was given up."""
        dialog = cls(context, parent)
        dialog.stay()
        return dialog.chosen

    def restore(self) -> None:
        """Ask whether the selected backup is to be restored."""
        place = self.list.current_id()
        if place is not None and not self._busy.busy:
            self._decide(self._copies[place])

    def choose_file(self) -> None:
        """Ask for a backup kept elsewhere and look it over."""
        path = Files.open_one(self, "选择备份文件", files.documents(), files.LEDGERS)
        if path is None:
            return
        if real_path(path) == self._context.ledger.path:
            self._note.say("这就是现在打开的台账，不用恢复。")
            return
        password = (
            PasswordDialog.ask(self, f"打开加密的备份 {path.name}") if is_sealed(path) else ""
        )
        if is_sealed(path) and not password:
            return
        ledger = self._context.ledger.path
        self._note.say("")
        self._busy.start(
            "核对备份文件",
            lambda _progress: looked_over(path, ledger, password),
            on_result=self._decide,
            on_error=self._on_error,
        )

    def _make_parts(self) -> None:
        self.list = WordList(_COLUMNS, self, name="restore", settings=self._context.settings)
        self.list.setAccessibleName("自动备份")
        self.list.set_empty("还没有自动备份。")
        self.list.current_changed.connect(self._refresh)
        self.list.opened.connect(lambda _: self.restore())
        self._file = button("选择备份文件…", self, icon="folder")
        self._file.clicked.connect(self.choose_file)
        self._close = button("取消", self)
        self._close.clicked.connect(self.reject)
        self._restore = button("恢复这份备份…", self, primary=True)
        self._restore.clicked.connect(self.restore)

    def _lay_out(self, column: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.addWidget(self._now, 1)
        head.addWidget(self._file)
        column.addLayout(head)
        column.addWidget(self._note)
        sheet = QWidget(self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(sheet, "sheet")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.list)
        column.addWidget(sheet, 1)
        column.addWidget(self._busy)
        column.addLayout(foot([], [self._close, self._restore]))

    def _show_copies(self, found: tuple[int, list[RestorableBackup]]) -> None:
        self._records, self._copies = found
        self._now.setText(f"现在的台账有 {self._records:,} 条记录。")
        self.list.set_rows(rows_of(self._copies, now=datetime.now()))
        self.list.select_first()
        self.list.setFocus()
        self._refresh()

    def _decide(self, copy: RestorableBackup) -> None:
        own = self._context.ledger.own.name
        foreign = copy.committee and copy.committee != own
        warning = f"注意：这份备份是“{copy.committee}”的，不是“{own}”的。" if foreign else ""
        text = (
            f"备份里有 {copy.records:,} 条记录，现在的台账有 {self._records:,} 条。"
            "这份备份之后的登记和修改会不在；现在的台账改名保存在旁边，需要时可以再打开。"
        )
        title = f"恢复 {copy.made:%Y-%m-%d %H:%M} 的备份？"
        if MessageDialog.confirm(self, title, warning + text, verb="恢复", careful=True):
            self.chosen = copy
            self.accept()

    def _refresh(self) -> None:
        free = not self._busy.busy
        self._restore.setEnabled(free and self.list.current_id() is not None)
        self._file.setEnabled(free)


def rows_of(copies: Sequence[RestorableBackup], *, now: datetime) -> list[tuple[object, ...]]:
    """Give the list's rows."""
    verified = Chip("已核对", "good", "备份做成时已重新打开、清点并记下校验值")
    return [
        (f"{c.made:%Y-%m-%d %H:%M}", age(c.made, now), c.records, verified, c.file.name)
        for c in copies
    ]


def age(made: datetime, now: datetime) -> str:
    """Say how long ago something was."""
    minutes = int((now - made).total_seconds() // 60)
    if minutes < 1:
        return "刚才"
    if minutes < 60:
        return f"{minutes} 分钟前"
    if minutes < 24 * 60:
        return f"{minutes // 60} 小时前"
    return f"{minutes // (24 * 60)} 天前"
