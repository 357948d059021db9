"""The check says that all is well, or lists what is not."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shown
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.ledger import check_dialog
from zxdesk.desktop.ledger.check_dialog import CheckDialog


def shown(qtbot: QtBot, context: DeskContext) -> CheckDialog:
    """The dialog when it is through."""
    dialog = CheckDialog(context, None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not context.tasks.running)
    return dialog


def test_a_sound_ledger_is_said_to_be_sound(
    qtbot: QtBot, context: DeskContext, office: Office
) -> None:
    office.add("unit", name="工商联")
    dialog = shown(qtbot, context)
    assert dialog.list.empty_note.sentence().startswith("台账完好")
    assert not dialog.list.texts()


def test_what_was_changed_behind_the_program_is_listed(
    qtbot: QtBot, context: DeskContext, office: Office
) -> None:
    office.add("unit", name="工商联")
    with closing(sqlite3.connect(office.ledger.path)) as connection:
        connection.execute("UPDATE step SET label = 'x' WHERE no = 1")
        connection.commit()
    dialog = shown(qtbot, context)
    assert "被改动过" in dialog.list.texts()[0][1]
    assert "处问题" in dialog.findChildren(DialogNote)[0].text()
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text() == "复制清单")
    copy.click()
    assert "被改动过" in QGuiApplication.clipboard().text()


def test_a_check_that_fails_is_reported(
    qtbot: QtBot, context: DeskContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_ledger: object) -> None:
        raise RuntimeError("fault")

    monkeypatch.setattr(check_dialog, "found_in", fails)
    dialog = shown(qtbot, context)
    assert isinstance(context.presenter, Shown)
    assert str(context.presenter.errors.pop()) == "fault"
    assert dialog.list.empty_note.sentence() == "没有核对成。"


def test_closing_waits_for_the_check(qtbot: QtBot, context: DeskContext) -> None:
    dialog = CheckDialog(context, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    qtbot.waitUntil(lambda: not context.tasks.running)
