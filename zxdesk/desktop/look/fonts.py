"""The window's typeface: the system's own Chinese UI font, else the one we bring."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from zxdesk import paths

PREFERRED = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "HarmonyOS Sans SC",
)
BUNDLED = "ZXHei.ttf"
# Rare characters of names that the first font lacks.
BUNDLED_FALLBACK = "ZXSong.ttf"


@cache
def families() -> tuple[str, ...]:
    """Give the families to draw with, best first; asks the font database once."""
    installed = set(QFontDatabase.families())
    found = [family for family in PREFERRED if family in installed]
    if found:
        return (found[0],)
    return (*_load(BUNDLED), *_load(BUNDLED_FALLBACK))


def ui_font(points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Give the UI font with figures of one width."""
    font = QFont()
    font.setFamilies(list(families()))
    font.setPointSizeF(points)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _load(file_name: str) -> list[str]:
    number = QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / file_name))
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
