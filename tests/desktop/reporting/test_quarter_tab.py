"""A quarter is closed, restated, reopened and sent from the window."""

import json
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.reporting.conftest import (
    HELD,
    Q3,
    Answers,
    Told,
    idle,
    see,
    stand,
)
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.figures.programme_tab import ProgrammeTab
from zxdesk.desktop.figures.quota_tab import QuotaTab
from zxdesk.desktop.reporting.close_quarter_dialog import CloseQuarterDialog, ReopenDialog
from zxdesk.desktop.reporting.names_dialog import NamesDialog
from zxdesk.desktop.reporting.quarter_tab import QuarterTab
from zxdesk.desktop.reporting.quarter_view import FIRST_NUMBER, LABEL
from zxdesk.desktop.reporting.received_tab import ReceivedTab
from zxdesk.desktop.reporting.send_package_dialog import SendPackageDialog
from zxdesk.desktop.reporting.tables_tab import TablesTab
from zxdesk.desktop.widgets.linked_view import LinkedView
from zxdesk.exchange.quarter_standing import quarter_standing
from zxdesk.services.quarters import close_quarter, closed_on
from zxdesk.services.report_head import report_head
from zxdesk.statistics import closings


@pytest.fixture
def tab(county: DeskContext, qtbot: QtBot) -> QuarterTab:
    """The third quarter of the county."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = QuarterTab(county, parent)
    made.setParent(None)
    made.set_quarter(Q3)
    see(made, qtbot)
    return made


def shown(tab: QuarterTab, label: str, place: int = 0) -> str:
    rows = tab.view.cells.rows
    at = next(i for i, row in enumerate(rows) if row.label == label)
    return str(tab.view.cells.index(at, FIRST_NUMBER + place).data())


def again(tab: QuarterTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.answered, timeout=20_000):
        tab.ask_again()


def send(
    context: DeskContext, folder: Path, qtbot: QtBot, reason: str = "", password: str = ""
) -> SendPackageDialog:
    dialog = SendPackageDialog(context, None, quarter_standing(context.ledger, Q3))
    stand(dialog, qtbot)
    dialog.folder.setText(str(folder))
    dialog.password.setText(password)
    dialog.reason.setText(reason)
    dialog.send()
    idle(dialog, qtbot)
    return dialog


def test_an_open_quarter_offers_to_be_closed(tab: QuarterTab) -> None:
    assert tab.state.chip.chip().text == "未结账"
    assert tab.state.close_button.isVisible()
    assert not tab.state.reopen_button.isVisible()
    assert not tab.restated.isVisible()


def test_what_a_row_counts_is_told_on_hover(tab: QuarterTab) -> None:
    rows = tab.view.cells.rows
    at = next(i for i, row in enumerate(rows) if row.expression == "event.held")
    hint = tab.view.cells.index(at, LABEL).data(Qt.ItemDataRole.ToolTipRole)
    assert hint.startswith("各类活动：")
    assert hint.endswith("\nevent.held")


def test_closing_against_the_check_list_is_the_second_choice(
    county: DeskContext, told: Told, qtbot: QtBot
) -> None:
    dialog = CloseQuarterDialog(county, None, quarter_standing(county.ledger, Q3))
    stand(dialog, qtbot)
    assert [item.text for item in dialog.items.items()] == ["没有出席记录：读书会"]
    assert any("没有填" in sentence for sentence in dialog.sentences())
    assert dialog.close_button.text() == "仍要结账"
    assert not dialog.close_button.isDefault()
    dialog.close_quarter()
    idle(dialog, qtbot)
    assert dialog.result() == 1
    assert closed_on(county.ledger, Q3)
    assert [notice.text for notice in told.notices] == ["2026年第三季度已结账"]
    assert len(told.changes) == 1


def test_an_item_of_the_check_list_leads_to_its_record(county: DeskContext, qtbot: QtBot) -> None:
    dialog = CloseQuarterDialog(county, None, quarter_standing(county.ledger, Q3))
    stand(dialog, qtbot)
    dialog.items.setCurrentIndex(dialog.items.model().index(0, 0))
    with qtbot.waitSignal(county.record_asked, timeout=20_000) as asked:
        qtbot.keyClick(dialog.items, Qt.Key.Key_Return)
    assert asked.args == ["event", 2]
    assert not dialog.isVisible()
    assert closed_on(county.ledger, Q3) is None


def test_a_closed_number_shows_what_it_was_and_who_changed_it(
    tab: QuarterTab, county: DeskContext, office: Office, qtbot: QtBot
) -> None:
    close_quarter(county.ledger, Q3, force=True)
    late = office.add("event", name="补记的会", start=datetime(2026, 9, 1, 9), state="已举办")
    again(tab, qtbot)
    assert tab.state.chip.chip().text == "已结账，有更正"
    assert shown(tab, "各类活动") == "2 → 3"
    assert shown(tab, "收到提案") == "1"
    (item,) = [each for each in tab.restated.items() if "补记的会" in each.text]
    assert item.tag == "新增"
    assert county.ledger.author in item.text
    with qtbot.waitSignal(county.record_asked, timeout=20_000) as asked:
        tab.restated.followed.emit(item.kind, item.record_id)
    assert asked.args == ["event", late]


def test_numbers_counted_by_another_catalogue_say_so_and_want_no_reason(
    tab: QuarterTab, county: DeskContext, tmp_path: Path, qtbot: QtBot
) -> None:
    close_quarter(county.ledger, Q3, force=True)
    with county.ledger.write("旧版结账") as session:
        closing = closings.standing(session, Q3, owner_id=county.ledger.own_id)
        assert closing is not None
        closing.catalogue -= 1
        figures = closings.frozen(session, closing)
        (figure,) = [f for f in figures if (f.label, f.column) == ("各类活动", "quarter")]
        figure.value, figure.record_ids = 9, "1-9"
        session.add_all([closing, figure])
    again(tab, qtbot)
    assert shown(tab, "各类活动") == "9 → 2"
    assert "指标口径因程序升级变了" in tab.state.words.text()
    send(county, tmp_path, qtbot)
    with zipfile.ZipFile(tmp_path / f"{county.ledger.own.name}_2026Q3_1.zip") as archive:
        (reason,) = json.loads(archive.read("manifest.json"))["reasons"]
    assert reason.startswith("指标口径由第")


def test_a_deleted_record_leads_nowhere(
    tab: QuarterTab, county: DeskContext, office: Office, told: Told, qtbot: QtBot
) -> None:
    close_quarter(county.ledger, Q3, force=True)
    office.delete("event", 2)
    again(tab, qtbot)
    (item,) = [each for each in tab.restated.items() if each.tag == "不再计"]
    with qtbot.assertNotEmitted(county.record_asked):
        tab.restated.followed.emit(item.kind, item.record_id)
    assert "已经删除" in told.notices[-1].text


def test_reopening_wants_a_reason(county: DeskContext, told: Told, qtbot: QtBot) -> None:
    close_quarter(county.ledger, Q3, force=True)
    dialog = ReopenDialog(county, None, Q3)
    qtbot.addWidget(dialog)
    dialog.reopen()
    assert "原因" in dialog.field.error()
    assert closed_on(county.ledger, Q3)
    dialog.reason.setText("补登")
    dialog.reopen()
    assert closed_on(county.ledger, Q3) is None
    assert told.notices[-1].text == "2026年第三季度已重开"


def test_what_is_sent_is_shown_before_it_is_sent(
    county: DeskContext, told: Told, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    close_quarter(county.ledger, Q3, force=True)
    dialog = send(county, tmp_path / "出", qtbot)
    seen = {row[0]: row for row in dialog.list.texts()}
    assert seen["委员"] == ("委员", "1", "出生日期、手机、身份证号")
    assert seen["活动"][1] == "2"
    package = tmp_path / "出" / f"{county.ledger.own.name}_2026Q3_1.zip"
    with zipfile.ZipFile(package) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["number"] == 1
    notice = told.notices[-1]
    assert package.name in notice.text
    ((words, act),) = notice.links
    act()
    assert (words, answers.shown) == ("打开文件夹", [package.parent])


def test_a_restated_quarter_is_sent_with_its_reason_and_the_next_number(
    tab: QuarterTab, county: DeskContext, office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    close_quarter(county.ledger, Q3, force=True)
    send(county, tmp_path, qtbot)
    again(tab, qtbot)
    assert tab.state.chip.chip().text == "已报送"
    assert "已报送第 1 号" in tab.state.words.text()
    office.add("event", name="补记的会", start=HELD, state="已举办")
    refused = send(county, tmp_path, qtbot)
    assert "写明原因" in refused.reason_field.error()
    send(county, tmp_path, qtbot, reason="补登一场")
    with zipfile.ZipFile(tmp_path / f"{county.ledger.own.name}_2026Q3_2.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["reasons"] == ["补登一场"]
    again(tab, qtbot)
    assert "已报送第 2 号" in tab.state.words.text()
    assert shown(tab, "各类活动") == "3"


def test_an_open_quarter_is_sent_only_when_it_is_meant(
    county: DeskContext, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = SendPackageDialog(county, None, quarter_standing(county.ledger, Q3))
    stand(dialog, qtbot)
    assert not dialog.send_button.isEnabled()
    dialog.force.click()
    assert dialog.send_button.isEnabled()
    dialog.folder.setText(str(tmp_path))
    dialog.send()
    idle(dialog, qtbot)
    assert closed_on(county.ledger, Q3)


def test_who_reports_is_entered(county: DeskContext, tab: QuarterTab, qtbot: QtBot) -> None:
    dialog = NamesDialog(county, None)
    qtbot.addWidget(dialog)
    dialog.lines["leader"].setText("林晓芸")
    dialog.lines["phone"].setText("0575-1234567")
    dialog.save()
    assert report_head(county.ledger).leader == "林晓芸"
    again(tab, qtbot)
    assert tab.state.names.text() == "负责人 林晓芸"


def test_the_table_is_written_as_a_workbook(
    tab: QuarterTab, county: DeskContext, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.save = tmp_path / "表.xlsx"
    with qtbot.waitSignal(county.noticed, timeout=20_000):
        qtbot.mouseClick(tab.state.book_button, Qt.MouseButton.LeftButton)
    sheet = openpyxl.load_workbook(answers.save).worksheets[0]
    assert sheet["A1"].value == "政协工作季度统计表"


def test_the_number_that_the_receiver_asked_for_is_given(
    county: DeskContext, tmp_path: Path, qtbot: QtBot
) -> None:
    close_quarter(county.ledger, Q3, force=True)
    dialog = SendPackageDialog(county, None, quarter_standing(county.ledger, Q3))
    stand(dialog, qtbot)
    assert (dialog.number.value(), dialog.wanted().number) == (1, 0)
    dialog.number.setValue(4)
    dialog.folder.setText(str(tmp_path))
    dialog.send()
    idle(dialog, qtbot)
    assert (tmp_path / f"{county.ledger.own.name}_2026Q3_4.zip").exists()
    assert quarter_standing(county.ledger, Q3).next_number == 5


def test_another_quarter_never_shows_the_numbers_of_this_one(tab: QuarterTab, qtbot: QtBot) -> None:
    assert tab.view.cells.rowCount()
    with qtbot.waitSignal(tab.answered, timeout=20_000):
        tab.head.go_back()
        assert tab.view.cells.rowCount() == 0
        assert tab.table() is None
        assert tab.open_items.isHidden()
        assert not tab.state.words.text()
    assert tab.table().period.name == "2026Q2"


@pytest.mark.parametrize("make", [ReceivedTab, TablesTab, QuotaTab, ProgrammeTab])
def test_every_tab_is_blank_until_it_is_worked_out(
    county: DeskContext, qtbot: QtBot, make: type[LiveTab]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    tab = make(county, parent)
    tab.setParent(None)
    see(tab, qtbot)
    with qtbot.waitSignal(tab.answered, timeout=20_000):
        tab.ask_again()
        tables = tab.findChildren(LinkedView)
        assert tables
        assert not any(table.model().rowCount() for table in tables)
