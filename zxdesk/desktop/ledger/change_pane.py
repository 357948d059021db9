"""What one step changed, or what one deleted record was, with the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import LinkButton, label, set_role
from zxdesk.desktop.widgets.scrolled_column import ScrolledColumn
from zxdesk.queries.change_words import ChangedRecord, RemovedRecord, held_by
from zxdesk.records import KINDS
from zxdesk.store.history import Step


class ChangePane(QFrame):
    """Read from top to bottom.

    Signals:
        undo_asked: A step is to be taken back; carries it.
        restore_asked: A deleted record is to be put back; carries the `RemovedRecord`.
    """

    undo_asked = Signal(Step)
    restore_asked = Signal(RemovedRecord)

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setAccessibleName("详情")
        self._context = context
        self._step: Step | None = None
        self._gone: RemovedRecord | None = None
        self.undo = button("撤销这一步", self, icon="undo")
        self.undo.clicked.connect(lambda: self._step and self.undo_asked.emit(self._step))
        self.restore = button("恢复", self, icon="undo", primary=True)
        self.restore.clicked.connect(lambda: self._gone and self.restore_asked.emit(self._gone))
        self._title = label("", self, role="title", wrap=True)
        self._below = label("", self, role="muted", wrap=True)
        self._body = ScrolledColumn(self, spacing=6)
        self._body.setAccessibleName("详情内容")
        acts = QHBoxLayout()
        acts.addWidget(self.undo)
        acts.addWidget(self.restore)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 4, 8)
        column.setSpacing(8)
        column.addLayout(acts)
        for part in (self._title, self._below):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        self.setMinimumWidth(theme.current().px(300))

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self._begin("", sentence)

    def show_step(
        self,
        step: Step,
        records: Sequence[ChangedRecord],
        settings: Sequence[str] = (),
        *,
        refused: str,
    ) -> None:
        """Show what a step changed.

        Args:
            settings: What it decided anew, a line each.
        """
        self._begin(step.label, f"{step.at:%Y-%m-%d %H:%M}　{step.by}　第 {step.no} 步")
        self._step = step
        self.undo.setVisible(True)
        self.undo.setEnabled(not refused)
        self.undo.setToolTip(refused)
        for record in records:
            self._add_record(record)
        for line in settings:
            self._body.add(label(line, self, wrap=True))
        if step.changes and not records and not settings:
            self._body.add(label("这一步没有改动记录。", self, role="muted", wrap=True))

    def show_removed(self, gone: RemovedRecord | None, *, refused: str) -> None:
        """Show what a deleted record held."""
        if gone is None:
            self.show_nothing("选中一条，这里显示它删除前的内容。")
            return
        change = gone.change
        self._begin(
            gone.title, f"{change.step.at:%Y-%m-%d %H:%M}　{change.step.by}　{change.step.label}"
        )
        self._gone = gone
        self.restore.setVisible(True)
        self.restore.setEnabled(not refused)
        self.restore.setToolTip(refused or "连同它的关联和其下的记录一起恢复")
        for caption, words in held_by(self._context.ledger, gone):
            self._body.add(label(f"{caption}：{words}", self, wrap=True))

    def _add_record(self, record: ChangedRecord) -> None:
        words = f"{record.verb}{KINDS[record.kind].sheet}　{record.title}"
        if record.there:
            show = self._context.show_record
            link = LinkButton(words, self, follow=lambda: show(record.kind, record.record_id))
            self._body.add(link)
        else:
            self._body.add(label(words, self, wrap=True))
        for line in record.lines:
            below = label(line, self, role="muted", wrap=True)
            below.setContentsMargins(theme.current().px(14), 0, 0, 0)
            self._body.add(below)

    def _begin(self, title: str, below: str) -> None:
        self._step = self._gone = None
        self.undo.hide()
        self.restore.hide()
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._below.setText(below)
        self._body.clear()
