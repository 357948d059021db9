"""The import of workbooks: choose files, see what would be done, then do it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.tasks import TaskProgress
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.books.import_board import ImportBoard
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel
from zxdesk.desktop.widgets.empty_note import EmptyNote
from zxdesk.exchange import import_trial
from zxdesk.exchange.choices import NO_CHOICES, Choices
from zxdesk.exchange.import_trial import ImportTrial, Reading, maps_for
from zxdesk.exchange.incoming import Answers
from zxdesk.exchange.pasted import Pasted
from zxdesk.exchange.rejects import write_rejects
from zxdesk.exchange.report import ImportReport
from zxdesk.exchange.sheet_maps import SheetMaps
from zxdesk.store import Ledger

_HINT = "先试读、后写入：点“导入”之前，台账不会有任何改动。整次导入可以一步撤销。"
_EMPTY = "选择一个或几个工作簿（.xlsx、.xls、.et、.ods、.csv 等），也可以把文件拖到这里。"
_NAMED = 3
_SETTLE_MS = 120
_LONGEST_PASSWORD = 255  # of a workbook


class ImportDialog(WorkDialog):
    """Takes workbooks into the ledger as one step."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self._trial: ImportTrial | None = None
        self._maps: SheetMaps | None = None
        self._pasted: Pasted | None = None
        self._stale = False
        self._chosen: list[Path] = []
        self._done: ImportReport | None = None
        self._saved_rejects = False
        self._make_parts()
        column = lay_out(self, "导入工作簿", _HINT)
        self._lay_out(column)
        self.setAcceptDrops(True)
        fit(self, 1280, 700)
        self._refresh()
        first = self._empty.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    @classmethod
    def run(
        cls,
        context: DeskContext,
        parent: QWidget | None,
        files: list[Path] | None = None,
        pasted: Pasted | None = None,
    ) -> None:
        """Show the dialog until the import is done or given up."""
        dialog = cls(context, parent)
        if files:
            dialog.take(files)
        if pasted:
            dialog.take_pasted(pasted)
        dialog.stay()

    def take(self, chosen: Sequence[Path]) -> None:
        """Read files and show what importing them would do."""
        if not chosen or self._busy.busy or self._done:
            return
        self._chosen = list(chosen)
        self._name(chosen)
        files.remember_folder(self._context.settings, chosen[0])
        books, password = self._chosen, self.password.text()
        self._begin(
            lambda progress: import_trial.read_files(books, progress, password=password),
        )

    def take_pasted(self, pasted: Pasted) -> None:
        """Show what importing pasted lines would do."""
        self._pasted = pasted
        self._names.setText(pasted.label)
        self._begin(lambda _progress: pasted.reading)

    def _begin(self, read: Callable[[TaskProgress], Reading]) -> None:
        self._trial = self._maps = None
        self._note.say("")
        self.board.begin()
        ledger, pasted = self._context.ledger, self._pasted

        def work(progress: TaskProgress) -> tuple[SheetMaps, ImportTrial]:
            progress.report("正在读取文件…")
            reading = read(progress)
            maps = maps_for(ledger, reading)
            if pasted:
                pasted.settle(maps)
            label = pasted.label if pasted else ""
            return maps, _tried(ledger, reading, maps, NO_CHOICES, label, progress)

        self._busy.start("试读工作簿", work, on_result=self._show_first, on_error=self._on_error)

    def _try_anew(self) -> None:
        """Try once more with what was put right or decided since."""
        trial, maps = self._trial, self._maps
        if trial is None or maps is None or self._done:
            return
        if self._busy.busy:
            self._anew.start()
            return
        ledger, choices = self._context.ledger, self.board.rows.decisions.choices()
        self._busy.start(
            "试读工作簿",
            lambda progress: _tried(ledger, trial.reading, maps, choices, trial.label, progress),
            on_result=self._show_trial,
            on_error=self._on_error,
        )

    def try_again(self) -> None:
        """Read the same files with the password that was typed."""
        self.take(self._chosen)

    def choose(self) -> None:
        """Ask for files and read them."""
        folder = files.last_folder(self._context.settings)
        self.take(Files.open_many(self, "选择要导入的工作簿", folder, files.BOOKS))

    def write(self) -> None:
        """Import what was previewed; where that is out of date, preview it first."""
        if self._stale:
            self._try_anew()
            return
        trial, ledger = self._trial, self._context.ledger
        assert trial is not None
        self._note.say("")
        self._busy.start(
            "导入工作簿",
            lambda progress: import_trial.take_books(ledger, trial, progress),
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
            made = import_trial.make_templates(self._context.ledger, folder)
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
        self._busy.stopped.connect(self._on_stopped)
        self.board = ImportBoard(self._context, self)
        self.board.changed.connect(self._on_changed)
        self._anew = QTimer(self)
        self._anew.setSingleShot(True)
        self._anew.setInterval(_SETTLE_MS)
        self._anew.timeout.connect(self._try_anew)
        self._empty = EmptyNote(self)
        self._empty.set_content(_EMPTY, "选择文件…", self.choose)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(_LONGEST_PASSWORD)
        self.password.returnPressed.connect(self.try_again)
        self.again_button = button("打开", self)
        self.again_button.clicked.connect(self.try_again)
        self._locked = LabelledField(
            "工作簿的打开密码", self.password, self, beside=self.again_button
        )
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
        self._stack.addWidget(self.board)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(self._locked)
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

    def _on_changed(self) -> None:
        """Have what was changed tried soon; until then it cannot be imported."""
        self._stale = True
        self._anew.start()
        self._refresh()

    def _show_first(self, found: tuple[SheetMaps, ImportTrial]) -> None:
        self._maps, trial = found
        self._show_trial(trial)
        reading = trial.reading
        if reading.files and not self._pasted:
            self._name(reading.files)
        elif not reading.files:
            self._names.setText("")
        if reading.locked:
            self.password.setFocus()
        else:
            (self._import if self._import.isEnabled() else self._choose).setFocus()

    def _show_trial(self, trial: ImportTrial) -> None:
        self._trial = trial
        self._stale = self._anew.isActive()
        self._saved_rejects = False
        assert self._maps is not None
        if trial.reading.files:
            self.board.show_trial(self._maps, trial.report)
        asking = [one.sheet.name for one in self._maps.maps if one.is_open]
        named = "、".join(f"“{name}”" for name in asking[:_NAMED])
        asked = f"工作表{named}认不准，请在“原表”里选当作什么，否则不导入。" if asking else ""
        self._note.say("\n".join(filter(None, (*trial.reading.problems, asked))))
        self._refresh()

    def _finish(self, report: ImportReport) -> None:
        self._done = report
        if not report.rejected or self._saved_rejects:
            self.accept()
            return
        self.board.show_done(report)
        self._note.say(
            f"已导入 {import_trial.taken(report)} 条；{len(report.rejected)} 行退回，没有写入。"
            "可以保存退回行，改好后再导入。"
        )
        self._refresh()
        self._rejects.setFocus()

    def _on_stopped(self) -> None:
        self._note.say("已停止，台账没有改动。")

    def _refresh(self) -> None:
        busy, report = self._busy.busy, self._report()
        readable = report is not None and (self._done is not None or self._has_files())
        self._stack.setCurrentWidget(self.board if readable else self._empty)
        self._empty.setVisible(not readable)
        self._choose.setVisible(self._done is None and readable and not self._pasted)
        locked = self._trial is not None and self._trial.reading.locked
        self._locked.setVisible(self._done is None and (locked or bool(self.password.text())))
        self._templates.setVisible(self._done is None and not self._pasted)
        self._rejects.setVisible(bool(report and report.rejected))
        count = import_trial.taken(report) if report and not self._done else 0
        again = self._stale and not self._anew.isActive()
        words = f"导入 {count} 条" if count else "导入"
        self._import.setText("重新试读" if again and not busy else words)
        self._import.setVisible(self._done is None)
        self._import.setEnabled(not busy and (again or (bool(count) and not self._stale)))
        self._close.setText("关闭" if self._done else "取消")
        closed = (self._locked, self._choose, self._templates, self._rejects, self._empty)
        for widget in closed:
            widget.setEnabled(not busy)

    def _has_files(self) -> bool:
        return self._trial is not None and bool(self._trial.reading.files)

    def _tell(self) -> None:
        """Let the window know what was written, once this dialog is out of its way."""
        report, self._done = self._done, None
        if report is None:
            return
        count = import_trial.taken(report)
        rejected = f"，退回 {len(report.rejected)} 行" if report.rejected else ""
        self._context.wrote(report.changes, f"已导入 {count} 条{rejected}")

    def _leave(self, code: int) -> None:
        """Close, and tell what was imported."""
        super()._leave(code)
        self._tell()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here."""
        if event.mimeData().hasUrls() and not self._busy.busy and not self._done:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def _tried(
    ledger: Ledger,
    reading: Reading,
    maps: SheetMaps,
    choices: Choices,
    label: str,
    progress: TaskProgress,
) -> ImportTrial:
    answers = Answers(saved=maps, choices=choices)
    return import_trial.try_reading(ledger, reading, progress, answers=answers, label=label)
