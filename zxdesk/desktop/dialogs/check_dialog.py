"""The check of a ledger: all is well, or a list of what is not."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.dialogs.busy import BusyLine
from zxdesk.desktop.dialogs.parts import Note, button, explain, fit, foot, lay_out
from zxdesk.desktop.dialogs.word_list import WordList
from zxdesk.desktop.models.record_table import Column
from zxdesk.desktop.widgets.words import label, set_role
from zxdesk.store import Ledger, backups
from zxdesk.store.check import check

_HINT = "核对文件结构、记录之间的引用，并把每一行记录与变更日志逐一比对。"
_WRONG = "发现 {} 处问题。请先不要继续登记：把这份清单发给维护人员，或从备份恢复。"
_COLUMNS = (
    Column(key="place", title="序号", kind="number", align="right", width=60),
    Column(key="problem", title="问题", kind="title"),
)


@dataclass(frozen=True)
class Found:
    """What a check gave."""

    records: int
    problems: tuple[str, ...]


class CheckDialog(QDialog):
    """Checks at once and shows what was found."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._problems: tuple[str, ...] = ()
        self._note = Note(self)
        self._busy = BusyLine(context.tasks, self)
        self.list = WordList(_COLUMNS, self, name="check", settings=context.settings)
        self.list.setAccessibleName("核对结果")
        self.list.set_empty("正在核对…")
        self._copy = button("复制清单", self, icon="copy")
        self._copy.clicked.connect(self.copy)
        self._copy.hide()
        close = button("关闭", self, primary=True)
        close.clicked.connect(self.reject)
        self._lay_out(lay_out(self, "核对台账"), close)
        fit(self, 640, 400)
        ledger = context.ledger
        self._busy.start(
            "核对台账",
            lambda _progress: found_in(ledger),
            on_result=self._show_found,
            on_error=self._on_error,
        )

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None) -> None:
        """Check and show the result until it is closed."""
        dialog = cls(context, parent)
        dialog.exec()
        dialog.deleteLater()

    def copy(self) -> None:
        """Put the list on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(self._problems))

    def _lay_out(self, column: QVBoxLayout, close: QWidget) -> None:
        column.addWidget(label(_HINT, self, role="muted", wrap=True))
        column.addWidget(self._note)
        sheet = QWidget(self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(sheet, "sheet")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.list)
        column.addWidget(sheet, 1)
        column.addWidget(self._busy)
        column.addLayout(foot([self._copy], [close]))

    def _show_found(self, found: Found) -> None:
        self._problems = found.problems
        self.list.set_empty(f"台账完好，{found.records:,} 条记录全部核对无误。")
        self.list.set_rows(list(enumerate(found.problems, start=1)))
        self._note.say(_WRONG.format(len(found.problems)) if found.problems else "")
        self._copy.setVisible(bool(found.problems))

    def _on_error(self, error: Exception) -> None:
        self.list.set_empty("没有核对成。")
        explain(error, self._note, self._context.presenter)

    def done(self, code: int) -> None:
        """Close, once the check is over."""
        self._busy.when_free(lambda: super(CheckDialog, self).done(code))


def found_in(ledger: Ledger) -> Found:
    """Check a ledger thoroughly."""
    problems = check(ledger, deep=True)
    return Found(backups.count(ledger.path), tuple(problems))
