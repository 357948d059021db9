"""Where the window stands: as it was left, and never larger than its screen."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.settings import MAXIMISED, WINDOW, Settings

LEAST = QSize(880, 480)
_USUAL = QSize(1280, 740)
# What the system draws around a window: its title above, its borders.
_FRAME = QSize(16, 40)


def place(window: QWidget, settings: Settings) -> None:
    """Set the window as it was left; the first time as large as is usual and has room."""
    kept = _kept(settings)
    screen = (kept and QGuiApplication.screenAt(kept.center())) or window.screen()
    room = screen.availableGeometry()
    window.setMinimumSize(LEAST.boundedTo(room.size() - _FRAME))
    window.setGeometry(fitted(kept, room))
    if settings.get(MAXIMISED):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def remember(window: QWidget, settings: Settings) -> None:
    """Note where the window stands."""
    settings.set(MAXIMISED, window.isMaximized())
    rect = window.normalGeometry() if window.isMaximized() else window.geometry()
    settings.set(WINDOW, [rect.x(), rect.y(), rect.width(), rect.height()])


def fitted(kept: QRect | None, room: QRect) -> QRect:
    """Give the place of a window within the room of a screen; None is one that had no place yet."""
    most = room.size() - _FRAME
    if kept is None:
        kept = QRect(QPoint(), _USUAL.boundedTo(most))
        kept.moveCenter(room.center())
    rect = QRect(kept.topLeft(), kept.size().boundedTo(most).expandedTo(LEAST.boundedTo(most)))
    rect.moveRight(min(rect.right(), room.right()))
    rect.moveBottom(min(rect.bottom(), room.bottom()))
    above = _FRAME.height() - _FRAME.width() // 2
    rect.moveLeft(max(rect.left(), room.left()))
    rect.moveTop(max(rect.top(), room.top() + above))
    return rect


def _kept(settings: Settings) -> QRect | None:
    numbers = settings.get(WINDOW)
    if len(numbers) != 4 or not all(isinstance(number, int) for number in numbers):
        return None
    return QRect(*numbers)
