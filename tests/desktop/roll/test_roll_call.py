"""Roll call by keyboard."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zxdesk.desktop.roll.roll_call import RollCall
from zxdesk.desktop.roll.roll_model import STATE, RollLine


@pytest.fixture
def roll(qtbot: QtBot) -> RollCall:
    made = RollCall(None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    people = (("张三", "zs"), ("李四", "ls"), ("王建国", "wjg"), ("单小芳", "sxf"))
    made.load(
        "主席会议",
        "2026-11-18 09:00",
        [RollLine(key=n, name=name, initials=(code,)) for n, (name, code) in enumerate(people)],
    )
    made.resize(1000, 500)
    made.show()
    return made


def states(roll: RollCall) -> list[str]:
    return [entry.state for entry in roll.model.entries()]


def test_digits_tick_and_move_on(roll: RollCall, qtbot: QtBot) -> None:
    qtbot.keyClicks(roll.view, "123")
    assert states(roll) == ["出席", "请假", "缺席", ""]
    assert roll.view.currentIndex().row() == 3
    assert [roll.total(w) for w in ("应到", "实到", "请假", "缺席", "未签")] == [4, 1, 1, 1, 1]


def test_space_ticks_the_rest(roll: RollCall, qtbot: QtBot) -> None:
    qtbot.keyClicks(roll.view, "2")
    qtbot.keyClick(roll.view, Qt.Key.Key_Space)
    assert states(roll) == ["请假", "出席", "出席", "出席"]


def test_initials_jump(roll: RollCall, qtbot: QtBot) -> None:
    qtbot.keyClicks(roll.view, "wj")
    assert roll.view.currentIndex().row() == 2


def test_control_z_takes_the_last_tick_back(roll: RollCall, qtbot: QtBot) -> None:
    qtbot.keyClicks(roll.view, "11")
    qtbot.keyClick(roll.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert states(roll) == ["出席", "", "", ""]
    assert roll.view.currentIndex().row() == 1


def test_done_gives_the_whole_roll(roll: RollCall, qtbot: QtBot) -> None:
    qtbot.keyClicks(roll.view, "1")
    with qtbot.waitSignal(roll.done):
        roll.finish()
    assert states(roll) == ["出席", "", "", ""]


def test_a_pill_is_ticked_by_mouse(roll: RollCall, qtbot: QtBot) -> None:
    cell = roll.view.visualRect(roll.model.index(1, STATE))
    _, on_leave, _ = roll.view.itemDelegate().pill_rects(cell)
    place = on_leave.center().toPoint()
    qtbot.mouseClick(roll.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert states(roll) == ["", "请假", "", ""]
