"""The check of a ledger: all is well, or a list of what is not."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button, fit, foot, lay_out
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.look.words import label, set_role
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.exchange.checking import check_ledger, missing_packages
from zxdesk.store import Ledger, backups

_HINT = "核对文件结构、记录之间的引用和附件的内容，并把每一行记录与变更日志逐一比对。"
_WRONG = "发现 {} 处问题。记录里的请逐条改正；说文件或变更日志的，请发给维护人员，或从备份恢复。"
_ODD = "台账完好；有 {} 处请核对，核对无误的不必改。"
_COLUMNS = (
    TableColumn(key="place", title="序号", kind="number", align="right", width=60),
    TableColumn(key="problem", title="问题", kind="title"),
)


@dataclass(frozen=True)
class LedgerFindings:
    """What a check gave.

    Attributes:
        notes: What is possible, but odd.
        hints: What the reader should know, though nothing is wrong.
    """

    records: int
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class CheckDialog(WorkDialog):
    """Checks at once and shows what was found."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self._problems: tuple[str, ...] = ()
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
        cls(context, parent).stay()

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

    def _show_found(self, found: LedgerFindings) -> None:
        self._problems = (*found.problems, *(f"请核对：{note}" for note in found.notes))
        self.list.set_empty(f"台账完好，{found.records:,} 条记录全部核对无误。")
        self.list.set_rows(list(enumerate(self._problems, start=1)))
        judged = filter(None, [_judged(found), *(f"提示：{hint}。" for hint in found.hints)])
        self._note.say("\n".join(judged))
        self._copy.setVisible(bool(self._problems))

    def _on_error(self, error: Exception) -> None:
        self.list.set_empty("没有核对成。")
        super()._on_error(error)


def _judged(found: LedgerFindings) -> str:
    if found.problems:
        return _WRONG.format(len(found.problems))
    return _ODD.format(len(found.notes)) if found.notes else ""


def found_in(ledger: Ledger) -> LedgerFindings:
    """Check a ledger thoroughly."""
    checked = check_ledger(ledger, deep=True)
    return LedgerFindings(
        backups.count(ledger.path),
        tuple(checked.problems),
        tuple(checked.notes),
        tuple(missing_packages(ledger)),
    )
