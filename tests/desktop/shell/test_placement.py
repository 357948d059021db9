"""The window fits its screen, whatever the screen and however it was left."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zxdesk.desktop.base.settings import MAXIMISED, WINDOW, Settings
from zxdesk.desktop.shell.placement import fitted, place, remember

# What a task bar leaves of 1366×768 at 100 % and 125 %, of 1920×1080 at 100 %, 150 % and 200 %.
ROOMS = [
    QRect(0, 0, 1366, 728),
    QRect(0, 0, 1092, 574),
    QRect(0, 0, 1920, 1040),
    QRect(0, 0, 1280, 680),
    QRect(0, 0, 960, 500),
    QRect(1920, 200, 1280, 680),
]
KEPT = [
    None,
    QRect(40, 50, 1200, 620),
    QRect(-300, -40, 1280, 740),
    QRect(1900, 1000, 1280, 740),
    QRect(0, 0, 4000, 3000),
    QRect(10, 40, 20, 20),
]


@pytest.mark.parametrize("room", ROOMS, ids=str)
@pytest.mark.parametrize("kept", KEPT, ids=str)
def test_window_and_frame_are_on_the_screen(room: QRect, kept: QRect | None) -> None:
    rect = fitted(kept, room)
    assert room.contains(rect.adjusted(0, -32, 0, 0))
    assert rect.width() >= 860
    assert rect.height() >= 440


def test_a_window_that_has_room_stands_where_it_was_left() -> None:
    left = QRect(40, 50, 1200, 620)
    assert fitted(left, ROOMS[0]) == left


def test_a_window_is_found_again_where_it_was(qtbot: QtBot) -> None:
    settings, window = Settings(), QWidget()
    qtbot.addWidget(window)
    place(window, settings)
    room = window.screen().availableGeometry()
    assert room.contains(window.geometry())
    window.setGeometry(4, 40, room.width() - 16, 500)
    remember(window, settings)
    assert settings.get(WINDOW) == [4, 40, room.width() - 16, 500]
    assert settings.get(MAXIMISED) is False
    again = QWidget()
    qtbot.addWidget(again)
    place(again, settings)
    assert again.geometry() == window.geometry()
