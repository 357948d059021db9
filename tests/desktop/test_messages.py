"""The one presenter."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Said
from zxdesk.desktop import crash_report, messages
from zxdesk.errors import UserError


def test_an_expected_error_is_a_sentence(said: Said) -> None:
    messages.Presenter(None).show_error(UserError("没有保存", "请改正后再试"))
    assert said.told == ["没有保存 请改正后再试"]


def test_anything_else_is_a_report(said: Said) -> None:
    messages.Presenter(None).show_error(KeyError("x"))
    assert "KeyError" in said.bugs.pop()
    (kept,) = crash_report.reports().iterdir()
    assert "KeyError" in kept.read_text("utf-8")


def test_what_nobody_caught_is_shown(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    messages.Presenter(None).install()
    error = ZeroDivisionError("0")
    sys.excepthook(type(error), error, None)
    assert "ZeroDivisionError" in said.bugs.pop()


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    report = messages.bug_report(ValueError("坏了"))
    dialog = messages.BugDialog(None, report, None)
    qtbot.addWidget(dialog)
    dialog.copy()
    assert "坏了" in QGuiApplication.clipboard().text()
    assert "zxdesk" in report


def test_dialogs_are_laid_out(qtbot: QtBot) -> None:
    dialog = messages.MessageDialog(None, icon="info", tone="info", title="标题", text="一句话。")
    qtbot.addWidget(dialog)
    button = dialog.add_button("知道了", 7, primary=True)
    button.click()
    assert dialog.result() == 7
