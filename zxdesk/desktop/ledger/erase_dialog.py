"""Erases what is personal about a record: why is asked, what was done and what is left is told."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from zxdesk import text
from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.look.words import label
from zxdesk.documents.writing import write_document
from zxdesk.papers.erasure import compose_erasure, erasure_content
from zxdesk.records import RecordKind
from zxdesk.store.erasure import Copy, Erasure, erase

_HINT = (
    "手机、身份证号、出生日期等个人信息从记录、历史和文件的空闲部分清除，附件一并删去，姓名和其他内容不变。"
    "不能撤销；变更历史里留有这一步。"
)


class EraseDialog(WorkDialog):
    """Asks why, erases, and offers the paper of it."""

    def __init__(
        self,
        context: DeskContext,
        parent: QWidget | None,
        kind: RecordKind,
        record: int,
        title: str,
    ) -> None:
        super().__init__(context, parent)
        self._kind, self._record, self._title = kind, record, title
        self._erased: Erasure | None = None
        self.reason = QLineEdit(self)
        self.reason_field = LabelledField("原因（记入历史）", self.reason, self)
        self.in_backups = QCheckBox("台账旁边的备份里也抹除", self)
        self.in_backups.setChecked(True)
        self.told = label("", self, wrap=True)
        self.told.hide()
        self._paper = button("保存抹除记录…", self, icon="export")
        self._paper.clicked.connect(self.save_paper)
        self._close = button("取消", self)
        self._close.clicked.connect(self.reject)
        self._erase = button("抹除", self, primary=True)
        self._erase.setAutoDefault(False)
        self._erase.clicked.connect(self.erase)
        column = lay_out(self, f"抹除{kind.sheet}“{title}”的个人信息", _HINT)
        for widget in (self.reason_field, self.in_backups, self.told, self._note, self._busy):
            column.addWidget(widget)
        column.addLayout(foot([self._paper], [self._close, self._erase]))
        fit(self, 560)
        self._refresh()

    @classmethod
    def run(
        cls,
        context: DeskContext,
        parent: QWidget | None,
        kind: RecordKind,
        record: int,
        title: str,
    ) -> None:
        """Show the dialog until it is closed."""
        cls(context, parent, kind, record, title).stay()

    def erase(self) -> None:
        """Erase, once a reason is given."""
        reason = text.one_line(self.reason.text())
        self.reason_field.set_error("" if reason else "请写明原因")
        if not reason:
            self.reason.setFocus()
            return
        ledger, kind, record, title = self._context.ledger, self._kind, self._record, self._title
        in_backups = self.in_backups.isChecked()
        self._note.say("")
        self._busy.start(
            "抹除个人信息",
            lambda _progress: erase(
                ledger, kind, [record], title=title, reason=reason, in_backups=in_backups
            ),
            on_result=self._finish,
            on_error=self._on_error,
        )

    def save_paper(self) -> None:
        """Save the paper that says what was erased."""
        done = self._erased
        folder = files.last_folder(self._context.settings)
        path = Files.save(self, "保存抹除记录", folder / f"抹除记录-{self._title}.pdf", files.PDF)
        if path is None or done is None:
            return
        files.remember_folder(self._context.settings, path)
        if self._context.attempt(lambda: self._write(done, path)):
            self._note.say(f"抹除记录已保存到 {path.name}。")

    def _write(self, done: Erasure, path: Path) -> None:
        write_document(compose_erasure(erasure_content(self._context.ledger, done)), path)

    def _finish(self, done: Erasure) -> None:
        self._erased = done
        self.told.setText(said(done))
        self.told.show()
        if done.notes:
            self._note.say("\n".join(done.notes))
        if done.changes:
            self._context.changed.emit(done.changes)
        self._refresh()
        self._close.setFocus()

    def _refresh(self) -> None:
        over, busy = self._erased is not None, self._busy.busy
        for widget in (self.reason_field, self.in_backups, self._erase):
            widget.setVisible(not over)
            widget.setEnabled(not busy)
        self._paper.setVisible(over)
        self._close.setText("关闭" if over else "取消")


def said(done: Erasure) -> str:
    """Say what was erased and where it still is."""
    what = "、".join(done.fields)
    lines = [
        f"已抹除{what}，连同此前 {done.steps} 步历史里的内容。" if what else "台账里没有个人信息。"
    ]
    if done.cleared:
        lines.append(f"备份里也已抹除：{len(done.cleared)} 份。")
    lines += [f"还留有：{_named(copy)}。" for copy in done.left]
    return "\n".join([*lines, "U 盘上的备份、导出的工作簿和印出的文表请自行清理。"])


def _named(copy: Copy) -> str:
    return f"{copy.file.name}（{copy.made}，{copy.why}）"
