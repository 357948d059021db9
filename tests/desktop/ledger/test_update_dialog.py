"""An update from a file, from the menu to the installer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers
from tests.signed import put_key, signed
from zxdesk import paths
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.messages import MessageDialog
from zxdesk.desktop.shell.ledger_menu import LedgerMenu
from zxdesk.errors import RefusedError
from zxdesk.recent import remember
from zxdesk.services import updates
from zxdesk.services.updates import Update
from zxdesk.store import backups


class Window(QWidget):
    """A window that may want to stay open."""

    stays = False

    def close(self) -> bool:
        """Close, unless something is not saved."""
        return not self.stays and super().close()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Update]:
    """The installers that were started."""
    found: list[Update] = []
    monkeypatch.setattr(updates, "hand_over", found.append)
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked; the answer is yes while there is nothing before."""
    found: list[str] = []

    def confirm(_parent: object, title: str, text: str, *, verb: str) -> bool:
        found.append(f"{title} {text}")
        return verb == "关闭程序并更新"

    monkeypatch.setattr(MessageDialog, "confirm", confirm)
    return found


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    found = Window()
    qtbot.addWidget(found)
    found.show()
    return found


@pytest.fixture
def menu(window: Window, context: DeskContext, tmp_path: Path, monkeypatch) -> Iterator[LedgerMenu]:
    """The menu of a program with a key, over the ledger opened last."""
    resources = tmp_path / "resources"
    resources.mkdir()
    put_key(resources)
    made = LedgerMenu(context, window)
    remember(context.ledger.path)
    monkeypatch.setattr(paths, "resources", lambda: resources)
    yield made
    context.tasks.finish()


def choose(menu: LedgerMenu) -> None:
    next(action for action in menu.actions() if action.text().startswith("检查更新")).trigger()


def test_a_newer_installer_is_started_when_the_window_has_closed(
    qtbot, menu, window, context, answers, asked, started, tmp_path
):
    answers.open_one = signed(tmp_path, "99.0.0")
    choose(menu)
    qtbot.waitUntil(lambda: bool(started))
    assert not window.isVisible()
    assert started[0].version == "99.0.0"
    newest = backups.newest(context.ledger.path)
    assert newest is not None
    assert newest.file.name in asked[0]


def test_a_window_with_something_unsaved_stays(
    qtbot, menu, window, answers, asked, started, tmp_path
):
    window.stays = True
    answers.open_one = signed(tmp_path, "99.0.0")
    choose(menu)
    qtbot.waitUntil(lambda: bool(asked))
    assert window.isVisible()
    assert not started


def test_declining_leaves_nothing_behind(
    qtbot, menu, window, answers, asked, started, tmp_path, monkeypatch
):
    monkeypatch.setattr(MessageDialog, "confirm", lambda *_, **__: bool(asked.append("")))
    answers.open_one = signed(tmp_path, "99.0.0")
    choose(menu)
    qtbot.waitUntil(lambda: bool(asked))
    assert window.isVisible()
    assert not started
    assert not (paths.user_data() / "updates").exists()


def test_what_is_wrong_with_an_installer_is_told(
    qtbot, menu, context, answers: Answers, asked, started, tmp_path
):
    answers.open_one = signed(tmp_path, "0.0.1")
    choose(menu)
    qtbot.waitUntil(lambda: bool(context.presenter.errors))
    (error,) = context.presenter.errors
    assert isinstance(error, RefusedError)
    assert error.code == "not_newer"
    context.presenter.errors.clear()
    assert not asked
