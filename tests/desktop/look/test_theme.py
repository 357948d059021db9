"""Colours, sizes and the style sheet."""

import re

import pytest
from PySide6.QtWidgets import QApplication

from zxdesk import paths
from zxdesk.desktop.look import fonts, icons, theme
from zxdesk.desktop.look.tokens import (
    DARK,
    LIGHT,
    READ_TOGETHER,
    SEEN_TOGETHER,
    Tokens,
    contrast,
    names,
)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ_TOGETHER)
def test_what_is_read_stands_out_from_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "beside"), SEEN_TOGETHER)
def test_what_is_seen_stands_out_from_what_is_beside_it(
    tokens: Tokens, sign: str, beside: str
) -> None:
    assert contrast(getattr(tokens, sign), getattr(tokens, beside)) >= 3


def test_red_is_for_the_next_step_the_place_and_what_is_wrong() -> None:
    sheet = (paths.resources() / "style" / "zxdesk.qss").read_text(encoding="utf-8")
    rules = re.findall(r"([^{}]+)\{((?:[^{}]|\$\{\w+\})+)\}", sheet)
    reds = {
        place.strip().splitlines()[-1].strip()
        for place, what in rules
        if re.search(r"\$\{(accent|accent_fill)\}", what)
    }
    allowed = ("primary", "nav", "set=", ":checked", "tab:selected", "Calendar", "error")
    assert {place for place in reds if not any(word in place for word in allowed)} == set()


def test_every_place_of_the_style_sheet_is_filled(look: theme.Theme, qapp: QApplication) -> None:
    look.apply()
    assert "${" not in qapp.styleSheet()


def test_no_colour_is_written_into_the_style_sheet() -> None:
    sheet = (paths.resources() / "style" / "zxdesk.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.replace("#qt_calendar", ""))


def test_dark_and_light_are_exchanged_while_the_program_runs(
    look: theme.Theme, qapp: QApplication
) -> None:
    look.set_mode(theme.Mode.DARK)
    assert qapp.palette().window().color().name() == DARK.ground
    look.set_mode(theme.Mode.LIGHT)
    assert qapp.palette().window().color().name() == LIGHT.ground


def test_type_and_spacing_grow_together(look: theme.Theme, qapp: QApplication) -> None:
    look.set_scale(1.5)
    assert qapp.font().pointSizeF() == pytest.approx(15.75)
    assert look.px(32) == 48


@pytest.mark.parametrize("scale", [0.9, 1.0, 1.15, 1.3, 1.5])
def test_what_is_chosen_from_a_group_is_round(
    look: theme.Theme, qapp: QApplication, scale: float
) -> None:
    """Qt draws a square where a corner is rounder than half the box."""
    look.set_scale(scale)
    rules = re.findall(r"QRadioButton::indicator(\S*) \{([^}]*)\}", qapp.styleSheet())
    (radius,) = [int(n) for _, rule in rules for n in re.findall(r"border-radius: (\d+)px", rule)]
    box = look.px(16) + 2  # with the border, as for the boxes that are ticked
    assert box / 2 - 2 <= radius <= box / 2
    assert not [
        rule for at, rule in rules if at and re.search(r"width|border:|radius: \d+px", rule)
    ]


def test_no_type_is_smaller_than_nine_points(look: theme.Theme) -> None:
    look.set_scale(0.9)
    assert look.pt(9) == 9


def test_some_font_has_chinese_characters(look: theme.Theme) -> None:
    assert fonts.families()
    assert look.metrics().inFontUcs4(ord("政"))


def test_every_icon_is_drawn_in_its_token(look: theme.Theme) -> None:
    for file in (paths.resources() / "icons").glob("*.svg"):
        text = file.read_text(encoding="utf-8")
        assert "currentColor" in text, file.name
        image = icons.pixmap(file.stem, "bad", size=24, ratio=1.0).toImage()
        drawn = {
            image.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert drawn <= {LIGHT.bad} or not drawn, file.name


def test_all_tokens_are_colours() -> None:
    for name in names():
        assert re.fullmatch(r"#[0-9a-f]{6}", getattr(LIGHT, name))
        assert re.fullmatch(r"#[0-9a-f]{6}", getattr(DARK, name))
