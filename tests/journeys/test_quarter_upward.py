"""A quarter goes upward: three counties close and send, the city receives and rolls up."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.journeys.conftest import Clerk
from tests.ledgers import Office
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.base.messages import Presenter
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.reporting.close_quarter_dialog import CloseQuarterDialog
from zxdesk.desktop.reporting.receive_dialog import ReceiveDialog
from zxdesk.desktop.reporting.received_tab import ReceivedTab
from zxdesk.desktop.reporting.send_package_dialog import SendPackageDialog
from zxdesk.desktop.reporting.their_records import TheirRecords
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.desktop.shell.statistics_page import StatisticsPage
from zxdesk.rules.periods import quarter
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, open_ledger
from zxdesk.store.check import check

Q3 = quarter(2026, 3)
LONG = 30_000
PLACES = ("云溪", "双桥", "石门")
CITY = "政协云州市委员会"


class Clock:
    """A clock that goes on by a second whenever it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 30)

    def __call__(self) -> datetime:
        """Give now."""
        self.now += timedelta(seconds=1)
        return self.now


def committee(place: str) -> str:
    return f"政协{place}县委员会"


def hold(office: Office, name: str, day: int) -> None:
    """Hold an event that one member attends."""
    start = datetime(2026, 8, day, 9)
    event = office.add("event", name=name, start=start, state="已举办", type="读书")
    member = office.member(f"{name}的委员")
    office.add("attendance", event_id=event, member_id=member)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Closed ledgers of three counties and their city: copied, never opened."""
    folder, clock = tmp_path_factory.mktemp("ledgers"), Clock()
    found = {}
    for count, place in enumerate(PLACES, start=1):
        found[place] = folder / f"{place}.zxd"
        with found_ledger(
            found[place], committee=committee(place), level="县", clock=clock
        ) as ledger:
            for day in range(1, count + 1):
                hold(Office(ledger), f"{place}读书会{day}", day)
    found["市"] = folder / "云州.zxd"
    with found_ledger(found["市"], committee=CITY, level="市", clock=clock) as ledger:
        for place in (*PLACES, "未报"):
            Office(ledger).add("unit", name=committee(place), category="政协组织")
    return found


@contextmanager
def at_the_window(ledger: Ledger, qtbot: QtBot) -> Iterator[tuple[MainWindow, StatisticsPage]]:
    """Sit at the window, the statistics in front."""
    presenter = Presenter(None)
    window = MainWindow(ledger, settings=Settings(), presenter=presenter)
    presenter.speak_for(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.pages.go("statistics")
    page = window.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    yield window, page
    window.close()
    window.deleteLater()


def settled(tab: LiveTab, act: Callable[[], object], qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.answered, timeout=LONG):
        act()


def close_and_send(clerk: Clerk, page: StatisticsPage, folder: Path, reason: str = "") -> None:
    tab = page.quarter

    def close(dialog: QDialog) -> None:
        assert isinstance(dialog, CloseQuarterDialog)
        clerk.click(dialog.close_button)
        clerk.qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)

    def send(dialog: QDialog) -> None:
        assert isinstance(dialog, SendPackageDialog)
        clerk.qtbot.waitUntil(dialog.send_button.isEnabled, timeout=LONG)
        dialog.folder.setText(str(folder))
        if reason:
            clerk.write(dialog.reason, reason)
        clerk.click(dialog.send_button)
        clerk.qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)

    settled(tab, lambda: page.show_quarter(Q3), clerk.qtbot)
    if not reason:
        clerk.plans.append(close)
        settled(tab, lambda: clerk.click(tab.state.close_button), clerk.qtbot)
        assert tab.state.chip.chip().text == "已结账"
    clerk.plans.append(send)
    settled(tab, lambda: clerk.click(tab.state.send_button), clerk.qtbot)
    assert tab.state.chip.chip().text == "已报送"


def receive(clerk: Clerk, tab: ReceivedTab, chosen: list[Path]) -> list[tuple[str, ...]]:
    """Take packages in; give what their trial showed."""
    seen: list[tuple[str, ...]] = []

    def work(dialog: QDialog) -> None:
        assert isinstance(dialog, ReceiveDialog)
        dialog.try_packages(chosen)
        clerk.qtbot.waitUntil(dialog.receive_button.isEnabled, timeout=LONG)
        seen.extend(dialog.list.texts())
        clerk.click(dialog.receive_button)
        clerk.qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)

    clerk.plans.append(work)
    settled(tab, lambda: clerk.click(tab.receive_button), clerk.qtbot)
    return seen


def events(tab: ReceivedTab) -> tuple[str, ...]:
    return next(row[1:] for row in tab.table.texts() if row[0].startswith("各类活动"))


def test_three_counties_report_and_the_city_rolls_up(
    clerk: Clerk, files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = tmp_path / "报送"
    clock = Clock()
    clock.now += timedelta(hours=1)
    for place in PLACES:
        with open_ledger(Path(shutil.copy(files[place], tmp_path)), clock=clock) as ledger:
            with at_the_window(ledger, clerk.qtbot) as (_window, page):
                close_and_send(clerk, page, sent)
                if place == "云溪":
                    hold(Office(ledger), "补记的读书会", 20)
                    page.refresh()
                    close_and_send(clerk, page, sent, reason="补登一场")
            assert check(ledger, deep=True) == []
    with open_ledger(Path(shutil.copy(files["市"], tmp_path)), clock=clock) as ledger:
        with at_the_window(ledger, clerk.qtbot) as (window, page):
            roll_up_in_the_city(clerk, window, page, sent, monkeypatch)
        assert check(ledger, deep=True) == []
    assert not clerk.plans
    assert not clerk.said.told


def roll_up_in_the_city(
    clerk: Clerk,
    window: MainWindow,
    page: StatisticsPage,
    sent: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tab = page.reporting["接收与汇总"]
    assert isinstance(tab, ReceivedTab)
    last = list(page.reporting).index("接收与汇总") + page.tabs.count() - len(page.reporting)
    settled(tab, lambda: page.tabs.setCurrentIndex(last), clerk.qtbot)
    settled(tab, lambda: tab.head.set_period(Q3), clerk.qtbot)
    assert "未报 4 家" in tab.missing.text()
    firsts = [sent / f"{committee(place)}_2026Q3_1.zip" for place in PLACES]
    tried = receive(clerk, tab, firsts)
    assert [row[4] for row in tried] == ["可接收"] * 3
    assert tab.table.numbers.titles == ("指标", "云州市", "云溪县", "双桥县", "石门县", "合计")
    assert events(tab) == ("0", "1", "2", "3", "6")
    receive(clerk, tab, [sent / f"{committee('云溪')}_2026Q3_2.zip"])
    assert events(tab) == ("0", "2", "2", "3", "7")
    assert tab.missing.text() == "已报 3 家，未报 1 家：未报县"
    follow_a_number(clerk, tab)
    book = sent / "汇总.xlsx"
    monkeypatch.setattr(Files, "save", lambda *_: book)
    with clerk.qtbot.waitSignal(window.context.noticed, timeout=LONG):
        clerk.click(tab.export_button)
    assert book.exists()


def follow_a_number(clerk: Clerk, tab: ReceivedTab) -> None:
    seen: list[tuple[str, ...]] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, TheirRecords)
        seen.extend(dialog.list.texts())
        clerk.press(dialog, Qt.Key.Key_Escape)

    row = next(i for i, row in enumerate(tab.table.texts()) if row[0].startswith("各类活动"))
    clerk.plans.append(read)
    tab.table.setCurrentIndex(tab.table.numbers.index(row, 2))
    clerk.press(tab.table, Qt.Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: bool(seen), timeout=LONG)
    assert [one[3] for one in seen] == ["云溪读书会1", "补记的读书会"]
