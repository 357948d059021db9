"""The one presenter: errors as sentences, bugs as reports, decisions as questions."""

import enum
import platform
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zxdesk import __version__, faults
from zxdesk.desktop.base import crash_report
from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import label, set_role
from zxdesk.errors import ZxdeskError
from zxdesk.store.damage import is_damaged

_WAY_OUT = (
    "请在左上角的台账菜单里用“核对台账”看看是什么，再用“恢复备份…”恢复最近一份好的备份；"
    "现在的文件会留在旁边"
)


class UnsavedAnswer(enum.Enum):
    """What was answered to a question about unsaved changes."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class MessageDialog(QDialog):
    """A sentence, what to do about it, and buttons; the first button is the usual answer."""

    def __init__(
        self, parent: QWidget | None, *, icon: str, tone: str, title: str, text: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("zxdesk")
        look = theme.current()
        sign = QLabel(self)
        side = look.px(28)
        sign.setPixmap(icons.pixmap(icon, tone, size=side, ratio=self.devicePixelRatioF()))
        words = QVBoxLayout()
        words.setSpacing(6)
        heading = label(title, self, role="heading", wrap=True)
        words.addWidget(heading)
        if text:
            body = label(text, self, wrap=True)
            body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(body)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(24, 22, 24, 18)
        self.content.setSpacing(20)
        self.content.addLayout(row)
        self.content.addLayout(self.buttons)
        self.setMinimumWidth(look.px(420))
        self.setMaximumWidth(look.px(720))

    def add_button(self, text: str, code: int, *, primary: bool = False) -> QPushButton:
        """Add an answer that ends the dialog with `code`."""
        button = QPushButton(text, self)
        button.setDefault(primary)
        if primary:
            set_role(button, "primary")
        button.clicked.connect(lambda: self.done(code))
        self.buttons.addWidget(button)
        return button

    @classmethod
    def tell(
        cls, parent: QWidget | None, title: str, text: str = "", *, warning: bool = False
    ) -> None:
        """Say something that must be read before going on."""
        icon, tone = ("warning", "warn") if warning else ("info", "info")
        dialog = cls(parent, icon=icon, tone=tone, title=title, text=text)
        dialog.add_button("知道了", 1, primary=True)
        dialog.exec()
        dialog.deleteLater()

    @classmethod
    def confirm(
        cls, parent: QWidget | None, title: str, text: str = "", *, verb: str, careful: bool = False
    ) -> bool:
        """Ask whether to do something that `verb` names.

        Args:
            careful: Return means 取消, for what cannot be taken back.
        """
        icon, tone = ("warning", "warn") if careful else ("info", "info")
        dialog = cls(parent, icon=icon, tone=tone, title=title, text=text)
        no = dialog.add_button("取消", 0)
        act = dialog.add_button(verb, 1, primary=not careful)
        dialog.setWindowTitle(title)
        if careful:
            set_role(act, "careful")
            no.setDefault(True)
            no.setFocus()
        answer = dialog.exec()
        dialog.deleteLater()
        return answer == 1

    @classmethod
    def unsaved(cls, parent: QWidget | None, what: str) -> UnsavedAnswer:
        """Ask what to do with changes that are not saved; Return and Esc lose nothing."""
        dialog = cls._asking_about_unsaved(parent, what)
        answer = dialog.exec()
        dialog.deleteLater()
        return {1: UnsavedAnswer.SAVE, 2: UnsavedAnswer.DISCARD}.get(answer, UnsavedAnswer.CANCEL)

    @classmethod
    def _asking_about_unsaved(cls, parent: QWidget | None, what: str) -> "MessageDialog":
        dialog = cls(
            parent,
            icon="warning",
            tone="warn",
            title=f"{what}有未保存的修改",
            text="保存后离开，还是放弃修改？",
        )
        # Only the mouse and the space bar press it: Return on it does what Return does elsewhere.
        dialog.add_button("放弃修改", 2).setAutoDefault(False)
        stay = dialog.add_button("继续编辑", 0)
        dialog.add_button("保存", 1, primary=True).setDefault(False)
        stay.setDefault(True)
        stay.setFocus()
        return dialog


class BugDialog(MessageDialog):
    """A fault of the program: what to send to whoever looks after it."""

    def __init__(self, parent: QWidget | None, report: str, file: Path | None) -> None:
        where = f"报告已保存在 {file}。" if file else ""
        super().__init__(
            parent,
            icon="warning",
            tone="bad",
            title="程序出错，刚才的操作没有完成",
            text=f"台账是完整的：一步要么全部写入，要么没有写入。请复制下面的报告，发给维护人员；之后可以继续使用。{where}",
        )
        self._report = QPlainTextEdit(report, self)
        self._report.setReadOnly(True)
        self._report.setAccessibleName("错误报告")
        self._report.setMinimumHeight(theme.current().px(180))
        self.content.insertWidget(1, self._report)
        copy = QPushButton("复制报告", self)
        copy.clicked.connect(self.copy)
        self.buttons.addWidget(copy)
        self.add_button("关闭", 0, primary=True)
        self.resize(theme.current().px(640), self.sizeHint().height())

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report.toPlainText())

    @classmethod
    def show_report(cls, parent: QWidget | None, report: str, file: Path | None) -> None:
        """Show a report until it is closed."""
        dialog = cls(parent, report, file)
        dialog.exec()
        dialog.deleteLater()


class Presenter(QObject):
    """Shows whatever goes wrong, in the way it deserves.

    Signals:
        shown: Something was shown; carries its words.
    """

    shown = Signal(str)
    _looked = Signal()

    def __init__(self, window: QWidget | None) -> None:
        super().__init__(window)
        self._window = window
        self._ledger: Path | None = None
        self._busy = False

    def speak_for(self, window: QWidget, ledger: Path | None = None) -> None:
        """Show from now on what goes wrong in this window, and with this ledger."""
        self._window, self._ledger = window, ledger

    def show_error(self, error: BaseException) -> None:
        """Show an error: a sentence where it was expected, a report where it is a bug."""
        if self._busy:
            return
        self._busy = True
        try:
            if isinstance(error, ZxdeskError):
                MessageDialog.tell(self._window, error.message, error.advice, warning=True)
                self.shown.emit(str(error))
            elif self._ledger is not None and self._finds_damage(self._ledger):
                said = f"台账 {self._ledger.name} 里有读不了的内容，可能已损坏，刚才的操作没有完成"
                MessageDialog.tell(self._window, said, _WAY_OUT, warning=True)
                self.shown.emit(said)
            else:
                report = bug_report(error)
                kept = crash_report.keep(report, now=datetime.now())
                BugDialog.show_report(self._window, report, kept)
                self.shown.emit(repr(error))
        finally:
            self._busy = False

    def _finds_damage(self, ledger: Path) -> bool:
        """Look through the ledger off the window's thread, and wait for that without being deaf."""
        found: list[bool] = []

        def look() -> None:
            try:
                found.append(is_damaged(ledger))
            finally:
                self._looked.emit()

        loop = QEventLoop(self)
        # Queued: where the thread is quicker than the loop, a quit before it runs would be lost.
        self._looked.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        thread = threading.Thread(target=look)
        thread.start()
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        thread.join()
        QGuiApplication.restoreOverrideCursor()
        loop.deleteLater()
        return any(found)

    def show_notes(self, notes: Sequence[str]) -> None:
        """Say what there is to say of opening or closing a ledger, which went on all the same."""
        for words in notes:
            MessageDialog.tell(self._window, words, warning=True)
            self.shown.emit(words)

    def install(self) -> None:
        """Show from now on what nobody caught."""
        sys.excepthook = self._on_uncaught

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.show_error(error)


def bug_report(error: BaseException) -> str:
    """Give what a maintainer needs to know, without the content of any record."""
    head: Sequence[str] = (
        f"zxdesk {__version__} · Qt {qt_version} · Python {platform.python_version()}",
        platform.platform(),
        "",
    )
    return "\n".join(head) + "\n" + faults.described(error) + "\n"
