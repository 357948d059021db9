"""Roll call over a real event."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Said
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.messages import UnsavedAnswer
from zxdesk.desktop.books.import_dialog import ImportDialog
from zxdesk.desktop.roll.roll_page import RollPage
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.exchange.pasted import Pasted
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.services.rollcall import members_of, roll
from zxdesk.store import history


@pytest.fixture
def planned(county: Office) -> int:
    return RecordList(county.ledger, KINDS["event"]).ids(text="主席会议")[0]


@pytest.fixture
def called(window: MainWindow, county: Office, planned: int) -> RollPage:
    window.pages.go("event")
    window.pages.call_roll(planned)
    assert window.pages.roll is not None
    window.pages.roll.add_members(members_of(county.ledger, planned))
    return window.pages.roll


def test_the_roll_is_saved_as_one_step(
    window: MainWindow, called: RollPage, county: Office, planned: int, qtbot: QtBot
) -> None:
    qtbot.keyClicks(called.view.view, "12")
    qtbot.keyClick(called.view.view, Qt.Key.Key_Space)
    called.view.finish()
    states = [line.status for line in roll(county.ledger, planned)]
    assert states == ["出席", "请假", "出席", "出席", "出席", "出席"]
    step = history.listed(county.ledger, limit=1)[0]
    assert step.label == "签到 6 人（第一季度主席会议）"
    assert window.pages.roll is None
    assert window.toast.text() == f"已{step.label}"


def test_leaving_asks_only_after_a_tick(
    window: MainWindow, called: RollPage, said: Said, qtbot: QtBot
) -> None:
    qtbot.keyClick(called.view.view, Qt.Key.Key_Escape)
    assert window.pages.roll is None
    assert not said.asked


def test_ticks_are_kept_where_one_stays(
    window: MainWindow, called: RollPage, said: Said, qtbot: QtBot
) -> None:
    qtbot.keyClicks(called.view.view, "1")
    said.unsaved = UnsavedAnswer.CANCEL
    assert not window.pages.go("member")
    assert window.pages.roll is called
    assert window.rail.current() == "event"
    said.unsaved = UnsavedAnswer.DISCARD
    assert window.pages.go("member")
    assert window.pages.roll is None


def test_nobody_is_put_on_the_roll_twice(called: RollPage, county: Office, planned: int) -> None:
    assert called.add_members(members_of(county.ledger, planned)) == 0
    assert len(called.entries()) == 6


def test_names_and_marks_are_pasted_into_the_roll(
    window: MainWindow,
    called: RollPage,
    county: Office,
    planned: int,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run(context: DeskContext, parent: QWidget, *, pasted: Pasted) -> None:
        dialog = ImportDialog(context, parent)
        qtbot.addWidget(dialog)
        dialog.take_pasted(pasted)
        qtbot.waitUntil(lambda: not dialog._busy.busy)
        dialog.write()
        qtbot.waitUntil(lambda: not dialog._busy.busy and not context.tasks.running)

    monkeypatch.setattr(ImportDialog, "run", run)
    QGuiApplication.clipboard().setText("张三\t√\n李四\t事假\n")
    qtbot.keyClick(called.view.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [line.state for line in called.entries()[:2]] == ["出席", "请假"]
    assert len(called.entries()) == 6
    assert history.listed(county.ledger, limit=1)[0].label == "粘贴 2 行到签到"
