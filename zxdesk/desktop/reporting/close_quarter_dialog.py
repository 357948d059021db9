"""Closing a quarter, seen against its check list first; reopening it, with a reason."""

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from zxdesk.desktop.base.announcement import announce
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import (
    DialogNote,
    LabelledField,
    button,
    explain,
    fit,
    foot,
    lay_out,
)
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.look.words import label
from zxdesk.desktop.widgets.todo_view import TodoView
from zxdesk.exchange.quarter_standing import QuarterStanding
from zxdesk.rules.periods import Period
from zxdesk.services.quarters import close_quarter, reopen_quarter
from zxdesk.statistics.wording import quarter_text

_HINT = "结账把本季的数字连同背后的记录固定下来；以后记录改动，报表里会标出更正。"
_CLEAN = "本季没有待补的事项。"
_ROWS = 7


class CloseQuarterDialog(WorkDialog):
    """Shows what stands open; closing nevertheless is the second choice."""

    def __init__(
        self, context: DeskContext, parent: QWidget | None, standing: QuarterStanding
    ) -> None:
        super().__init__(context, parent)
        self._standing = standing
        self.items = TodoView(self, name="待补", most_rows=_ROWS)
        self.items.set_items(standing.table.open_items)
        self.items.followed.connect(self._open)
        self._cancel = button("取消", self, primary=bool(standing.checks))
        self._cancel.clicked.connect(self.reject)
        verb = "仍要结账" if standing.checks else "结账"
        self.close_button = button(verb, self, primary=not standing.checks)
        self.close_button.clicked.connect(self.close_quarter)
        self._lay_out(lay_out(self, f"结账：{quarter_text(standing.period)}", _HINT))
        fit(self, 620)

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None, standing: QuarterStanding) -> None:
        """Show the dialog until the quarter is closed or that is given up."""
        cls(context, parent, standing).stay()

    def sentences(self) -> list[str]:
        """Give what stands open and belongs to no single record."""
        linked = {item.text for item in self._standing.table.open_items}
        return [text for text in self._standing.checks.sentences if text not in linked]

    def close_quarter(self) -> None:
        """Close the quarter as it stands."""
        ledger, period = self._context.ledger, self._standing.period
        force = bool(self._standing.checks)
        self._note.say("")
        self._busy.start(
            "结账",
            lambda _progress: close_quarter(ledger, period, force=force),
            on_result=self._finish,
            on_error=self._on_error,
        )

    def _lay_out(self, column: QVBoxLayout) -> None:
        found = self._standing.checks
        words = f"还有 {len(found.items)} 项待补，点一项去补：" if found.items else _CLEAN
        column.addWidget(label(words, self, role="heading", wrap=True))
        column.addWidget(self.items)
        self.items.setVisible(bool(self._standing.table.open_items))
        sentences = label("\n".join(f"· {text}" for text in self.sentences()), self, wrap=True)
        sentences.setVisible(bool(self.sentences()))
        column.addWidget(sentences)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(self._busy)
        order = [self.close_button, self._cancel] if found else [self._cancel, self.close_button]
        self._cancel.setText("先去补齐" if found else "取消")
        column.addLayout(foot([], order))

    def _open(self, kind: str, record_id: int) -> None:
        self.reject()
        self._context.show_record(kind, record_id)

    def _finish(self, _table: object) -> None:
        self.accept()
        announce(self._context, f"{quarter_text(self._standing.period)}已结账")

    def _refresh(self) -> None:
        for widget in (self.close_button, self.items):
            widget.setEnabled(not self._busy.busy)


class ReopenDialog(QDialog):
    """Asks why a quarter is opened again."""

    def __init__(self, context: DeskContext, parent: QWidget | None, period: Period) -> None:
        super().__init__(parent)
        self._context = context
        self._period = period
        self._note = DialogNote(self)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText("例如：8 月补登一场视察")
        hint = "重开后可以再结账；原因会写进下一个报送包。"
        column = lay_out(self, f"重开：{quarter_text(period)}", hint)
        self.field = LabelledField("原因", self.reason, self)
        column.addWidget(self.field)
        column.addWidget(self._note)
        column.addStretch(1)
        cancel = button("取消", self)
        cancel.clicked.connect(self.reject)
        self.reopen_button = button("重开", self, primary=True)
        self.reopen_button.clicked.connect(self.reopen)
        column.addLayout(foot([], [cancel, self.reopen_button]))
        fit(self, 520)
        self.reason.setFocus()

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None, period: Period) -> None:
        """Show the dialog until the quarter is reopened or that is given up."""
        dialog = cls(context, parent, period)
        dialog.exec()
        dialog.deleteLater()

    def reopen(self) -> None:
        """Open the quarter again."""
        if not self.reason.text().strip():
            self.field.set_error("请写明原因，收到报送包的单位要看")
            self.reason.setFocus()
            return
        try:
            reopen_quarter(self._context.ledger, self._period, reason=self.reason.text())
        except Exception as error:
            explain(error, self._note, self._context.presenter)
            return
        self.accept()
        announce(self._context, f"{quarter_text(self._period)}已重开")
