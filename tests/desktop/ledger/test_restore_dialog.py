"""A backup is chosen knowingly, and only one that can be restored."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.base.messages import MessageDialog
from zxdesk.desktop.ledger.restore_dialog import RestoreDialog, age
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import open_ledger
from zxdesk.store.restoring import restore

NOW = datetime(2026, 11, 22, 9, 30)


class Questions:
    """Keeps what was asked, and answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer = True

    def confirm(self, _parent: object, title: str, text: str, *, verb: str, careful: bool) -> bool:
        """Keep a question."""
        assert careful
        assert verb == "恢复"
        self.asked.append(f"{title} {text}")
        return self.answer


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> Questions:
    """Answer for every question."""
    given = Questions()
    monkeypatch.setattr(MessageDialog, "confirm", given.confirm)
    return given


@pytest.fixture
def shows(qtbot: QtBot, context: DeskContext) -> Callable[[], RestoreDialog]:
    """Open the dialog and wait for its list."""

    def show() -> RestoreDialog:
        dialog = RestoreDialog(context, None)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not context.tasks.running)
        return dialog

    return show


def press(dialog: RestoreDialog, words: str) -> None:
    """Press what begins with these words."""
    next(b for b in dialog.findChildren(QPushButton) if b.text().startswith(words)).click()


def test_a_backup_is_listed_asked_about_and_can_be_restored(
    shows: Callable[[], RestoreDialog], office: Office, questions: Questions
) -> None:
    office.add("unit", name="工商联")
    made = office.ledger.back_up()
    assert made is not None
    office.add("unit", name="妇联")
    dialog = shows()
    row = dialog.list.texts()[0]
    assert row[2:4] == (str(made.records), "已核对")
    press(dialog, "恢复这份备份")
    assert dialog.chosen is not None
    assert dialog.chosen.file == made.file
    assert f"{made.records} 条记录，现在的台账有 {made.records + 1} 条" in questions.asked[0]
    path = office.ledger.path
    office.ledger.close()
    restore(dialog.chosen.file, path, now=NOW)
    with open_ledger(path) as restored:
        assert len(Office(restored).ask(_units)) == 1


def _units(session: object) -> list[object]:
    from zxdesk.records import KINDS

    return list(session.connection().execute(KINDS["unit"].table.select()))  # type: ignore[attr-defined]


def test_who_says_no_keeps_the_ledger(
    shows: Callable[[], RestoreDialog], office: Office, questions: Questions
) -> None:
    office.ledger.back_up()
    questions.answer = False
    dialog = shows()
    press(dialog, "恢复这份备份")
    assert dialog.chosen is None
    assert dialog.isVisible()
    assert len(questions.asked) == 1


def test_without_backups_there_is_nothing_to_restore(
    shows: Callable[[], RestoreDialog], office: Office
) -> None:
    dialog = shows()
    found = dialog.findChildren(QPushButton)
    assert not next(b for b in found if b.text().startswith("恢复这份")).isEnabled()


def test_a_file_of_another_committee_is_warned_of(
    qtbot: QtBot,
    shows: Callable[[], RestoreDialog],
    questions: Questions,
    answers: Answers,
    tmp_path: Path,
) -> None:
    other = tmp_path / "白鹭.zxd"
    found_ledger(other, committee="政协白鹭县委员会", level="县").close()
    answers.open_one = other
    dialog = shows()
    press(dialog, "选择备份文件")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.chosen is not None
    assert dialog.chosen.file == other
    assert "“政协白鹭县委员会”的，不是“政协云溪县委员会”的" in questions.asked[0]


def test_a_file_that_is_no_ledger_is_refused(
    qtbot: QtBot,
    shows: Callable[[], RestoreDialog],
    questions: Questions,
    answers: Answers,
    tmp_path: Path,
) -> None:
    answers.open_one = tmp_path / "照片.zxd"
    answers.open_one.write_bytes(b"picture" * 50)
    dialog = shows()
    press(dialog, "选择备份文件")
    qtbot.waitUntil(lambda: "不是台账文件" in dialog.findChildren(DialogNote)[0].text())
    assert not questions.asked


def test_the_open_ledger_is_no_backup_of_itself(
    shows: Callable[[], RestoreDialog], office: Office, answers: Answers
) -> None:
    answers.open_one = office.ledger.path
    dialog = shows()
    press(dialog, "选择备份文件")
    assert "现在打开的台账" in dialog.findChildren(DialogNote)[0].text()


def test_giving_up_gives_nothing(context: DeskContext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDialog, "exec", lambda self: self.reject())
    assert RestoreDialog.ask(context, None) is None


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-5), "刚才"),
        (timedelta(minutes=59), "59 分钟前"),
        (timedelta(hours=23, minutes=59), "23 小时前"),
        (timedelta(days=3, hours=5), "3 天前"),
    ],
)
def test_ages_are_said_in_words(passed: timedelta, words: str) -> None:
    assert age(NOW - passed, NOW) == words
