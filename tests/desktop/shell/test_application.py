"""What the program brings to every window: Qt's own words in Chinese."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from zxdesk.desktop.shell.application import start_application


def test_menus_of_fields_are_chinese(qapp: QApplication, qtbot: QtBot) -> None:
    start_application()
    field = QLineEdit("字")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    words = [action.text() for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert all("复制" in word or not word.isascii() for word in words), words
    assert any("粘贴" in word for word in words)
    assert QCoreApplication.translate("QFileDialog", "Look in:") != "Look in:"
