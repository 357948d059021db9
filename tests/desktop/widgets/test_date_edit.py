"""Dates typed in any spelling, or picked from the calendar."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.widgets.date_edit import WRONG, DateEdit


@pytest.fixture
def day(qtbot: QtBot) -> DateEdit:
    made = DateEdit(today=lambda: date(2026, 11, 22))
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
    day.line.setText("三月五十号")
    day.line.editingFinished.emit()
    assert day.line.text() == "三月五十号"
    assert day.error() == WRONG
    qtbot.keyClicks(day.line, "x")
    assert not day.error()


def test_a_day_is_picked_from_the_calendar(day: DateEdit) -> None:
    day.set_value(date(2026, 3, 5))
    day.open_calendar()
    assert day.calendar is not None
    assert day.calendar.isVisible()
    day.calendar.picked.emit(QDate(2026, 3, 6))
    day.calendar.close()
    assert day.value() == "2026-03-06"


def test_short_days_are_taken_and_written_in_full(day: DateEdit) -> None:
    day.line.setText("11.30")
    day.line.editingFinished.emit()
    assert day.line.text() == "2026-11-30"


def test_the_calendar_lies_inside_the_line_and_the_tab_key_passes_it(
    day: DateEdit, qtbot: QtBot
) -> None:
    day.set_name("开始日期")
    (button,) = day.line.findChildren(QToolButton)
    assert day.line.rect().contains(button.geometry())
    assert button.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert button.accessibleName() == "打开日历：开始日期"
    button.click()
    assert day.calendar is not None
    today = day.calendar.findChild(LinkButton)
    today.click()
    assert day.value() == "2026-11-22"
    year = day.calendar.findChild(QToolButton, "qt_calendar_yearbutton")
    month = day.calendar.findChild(QToolButton, "qt_calendar_monthbutton")
    assert year.x() < month.x()
