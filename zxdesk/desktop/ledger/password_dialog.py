"""Asks for a password: for a new lock twice, for one that is there once."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out

_NEW = "密码忘了，谁也打不开这份备份。请把密码和备份分开保管。"


class PasswordDialog(QDialog):
    """A password is typed; `password` is what was typed once it is accepted."""

    def __init__(self, parent: QWidget | None, title: str, hint: str, *, new: bool) -> None:
        super().__init__(parent)
        self.password = ""
        self._new = new
        self.line, self.again = (self._make_line() for _ in range(2))
        self.field = LabelledField("密码", self.line, self)
        self.field_again = LabelledField("再输入一次", self.again, self)
        self.field_again.setVisible(new)
        column = lay_out(self, title, hint)
        column.addWidget(self.field)
        column.addWidget(self.field_again)
        no, yes = button("取消", self), button("加密" if new else "打开", self, primary=True)
        no.clicked.connect(self.reject)
        yes.clicked.connect(self.accept)
        column.addLayout(foot([], [no, yes]))
        fit(self, 420)
        self.line.setFocus()

    @classmethod
    def ask_new(cls, parent: QWidget | None, title: str) -> str:
        """Ask for the password of a new lock; empty where it was given up."""
        return cls._asked(cls(parent, title, _NEW, new=True))

    @classmethod
    def ask(cls, parent: QWidget | None, title: str) -> str:
        """Ask for a password that is there; empty where it was given up."""
        return cls._asked(cls(parent, title, "", new=False))

    @classmethod
    def _asked(cls, dialog: "PasswordDialog") -> str:
        dialog.exec()
        dialog.deleteLater()
        return dialog.password

    def _make_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setMaxLength(1024)
        return line

    def accept(self) -> None:
        """Take the password, if it is one and was typed twice alike."""
        self.field.set_error("" if self.line.text() else "请输入密码")
        alike = not self._new or self.line.text() == self.again.text()
        self.field_again.set_error("" if alike else "两次输入的不一样")
        if self.line.text() and alike:
            self.password = self.line.text()
            super().accept()
