"""What the dialogs are put together from: heading, fields, notes and the foot with its buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base.messages import Presenter
from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import ElidedLabel, label, set_role, set_state
from zxdesk.errors import ZxdeskError


def lay_out(
    dialog: QDialog, title: str, hint: str = "", *, beside: Sequence[QWidget] = ()
) -> QVBoxLayout:
    """Give a dialog its title, with widgets at its right, and a column for what stands below."""
    look = theme.current()
    dialog.setWindowTitle(title)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(look.px(24), look.px(18), look.px(24), look.px(16))
    column.setSpacing(look.px(12))
    head = QHBoxLayout()
    head.setSpacing(look.px(6))
    head.addWidget(ElidedLabel(title, dialog, role="title"), 1)
    for widget in beside:
        head.addWidget(widget)
    column.addLayout(head)
    if hint:
        column.addWidget(label(hint, dialog, role="muted", wrap=True))
    return column


def fit(dialog: QDialog, width: int, height: int = 0) -> None:
    """Size a dialog in lengths of the drawing, never larger than its screen."""
    look = theme.current()
    room = dialog.screen().availableSize()
    wanted = look.px(height) if height else dialog.sizeHint().height()
    dialog.resize(
        min(look.px(width), room.width() - look.px(24)),
        min(wanted, room.height() - look.px(48)),
    )


def button(text: str, parent: QWidget, *, icon: str = "", primary: bool = False) -> QPushButton:
    """Make a button; the primary one is what Return does."""
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    made.setDefault(primary)
    if primary:
        set_role(made, "primary")
    if icon:
        icons.put(made, icon, "on_accent" if primary else "muted", size=16)
    return made


def foot(left: Sequence[QWidget], right: Sequence[QWidget]) -> QHBoxLayout:
    """Give the row of buttons at the foot; the usual one stands last."""
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(8))
    for widget in left:
        row.addWidget(widget)
    row.addStretch(1)
    for widget in right:
        row.addWidget(widget)
    return row


class LabelledField(QWidget):
    """An input with its label above and what is wrong with it below."""

    def __init__(
        self, title: str, content: QWidget, parent: QWidget, *, beside: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._content = content
        caption = label(title, self, role="caption")
        caption.setBuddy(content)
        content.setAccessibleName(title)
        self._error = label("", self, role="error", wrap=True)
        self._error.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        row.addWidget(content, 1)
        if beside:
            row.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(caption)
        column.addLayout(row)
        column.addWidget(self._error)

    def set_error(self, reason: str) -> None:
        """Say what is wrong, or nothing."""
        self._error.setText(reason)
        self._error.setVisible(bool(reason))
        self._content.setAccessibleDescription(reason)
        set_state(self._content, "wrong", bool(reason))

    def error(self) -> str:
        """Give what is said to be wrong."""
        return self._error.text()


class DialogNote(QFrame):
    """A sentence on coloured ground; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        set_role(self, "notice")
        self._sign = QLabel(self)
        self._sign.setPixmap(
            icons.pixmap("warning", "warn", size=look.px(18), ratio=self.devicePixelRatioF())
        )
        self._words = label("", self, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        row.setSpacing(look.px(10))
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Say something, or nothing."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """Give what is said."""
        return self._words.text()


def explain(error: Exception, note: DialogNote, presenter: Presenter) -> None:
    """Say in the dialog what was expected to go wrong sometimes; report anything else."""
    if isinstance(error, ZxdeskError):
        note.say(str(error))
    else:
        presenter.show_error(error)
