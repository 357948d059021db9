"""Search acts on committed text, a little after the last key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.desktop.widgets.search_field import SearchField


@pytest.fixture
def field(qtbot: QtBot) -> SearchField:
    made = SearchField("筛选…", None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    return made


def test_one_signal_for_fast_typing(field: SearchField, qtbot: QtBot) -> None:
    heard: list[str] = []
    field.settled.connect(heard.append)
    with qtbot.waitSignal(field.settled):
        qtbot.keyClicks(field, "zhang")
    assert heard == ["zhang"]


def test_composition_is_not_searched(field: SearchField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(field.settled, wait=350):
        QApplication.sendEvent(field, QInputMethodEvent("zhang", []))
    committed = QInputMethodEvent("", [])
    committed.setCommitString("张")
    with qtbot.waitSignal(field.settled) as heard:
        QApplication.sendEvent(field, committed)
    assert heard.args == ["张"]


def test_full_width_letters_and_stray_spaces_are_folded(field: SearchField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.settled) as heard:
        field.setText("　ＨＤ－２０２６ ")
    assert heard.args == ["HD-2026"]


def test_escape_clears(field: SearchField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
