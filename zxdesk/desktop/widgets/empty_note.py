"""What an empty list says: one sentence and the button that helps."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zxdesk.desktop.look.words import label


class EmptyNote(QWidget):
    """A sentence in the middle of an empty list, and the buttons that help."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sentence = label("", self, role="muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._act)
        self._action: Callable[[], object] | None = None
        self._further = QPushButton(self)
        self._further.clicked.connect(self._act_further)
        self._further_action: Callable[[], object] | None = None
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._button)
        buttons.addWidget(self._further)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self._sentence)
        column.addLayout(buttons)
        column.addStretch(3)
        self.set_content("没有记录。", "", None)
        self.hide()

    def set_content(self, sentence: str, button: str, action: Callable[[], object] | None) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setAccessibleName(f"{sentence}{button}" if button else "")
        self._button.setVisible(bool(button))
        self._action = action
        self.set_further("", None)

    def set_further(self, button: str, action: Callable[[], object] | None) -> None:
        """Offer a second way, or none."""
        self._further.setText(button)
        self._further.setVisible(bool(button))
        self._further_action = action

    def sentence(self) -> str:
        """Give what is said."""
        return self._sentence.text()

    def _act_further(self) -> None:
        if self._further_action:
            self._further_action()

    def _act(self) -> None:
        if self._action:
            self._action()
