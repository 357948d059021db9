"""The choice of a backup to put in the ledger's place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.dialogs import files
from zxdesk.desktop.dialogs.busy import BusyLine
from zxdesk.desktop.dialogs.files import Files
from zxdesk.desktop.dialogs.parts import Note, button, explain, fit, foot, lay_out
from zxdesk.desktop.dialogs.word_list import WordList
from zxdesk.desktop.messages import MessageDialog
from zxdesk.desktop.models.record_table import Column
from zxdesk.desktop.tones import Chip
from zxdesk.desktop.widgets.words import label, set_role
from zxdesk.store import Ledger, backups, open_ledger

_HINT = "用一份备份替换现在的台账。现在的台账不会删除，改名保存在旁边。"
_COLUMNS = (
    Column(key="made", title="备份时间", kind="date", width=150),
    Column(key="age", title="距今", width=90),
    Column(key="records", title="记录", kind="number", align="right", width=80),
    Column(key="state", title="核对", kind="chip", width=90, sortable=False),
    Column(key="file", title="文件", kind="title"),
)


@dataclass(frozen=True)
class Copy:
    """A file that could be restored.

    Attributes:
        committee: Whose ledger it is; empty where it is our own automatic backup.
    """

    file: Path
    records: int
    made: datetime
    committee: str = ""


class RestoreDialog(QDialog):
    """Lists the automatic backups; `chosen` is the file that was decided on."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.chosen: Path | None = None
        self._context = context
        self._copies: list[Copy] = []
        self._records = 0
        self._note = Note(self)
        self._busy = BusyLine(context.tasks, self)
        self._busy.changed.connect(self._refresh)
        self._now = label("", self, role="muted")
        self._make_parts()
        self._lay_out(lay_out(self, "恢复备份", _HINT))
        fit(self, 760, 460)
        ledger = context.ledger
        self._busy.start(
            "查看备份",
            lambda _progress: (backups.count(ledger.path), automatic(ledger)),
            on_result=self._show_copies,
            on_error=self._on_error,
        )

    @classmethod
    def ask(cls, context: DeskContext, parent: QWidget | None) -> Path | None:
        """Ask for a backup to restore; None where it was given up."""
        dialog = cls(context, parent)
        dialog.exec()
        dialog.deleteLater()
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
        if path.absolute() == self._context.ledger.path:
            self._note.say("这就是现在打开的台账，不用恢复。")
            return
        self._note.say("")
        self._busy.start(
            "核对备份文件",
            lambda _progress: looked_over(path),
            on_result=self._decide,
            on_error=self._on_error,
        )

    def _make_parts(self) -> None:
        self.list = WordList(_COLUMNS, self, name="restore", settings=self._context.settings)
        self.list.setAccessibleName("自动备份")
        self.list.set_empty("还没有自动备份。")
        self.list.current_changed.connect(lambda _: self._refresh())
        self.list.opened.connect(lambda _: self.restore())
        self._file = button("选择备份文件…", self, icon="folder")
        self._file.clicked.connect(self.choose_file)
        self._close = button("取消", self)
        self._close.clicked.connect(self.reject)
        self._restore = button("恢复这份备份…", self, primary=True)
        self._restore.clicked.connect(self.restore)

    def _lay_out(self, column: QVBoxLayout) -> None:
        column.addWidget(self._note)
        sheet = QWidget(self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(sheet, "sheet")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.list)
        column.addWidget(sheet, 1)
        column.addWidget(self._now)
        column.addWidget(self._busy)
        column.addLayout(foot([self._file], [self._close, self._restore]))

    def _show_copies(self, found: tuple[int, list[Copy]]) -> None:
        self._records, self._copies = found
        self._now.setText(f"现在的台账有 {self._records:,} 条记录。")
        self.list.set_rows(rows_of(self._copies, now=datetime.now()))
        self.list.select_first()
        self.list.setFocus()
        self._refresh()

    def _decide(self, copy: Copy) -> None:
        own = self._context.ledger.own.name
        foreign = copy.committee and copy.committee != own
        warning = f"注意：这份备份是“{copy.committee}”的，不是“{own}”的。" if foreign else ""
        text = (
            f"备份里有 {copy.records:,} 条记录，现在的台账有 {self._records:,} 条。"
            "这份备份之后的登记和修改会不在；现在的台账改名保存在旁边，需要时可以再打开。"
        )
        title = f"恢复 {copy.made:%Y-%m-%d %H:%M} 的备份？"
        if MessageDialog.confirm(self, title, warning + text, verb="恢复", careful=True):
            self.chosen = copy.file
            self.accept()

    def _on_error(self, error: Exception) -> None:
        explain(error, self._note, self._context.presenter)

    def _refresh(self) -> None:
        free = not self._busy.busy
        self._restore.setEnabled(free and self.list.current_id() is not None)
        self._file.setEnabled(free)

    def done(self, code: int) -> None:
        """Close, once nothing is under way."""
        self._busy.when_free(lambda: super(RestoreDialog, self).done(code))


def automatic(ledger: Ledger) -> list[Copy]:
    """Give the automatic backups, newest first."""
    return [Copy(b.file, b.records, b.when) for b in backups.listed(ledger.path)]


def looked_over(path: Path) -> Copy:
    """Look into a file that is to be restored.

    Raises:
        EnvironmentProblem: it is no ledger, or damaged.
    """
    with open_ledger(path, writing=False) as ledger:
        committee = ledger.own.name
    made = datetime.fromtimestamp(path.stat().st_mtime)
    return Copy(path, backups.count(path), made, committee)


def rows_of(copies: Sequence[Copy], *, now: datetime) -> list[tuple[object, ...]]:
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
