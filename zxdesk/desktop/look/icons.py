"""The program's line icons, tinted by a colour token."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from zxdesk import paths
from zxdesk.desktop.look import theme


def icon(name: str, token: str = "muted", *, checked: str = "", size: int = 20) -> QIcon:
    """Give an icon drawn sharply at `size` on every screen that is there.

    Args:
        checked: The token while the button is checked; empty means the same.
    """
    look = theme.current()
    result = QIcon()
    # To draw it for all scales there are took a twentieth of a start; `Theme` hears of new screens.
    for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
        pixels = round(look.px(size) * ratio)
        result.addPixmap(_draw(name, look.colour(token).name(), pixels))
        disabled = _draw(name, look.colour("disabled").name(), pixels)
        result.addPixmap(disabled, QIcon.Mode.Disabled)
        if checked:
            tinted = _draw(name, look.colour(checked).name(), pixels)
            result.addPixmap(tinted, QIcon.Mode.Normal, QIcon.State.On)
            result.addPixmap(tinted, QIcon.Mode.Active, QIcon.State.On)
    return result


def pixmap(name: str, token: str, *, size: int, ratio: float) -> QPixmap:
    """Give an icon for painting by hand on a screen of `ratio` pixels per unit."""
    drawn = _draw(name, theme.current().colour(token).name(), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def put(
    button: QAbstractButton, name: str, token: str = "muted", *, checked: str = "", size: int = 20
) -> None:
    """Set a button's icon, and again whenever the colours change."""
    tint = button.findChild(_Tint) or _Tint(button)
    tint.choose(name, token, checked, size)


class _Tint(QObject):
    """Keeps one button's icon in the present colours; goes with its button."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._icon = ("", "", "", 0)
        theme.current().changed.connect(self.refresh)

    def choose(self, name: str, token: str, checked: str, size: int) -> None:
        """Show another icon."""
        self._icon = (name, token, checked, size)
        self.refresh()

    def refresh(self) -> None:
        """Draw the icon again."""
        name, token, checked, size = self._icon
        side = theme.current().px(size)
        self._button.setIcon(icon(name, token, checked=checked, size=size))
        self._button.setIconSize(QSize(side, side))


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _image(name: str, colour: str, pixels: int) -> QImage:
    svg = _source(name).replace("currentColor", QColor(colour).name())
    drawn = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


def _draw(name: str, colour: str, pixels: int) -> QPixmap:
    return QPixmap.fromImage(_image(name, colour, pixels))
