"""The import of workbooks: choose files, see what would be done, then do it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop import theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.dialogs import files, import_work
from zxdesk.desktop.dialogs.busy import BusyLine
from zxdesk.desktop.dialogs.files import Files
from zxdesk.desktop.dialogs.import_preview import ImportPreview
from zxdesk.desktop.dialogs.import_work import Trial
from zxdesk.desktop.dialogs.parts import Note, button, explain, fit, foot, lay_out
from zxdesk.desktop.widgets.empty_note import EmptyNote
from zxdesk.desktop.widgets.words import ElidedLabel
from zxdesk.exchange.rejects import write_rejects
from zxdesk.exchange.report import ImportReport

_HINT = "先试读、后写入：点“导入”之前，台账不会有任何改动。整次导入可以一步撤销。"
_EMPTY = "选择一个或几个工作簿（.xlsx、.xls、.csv），也可以把文件拖到这里。"
_NAMED = 3


class ImportDialog(QDialog):
    """Takes workbooks into the ledger as one step."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._trial: Trial | None = None
        self._done: ImportReport | None = None
        self._saved_rejects = False
        self._make_parts()
        column = lay_out(self, "导入工作簿", _HINT)
        self._lay_out(column)
        self.setAcceptDrops(True)
        fit(self, 1000, 540)
        self._refresh()
        first = self._empty.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    @classmethod
    def run(
        cls, context: DeskContext, parent: QWidget | None, files: list[Path] | None = None
    ) -> None:
        """Show the dialog until the import is done or given up."""
        dialog = cls(context, parent)
        if files:
            dialog.take(files)
        dialog.exec()
        dialog.deleteLater()

    def take(self, chosen: Sequence[Path]) -> None:
        """Read files and show what importing them would do."""
        if not chosen or self._busy.busy or self._done:
            return
        self._trial = None
        self._note.say("")
        self._name(chosen)
        files.remember_folder(self._context.settings, chosen[0])
        ledger = self._context.ledger
        self._busy.start(
            "试读工作簿",
            lambda progress: import_work.try_books(ledger, list(chosen), progress),
            on_result=self._show_trial,
            on_error=self._on_error,
        )

    def choose(self) -> None:
        """Ask for files and read them."""
        folder = files.last_folder(self._context.settings)
        self.take(Files.open_many(self, "选择要导入的工作簿", folder, files.BOOKS))

    def write(self) -> None:
        """Import what was previewed."""
        trial, ledger = self._trial, self._context.ledger
        assert trial is not None
        self._note.say("")
        self._busy.start(
            "导入工作簿",
            lambda progress: import_work.take_books(ledger, trial.files, progress),
            on_result=self._finish,
            on_error=self._on_error,
        )

    def save_rejects(self) -> None:
        """Save the rejected rows as a workbook that can be corrected."""
        report = self._report()
        folder = files.last_folder(self._context.settings)
        path = Files.save(self, "保存退回行", folder / "退回行.xlsx", files.BOOK)
        if path is None or report is None:
            return
        try:
            count = write_rejects(path, report.rejected_rows)
        except Exception as error:
            self._on_error(error)
            return
        self._saved_rejects = True
        self._note.say(f"{count} 行退回已保存到 {path.name}，改好后可以直接导入它。")
        self._refresh()

    def save_templates(self) -> None:
        """Save the empty workbook into a folder and open that."""
        folder = Files.folder(
            self, "把空白模板放到哪个文件夹", files.last_folder(self._context.settings)
        )
        if folder is None:
            return
        try:
            made = import_work.make_templates(self._context.ledger, folder)
        except Exception as error:
            self._on_error(error)
            return
        self._note.say(f"空白模板已放到 {made[0]}。")
        Files.show(folder)

    def _make_parts(self) -> None:
        self._names = ElidedLabel("", self, role="strong")
        self._choose = button("选择文件…", self, icon="folder")
        self._choose.clicked.connect(self.choose)
        self._templates = button("下载空白模板…", self)
        self._templates.clicked.connect(self.save_templates)
        self._note = Note(self)
        self._busy = BusyLine(self._context.tasks, self)
        self._busy.changed.connect(self._refresh)
        self._busy.stopped.connect(self._on_stopped)
        self.preview = ImportPreview(self, settings=self._context.settings)
        self._empty = EmptyNote(self)
        self._empty.set_content(_EMPTY, "选择文件…", self.choose)
        self._rejects = button("保存退回行…", self)
        self._rejects.clicked.connect(self.save_rejects)
        self._close = button("取消", self)
        self._close.clicked.connect(self.reject)
        self._import = button("导入", self, primary=True)
        self._import.clicked.connect(self.write)

    def _lay_out(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        row.addWidget(self._names, 1)
        row.addWidget(self._choose)
        row.addWidget(self._templates)
        middle = QWidget(self)
        self._stack = QStackedLayout(middle)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.preview)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(middle, 1)
        column.addWidget(self._busy)
        column.addLayout(foot([self._rejects], [self._close, self._import]))

    def _name(self, chosen: Sequence[Path]) -> None:
        names = "、".join(file.name for file in chosen[:_NAMED])
        more = f" 等 {len(chosen)} 个文件" if len(chosen) > _NAMED else ""
        self._names.setText(names + more)

    def _report(self) -> ImportReport | None:
        if self._done:
            return self._done
        return self._trial.report if self._trial else None

    def _show_trial(self, trial: Trial) -> None:
        self._trial = trial
        self._saved_rejects = False
        if trial.files:
            self._name(trial.files)
            self.preview.show_report(trial.report)
        else:
            self._names.setText("")
        self._note.say("\n".join(trial.problems))
        self._refresh()
        (self._import if self._import.isEnabled() else self._choose).setFocus()

    def _finish(self, report: ImportReport) -> None:
        self._done = report
        if not report.rejected or self._saved_rejects:
            self.accept()
            return
        self.preview.show_report(report, done=True)
        self._note.say(
            f"已导入 {import_work.taken(report)} 条；{len(report.rejected)} 行退回，没有写入。"
            "可以保存退回行，改好后再导入。"
        )
        self._refresh()
        self._rejects.setFocus()

    def _on_error(self, error: Exception) -> None:
        explain(error, self._note, self._context.presenter)
        self._refresh()

    def _on_stopped(self) -> None:
        self._note.say("已停止，台账没有改动。")

    def _refresh(self) -> None:
        busy, report = self._busy.busy, self._report()
        readable = report is not None and (self._done is not None or self._has_files())
        self._stack.setCurrentWidget(self.preview if readable else self._empty)
        self._empty.setVisible(not readable)
        self._choose.setVisible(self._done is None and readable)
        self._templates.setVisible(self._done is None)
        self._rejects.setVisible(bool(report and report.rejected))
        count = import_work.taken(report) if report and not self._done else 0
        self._import.setText(f"导入 {count} 条" if count else "导入")
        self._import.setVisible(self._done is None)
        self._import.setEnabled(bool(count) and not busy)
        self._close.setText("关闭" if self._done else "取消")
        for widget in (self._choose, self._templates, self._rejects, self._empty):
            widget.setEnabled(not busy)

    def _has_files(self) -> bool:
        return self._trial is not None and bool(self._trial.files)

    def _tell(self) -> None:
        """Let the window know what was written, once this dialog is out of its way."""
        report, self._done = self._done, None
        if report is None:
            return
        count = import_work.taken(report)
        rejected = f"，退回 {len(report.rejected)} 行" if report.rejected else ""
        self._context.wrote(report.changes, f"已导入 {count} 条{rejected}")

    def done(self, code: int) -> None:
        """Close, once nothing is under way; what was imported is told then."""

        def close() -> None:
            super(ImportDialog, self).done(code)
            self._tell()

        self._busy.when_free(close)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here."""
        if event.mimeData().hasUrls() and not self._busy.busy and not self._done:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
