"""Settings are tried at once, kept by 保存 and put back by 取消."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ledgers import Office
from zxdesk.desktop import theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.dialogs.settings_dialog import (
    BUNDLED_FONTS,
    SettingsDialog,
    author_of,
)
from zxdesk.desktop.settings import AUTHOR, MODE, SCALE, Settings
from zxdesk.store import history
from zxdesk.store.lock import user_name


@pytest.fixture
def dialog(qtbot: QtBot, context: DeskContext) -> SettingsDialog:
    """The settings, open."""
    made = SettingsDialog(context, None)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: SettingsDialog, name: str, words: str) -> None:
    """Choose from the list of this name."""
    box = next(x for x in dialog.findChildren(QComboBox) if x.accessibleName() == name)
    place = next(n for n in range(box.count()) if box.itemText(n).startswith(words))
    box.setCurrentIndex(place)
    box.activated.emit(place)


def press(dialog: SettingsDialog, words: str) -> None:
    """Press a button."""
    next(b for b in dialog.findChildren(QPushButton) if b.text() == words).click()


def test_what_is_saved_is_kept_and_the_author_signs(
    dialog: SettingsDialog, context: DeskContext, office: Office, tmp_path: Path
) -> None:
    dialog.findChildren(QLineEdit)[0].setText(" 王芳 ")
    choose(dialog, "字号", "大")
    choose(dialog, "配色", "深色")
    dialog.findChildren(QCheckBox)[0].click()
    press(dialog, "保存")
    kept = Settings(tmp_path / "settings.json")
    assert (kept.get(AUTHOR), kept.get(MODE), kept.get(SCALE)) == ("王芳", "dark", 1.3)
    assert kept.get(BUNDLED_FONTS)
    office.add("unit", name="工商联")
    assert history.listed(office.ledger, limit=1)[0].by == "王芳"
    assert json.loads((tmp_path / "settings.json").read_text("utf-8"))


def test_giving_up_puts_the_looks_back(dialog: SettingsDialog, tmp_path: Path) -> None:
    choose(dialog, "字号", "特大")
    choose(dialog, "配色", "深色")
    assert (theme.current().scale, theme.current().dark) == (1.5, True)
    press(dialog, "取消")
    assert (theme.current().scale, theme.current().dark) == (1.0, False)
    assert not (tmp_path / "settings.json").exists()


def test_without_a_name_the_computers_user_signs() -> None:
    settings = Settings()
    assert author_of(settings) == user_name()
