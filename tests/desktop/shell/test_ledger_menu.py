"""The ledger's menu: what it makes, what it asks the window to do, and what it refuses."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers, Shown, Told
from tests.ledgers import Office
from tests.store.attaching import folder, hang, spoil
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.ledger.check_dialog import CheckDialog
from zxdesk.desktop.ledger.first_start import FirstStart
from zxdesk.desktop.ledger.restore_dialog import RestoreDialog
from zxdesk.desktop.ledger.settings_dialog import SettingsDialog
from zxdesk.desktop.shell.ledger_menu import LedgerMenu
from zxdesk.errors import UserError
from zxdesk.store import Ledger, backups, open_ledger


@pytest.fixture
def menu(qtbot: QtBot, context: DeskContext) -> Iterator[LedgerMenu]:
    """The menu of the open ledger."""
    window = QWidget()
    qtbot.addWidget(window)
    yield LedgerMenu(context, window)
    context.tasks.finish()


def choose(menu: LedgerMenu, words: str) -> None:
    """Choose what begins with these words."""
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def test_backing_up_tells_file_and_records(
    qtbot: QtBot, menu: LedgerMenu, office: Office, told: Told, answers: Answers
) -> None:
    office.add("unit", name="工商联")
    choose(menu, "立即备份")
    qtbot.waitUntil(lambda: bool(told.notices))
    made = backups.newest(office.ledger.path)
    assert made is not None
    assert made.file.name in told.notices[0].text
    assert f"{made.records:,} 条记录" in told.notices[0].text
    told.notices[0].links[0][1]()
    assert answers.shown == [made.file.parent]


def test_without_changes_the_last_backup_is_named(
    qtbot: QtBot, menu: LedgerMenu, office: Office, told: Told
) -> None:
    office.add("unit", name="工商联")
    office.ledger.back_up()
    choose(menu, "立即备份")
    qtbot.waitUntil(lambda: bool(told.notices))
    assert told.notices[0].text.startswith("上次备份后没有改动")
    assert len(backups.listed(office.ledger.path)) == 1


def test_a_backup_can_be_made_elsewhere(
    qtbot: QtBot, menu: LedgerMenu, told: Told, answers: Answers, tmp_path: Path
) -> None:
    answers.save = tmp_path / "优盘" / "备份.zxd"
    choose(menu, "备份到")
    qtbot.waitUntil(lambda: bool(told.notices))
    with open_ledger(answers.save, writing=False) as copy:
        assert copy.own.name == "政协云溪县委员会"


def test_what_a_backup_could_not_bring_along_is_said(
    qtbot: QtBot, menu: LedgerMenu, office: Office, told: Told, answers: Answers, tmp_path: Path
) -> None:
    hang(office)
    spoil(folder(office.ledger).place(folder(office.ledger).listed()[0]))
    answers.save = tmp_path / "优盘" / "备份.zxd"
    choose(menu, "备份到")
    qtbot.waitUntil(lambda: bool(told.notices))
    assert "附件“合影.png”的内容不见了或被改动过，没有带上" in told.notices[0].text


def test_a_backup_never_replaces_the_ledger(
    qtbot: QtBot, menu: LedgerMenu, ledger: Ledger, context: DeskContext, answers: Answers
) -> None:
    presenter = context.presenter
    assert isinstance(presenter, Shown)
    answers.save = ledger.path
    choose(menu, "备份到")
    qtbot.waitUntil(lambda: bool(presenter.errors))
    assert isinstance(presenter.errors.pop(), UserError)
    assert ledger.own.level == "县"


def test_another_ledger_is_asked_for(
    qtbot: QtBot, menu: LedgerMenu, ledger: Ledger, answers: Answers, tmp_path: Path
) -> None:
    answers.open_one = tmp_path / "另一本.zxd"
    with qtbot.waitSignal(menu.open_requested) as asked:
        choose(menu, "打开台账")
    assert asked.args == [tmp_path / "另一本.zxd"]
    answers.open_one = ledger.path
    with qtbot.assertNotEmitted(menu.open_requested):
        choose(menu, "打开台账")


def test_a_new_ledger_is_opened(
    qtbot: QtBot, menu: LedgerMenu, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(FirstStart, "ask", lambda *_, **__: tmp_path / "新.zxd")
    with qtbot.waitSignal(menu.open_requested) as asked:
        choose(menu, "新建台账")
    assert asked.args == [tmp_path / "新.zxd"]


def test_a_restore_is_left_to_the_window(
    qtbot: QtBot, menu: LedgerMenu, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers: list[Path | None] = [None, tmp_path / "备份.zxd"]
    monkeypatch.setattr(RestoreDialog, "ask", lambda *_: answers.pop(0))
    with qtbot.assertNotEmitted(menu.restore_requested):
        choose(menu, "恢复备份")
    with qtbot.waitSignal(menu.restore_requested) as asked:
        choose(menu, "恢复备份")
    assert asked.args == [tmp_path / "备份.zxd"]


def test_check_and_settings_are_shown(
    menu: LedgerMenu, context: DeskContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(CheckDialog, "run", lambda *_: shown.append("check"))
    monkeypatch.setattr(SettingsDialog, "run", lambda *_: shown.append("settings"))
    choose(menu, "核对台账")
    choose(menu, "设置")
    assert shown == ["check", "settings"]


def test_a_ledger_for_reading_is_not_replaced(
    qtbot: QtBot, make_context: Callable[[Ledger], DeskContext], ledger_file: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with open_ledger(ledger_file, writing=False) as ledger:
        menu = LedgerMenu(make_context(ledger), window)
        enabled = {action.text() for action in menu.actions() if action.isEnabled()}
    assert not {"立即备份", "恢复备份…"} & enabled
    assert {"备份到…", "核对台账"} <= enabled
