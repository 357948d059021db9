"""Dates typed in any spelling, and people chosen by initials."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zxdesk.desktop.widgets.date_edit import WRONG, DateEdit
from zxdesk.desktop.widgets.multi_choice import Candidate, MultiChoice

PEOPLE = (
    Candidate(1, "张三", "经济界 · 第一公司"),
    Candidate(2, "张三", "教育界 · 第二中学"),
    Candidate(3, "李四", "经济界"),
)


@pytest.fixture
def day(qtbot: QtBot) -> DateEdit:
    made = DateEdit()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def people(qtbot: QtBot) -> MultiChoice:
    made = MultiChoice(find=lambda typed: [p for p in PEOPLE if "张" in p.title or typed == "ls"])
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("typed", ["2026年3月5日", "2026.3.5", "２０２６－０３－０５", "20260305"])
def test_any_spelling_of_a_day_is_taken(day: DateEdit, typed: str) -> None:
    day.line.setText(typed)
    day.line.editingFinished.emit()
    assert day.line.text() == "2026-03-05"
    assert day.value() == "2026-03-05"


def test_a_day_may_stay_empty(day: DateEdit) -> None:
    day.line.editingFinished.emit()
    assert day.value() is None
    assert not day.error()


def test_what_is_no_day_is_kept_and_said(day: DateEdit, qtbot: QtBot) -> None:
    day.line.setText("三月五号")
    day.line.editingFinished.emit()
    assert day.line.text() == "三月五号"
    assert day.error() == WRONG
    qtbot.keyClicks(day.line, "x")
    assert not day.error()


def test_a_day_is_picked_from_the_calendar(day: DateEdit) -> None:
    day.set_value(date(2026, 3, 5))
    day.open_calendar()
    assert day.calendar is not None
    assert day.calendar.isVisible()
    day.calendar.picked.emit(date(2026, 3, 6))
    day.calendar.close()
    assert day.value() == "2026-03-06"


def test_namesakes_are_told_apart_and_chosen(people: MultiChoice, qtbot: QtBot) -> None:
    qtbot.keyClicks(people.line, "zs")
    people.look_up()
    assert [c.note for c in people.candidates()] == ["经济界 · 第一公司", "教育界 · 第二中学"]
    people.add(people.candidates()[1])
    assert people.keys() == (2,)


def test_return_takes_the_only_candidate(people: MultiChoice, qtbot: QtBot) -> None:
    people.set_chosen(PEOPLE[:1])
    people.add(PEOPLE[1])
    qtbot.keyClicks(people.line, "ls")
    qtbot.keyClick(people.line, Qt.Key.Key_Return)
    assert people.keys() == (1, 2, 3)
    assert people.unresolved() == ""


def test_backspace_in_the_empty_line_takes_the_last_out(people: MultiChoice, qtbot: QtBot) -> None:
    people.set_chosen(PEOPLE)
    qtbot.keyClick(people.line, Qt.Key.Key_Backspace)
    assert people.keys() == (1, 2)


def test_a_single_choice_takes_the_place_of_the_old(qtbot: QtBot) -> None:
    one = MultiChoice(single=True)
    qtbot.addWidget(one)
    one.add(PEOPLE[0])
    one.add(PEOPLE[2])
    assert one.keys() == (3,)
