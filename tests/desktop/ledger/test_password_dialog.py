"""A password is typed twice where it locks, and backups under one go and come by the menu."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers, Told
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.base.messages import MessageDialog
from zxdesk.desktop.ledger.password_dialog import PasswordDialog
from zxdesk.desktop.ledger.restore_dialog import RestoreDialog
from zxdesk.desktop.shell.ledger_menu import LedgerMenu
from zxdesk.store import sealed
from zxdesk.store.restoring import restore


def test_a_new_password_is_typed_twice(qtbot: QtBot) -> None:
    dialog = PasswordDialog(None, "加密备份", "", new=True)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.field.error() == "请输入密码"
    dialog.line.setText("云溪")
    dialog.accept()
    assert dialog.field_again.error() == "两次输入的不一样"
    assert dialog.password == ""
    dialog.again.setText("云溪")
    dialog.accept()
    assert dialog.password == "云溪"
    assert not dialog.isVisible()


def test_one_that_is_there_is_typed_once(qtbot: QtBot) -> None:
    dialog = PasswordDialog(None, "打开", "", new=False)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.field_again.isVisible()
    dialog.line.setText("云溪")
    dialog.accept()
    assert dialog.password == "云溪"


def test_a_backup_under_a_password_goes_and_comes_back(
    qtbot: QtBot,
    context: DeskContext,
    office: Office,
    told: Told,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office.add("unit", name="工商联")
    window = QWidget()
    qtbot.addWidget(window)
    menu = LedgerMenu(context, window)
    answers.save = tmp_path / "备份.zxd"
    monkeypatch.setattr(PasswordDialog, "ask_new", lambda *_: "")
    menu.back_up_sealed()
    assert not answers.save.exists()
    monkeypatch.setattr(PasswordDialog, "ask_new", lambda *_: "云溪")
    menu.back_up_sealed()
    qtbot.waitUntil(lambda: bool(told.notices))
    assert sealed.is_sealed(answers.save)

    dialog = RestoreDialog(context, None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not context.tasks.running)
    answers.open_one = answers.save
    typed = ["", "别的", "云溪"]
    monkeypatch.setattr(PasswordDialog, "ask", lambda *_: typed.pop(0))
    monkeypatch.setattr(MessageDialog, "confirm", lambda *_, **__: True)
    button = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("选择备份"))
    for _ in range(2):
        button.click()
        qtbot.waitUntil(lambda: not context.tasks.running)
    assert "密码不对" in dialog.findChildren(DialogNote)[0].text()
    assert dialog.chosen is None
    button.click()
    qtbot.waitUntil(lambda: dialog.chosen is not None)
    chosen = dialog.chosen
    assert chosen is not None
    assert chosen.committee == "政协云溪县委员会"
    assert "password=" not in repr(chosen)
    path = office.ledger.path
    office.ledger._let_go()
    with chosen.opened_for(path) as plain:
        restore(plain, path, now=chosen.made)
    assert not list(path.parent.glob("*.part*"))
