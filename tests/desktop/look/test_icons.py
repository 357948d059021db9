"""Icons are drawn for the screens that are there."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from zxdesk.desktop.look import icons, theme


def test_an_icon_is_as_large_as_it_is_shown(look: theme.Theme) -> None:
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    found = icons.icon("home", size=20).availableSizes()
    assert found == [QSize(round(20 * ratio), round(20 * ratio)) for ratio in sorted(ratios)]


def test_icons_are_drawn_again_for_another_screen(look: theme.Theme, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    icons.put(button, "home")
    (screen, *_) = QGuiApplication.screens()
    for tell in (
        lambda: QGuiApplication.instance().screenAdded.emit(screen),
        lambda: screen.geometryChanged.emit(QRect(0, 0, 1280, 720)),
    ):
        before = button.icon().cacheKey()
        tell()
        assert button.icon().cacheKey() != before
