"""People chosen by initials; namesakes are told apart."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from zxdesk.desktop.forms.multi_choice import ChoiceOption, MultiChoice

PEOPLE = (
    ChoiceOption(1, "张三", "经济界 · 第一公司"),
    ChoiceOption(2, "张三", "教育界 · 第二中学"),
    ChoiceOption(3, "李四", "经济界"),
)


@pytest.fixture
def people(qtbot: QtBot) -> MultiChoice:
    made = MultiChoice(find=lambda typed: [p for p in PEOPLE if "张" in p.title or typed == "ls"])
    qtbot.addWidget(made)
    made.show()
    return made


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


@pytest.fixture
def several(qtbot: QtBot) -> MultiChoice:
    """A field over people of whom two bear one name."""
    known = (*PEOPLE, ChoiceOption(4, "王燕"), ChoiceOption(5, "金俊"), ChoiceOption(6, "周杰"))
    made = MultiChoice(find=lambda typed: [p for p in known if typed in (p.title, "qb")])
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("pasted", ["王燕、金俊，周杰", "王燕 金俊 周杰", "王　燕；金俊,周杰、"])
def test_several_names_are_taken_at_once(several: MultiChoice, qtbot: QtBot, pasted: str) -> None:
    QGuiApplication.clipboard().setText(pasted)
    several.line.setFocus()
    several.line.paste()
    several.take_names()
    assert several.keys() == (4, 5, 6)
    assert several.unresolved() == ""


def test_a_sign_ends_a_name(several: MultiChoice) -> None:
    for typed in ("王燕", "王燕、"):
        several.line.setText(typed)
        several.line.textEdited.emit(typed)
        assert several.keys() == ((4,) if typed.endswith("、") else ())
    assert several.unresolved() == ""


def test_namesakes_and_strangers_among_several_are_asked_about(
    several: MultiChoice, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("王燕、张三、周杰、查无此人")
    several.line.setFocus()
    several.line.paste()
    several.take_names()
    assert several.keys() == (4, 6)
    assert several.unresolved() == "张三、查无此人"
    several.look_up()
    assert [c.note for c in several.candidates()] == ["经济界 · 第一公司", "教育界 · 第二中学"]
    several._take(several.candidates()[1])
    assert several.keys() == (4, 6, 2)
    assert several.unresolved() == "查无此人"
