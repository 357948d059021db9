"""The import assistant: how sheets are read and what rows become, changed before anything is."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QRadioButton
from pytestqt.qtbot import QtBot

from tests.exchange.books import make_book
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.books.import_board import ImportBoard
from zxdesk.desktop.books.import_dialog import ImportDialog
from zxdesk.desktop.widgets.choice_popup import ChoicePopup
from zxdesk.errors import UserError
from zxdesk.exchange import import_trial
from zxdesk.store import history

PHONES = [
    ("县级机关通讯录",),
    ("单位", "姓名", "职务", "手机"),
    ("某局", "甲某", "局长", "13800000009"),
]
Shows = Callable[..., ImportBoard]


@pytest.fixture
def dialog(qtbot: QtBot, context: DeskContext) -> ImportDialog:
    """The dialog, ready for files."""
    made = ImportDialog(context, None)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def shows(qtbot: QtBot, context: DeskContext, dialog: ImportDialog, tmp_path: Path) -> Shows:
    """Take sheets and wait until they were tried."""

    def take(sheets: dict[str, list[tuple[object, ...]]]) -> ImportBoard:
        dialog.take([make_book(tmp_path / "送来的表.xlsx", sheets)])
        settle(qtbot, dialog)
        return dialog.board

    return take


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    """Wait until what was changed was tried."""
    qtbot.waitUntil(lambda: not dialog._busy.busy and not dialog._anew.isActive())


def lines(board: ImportBoard) -> list[str]:
    """What each line of the sheet that is shown was read as."""
    model = board.sheets.grid.sheet
    return [model.mark(row) for row in range(model.rowCount())]


def test_lines_and_columns_are_named_beside_the_original(shows: Shows, office: Office) -> None:
    office.add("unit", name="经济", category="界别")
    rows = [("委员名单",), ("序号", "姓名", "界别"), (1, "张三", "经济"), ("合计", 1)]
    board = shows({"附件1": rows})
    assert lines(board) == ["标题", "表头", "新", "合计"]
    head = board.sheets.grid.sheet.headerData
    assert [head(i, Qt.Orientation.Horizontal) for i in range(3)] == [
        "A　不导入",
        "B　姓名",
        "C　界别",
    ]
    assert board.sheets.list.texts() == [("附件1", "委员", "1")]


def test_a_sheet_that_is_not_clear_is_asked_about_and_remembered(
    shows: Shows, qtbot: QtBot, dialog: ImportDialog, office: Office
) -> None:
    board = shows({"通讯录": PHONES})
    assert "“通讯录”认不准" in dialog._note.text()
    assert board.sheets.kind.currentText() == "请选择"
    board.sheets.kind.setCurrentText("委员")
    board.sheets.kind.activated.emit(board.sheets.kind.currentIndex())
    settle(qtbot, dialog)
    assert lines(board) == ["标题", "表头", "新"]
    board.sheets.set_column(0, "手机")
    words = [board.sheets.grid.sheet.column_word(place) for place in range(4)]
    assert (words[0], words[3]) == ("手机", "不导入")
    board.sheets.set_column(0, "工作单位")
    settle(qtbot, dialog)
    dialog.write()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert office.values("member", 1)["phone"] is None
    again = ImportDialog(dialog._context, None)
    qtbot.addWidget(again)
    again.show()
    again.take(dialog._chosen)
    settle(qtbot, again)
    assert again.board.sheets.list.texts() == [("通讯录", "委员", "1")]
    assert again.board.sheets.grid.sheet.column_word(3) == "不导入"
    assert history.undo(office.ledger)


def test_a_column_is_changed_by_keys(shows: Shows, qtbot: QtBot, dialog: ImportDialog) -> None:
    board = shows({"委员": [("姓名", "手机", "届次", "爱好"), ("张三", "138", "五届", "二胡演奏")]})
    grid = board.sheets.grid
    grid.setCurrentIndex(grid.sheet.index(1, 3))
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    popup = board.findChild(ChoicePopup)
    assert popup is not None
    popup._narrow("备注")
    found = popup.findChild(QListWidget)
    popup._to_list()
    qtbot.keyClick(found, Qt.Key.Key_Space)
    settle(qtbot, dialog)
    assert grid.sheet.column_word(3) == "备注"


def test_old_values_are_kept_field_by_field(
    shows: Shows, qtbot: QtBot, dialog: ImportDialog, office: Office
) -> None:
    office.add("unit", name="工会", category="界别", contact="甲某", region="溪口")
    rows = [("单位名称", "类别", "联系人", "地区"), ("工会", "界别", "乙某", "桥头")]
    board = shows({"单位": rows})
    fields = board.rows.choice.fields
    said = [[fields.topLevelItem(i).text(column) for column in range(3)] for i in range(2)]
    assert said == [["联系人", "甲某", "乙某"], ["地区", "溪口", "桥头"]]
    fields.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    settle(qtbot, dialog)
    dialog.write()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    found = office.values("unit", 1)
    assert (found["region"], found["contact"]) == ("溪口", "乙某")


def test_one_of_two_namesakes_is_chosen(
    shows: Shows, qtbot: QtBot, dialog: ImportDialog, office: Office
) -> None:
    office.member("张伟")
    second = office.member("张伟")
    board = shows({"委员": [("姓名", "手机", "届次"), ("张伟", "13800000001", "五届")]})
    assert board.rows.list.texts()[0][2] == "不接受"
    radio = next(b for b in board.findChildren(QRadioButton) if "W002" in b.text())
    assert not any(b.isChecked() for b in board.findChildren(QRadioButton))
    radio.click()
    settle(qtbot, dialog)
    assert board.rows.list.texts()[0][2] == "更新"
    dialog.write()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert office.values("member", second)["phone"] == "13800000001"


def test_a_near_name_of_a_unit_can_be_taken_for_a_known_one(
    shows: Shows, qtbot: QtBot, dialog: ImportDialog, office: Office
) -> None:
    known = office.add("unit", name="县住房和城乡建设局", category="承办单位")
    rows = [("单位名称", "类别", "上级单位"), ("质监站", "承办单位", "承办单位/住建局")]
    board = shows({"单位": rows})
    box = board.units.box(0)
    assert box.currentText() == "另立新单位"
    box.setCurrentText("县住房和城乡建设局")
    box.activated.emit(box.currentIndex())
    settle(qtbot, dialog)
    assert board.units.box(0).currentData() == known
    assert [row[:2] for row in board.preview.counts.texts()] == [("单位", "1")]


def test_a_trial_that_did_not_end_is_made_again(
    shows: Shows, qtbot: QtBot, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise UserError("读不下去了", "请再试")

    board = shows({"委员": [("姓名", "届次", "爱好"), ("张三", "五届", "二胡")]})
    with monkeypatch.context() as once:
        once.setattr(import_trial, "try_reading", fails)
        board.sheets.set_column(2, "备注")
        settle(qtbot, dialog)
    assert "读不下去了" in dialog._note.text()
    assert dialog._import.text() == "重新试读"
    qtbot.mouseClick(dialog._import, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    assert dialog._import.text() == "导入 1 条"


FORM = [
    ("委员登记表",),
    ("姓名", "周明远", "性别", "男"),
    ("所属方面", "经济", "联系方式", "13800000001"),
    ("工作单位", "某局", "单位职务", "局长"),
]


def test_a_cell_of_a_form_is_changed_by_a_key_and_remembered(
    shows: Shows, qtbot: QtBot, dialog: ImportDialog, office: Office
) -> None:
    office.add("unit", name="经济", category="界别")
    grid = shows({"登记表": FORM}).sheets.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.sheet.index(2, 1))
    assert grid.sheet.word_at(grid.currentIndex()) == "不导入"
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    popup = dialog.findChild(ChoicePopup)
    assert popup is not None
    popup.set_values(["界别"])
    popup.changed.emit()
    settle(qtbot, dialog)
    assert grid.sheet.cell_name(grid.currentIndex()) == "B3"
    assert grid.sheet.word_at(grid.currentIndex()) == "界别"
    dialog.write()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert office.values("service", 1)["sector_id"] == 1
    other = [FORM[0], ("姓名", "钱某", "性别", "女"), *FORM[2:]]
    again = ImportDialog(dialog._context, None)
    qtbot.addWidget(again)
    again.show()
    again.take([make_book(dialog._chosen[0].with_name("另一张.xlsx"), {"表": other})])
    settle(qtbot, again)
    model = again.board.sheets.grid.sheet
    assert model.word_at(model.index(2, 1)) == "界别"


def test_a_log_is_read_and_its_columns_may_be_said(
    shows: Shows, qtbot: QtBot, dialog: ImportDialog, office: Office
) -> None:
    office.member("周明远")
    for name in ("读书会", "座谈会"):
        start = datetime(2025, 3, 5, 9)
        office.add("event", name=name, type="读书", start=start, end=start.replace(hour=11))
    board = shows({"记录": [("谁", "何时"), ("周明远", "2025-03-05 08:50")]})
    for spin in (board.sheets.first, board.sheets.last):
        spin.setValue(1)
    board.sheets.kind.setCurrentText("出席")
    board.sheets.kind.activated.emit(board.sheets.kind.currentIndex())
    board.sheets.set_column(0, "委员")
    board.sheets.set_column(1, "签到时间")
    settle(qtbot, dialog)
    assert lines(board) == ["表头", "不接受"]
    assert dialog._trial is not None
    [row] = dialog._trial.report.rows
    assert "这个时间有 2 个活动" in row.reason
    assert [len(among.ids) for among in row.among] == [2]
    assert "可能是几个活动，请选是哪一个" in board.rows.choice._words.text()
    radio = next(b for b in board.findChildren(QRadioButton) if "HD-" in b.text())
    radio.click()
    settle(qtbot, dialog)
    assert lines(board) == ["表头", "新"]
