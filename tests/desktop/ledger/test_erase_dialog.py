"""Erasing asks why, tells what is left, and cannot be undone from the window."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers, Told
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.ledger.erase_dialog import EraseDialog
from zxdesk.desktop.records.record_detail import RecordDetail
from zxdesk.desktop.records.specs import BY_KIND
from zxdesk.records import KINDS

PHONE = "13911112222"


@pytest.fixture
def person(office: Office) -> int:
    """A member with a phone, and a backup that holds it."""
    record = office.add("member", name="程立言", phone=PHONE)
    assert office.ledger.back_up()
    return record


@pytest.fixture
def dialog(qtbot: QtBot, context: DeskContext, person: int) -> EraseDialog:
    """The dialog, open."""
    made = EraseDialog(context, None, KINDS["member"], person, "程立言")
    qtbot.addWidget(made)
    made.show()
    return made


def press(dialog: EraseDialog, words: str) -> None:
    """Press what is visible and begins with these words."""
    found = [b for b in dialog.findChildren(QPushButton) if b.text().startswith(words)]
    next(b for b in found if b.isVisible()).click()


def test_without_a_reason_nothing_is_erased(
    dialog: EraseDialog, office: Office, person: int
) -> None:
    press(dialog, "抹除")
    assert dialog.reason_field.error() == "请写明原因"
    values = office.values("member", person)
    assert values is not None
    assert values["phone"] == PHONE


def test_it_erases_tells_and_saves_the_paper(
    qtbot: QtBot,
    dialog: EraseDialog,
    context: DeskContext,
    office: Office,
    person: int,
    told: Told,
    answers: Answers,
    tmp_path: Path,
) -> None:
    dialog.reason.setText("本人要求")
    press(dialog, "抹除")
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert "已抹除手机" in dialog.told.text()
    assert "备份里也已抹除：1 份" in dialog.told.text()
    values = office.values("member", person)
    assert values is not None
    assert values["phone"] is None
    assert [changes.ids for changes in told.changes] == [{"member": frozenset({person})}]
    assert not any(notice.undo for notice in told.notices)
    answers.save = tmp_path / "记录.pdf"
    press(dialog, "保存抹除记录")
    assert "个人信息抹除记录" in PdfReader(answers.save).pages[0].extract_text()
    for file in office.ledger.path.parent.rglob("*.zxd*"):
        assert PHONE.encode() not in file.read_bytes()


def test_backups_may_be_left_and_are_named(
    qtbot: QtBot, dialog: EraseDialog, context: DeskContext
) -> None:
    dialog.reason.setText("本人要求")
    dialog.in_backups.setChecked(False)
    press(dialog, "抹除")
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert "还留有" in dialog.told.text()


@pytest.mark.parametrize(("kind", "offered"), [("member", True), ("event", False)])
def test_it_is_offered_where_there_is_something_personal(
    qtbot: QtBot, context: DeskContext, office: Office, kind: str, offered: bool
) -> None:
    record = office.add(kind, name="程立言")
    detail = RecordDetail(context, BY_KIND[kind], None, selected=list)  # type: ignore[arg-type]
    qtbot.addWidget(detail)
    detail.show_record(record)
    names = {b.accessibleName() or b.text() for b in detail.findChildren(QPushButton)}
    names |= {b.toolTip() for b in detail.findChildren(QPushButton)}
    assert any("抹除个人信息" in name for name in names) is offered
