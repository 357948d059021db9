"""A clerk's day, from the first start to the figures, through the real window."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit

from tests.journeys.conftest import Clerk
from tests.ledgers import clock, dump
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.books.import_dialog import ImportDialog
from zxdesk.desktop.forms.editor import RecordEditor
from zxdesk.desktop.ledger.first_start import FirstStart
from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.paper.paper_preview import PaperPreview
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.shell.application import WindowProgram
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.queries.lists import RecordList
from zxdesk.queries.values import load
from zxdesk.records import KINDS
from zxdesk.services.ledgers import found_ledger
from zxdesk.services.rollcall import roll
from zxdesk.store import history
from zxdesk.store.check import check

MEMBERS = ("张三", "李四", "单小芳", "王建国")
MEETING = "第五次主席会议"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook as an office sends it."""
    workbook = openpyxl.Workbook()
    members = workbook.worksheets[0]
    members.title = "委员"
    members.append(["委员编号", "姓名", "界别", "工作单位", "届次", "任职起"])
    for number, name in enumerate(MEMBERS, start=1):
        members.append([f"W00{number}", name, "经济界", f"第{number}公司", "五届", "2022-01-10"])
    events = workbook.create_sheet("活动")
    events.append(["编号", "名称", "类型", "开始时间", "地点", "主持人", "议程"])
    events.append(
        ["HD-2026-001", MEETING, "主席会议", datetime(2026, 11, 18, 9), "三楼会议室", "张三",
         "听取提案办理情况｜办公室｜同意"]
    )  # fmt: skip
    path = tmp_path / "名册.xlsx"
    workbook.save(path)
    return path


def page(window: MainWindow, key: str) -> RecordPage:
    found = window.pages.page(key)
    assert isinstance(found, RecordPage)
    return found


def test_from_the_first_start_to_the_figures(
    clerk: Clerk,
    program: WindowProgram,
    book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = found_a_ledger(clerk, tmp_path / "云溪.zxd")
    assert program.open(path)
    window = program.window
    assert window is not None
    window.resize(1366, 768)

    take_the_workbook(clerk, window, book)
    find_and_edit(clerk, window)
    call_the_roll(clerk, window)
    undo_and_redo(clerk, window)
    save_the_minutes(clerk, window, tmp_path / "纪要.pdf", monkeypatch)
    open_a_figure(clerk, window)

    assert program.ledger is not None
    assert check(program.ledger, deep=True) == []
    assert not clerk.plans
    assert not clerk.said.told


def found_a_ledger(clerk: Clerk, path: Path) -> Path:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FirstStart)
        lines = dialog.findChildren(QLineEdit)
        clerk.write(lines[0], "政协云溪县委员会")
        lines[2].setText(str(path))
        clerk.click(clerk.button(dialog, "新建台账"))
        clerk.qtbot.waitUntil(lambda: dialog.chosen is not None)

    clerk.plans.append(fill)
    assert FirstStart.ask(None, clock=clock) == path
    return path


def take_the_workbook(clerk: Clerk, window: MainWindow, book: Path) -> None:
    def work(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        dialog.take([book])
        clerk.click(clerk.button(dialog, "导入"))
        clerk.qtbot.waitUntil(lambda: not dialog.isVisible())

    window.pages.go("member")
    clerk.plans.append(work)
    next(a for a in page(window, "member").bar.menu.actions() if "导入" in a.text()).trigger()
    assert len(page(window, "member").listed_ids()) == len(MEMBERS)
    assert "导入 名册.xlsx" in window.header.undo_button.toolTip()


def find_and_edit(clerk: Clerk, window: MainWindow) -> None:
    clerk.press(window, Qt.Key.Key_K, control=True)
    clerk.keys(window.header.search, "sxf")
    clerk.qtbot.waitUntil(window.found.isVisible)
    clerk.press(window.header.search, Qt.Key.Key_Return)
    members = page(window, "member")
    assert members.detail.title() == "单小芳"

    def change(dialog: QDialog) -> None:
        assert isinstance(dialog, RecordEditor)
        employer = dialog.parts[1].binder.boxes["employer"].findChildren(QLineEdit)[0]
        employer.setFocus()
        clerk.press(employer, Qt.Key.Key_A, control=True)
        clerk.write(employer, "云溪茶叶公司")
        clerk.press(employer, Qt.Key.Key_S, control=True)
        assert dialog.saved_id is not None

    clerk.plans.append(change)
    clerk.click(members.detail.actions_row.button("edit"))
    ledger = window.context.ledger
    services = RecordList(ledger, KINDS["service"]).ids(where={"委员": ["单小芳"]})
    with ledger.read() as session:
        values = load(session, KINDS["service"], services[0])
    assert values is not None
    assert values["employer"] == "云溪茶叶公司"
    assert history.listed(ledger, limit=1)[0].label == "修改委员 单小芳：工作单位"


def call_the_roll(clerk: Clerk, window: MainWindow) -> None:
    window.pages.go("event")
    events = page(window, "event")
    clerk.qtbot.waitUntil(lambda: events.detail.title() == MEETING)
    clerk.click(events.detail.actions_row.button("roll"))
    called = window.pages.roll
    assert called is not None
    everybody = next(a for a in called.groups.actions() if a.text() == "全体委员")
    everybody.trigger()
    view = called.view.view
    clerk.keys(view, "12")
    clerk.press(view, Qt.Key.Key_Space)
    clerk.click(clerk.button(called, "完成"))
    assert statuses(window) == ["出席", "请假", "出席", "出席"]


def undo_and_redo(clerk: Clerk, window: MainWindow) -> None:
    clerk.press(window, Qt.Key.Key_Z, control=True)
    assert statuses(window) == []
    clerk.press(window, Qt.Key.Key_Y, control=True)
    assert statuses(window) == ["出席", "请假", "出席", "出席"]


def statuses(window: MainWindow) -> list[str]:
    ledger = window.context.ledger
    event = RecordList(ledger, KINDS["event"]).ids()[0]
    return [line.status for line in roll(ledger, event)]


def save_the_minutes(
    clerk: Clerk, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save(dialog: QDialog) -> None:
        assert isinstance(dialog, PaperPreview)
        clerk.click(clerk.button(dialog, "另存为"))
        clerk.qtbot.waitUntil(path.exists)

    monkeypatch.setattr(Files, "save", lambda *_: path)
    clerk.plans.append(save)
    clerk.click(page(window, "event").detail.actions_row.button("minutes"))
    words = "".join(sheet.extract_text() for sheet in PdfReader(path).pages)
    for expected in ("主席会议", "张三", "李四", "听取提案办理情况"):
        assert expected in words.replace(" ", "").replace("\n", "")


def open_a_figure(clerk: Clerk, window: MainWindow) -> None:
    from zxdesk.desktop.home.home_page import HomePage

    window.pages.go("home")
    home = window.pages.page("home")
    assert isinstance(home, HomePage)
    value = home.cards[0].findChildren(LinkButton)[0]
    clerk.qtbot.waitUntil(lambda: value.text() == "1")
    shown = home.data()
    assert shown is not None
    assert shown.started
    clerk.click(value)
    clerk.qtbot.waitUntil(lambda: window.pages.key == "event")
    assert len(page(window, "event").listed_ids()) == 1


def test_a_wrong_file_is_one_sentence_and_changes_nothing(
    clerk: Clerk, program: WindowProgram, tmp_path: Path
) -> None:
    path = tmp_path / "云溪.zxd"
    found_ledger(path, committee="政协云溪县委员会", level="县", clock=clock).close()
    assert program.open(path)
    window = program.window
    assert window is not None
    before = dump(path)
    wrong = tmp_path / "名册.xlsx"
    wrong.write_bytes(b"no workbook at all")
    notes: list[str] = []

    def work(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        dialog.take([wrong])
        note = dialog.findChildren(DialogNote)[0]
        clerk.qtbot.waitUntil(lambda: bool(note.text()))
        notes.append(note.text())
        assert not clerk.button(dialog, "导入").isEnabled()
        dialog.reject()

    clerk.plans.append(work)
    window.pages.go("member")
    next(a for a in page(window, "member").bar.menu.actions() if "导入" in a.text()).trigger()
    assert "名册.xlsx" in notes[0]
    assert dump(path) == before
    assert not history.undo_state(window.context.ledger).undo


def test_a_file_that_is_no_ledger_is_one_sentence(
    clerk: Clerk, program: WindowProgram, tmp_path: Path
) -> None:
    wrong = tmp_path / "照片.zxd"
    wrong.write_bytes(b"\x89PNG not a ledger")
    assert not program.open(wrong)
    assert program.window is None
    assert "不是台账文件" in clerk.said.told[0]
