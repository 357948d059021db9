"""Duplicates are compared, merged, or said to be none."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Told
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.books.duplicates_dialog import DuplicatesDialog
from zxdesk.store import history


@pytest.fixture
def pair(office: Office) -> tuple[int, int]:
    """Two members of one name, each with what the other lacks."""
    return (
        office.add("member", name="张伟", phone="13800000001"),
        office.add("member", name="张伟", ethnicity="汉族", phone="13900000002"),
    )


@pytest.fixture
def dialog(qtbot: QtBot, context: DeskContext, pair: tuple[int, int]) -> DuplicatesDialog:
    """The dialog once it has looked."""
    made = DuplicatesDialog(context, None, "member")
    qtbot.addWidget(made)
    made.show()
    made.look()
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, dialog: DuplicatesDialog) -> None:
    qtbot.waitUntil(lambda: not dialog._busy.busy)


def fields(dialog: DuplicatesDialog) -> list[tuple[str, ...]]:
    """What is compared, line by line."""
    items = [dialog.fields.topLevelItem(i) for i in range(dialog.fields.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(3)) for item in items]


def test_two_are_compared_and_merged_and_parted_again(
    qtbot: QtBot, dialog: DuplicatesDialog, office: Office, pair: tuple[int, int], told: Told
) -> None:
    assert dialog.list.texts() == [("张伟", "张伟", "同名")]
    assert fields(dialog) == [
        ("委员编号", "W001", "W002"),
        ("民族", "（空）", "汉族"),
        ("手机", "138…01", "139…02"),
    ]
    assert dialog.taken() == ["ethnicity"]
    dialog.fields.topLevelItem(2).setCheckState(0, Qt.CheckState.Checked)
    qtbot.mouseClick(dialog.merge_button, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    merged = office.values("member", pair[0])
    assert (merged["ethnicity"], merged["phone"]) == ("汉族", "13900000002")
    assert office.values("member", pair[1]) is None
    assert told.notices[-1].undo
    assert dialog.list.texts() == []
    assert not dialog.merge_button.isEnabled()
    history.undo(office.ledger)
    assert office.values("member", pair[1])["ethnicity"] == "汉族"


def test_the_other_one_may_be_kept(
    qtbot: QtBot, dialog: DuplicatesDialog, office: Office, pair: tuple[int, int]
) -> None:
    dialog.turn()
    assert dialog.fields.headerItem().text(1) == "保留：W002"
    dialog.merge()
    settle(qtbot, dialog)
    assert office.values("member", pair[0]) is None


def test_those_that_are_not_the_same_do_not_come_again(
    qtbot: QtBot, dialog: DuplicatesDialog
) -> None:
    qtbot.mouseClick(dialog.apart_button, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    assert dialog.list.texts() == []
    dialog.look()
    settle(qtbot, dialog)
    assert dialog.list.texts() == []
