"""A window's context over a real ledger, without the window."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ledgers import founded, ledger, ledger_file, office
from zxdesk.desktop import theme
from zxdesk.desktop.context import DeskContext, Notice
from zxdesk.desktop.dialogs.files import Files
from zxdesk.desktop.messages import Presenter
from zxdesk.desktop.settings import Settings
from zxdesk.desktop.tasks import TaskRunner
from zxdesk.store import Changes, Ledger

__all__ = ["founded", "ledger", "ledger_file", "office"]


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> theme.Theme:
    """The light look at its normal size."""
    found = theme.Theme.installed or theme.install(qapp, mode=theme.Mode.LIGHT)
    found.set_scale(1.0)
    found.set_mode(theme.Mode.LIGHT)
    return found


class Shown(Presenter):
    """A presenter that keeps what it would show."""

    def __init__(self) -> None:
        super().__init__(None)
        self.errors: list[BaseException] = []

    def show_error(self, error: BaseException) -> None:
        """Keep an error."""
        self.errors.append(error)


@dataclass
class Told:
    """What the context's signals said."""

    notices: list[Notice] = field(default_factory=list)
    changes: list[Changes] = field(default_factory=list)


@pytest.fixture
def make_context(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Ledger], DeskContext]]:
    """Give contexts over ledgers; their work is over when the test ends."""
    owner = QObject()
    made: list[DeskContext] = []

    def make(ledger: Ledger) -> DeskContext:
        context = DeskContext(
            ledger,
            settings=Settings(tmp_path / "settings.json"),
            tasks=TaskRunner(owner),
            presenter=Shown(),
            parent=owner,
        )
        made.append(context)
        return context

    yield make
    for context in made:
        context.tasks.finish()
        qtbot.waitUntil(lambda context=context: not context.tasks.running)
        assert not context.presenter.errors


@pytest.fixture
def context(make_context: Callable[[Ledger], DeskContext], ledger: Ledger) -> DeskContext:
    """The context of the open ledger."""
    return make_context(ledger)


@pytest.fixture
def told(context: DeskContext) -> Told:
    """What is said and changed from now on."""
    heard = Told()
    context.noticed.connect(heard.notices.append)
    context.changed.connect(heard.changes.append)
    return heard


@dataclass
class Answers:
    """What is answered to questions for files, and what was asked to be shown."""

    save: Path | None = None
    open_one: Path | None = None
    open_many: list[Path] = field(default_factory=list)
    folder: Path | None = None
    suggested: list[Path] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Answer for every system dialog."""
    given = Answers()

    def save(_parent: object, _title: str, suggested: Path, _kinds: str) -> Path | None:
        given.suggested.append(suggested)
        return given.save

    def show(path: Path) -> bool:
        given.shown.append(path)
        return True

    monkeypatch.setattr(Files, "save", save)
    monkeypatch.setattr(Files, "open_one", lambda *_: given.open_one)
    monkeypatch.setattr(Files, "open_many", lambda *_: given.open_many)
    monkeypatch.setattr(Files, "folder", lambda *_: given.folder)
    monkeypatch.setattr(Files, "show", show)
    return given
