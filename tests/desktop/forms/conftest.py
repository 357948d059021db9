"""Editors over a real ledger, without the window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shown
from tests.kinds import filled, filled_file
from tests.ledgers import founded, ledger, ledger_file, office
from zxdesk.desktop.base.context import DeskContext, Notice
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.base.tasks import TaskRunner
from zxdesk.desktop.forms.editor import RecordEditor
from zxdesk.desktop.shell import acts
from zxdesk.store import Ledger

__all__ = ["filled", "filled_file", "founded", "ledger", "ledger_file", "office"]

OpenEditor = Callable[..., RecordEditor]


@pytest.fixture
def presenter(qapp: QApplication) -> Shown:
    """What was shown to be wrong."""
    return Shown()


@pytest.fixture
def context(
    qapp: QApplication, ledger: Ledger, presenter: Shown, tmp_path: Path
) -> Iterator[DeskContext]:
    """The context of the open ledger."""
    owner = QObject()
    tasks = TaskRunner(owner)
    yield DeskContext(
        ledger,
        settings=Settings(tmp_path / "settings.json"),
        tasks=tasks,
        presenter=presenter,
        acts=acts,
        parent=owner,
    )
    tasks.finish()


@pytest.fixture
def notices(context: DeskContext) -> list[Notice]:
    """What is said in toasts."""
    heard: list[Notice] = []
    context.noticed.connect(heard.append)
    return heard


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window of the size of the smallest screen."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    return made


@pytest.fixture
def open_editor(qtbot: QtBot, context: DeskContext, window: QWidget) -> OpenEditor:
    """Give open editors; unlike `RecordEditor.edit` the test goes on."""

    def make(kind: str, record_id: int | None = None, **defaults: Any) -> RecordEditor:
        editor = RecordEditor(context, kind, record_id, window, defaults=defaults)
        qtbot.addWidget(editor, before_close_func=lambda dialog: dialog.done(0))
        with qtbot.waitExposed(editor):
            editor.show()
        qtbot.waitUntil(editor.isActiveWindow)
        return editor

    return make
