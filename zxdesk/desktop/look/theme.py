"""The look of the window: colours, sizes and the style sheet, switchable while it runs."""

import enum
import re
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QScreen
from PySide6.QtWidgets import QApplication

from zxdesk import paths
from zxdesk.desktop.look import fonts
from zxdesk.desktop.look.tokens import DARK, LIGHT, Tokens

BASE_POINTS = 10.5
LEAST_POINTS = 9.0
SCALES = (0.9, 1.0, 1.15, 1.3, 1.5)
_PLACE = re.compile(r"\$\{(\w+)\}")


class Mode(enum.StrEnum):
    """Which colours: those of the system, or one set always."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of one application; made once by `install`.

    Signals:
        changed: Colours or sizes are new; whoever paints by hand paints again.
    """

    changed = Signal()
    installed: ClassVar["Theme | None"] = None

    def __init__(self, app: QApplication, *, mode: Mode, scale: float) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        self._scale = scale
        self._applying = False
        self._colours: dict[str, QColor] = {}
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)
        app.screenAdded.connect(self._watch_screen)
        for screen in app.screens():
            self._watch_screen(screen)

    @property
    def mode(self) -> Mode:
        """Which colours were asked for."""
        return self._mode

    @property
    def scale(self) -> float:
        """The factor on every size."""
        return self._scale

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        if self._mode is Mode.SYSTEM:
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return DARK if self.dark else LIGHT

    def set_mode(self, mode: Mode) -> None:
        """Choose the colours."""
        if mode is not self._mode:
            self._mode = mode
            self.apply()

    def set_scale(self, scale: float) -> None:
        """Scale type and spacing, 1.0 being the normal size."""
        if scale != self._scale:
            self._scale = scale
            self.apply()

    def px(self, length: float) -> int:
        """Give a length of the drawing in device independent pixels at the present scale."""
        return max(1, round(length * self._scale)) if length else 0

    def pt(self, points: float) -> float:
        """Give a size of type at the present scale, never less than can be read."""
        return max(LEAST_POINTS, points * self._scale)

    def font(
        self, points: float = BASE_POINTS, weight: QFont.Weight = QFont.Weight.Normal
    ) -> QFont:
        """Give the UI font at a size of the drawing."""
        return fonts.ui_font(self.pt(points), weight)

    def metrics(self, points: float = BASE_POINTS) -> QFontMetrics:
        """Give the measures of the UI font at a size of the drawing."""
        return QFontMetrics(self.font(points))

    def colour(self, name: str) -> QColor:
        """Give a token as a colour to paint with."""
        if name not in self._colours:
            self._colours[name] = QColor(getattr(self.tokens, name))
        return self._colours[name]

    def apply(self) -> None:
        """Bring style, palette, font and style sheet into force."""
        if self._applying:
            return
        self._applying = True
        try:
            self._app.styleHints().setColorScheme(_SCHEMES[self._mode])
            self._colours.clear()
            if self._app.style().objectName().lower() != "fusion":
                self._app.setStyle("Fusion")
            self._app.setPalette(_palette(self.tokens))
            self._app.setFont(self.font())
            self._app.setStyleSheet(self._style_sheet())
        finally:
            self._applying = False
        self.changed.emit()

    def _watch_screen(self, screen: QScreen) -> None:
        """Have icons drawn for a screen's scale: when it is plugged in, and when that changes."""
        screen.geometryChanged.connect(self.changed)
        self.changed.emit()

    def _on_system_scheme(self) -> None:
        if self._mode is Mode.SYSTEM:
            self.apply()

    def _style_sheet(self) -> str:
        template = (paths.resources() / "style" / "zxdesk.qss").read_text(encoding="utf-8")
        return _PLACE.sub(lambda match: self._fill(match[1]), template)

    def _fill(self, place: str) -> str:
        if size := re.fullmatch(r"px(\d+)", place):
            return f"{self.px(int(size[1]))}px"
        if size := re.fullmatch(r"pt(\d+)(?:_(\d))?", place):
            return f"{self.pt(float(f'{size[1]}.{size[2] or 0}')):g}pt"
        if place == "images":
            folder = paths.resources() / "style" / ("dark" if self.dark else "light")
            return folder.as_posix()
        return str(getattr(self.tokens, place))


_SCHEMES = {
    Mode.SYSTEM: Qt.ColorScheme.Unknown,
    Mode.LIGHT: Qt.ColorScheme.Light,
    Mode.DARK: Qt.ColorScheme.Dark,
}


def install(app: QApplication, *, mode: Mode = Mode.SYSTEM, scale: float = 1.0) -> Theme:
    """Give the application its look before the first window; it has one, however often called."""
    if Theme.installed is None:
        Theme.installed = Theme(app, mode=mode, scale=scale)
        Theme.installed.apply()
    Theme.installed.set_scale(scale)
    Theme.installed.set_mode(mode)
    return Theme.installed


def current() -> Theme:
    """Give the look in force."""
    if Theme.installed is None:
        raise RuntimeError("theme.install was not called")
    return Theme.installed


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, name in (
        (role.Window, tokens.ground),
        (role.WindowText, tokens.text),
        (role.Base, tokens.sheet),
        (role.AlternateBase, tokens.hover),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.sheet),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.on_accent),
        (role.ToolTipBase, tokens.toast),
        (role.ToolTipText, tokens.on_toast),
        (role.Highlight, tokens.focus),
        (role.HighlightedText, tokens.sheet),
        (role.Accent, tokens.accent),
        (role.Link, tokens.link),
        (role.LinkVisited, tokens.link),
        (role.Light, tokens.raised),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.border),
        (role.Dark, tokens.border),
        (role.Shadow, tokens.hairline),
    ):
        palette.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return palette
