"""Who reports: the names that stand above every table sent upward."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

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
from zxdesk.services.report_head import report_head, set_report_names

_FIELDS = (("leader", "单位负责人"), ("clerk", "填表人"), ("phone", "联系电话"))
_HINT = "印在每张报表的表头，也写进报送包。"


class NamesDialog(QDialog):
    """Takes leader, clerk and phone."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._note = DialogNote(self)
        known = report_head(context.ledger)
        column = lay_out(self, "填报人", _HINT)
        column.addWidget(self._note)
        self.lines: dict[str, QLineEdit] = {}
        for name, caption in _FIELDS:
            line = QLineEdit(getattr(known, name), self)
            self.lines[name] = line
            column.addWidget(LabelledField(caption, line, self))
        column.addStretch(1)
        cancel = button("取消", self)
        cancel.clicked.connect(self.reject)
        self.save_button = button("保存", self, primary=True)
        self.save_button.clicked.connect(self.save)
        column.addLayout(foot([], [cancel, self.save_button]))
        fit(self, 420)

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None) -> None:
        """Show the dialog until the names are saved or given up."""
        dialog = cls(context, parent)
        dialog.exec()
        dialog.deleteLater()

    def save(self) -> None:
        """Save the names."""
        names = {name: line.text() for name, line in self.lines.items()}
        try:
            set_report_names(self._context.ledger, names)
        except Exception as error:
            explain(error, self._note, self._context.presenter)
            return
        self.accept()
        announce(self._context, "已填写报表的负责人和填表人")
