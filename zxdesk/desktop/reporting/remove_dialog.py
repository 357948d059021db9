"""Taking a received package back: says what becomes of the records before it is done."""

from PySide6.QtWidgets import QLineEdit, QWidget

from zxdesk.desktop.base.announcement import announce
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.exchange.removing import Removed, remove_package
from zxdesk.statistics.figures import period_of
from zxdesk.statistics.received import ReceivedPackage

_HINT = (
    "这个包带来的记录会取走，回到该政协上一个包的记录；没有上一个包，就不再有它的记录。"
    "包的文件留在台账旁边，以后还可以再接收。"
)


class RemoveDialog(WorkDialog):
    """Asks once, with the password of the package before where that is locked."""

    def __init__(
        self, context: DeskContext, parent: QWidget | None, package: ReceivedPackage
    ) -> None:
        super().__init__(context, parent)
        self._package = package
        title = f"撤下：{package.committee} {package.period} 第 {package.number} 号"
        column = lay_out(self, title, _HINT)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("上一个包没有密码则不填")
        column.addWidget(LabelledField("上一个包的密码", self.password, self))
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(self._busy)
        cancel = button("取消", self, primary=True)
        cancel.clicked.connect(self.reject)
        self.remove_button = button("撤下", self)
        self.remove_button.clicked.connect(self.remove)
        column.addLayout(foot([], [self.remove_button, cancel]))
        fit(self, 520)
        cancel.setFocus()

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None, package: ReceivedPackage) -> None:
        """Show the dialog until the package is taken back or kept."""
        cls(context, parent, package).stay()

    def remove(self) -> None:
        """Take the package back."""
        ledger, package, password = self._context.ledger, self._package, self.password.text()
        self._note.say("")
        self._busy.start(
            "撤下报送包",
            lambda _progress: remove_package(
                ledger, package.committee, period_of(ledger, package.period), password=password
            ),
            on_result=self._finish,
            on_error=self._on_error,
        )

    def _finish(self, removed: Removed) -> None:
        self.accept()
        announce(self._context, removed.told())

    def _refresh(self) -> None:
        self.remove_button.setEnabled(not self._busy.busy)
