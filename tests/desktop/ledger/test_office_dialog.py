"""What the office decides is decided in the window, step by step, with 撤销."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QPushButton, QWidget

from tests.desktop.conftest import Answers, Told
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.ledger.office_dialog import OfficeDialog
from zxdesk.queries.office import work_calendar
from zxdesk.rules.deadlines import OFF, ON
from zxdesk.services.office import settings_of


@pytest.fixture
def dialog(context: DeskContext, stand: Callable[[QWidget], QWidget]) -> OfficeDialog:
    made = OfficeDialog(context, None)
    stand(made)
    return made


def put(dialog: OfficeDialog, key: str, words: str) -> None:
    line, _ = dialog.fields[key]
    line.selectAll()
    line.insert(words)


def press(dialog: QWidget, words: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == words).click()


def test_a_deadline_and_a_number_are_one_step(dialog: OfficeDialog, told: Told) -> None:
    put(dialog, "deadline.reply", "60个工作日")
    put(dialog, "number.proposal.case_number", "{年}-001")
    press(dialog, "保存")
    assert [one.label for one in told.changes] == ["提案案号改为{年}-001、答复期限改为60个工作日"]
    assert told.notices[0].undo
    assert dialog.isHidden()


def test_what_cannot_be_read_is_said_beside_its_field(
    dialog: OfficeDialog, context: DeskContext
) -> None:
    put(dialog, "deadline.reply", "很久")
    press(dialog, "保存")
    line, field = dialog.fields["deadline.reply"]
    assert field.error() == "应写作 3个月、14天 或 20个工作日"
    assert dialog.isVisible()
    assert line.hasFocus()
    assert settings_of(context.ledger) == {}


def test_nothing_changed_is_no_step(dialog: OfficeDialog, told: Told) -> None:
    press(dialog, "保存")
    assert told.changes == []
    assert dialog.isHidden()


def test_the_committees_name_is_changed_here(dialog: OfficeDialog, context: DeskContext) -> None:
    put(dialog, "name", "政协新县委员会")
    press(dialog, "保存")
    assert context.ledger.own.name == "政协新县委员会"


def test_a_click_makes_a_day_off_and_a_weekend_worked(
    dialog: OfficeDialog, context: DeskContext
) -> None:
    for _ in range(3):
        dialog.calendar.turn(QDate(2026, 12, 25))
    dialog.calendar.turn(QDate(2026, 12, 26))
    press(dialog, "保存")
    with context.ledger.read() as session:
        days = work_calendar(session).days
    assert (days[date(2026, 12, 25)], days[date(2026, 12, 26)]) == (OFF, ON)
    assert days[date(2026, 10, 1)] == OFF


def test_a_file_replaces_its_years(
    dialog: OfficeDialog, context: DeskContext, answers: Answers, tmp_path: Path
) -> None:
    answers.open_one = tmp_path / "放假.csv"
    answers.open_one.write_text("2027-01-01至03日,放假\n", encoding="utf-8")
    press(dialog, "从文件读入…")
    assert "2027 年放假 1月1日至3日" in dialog.calendar.said.text()
    press(dialog, "保存")
    with context.ledger.read() as session:
        worked = work_calendar(session)
    assert not worked.is_workday(date(2027, 1, 1))
    assert worked.knows(2026)
