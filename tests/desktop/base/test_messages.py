"""The one presenter."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Said
from zxdesk.desktop.base import crash_report, messages
from zxdesk.errors import UserError


def test_an_expected_error_is_a_sentence(said: Said) -> None:
    messages.Presenter(None).show_error(UserError("没有保存", "请改正后再试"))
    assert said.told == ["没有保存 请改正后再试"]


def test_anything_else_is_a_report(said: Said) -> None:
    messages.Presenter(None).show_error(KeyError("x"))
    assert "KeyError" in said.bugs.pop()
    (kept,) = crash_report.reports().iterdir()
    assert "KeyError" in kept.read_text("utf-8")


def test_a_fault_in_a_damaged_ledger_is_no_bug_of_the_program(
    said: Said, ledger_file: Path, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    presenter = messages.Presenter(None)
    presenter.speak_for(window, ledger_file)
    presenter.show_error(KeyError("x"))
    assert "KeyError" in said.bugs.pop()
    with closing(sqlite3.connect(ledger_file)) as connection, connection:
        connection.execute("UPDATE listed_value SET value = CAST(x'ff' AS TEXT) WHERE id = 1")
    presenter.show_error(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"))
    (told,) = said.told
    assert told.startswith("台账 云溪.zxd 里有读不了的内容，可能已损坏")
    assert "恢复备份" in told


def test_what_nobody_caught_is_shown(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    messages.Presenter(None).install()
    error = ZeroDivisionError("0")
    sys.excepthook(type(error), error, None)
    assert "ZeroDivisionError" in said.bugs.pop()


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    report = messages.bug_report(ZeroDivisionError("division by zero"))
    dialog = messages.BugDialog(None, report, None)
    qtbot.addWidget(dialog)
    dialog.copy()
    assert "ZeroDivisionError: division by zero" in QGuiApplication.clipboard().text()
    assert "zxdesk" in report


def test_a_report_holds_nothing_of_what_the_error_says_of_a_record() -> None:
    assert "13800001111" not in messages.bug_report(ValueError("“13800001111”不是手机号码"))


def test_what_there_is_to_say_of_closing_a_ledger_is_shown(said: Said) -> None:
    messages.Presenter(None).show_notes(["关闭台账时没有备份成，已写入的内容都在。"])
    assert said.told.pop().startswith("关闭台账时没有备份成")


def test_dialogs_are_laid_out(qtbot: QtBot) -> None:
    dialog = messages.MessageDialog(None, icon="info", tone="info", title="标题", text="一句话。")
    qtbot.addWidget(dialog)
    button = dialog.add_button("知道了", 7, primary=True)
    button.click()
    assert dialog.result() == 7


@pytest.mark.parametrize("tabs", range(4))
def test_return_never_throws_work_away(qtbot: QtBot, tabs: int) -> None:
    dialog = messages.MessageDialog._asking_about_unsaved(None, "这条活动")
    qtbot.addWidget(dialog)
    dialog.show()
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    assert dialog.focusWidget().text() == "继续编辑"
    for _ in range(tabs):
        dialog.focusNextChild()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert ended != [2]
