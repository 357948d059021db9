"""What the program brings to every window: Qt's own words in Chinese."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

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


def test_a_start_says_when_it_was_painted_and_when_it_was_live(
    small_county: Path, tmp_path: Path
) -> None:
    ledger = Path(shutil.copy(small_county, tmp_path / "云溪.zxd"))
    called = [sys.executable, "-m", "zxdesk", "--ledger", str(ledger), "--quit-when-ready"]
    first, second = (
        json.loads(subprocess.run(called, capture_output=True, check=True, text=True).stdout)
        for _ in range(2)
    )
    assert 0 < first["painted_ms"] <= first["ready_ms"]
    assert 0 < second["painted_ms"] < second["ready_ms"]
