"""The records of another committee behind a number: to be read, not changed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button, fit, foot, lay_out
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.statistics.received import ReceivedRecord

_COLUMNS = (
    TableColumn(key="committee", title="政协", width=170),
    TableColumn(key="kind", title="类别", width=80, spare=1),
    TableColumn(key="key", title="编号", kind="code", width=150),
    TableColumn(key="title", title="名称", kind="title", width=260),
)
_HINT = "这是各政协报来的记录，只能查看；要改动请由报送单位更正后重新报送。"


class TheirRecords(QDialog):
    """A list."""

    def __init__(
        self,
        context: DeskContext,
        parent: QWidget | None,
        heading: str,
        found: Sequence[ReceivedRecord],
    ) -> None:
        super().__init__(parent)
        self.list = WordList(_COLUMNS, self, name="their_records", settings=context.settings)
        self.list.setAccessibleName(heading)
        self.list.set_empty("没有记录。")
        self.list.set_rows([(one.committee, one.kind, one.key, one.title) for one in found])
        column = lay_out(self, f"{heading}：{len(found):,} 条", _HINT)
        column.addWidget(boxed(self.list, self), 1)
        close = button("关闭", self, primary=True)
        close.clicked.connect(self.reject)
        column.addLayout(foot([], [close]))
        fit(self, 820, 480)
        self.list.setFocus()

    @classmethod
    def run(
        cls,
        context: DeskContext,
        parent: QWidget | None,
        heading: str,
        found: Sequence[ReceivedRecord],
    ) -> None:
        """Show the records until the dialog is closed."""
        dialog = cls(context, parent, heading, found)
        dialog.exec()
        dialog.deleteLater()
