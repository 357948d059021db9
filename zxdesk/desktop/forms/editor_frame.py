"""The frame of an editor: title above, what scrolls between, buttons below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.forms.field_box import GAP
from zxdesk.desktop.look.words import ElidedLabel, label, set_role

_SIDE = 28


class EditorFrame:
    """The parts of an editor's window that are the same for every kind."""

    def __init__(self, dialog: QDialog) -> None:
        self._title = label("", dialog, role="title")
        self._subtitle = ElidedLabel("", dialog, role="muted")
        self._wrong = label("", dialog, role="error")
        self.cancel_button = QPushButton("取消", dialog)
        self.save_button = QPushButton("保存", dialog)
        set_role(self.save_button, "primary")
        self.content = QWidget(dialog)
        set_role(self.content, "sheet")
        self._forms = QVBoxLayout(self.content)
        self._forms.setContentsMargins(_SIDE, 20, _SIDE - GAP, 24)
        self._forms.setSpacing(22)
        self._scroll = QScrollArea(dialog)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self._scroll, "sheet")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.content)
        self._head = self._make_head(dialog)
        self._foot = self._make_foot(dialog)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._head, self._scroll, self._foot):
            column.addWidget(widget, 1 if widget is self._scroll else 0)

    def add(self, form: QWidget) -> None:
        """Put a form below those that are there."""
        self._forms.addWidget(form)

    def set_title(self, title: str, subtitle: str) -> None:
        """Say what is edited."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def set_wrong(self, count: int) -> None:
        """Say beside Save how many fields are wrong."""
        set_role(self._wrong, "error")
        self._wrong.setText(f"有 {count} 处需要改正" if count else "")

    def set_doubts(self, words: str) -> None:
        """Say beside Save what is odd, and that it may be saved all the same."""
        set_role(self._wrong, "doubt" if words else "error")
        self._wrong.setText(words)

    def wrong_text(self) -> str:
        """Give what stands beside Save."""
        return self._wrong.text()

    def refuse(self, reason: str) -> None:
        """Refuse to save for a reason."""
        self.save_button.setEnabled(False)
        self.save_button.setToolTip(reason)
        self._wrong.setText(reason)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a field is seen."""
        self._scroll.ensureWidgetVisible(widget, 0, 20)

    def wanted_height(self, width: int) -> int:
        """Give the height at which nothing needs to scroll."""
        layout = self.content.layout()
        assert layout is not None
        inner = layout.totalHeightForWidth(width)
        wanted = inner if inner > 0 else self.content.sizeHint().height()
        return self._head.sizeHint().height() + wanted + self._foot.sizeHint().height() + 2

    def _make_head(self, dialog: QDialog) -> QWidget:
        head = QFrame(dialog)
        set_role(head, "header")
        row = QHBoxLayout(head)
        row.setContentsMargins(_SIDE, 14, _SIDE, 14)
        row.setSpacing(14)
        row.addWidget(self._title)
        row.addWidget(self._subtitle, 1)
        return head

    def _make_foot(self, dialog: QDialog) -> QWidget:
        foot = QWidget(dialog)
        set_role(foot, "sheet")
        line = QFrame(foot)
        set_role(line, "hairline")
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE, 12, _SIDE, 12)
        row.setSpacing(10)
        row.addWidget(label("Ctrl+S 保存　Esc 关闭", foot, role="small"))
        row.addStretch(1)
        row.addWidget(self._wrong)
        for button in (self.cancel_button, self.save_button):
            button.setAutoDefault(False)  # Return goes on to the next field, see the editor
            row.addWidget(button)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addLayout(row)
        return foot
