"""Where a drop-down opens: below what it belongs to, above it where the screen ends."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_GAP = 4


def put_below(popup: QWidget, anchor: QWidget) -> None:
    """Move a drop-down under a widget, or over it where there is no room below."""
    place = anchor.mapToGlobal(QPoint(0, anchor.height() + _GAP))
    put_at(popup, place, above=anchor.mapToGlobal(QPoint(0, 0)).y())


def put_at(popup: QWidget, place: QPoint, *, above: int) -> None:
    """Move a drop-down to a place of the screen, so that all of it is seen.

    Args:
        above: Where there is no room below, it ends at this height.
    """
    # The screen of the place, not of the popup: one that was never shown stands on the first.
    screen = (QGuiApplication.screenAt(place) or popup.screen()).availableGeometry()
    left = max(screen.left(), min(place.x(), screen.right() - popup.width()))
    fits = place.y() + popup.height() <= screen.bottom()
    popup.move(left, place.y() if fits else above - popup.height() - _GAP)
