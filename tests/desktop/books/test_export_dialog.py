"""The export writes what was chosen, and only that."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers, Told
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.books.export_dialog import ExportDialog
from zxdesk.records import workbook_kinds


@pytest.fixture
def units(office: Office) -> list[int]:
    """Three units."""
    return [office.add("unit", name=name) for name in ("工商联", "妇联", "总工会")]


def press(dialog: ExportDialog, words: str) -> None:
    """Press what begins with these words."""
    next(b for b in dialog.findChildren(QAbstractButton) if b.text().startswith(words)).click()


def shown(qtbot: QtBot, context: DeskContext, **how: object) -> ExportDialog:
    """The dialog, open."""
    dialog = ExportDialog(context, None, **how)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def rows(path: Path, sheet: str) -> list[str]:
    """The first column below the heading."""
    return [row[0] for row in openpyxl.load_workbook(path)[sheet].iter_rows(2, values_only=True)]


def test_what_is_seen_is_written_and_can_be_opened(
    qtbot: QtBot,
    context: DeskContext,
    units: list[int],
    answers: Answers,
    told: Told,
    tmp_path: Path,
) -> None:
    answers.save = tmp_path / "所见.xlsx"
    dialog = shown(qtbot, context, kind="unit", ids=units[:2])
    press(dialog, "导出")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert sorted(rows(answers.save, "单位")) == ["妇联", "工商联"]
    assert answers.suggested[0].name == "单位_2026-11-22.xlsx"
    assert told.notices[0].text == "已导出 2 行到 所见.xlsx"
    for _, act in told.notices[0].links:
        act()
    assert answers.shown == [answers.save, tmp_path]


def test_all_of_a_kind_are_written(
    qtbot: QtBot, context: DeskContext, units: list[int], answers: Answers, tmp_path: Path
) -> None:
    answers.save = tmp_path / "全部.xlsx"
    dialog = shown(qtbot, context, kind="unit", ids=units[:1])
    press(dialog, "全部记录")
    press(dialog, "导出")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert len(rows(answers.save, "单位")) == 3
    assert openpyxl.load_workbook(answers.save).sheetnames == ["单位"]


def test_everything_goes_out_as_one_file(
    qtbot: QtBot, context: DeskContext, units: list[int], answers: Answers, tmp_path: Path
) -> None:
    answers.save = tmp_path / "全部.zip"
    dialog = shown(qtbot, context)
    press(dialog, "导出")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert "台账的全部导出 (*.zip)" in answers.kinds[-1]
    with zipfile.ZipFile(answers.save) as archive:
        assert len(archive.read("数据/unit.jsonl").splitlines()) == len(units)


def test_a_part_is_not_offered_as_everything(
    qtbot: QtBot, context: DeskContext, units: list[int], answers: Answers
) -> None:
    press(shown(qtbot, context, kind="unit", ids=units), "导出")
    assert "zip" not in answers.kinds[-1]


def test_without_a_list_every_kind_is_chosen(qtbot: QtBot, context: DeskContext) -> None:
    dialog = shown(qtbot, context)
    assert dialog.kinds() == list(workbook_kinds())
    press(dialog, "全不选")
    assert not dialog.kinds()
    press(dialog, "全选")
    assert len(dialog.kinds()) == len(dialog.findChildren(QCheckBox))


def test_a_kind_that_has_no_sheet_is_no_choice(qtbot: QtBot, context: DeskContext) -> None:
    dialog = shown(qtbot, context, kind="listed_value", ids=[1, 2])
    assert dialog.kinds() == list(workbook_kinds())


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, context: DeskContext, units: list[int], answers: Answers, tmp_path: Path
) -> None:
    answers.save = tmp_path / "没有" / "所见.xlsx"
    dialog = shown(qtbot, context, kind="unit", ids=units)
    press(dialog, "导出")
    qtbot.waitUntil(lambda: "没有写成" in dialog.findChildren(DialogNote)[0].text())
    assert dialog.isVisible()


def test_no_file_no_export(qtbot: QtBot, context: DeskContext, told: Told) -> None:
    dialog = shown(qtbot, context)
    press(dialog, "导出")
    assert not context.tasks.running
    dialog.reject()
    assert not told.notices
