"""Settings are tried at once, kept by 保存 and put back by 取消."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Told
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.settings import AUTHOR, MODE, SCALE, Settings
from zxdesk.desktop.ledger.settings_dialog import (
    BUNDLED_FONTS,
    SettingsDialog,
    author_of,
)
from zxdesk.desktop.look import theme
from zxdesk.services.name_order import name_order
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


def test_the_offices_own_lists_are_reached_from_here(
    dialog: SettingsDialog, context: DeskContext
) -> None:
    asked: list[str] = []
    context.kind_asked.connect(asked.append)
    press(dialog, "取值表")
    assert asked == ["listed_value"]
    assert dialog.isHidden()


def test_the_order_of_names_is_the_ledgers_and_can_be_undone(
    dialog: SettingsDialog, context: DeskContext, told: Told
) -> None:
    choose(dialog, "姓名和名称的次序", "按拼音")
    press(dialog, "保存")
    assert name_order(context.ledger) == "拼音"
    assert told.changes[0].label == "姓名改按拼音排序"
    history.undo(context.ledger)
    assert name_order(context.ledger) == "笔画"
