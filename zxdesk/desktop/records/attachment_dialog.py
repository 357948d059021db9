"""Asks what a file on a record is to be called, and what it is."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out
from zxdesk.errors import UserError
from zxdesk.queries.attachments import Attachment
from zxdesk.records import RecordKind
from zxdesk.services.attachments import describe


class AttachmentDialog(QDialog):
    """Name and note of one file."""

    def __init__(
        self, context: DeskContext, parent: QWidget, kind: RecordKind, record: int, one: Attachment
    ) -> None:
        super().__init__(parent.window())
        self._context = context
        self._kind = kind
        self._record = record
        self._one = one
        self.name, self.note = QLineEdit(one.name, self), QLineEdit(one.note, self)
        self.note.setPlaceholderText("例如 原件在档案室")
        self.field = LabelledField("名称", self.name, self)
        column = lay_out(self, "附件的名称和说明")
        column.addWidget(self.field)
        column.addWidget(LabelledField("说明", self.note, self))
        cancel, save = button("取消", self), button("保存", self, primary=True)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self.accept)
        column.addLayout(foot([], [cancel, save]))
        fit(self, 460)
        stem = one.name.rpartition(".")[0] or one.name
        self.name.setSelection(0, len(stem))
        self.name.setFocus()

    @classmethod
    def run(
        cls, context: DeskContext, parent: QWidget, kind: RecordKind, record: int, one: Attachment
    ) -> None:
        """Ask until it is saved or given up."""
        dialog = cls(context, parent, kind, record, one)
        dialog.exec()
        dialog.deleteLater()

    def accept(self) -> None:
        """Save, or say below the name what is wrong with it."""
        try:
            changes = describe(
                self._context.ledger,
                self._kind,
                self._record,
                self._one.id,
                name=self.name.text(),
                note=self.note.text(),
            )
        except UserError as error:
            self.field.set_error(str(error))
            return
        except Exception as error:
            self._context.presenter.show_error(error)
            return
        super().accept()
        self._context.wrote(changes, "已修改附件的名称和说明")
