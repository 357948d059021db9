"""A clerk at the real window: dialogs are worked through as they come up."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import (
    Said,
    look,
    make_program,
    program,
    said,
    same_look,
)

__all__ = ["look", "make_program", "program", "said", "same_look"]
Plan = Callable[[QDialog], None]


class Clerk:
    """Works with keyboard and mouse; knows beforehand what to do in each dialog."""

    def __init__(self, qtbot: QtBot, said: Said) -> None:
        self.qtbot = qtbot
        self.said = said
        self.plans: list[Plan] = []

    def work_through(self, dialog: QDialog) -> int:
        """Stand in for `QDialog.exec`."""
        plan = self.plans.pop(0)
        dialog.show()
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        plan(dialog)
        dialog.hide()
        return dialog.result()

    def keys(self, widget: QWidget, letters: str) -> None:
        """Type letters and digits."""
        self.qtbot.keyClicks(widget, letters)

    def press(self, widget: QWidget, key: Qt.Key, control: bool = False) -> None:
        """Press one key."""
        widget.window().activateWindow()
        self.qtbot.waitUntil(widget.window().isActiveWindow)
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(widget, key, held)

    def write(self, widget: QWidget, words: str) -> None:
        """Write Chinese as an input method does: composed first, then committed."""
        widget.setFocus()
        QApplication.sendEvent(widget, QInputMethodEvent("pin", []))
        committed = QInputMethodEvent("", [])
        committed.setCommitString(words)
        QApplication.sendEvent(widget, committed)

    def click(self, button: QAbstractButton) -> None:
        """Click once it may be clicked."""
        self.qtbot.waitUntil(lambda: button.isEnabled() and button.isVisible())
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def button(self, root: QWidget, words: str) -> QPushButton:
        """Find the visible button that begins with these words."""
        found = [b for b in root.findChildren(QPushButton) if b.text().startswith(words)]
        return next((button for button in found if button.isVisible()), found[0])


@pytest.fixture
def clerk(qtbot: QtBot, said: Said, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    """A clerk."""
    made = Clerk(qtbot, said)

    def stand_in(dialog: QDialog) -> int:
        return made.work_through(dialog)

    monkeypatch.setattr(QDialog, "exec", stand_in)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    return made
