"""A city takes packages in, sees what they change, and rolls them up."""

import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.reporting.conftest import (
    CITY,
    COUNTY,
    OTHER,
    Q3,
    Answers,
    Clock,
    idle,
    see,
    stand,
)
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.home.home_page import HomePage
from zxdesk.desktop.reporting.receive_dialog import ReceiveDialog
from zxdesk.desktop.reporting.received_tab import ReceivedTab
from zxdesk.desktop.reporting.remove_dialog import RemoveDialog
from zxdesk.desktop.reporting.tabs import reporting_tabs
from zxdesk.desktop.reporting.their_records import TheirRecords
from zxdesk.exchange.packages import export_package
from zxdesk.exchange.receiving import receive_package
from zxdesk.rules.periods import quarter
from zxdesk.services.overview import gather
from zxdesk.statistics.received import records_of
from zxdesk.statistics.rollup import roll_up
from zxdesk.store import open_ledger
from zxdesk.store.owned_rows import delete_rows_of


@pytest.fixture(scope="module")
def packages(county_file: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The county's package, and its correction with one event more and one gone."""
    folder = tmp_path_factory.mktemp("sent")
    found = []
    with open_ledger(Path(shutil.copy(county_file, folder)), clock=Clock()) as ledger:
        for reason in ("", "补登"):
            if reason:
                office = Office(ledger)
                office.add("event", name="补记", start=datetime(2026, 9, 1, 9), state="已举办")
                office.delete("event", 2)
            package = export_package(
                ledger,
                Q3,
                folder / "出",
                force=True,
                reason=reason,
            )
            found.append(package.path)
    return found


@pytest.fixture
def tab(city: DeskContext, packages: list[Path], qtbot: QtBot) -> ReceivedTab:
    """What the city received for the third quarter."""
    receive_package(city.ledger, packages[0])
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ReceivedTab(city, parent)
    made.setParent(None)
    made.head.set_period(Q3)
    see(made, qtbot)
    return made


def test_only_those_above_others_receive(
    city: DeskContext, county: DeskContext, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert list(reporting_tabs(county, parent)) == ["其他报表"]
    assert list(reporting_tabs(city, parent)) == ["其他报表", "接收与汇总"]


def test_a_package_is_tried_before_it_is_taken_in(
    city: DeskContext, packages: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "坏.zip"
    bad.write_bytes(packages[0].read_bytes()[:1000])
    dialog = ReceiveDialog(city, None)
    stand(dialog, qtbot)
    dialog.try_packages([packages[0], bad])
    idle(dialog, qtbot)
    first, second = dialog.list.texts()
    assert first == (packages[0].name, COUNTY, "2026Q3", "1", "可接收")
    assert second == ("坏.zip", "", "", "", "退回")
    assert ("活动", "2", "", "") in dialog.changes.texts()
    dialog.list.select_id(1)
    assert "文件损坏或被截断" in dialog.reason.text()
    assert roll_up(city.ledger, Q3).reported == ()
    with qtbot.waitSignal(city.noticed, timeout=20_000) as noticed:
        dialog.receive()
        idle(dialog, qtbot)
    assert noticed.args[0].text == "已接收 1 个报送包"
    assert roll_up(city.ledger, Q3).reported == (COUNTY,)


def test_a_package_that_cannot_be_read_leaves_the_others_to_come(
    city: DeskContext, packages: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = ReceiveDialog(city, None)
    stand(dialog, qtbot)
    dialog.try_packages([tmp_path / "没有.zip", packages[0]])
    idle(dialog, qtbot)
    assert sorted(row[4] for row in dialog.list.texts()) == ["可接收", "退回"]
    dialog.receive()
    idle(dialog, qtbot)
    assert roll_up(city.ledger, Q3).reported == (COUNTY,)


def test_a_correction_tells_what_is_new_and_gone(
    city: DeskContext, packages: list[Path], qtbot: QtBot
) -> None:
    receive_package(city.ledger, packages[0])
    dialog = ReceiveDialog(city, None)
    stand(dialog, qtbot)
    dialog.try_packages(packages)
    idle(dialog, qtbot)
    dialog.list.select_id(1)
    assert ("活动", "1", "", "1") in dialog.changes.texts()
    dialog.receive()
    idle(dialog, qtbot)
    event = next(r for r in roll_up(city.ledger, Q3).rows if r.expression == "event.held")
    assert event.values[COUNTY] == 2


def test_what_is_refused_only_when_it_is_taken_in_is_named(
    city: DeskContext, packages: list[Path], tmp_path: Path, qtbot: QtBot
) -> None:
    doomed = Path(shutil.copy(packages[0], tmp_path / "将坏.zip"))
    dialog = ReceiveDialog(city, None)
    stand(dialog, qtbot)
    dialog.try_packages([packages[0], doomed])
    idle(dialog, qtbot)
    doomed.write_bytes(b"")
    dialog.receive()
    idle(dialog, qtbot)
    assert dialog.isVisible()
    assert [row[4] for row in dialog.list.texts()] == ["已接收", "退回"]
    assert "将坏.zip" in dialog.findChildren(DialogNote)[0].text()
    assert not dialog.receive_button.isEnabled()
    assert dialog.cancel_button.text() == "关闭"


def test_a_locked_package_asks_for_its_password(
    city: DeskContext, county: DeskContext, tmp_path: Path, qtbot: QtBot
) -> None:
    package = export_package(
        county.ledger,
        Q3,
        tmp_path / "密",
        force=True,
        password="云溪2026",
    )
    dialog = ReceiveDialog(city, None)
    stand(dialog, qtbot)
    dialog.try_packages([package.path])
    idle(dialog, qtbot)
    assert "密码" in dialog.reason.text()
    assert not dialog.receive_button.isEnabled()
    dialog.password.setText("云溪2026")
    qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    idle(dialog, qtbot)
    assert dialog.receive_button.text() == "接收 1 个"


def test_the_roll_up_is_that_of_the_ledger(tab: ReceivedTab, city: DeskContext) -> None:
    expected = roll_up(city.ledger, Q3)
    titles = tab.table.numbers.titles
    assert titles == ("指标", "云州市", "云溪县", "合计")
    event = next(i for i, row in enumerate(expected.rows) if row.expression == "event.held")
    assert tab.table.texts()[event] == ("各类活动（场）", "1", "2", "3")
    assert len(tab.table.texts()) == len(expected.rows)
    assert tab.missing.text() == "已报 1 家，未报 1 家：双桥县"
    assert tab.joint.texts() == [("2026-08-05", "视察", "云州市、云溪县")]
    assert tab.packages.texts()[0][:3] == ("云溪县", "2026Q3", "1")


def test_a_countys_number_leads_to_its_records(
    tab: ReceivedTab, city: DeskContext, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    seen: list[tuple[str, ...]] = []

    def read(dialog: QDialog) -> int:
        assert isinstance(dialog, TheirRecords)
        seen.extend(dialog.list.texts())
        return 0

    monkeypatch.setattr(QDialog, "exec", read)
    rows = roll_up(city.ledger, Q3).rows
    event = next(i for i, row in enumerate(rows) if row.expression == "event.held")
    tab.table.setCurrentIndex(tab.table.numbers.index(event, 2))
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert [row[3] for row in seen] == ["视察", "读书会"]
    assert {row[0] for row in seen} == {COUNTY}


def test_our_own_number_leads_to_our_page(
    tab: ReceivedTab, city: DeskContext, qtbot: QtBot
) -> None:
    rows = roll_up(city.ledger, Q3).rows
    event = next(i for i, row in enumerate(rows) if row.expression == "event.held")
    tab.table.setCurrentIndex(tab.table.numbers.index(event, 1))
    with qtbot.waitSignal(city.records_asked, timeout=20_000) as asked:
        qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert asked.args[:2] == ["event", [1]]


def test_the_total_names_whose_record_each_is(tab: ReceivedTab, city: DeskContext) -> None:
    found = records_of(city.ledger, "event.held", Q3, "")
    assert [(one.committee, one.title) for one in found] == [
        (CITY, "视察"),
        (COUNTY, "视察"),
        (COUNTY, "读书会"),
    ]


def test_the_roll_up_is_written_as_a_workbook(
    tab: ReceivedTab, city: DeskContext, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.save = tmp_path / "汇总.xlsx"
    with qtbot.waitSignal(city.noticed, timeout=20_000):
        qtbot.mouseClick(tab.export_button, Qt.MouseButton.LeftButton)
    assert openpyxl.load_workbook(answers.save).sheetnames == ["汇总"]


def test_a_quarter_without_reports_says_so_in_every_cell(tab: ReceivedTab, qtbot: QtBot) -> None:
    tab.head.set_period(quarter(2026, 2))
    see(tab, qtbot)
    event = next(row for row in tab.table.texts() if row[0] == "各类活动（场）")
    assert event == ("各类活动（场）", "0", "未报", "0")
    assert tab.missing.text() == "已报 0 家，未报 2 家：云溪县、双桥县"


def test_the_last_package_is_taken_back_by_its_button(
    tab: ReceivedTab, city: DeskContext, packages: list[Path], qtbot: QtBot
) -> None:
    receive_package(city.ledger, packages[1])
    see(tab, qtbot)
    assert [row[2] for row in tab.packages.texts()] == ["2", "1"]
    tab.packages.select_id(1)
    assert not tab.remove_button.isEnabled()
    assert "请先撤下第 2 号" in tab.remove_button.toolTip()
    tab.packages.select_id(0)
    assert tab.remove_button.isEnabled()
    found = tab.found()
    assert found is not None
    dialog = RemoveDialog(city, None, found.packages[0])
    stand(dialog, qtbot)
    with qtbot.waitSignal(city.noticed, timeout=20_000) as noticed:
        dialog.remove()
        idle(dialog, qtbot)
    assert "第 2 号报送包，记录回到 2026Q3 第 1 号" in noticed.args[0].text
    see(tab, qtbot)
    assert [row[2] for row in tab.packages.texts()] == ["1"]


def test_a_city_that_has_received_is_not_called_empty(
    city: DeskContext, packages: list[Path]
) -> None:
    with city.ledger.write("清空") as session:
        delete_rows_of(session.connection(), city.ledger.own_id)
    assert not gather(city.ledger).started
    receive_package(city.ledger, packages[0])
    assert gather(city.ledger).started


def test_the_home_page_of_a_city_says_who_has_reported(
    city: DeskContext, packages: list[Path], qtbot: QtBot
) -> None:
    receive_package(city.ledger, packages[0])
    page = HomePage(city)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.ready, timeout=20_000):
        page.show()
    block = page.counties
    assert not block.isHidden()
    said = dict(block.lines())
    assert list(said) == [OTHER, COUNTY]
    assert said[OTHER] == "还没有报过"
    assert said[COUNTY].endswith("活动 2 场")
    with qtbot.waitSignal(page.received_requested) as asked:
        block.head.link.click()
    assert asked.args[0].name == "2026Q3"
