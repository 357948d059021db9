"""The window for tests: one look, a small ledger, and dialogs that only note what they say."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ledgers import Office, clock, founded, ledger, ledger_file, lent, office, pour
from zxdesk.desktop.base import messages
from zxdesk.desktop.base.context import DeskContext, Notice
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.messages import Presenter
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.base.tasks import TaskRunner
from zxdesk.desktop.look import theme
from zxdesk.desktop.shell import acts
from zxdesk.desktop.shell.application import WindowProgram
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.services.proposals import assign_proposal, examine_proposal
from zxdesk.store import Changes, Ledger

__all__ = ["founded", "ledger", "ledger_file", "office"]


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> theme.Theme:
    """The look of the window, light."""
    return theme.install(qapp, mode=theme.Mode.LIGHT)


@pytest.fixture(autouse=True)
def same_look(look: theme.Theme) -> Iterator[None]:
    """Bring the look back after a test that changed it, or that started the whole window."""
    yield
    look.set_scale(1.0)
    look.set_mode(theme.Mode.LIGHT)


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
            acts=acts,
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
    kinds: list[str] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Answer for every system dialog."""
    given = Answers()

    def save(_parent: object, _title: str, suggested: Path, kinds: str) -> Path | None:
        given.suggested.append(suggested)
        given.kinds.append(kinds)
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


@dataclass
class Said:
    """What dialogs would have said, and how they are answered."""

    told: list[str] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    confirm: bool = True
    unsaved: messages.UnsavedAnswer = messages.UnsavedAnswer.DISCARD


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    """Dialogs note instead of waiting; a bug that nobody expected fails the test."""
    noted = Said()

    def tell(_parent: object, title: str, text: str = "", **_: object) -> None:
        noted.told.append(f"{title} {text}".strip())

    def confirm(_parent: object, title: str, *_: object, **__: object) -> bool:
        noted.asked.append(title)
        return noted.confirm

    def unsaved(_parent: object, what: str) -> messages.UnsavedAnswer:
        noted.asked.append(what)
        return noted.unsaved

    def bug(_parent: object, report: str, _log: object) -> None:
        noted.bugs.append(report)

    monkeypatch.setattr(messages.MessageDialog, "tell", tell)
    monkeypatch.setattr(messages.MessageDialog, "confirm", confirm)
    monkeypatch.setattr(messages.MessageDialog, "unsaved", unsaved)
    monkeypatch.setattr(messages.BugDialog, "show_report", bug)
    yield noted
    assert not noted.bugs, noted.bugs[0]


@pytest.fixture
def stand(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Show a widget and give it back."""

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        return widget

    return show


@pytest.fixture(scope="session")
def small_county(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger with a few members, units, events and a venue."""
    file = Path(shutil.copy(founded, tmp_path_factory.mktemp("small")))
    with lent(file) as ledger:
        _settle(Office(ledger))
    return file


@pytest.fixture
def county(office: Office, small_county: Path) -> Office:
    """A clerk at a ledger with a few members, units, events and a venue."""
    pour(small_county, office.ledger)
    return office


def _settle(office: Office) -> None:
    sector = office.add("unit", name="经济界", category="界别")
    other = office.add("unit", name="教育界", category="界别")
    office.add("unit", name="提案委员会", category="专委会")
    names = ("张三", "李四", "王建国", "单小芳", "曾志伟", "欧阳明")
    members = [
        office.member(
            name, sector_id=sector if n % 2 else other, post="委员", employer=f"第{n}公司"
        )
        for n, name in enumerate(names)
    ]
    held = office.add(
        "event",
        name="经济界委员读书会",
        type="读书",
        start=datetime(2026, 11, 12, 19),
        state="已举办",
        agenda=(("领读《政协章程》", "张三", None, None, None),),
        minutes="一、会议情况\n委员围绕主题交流。",
    )
    for member in members[:2]:
        office.add("attendance", event_id=held, member_id=member, status="出席")
    office.add("attendance", event_id=held, member_id=members[2], status="请假", reason="因公")
    office.add("event", name="第一季度主席会议", type="主席会议", start=datetime(2026, 12, 3, 9))
    topic = office.add("consultation", topic="古村落活化利用", stage="协商")
    office.add("venue", name="经济界委员会客厅", leads=(members[0],))
    office.add("suggestion", content="修缮古村落", source=("consultation", topic), uptake="采纳")


@pytest.fixture
def window(county: Office, ledger: Ledger, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window on the small ledger."""
    presenter = messages.Presenter(None)
    opened = MainWindow(ledger, settings=Settings(), presenter=presenter)
    presenter.speak_for(opened)
    opened.resize(1366, 768)
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()


@pytest.fixture
def make_program(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., WindowProgram]]:
    """Make the program with a window; no ledger is open yet, and all ends with the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # it shows what nobody caught
    made: list[WindowProgram] = []

    def make(**how: object) -> WindowProgram:
        made.append(WindowProgram(qapp, Settings(), clock=clock, **how))
        return made[-1]

    yield make
    for program in made:
        if program.window is not None:
            program.window.close()
        program.finish()
        if program.window is not None:
            program.window.deleteLater()


@pytest.fixture
def program(make_program: Callable[..., WindowProgram]) -> WindowProgram:
    """The program with a window."""
    return make_program()


@pytest.fixture
def proposal(county: Office) -> int:
    """A proposal of two members, not yet examined."""
    county.add("plenary_session", number=3, opens=date(2026, 1, 6))
    first, second = RecordList(county.ledger, KINDS["member"]).ids()[:2]
    return county.add(
        "proposal",
        serial="001",
        subject="关于增设城区停车位的建议",
        topic="城乡建设",
        first_signer_id=first,
        joint_signers=(second,),
    )


@pytest.fixture
def assigned(county: Office, proposal: int) -> int:
    """The proposal, filed and handed over to two units; nine days are left."""
    lead, joint = (
        county.add("unit", name=name, category="承办单位") for name in ("县住建局", "县财政局")
    )
    with county.ledger.write("交办提案") as session:
        examine_proposal(session, proposal, conclusion="立案")
        assign_proposal(
            session, proposal, leads=[lead], joints=[joint], assigned_on=date(2026, 9, 1)
        )
    return proposal
