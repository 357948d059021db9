"""The import: previewed without a trace, written as one step, stopped cleanly."""

import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers, Told
from tests.exchange import formats
from tests.exchange.books import MEMBER, UNIT, make_book
from tests.ledgers import Office, dump
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.books.import_dialog import ImportDialog
from zxdesk.exchange import guarded, import_trial
from zxdesk.store import Ledger, backups, history, open_ledger

# The offscreen platform says so of every window.

Shows = Callable[..., ImportDialog]


def pressed(dialog: QWidget, words: str) -> QPushButton:
    """The visible button that begins with these words."""
    found = [b for b in dialog.findChildren(QPushButton) if b.text().startswith(words)]
    return next((b for b in found if b.isVisible()), found[0])


def said(dialog: QWidget) -> str:
    """What the dialog's note says."""
    return dialog.findChildren(DialogNote)[0].text()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook with two members to take and two rows to give back."""
    return make_book(
        tmp_path / "委员.xlsx",
        {
            "单位": [UNIT, ("工商联", "界别"), ("教育界", "没有的类别")],
            "委员": [
                MEMBER,
                ("W001", "张三", "工商联", "十一届", "2024-01-05"),
                ("W002", "李四", "工商联", "十一届", "不是日期"),
                ("W003", "王五", "工商联", "十一届", "2024-01-05"),
            ],
        },
    )


@pytest.fixture
def shows(qtbot: QtBot, context: DeskContext) -> Shows:
    """Open the dialog and wait until it has read its files."""

    def open_dialog(*files: Path) -> ImportDialog:
        dialog = ImportDialog(context, None)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.take(files)
        qtbot.waitUntil(lambda: not context.tasks.running)
        return dialog

    return open_dialog


def test_the_preview_counts_and_writes_nothing(
    shows: Shows, book: Path, ledger: Ledger, told: Told
) -> None:
    before = dump(ledger.path)
    dialog = shows(book)
    counts = {row[0]: row[1:] for row in dialog.board.preview.counts.texts()}
    assert counts["委员"] == ("2", "", "", "1")
    assert counts["单位"] == ("1", "", "", "1")
    assert [row[:3] for row in dialog.board.preview.rejected.texts()] == [
        ("单位", "3", "类别"),
        ("委员", "3", "任职起"),
    ]
    assert "导入 " in pressed(dialog, "导入").text()
    dialog.reject()
    assert dump(ledger.path) == before
    assert not told.changes


def test_importing_is_one_step_with_a_way_back(
    qtbot: QtBot, shows: Shows, office: Office, tmp_path: Path, told: Told
) -> None:
    office.add("unit", name="工商联")
    good = make_book(tmp_path / "好.xlsx", {"单位": [UNIT, ("妇联", "界别"), ("工会", "界别")]})
    dialog = shows(good)
    qtbot.mouseClick(pressed(dialog, "导入"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert [notice.text for notice in told.notices] == ["已导入 2 条"]
    assert told.notices[0].undo
    assert told.changes[0].label == "导入 好.xlsx"
    assert backups.newest(office.ledger.path) is not None
    history.undo(office.ledger)
    assert len(dump(office.ledger.path)["unit"]) == 1


def test_rejected_rows_are_saved_and_can_come_in_corrected(
    qtbot: QtBot, shows: Shows, book: Path, answers: Answers, tmp_path: Path, told: Told
) -> None:
    dialog = shows(book)
    pressed(dialog, "导入").click()
    qtbot.waitUntil(lambda: "2 行退回" in said(dialog))
    assert not pressed(dialog, "导入").isVisible()
    answers.save = tmp_path / "退回行.xlsx"
    pressed(dialog, "保存退回行").click()
    rows = list(openpyxl.load_workbook(answers.save)["委员"].iter_rows(values_only=True))
    assert rows[1][1] == "李四"
    pressed(dialog, "关闭").click()
    assert told.notices[0].text.endswith("，退回 2 行")


def test_a_wrong_file_gets_one_sentence_and_the_others_stay_possible(
    shows: Shows, tmp_path: Path, ledger: Ledger
) -> None:
    before = dump(ledger.path)
    wrong = tmp_path / "照片.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n not a workbook" * 100)
    good = make_book(tmp_path / "好.xlsx", {"单位": [UNIT, ("妇联", "界别")]})
    dialog = shows(wrong, good)
    assert said(dialog).count("照片.xlsx") == 1
    assert pressed(dialog, "导入").text() == "导入 1 条"
    assert dump(ledger.path) == before


def test_only_wrong_files_leave_the_dialog_ready_for_others(
    shows: Shows, tmp_path: Path, answers: Answers, qtbot: QtBot, context: DeskContext
) -> None:
    dialog = shows(tmp_path / "没有.xlsx")
    assert "不存在" in said(dialog)
    assert not pressed(dialog, "导入").isEnabled()
    answers.open_many = [make_book(tmp_path / "好.xlsx", {"单位": [UNIT, ("妇联", "界别")]})]
    pressed(dialog, "选择文件").click()
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert pressed(dialog, "导入").text() == "导入 1 条"
    assert not said(dialog)


def test_stopping_the_import_leaves_the_ledger_as_it_was(
    qtbot: QtBot, shows: Shows, tmp_path: Path, ledger: Ledger, told: Told, context: DeskContext
) -> None:
    rows = [(f"单位{n}", "界别") for n in range(400)]
    dialog = shows(make_book(tmp_path / "多.xlsx", {"单位": [UNIT, *rows]}))
    before = dump(ledger.path)
    dialog.write()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert dump(ledger.path) == before
    assert not told.changes


def test_a_ledger_for_reading_says_why(
    qtbot: QtBot, make_context: Callable[[Ledger], DeskContext], ledger_file: Path, book: Path
) -> None:
    with open_ledger(ledger_file, writing=False) as ledger:
        context = make_context(ledger)
        dialog = ImportDialog(context, None)
        qtbot.addWidget(dialog)
        dialog.take([book])
        qtbot.waitUntil(lambda: not context.tasks.running)
        assert "只能查看" in said(dialog)


def test_the_empty_workbook_is_put_into_a_folder(
    shows: Shows, answers: Answers, tmp_path: Path
) -> None:
    answers.folder = tmp_path / "模板"
    dialog = shows()
    pressed(dialog, "下载空白模板").click()
    assert (answers.folder / "导入模板.xlsx").exists()
    assert answers.shown == [answers.folder]


def test_rejects_that_cannot_be_saved_are_told(
    shows: Shows, book: Path, answers: Answers, tmp_path: Path
) -> None:
    dialog = shows(book)
    answers.save = tmp_path / "没有这个文件夹" / "退回行.xlsx"
    pressed(dialog, "保存退回行").click()
    assert "没有写成" in said(dialog)


def test_nothing_new_cannot_be_imported(shows: Shows, office: Office, tmp_path: Path) -> None:
    office.add("unit", name="妇联")
    dialog = shows(make_book(tmp_path / "旧.xlsx", {"单位": [UNIT, ("妇联", "界别")]}))
    assert dialog.board.preview.counts.texts() == [("单位", "", "", "1", "")]
    assert not pressed(dialog, "导入").isEnabled()


def test_an_error_nobody_expected_is_reported(
    shows: Shows, book: Path, context: DeskContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("fault")

    monkeypatch.setattr(import_trial, "read_files", fails)
    shows(book)
    errors = context.presenter.errors
    assert [str(error) for error in errors] == ["fault"]
    errors.clear()


def test_a_file_that_is_never_read_to_its_end_can_be_stopped(
    qtbot: QtBot, context: DeskContext, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.end_all()
    asleep = [sys.executable, "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr(guarded, "command", lambda: asleep)
    dialog = ImportDialog(context, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.take([book])
    assert context.tasks.running
    qtbot.mouseClick(pressed(dialog, "停止"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert said(dialog) == "已停止，台账没有改动。"
    assert guarded._spare == []


def test_a_locked_workbook_asks_for_its_password(
    qtbot: QtBot, shows: Shows, context: DeskContext, book: Path, tmp_path: Path, ledger: Ledger
) -> None:
    locked = formats.lock(book, tmp_path / "锁.xlsx", "秘密")
    dialog = shows(locked)
    assert "有打开密码" in said(dialog)
    assert dialog.password.isVisible()
    for typed, words in (("别的", "密码不对"), ("秘密", "")):
        dialog.password.setText(typed)
        qtbot.mouseClick(pressed(dialog, "打开"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not context.tasks.running)
        assert words in said(dialog)
    qtbot.mouseClick(pressed(dialog, "导入 "), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert history.listed(ledger)[0].label == "导入 锁.xlsx"


def test_without_a_locked_workbook_no_password_is_asked_for(shows: Shows, book: Path) -> None:
    assert not shows(book).password.isVisible()
