"""The roll of an event."""

from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt

from zxdesk.desktop.roll.roll_model import REASON, RollLine, RollModel, RollTotals


@pytest.fixture
def roll(qapp: QObject) -> RollModel:
    model = RollModel(qapp)
    names = (("张三", "zs"), ("李四", "ls"), ("单小芳", "sxf"))
    model.load(
        [RollLine(key=n, name=name, initials=(code,)) for n, (name, code) in enumerate(names)]
    )
    return model


def test_the_model_is_sound(roll: RollModel, qtmodeltester: Any) -> None:
    qtmodeltester.check(roll)


def test_totals_follow_the_ticks(roll: RollModel) -> None:
    roll.tick(0, "出席")
    roll.tick(1, "请假")
    assert roll.totals() == RollTotals(expected=3, present=1, leave=1, absent=0)
    assert roll.totals().open == 1


def test_those_who_sit_in_are_not_expected(roll: RollModel) -> None:
    roll.add([RollLine(key="guest", name="王五", state="出席", expected=False)])
    assert roll.totals() == RollTotals(expected=3, present=0, leave=0, absent=0, beside=1)


def test_the_rest_is_present(roll: RollModel) -> None:
    roll.tick(0, "缺席")
    assert roll.tick_rest_present() == 2
    assert [entry.state for entry in roll.entries()] == ["缺席", "出席", "出席"]


def test_ticks_are_taken_back_one_by_one(roll: RollModel) -> None:
    roll.tick(0, "缺席")
    roll.tick_rest_present()
    assert roll.take_back() == 1
    assert [entry.state for entry in roll.entries()] == ["缺席", "", ""]
    roll.take_back()
    assert roll.take_back() == -1
    assert not roll.changed()


def test_a_reason_belongs_to_leave_alone(roll: RollModel) -> None:
    index = roll.index(0, REASON)
    assert not roll.flags(index) & Qt.ItemFlag.ItemIsEditable
    roll.tick(0, "请假")
    assert roll.flags(index) & Qt.ItemFlag.ItemIsEditable
    roll.setData(index, " 因公 ")
    assert roll.entries()[0].reason == "因公"
    roll.tick(0, "出席")
    assert roll.entries()[0].reason == ""


def test_people_are_found_by_initials_round_the_end(roll: RollModel) -> None:
    assert roll.find("ls", 0) == 1
    assert roll.find("zs", 2) == 0
    assert roll.find("x", 0) == -1


def test_people_are_added_at_the_end(roll: RollModel) -> None:
    roll.add([RollLine(key=9, name="王五")])
    assert roll.rowCount() == 4
    assert not roll.changed()
