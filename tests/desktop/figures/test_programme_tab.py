"""The tree of programmes shows what was done under each, and opens it."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.figures.conftest import HELD, Office, see
from tests.desktop.figures.test_quota_tab import click
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.figures.programme_tab import ProgrammeTab
from zxdesk.desktop.shell.statistics_page import StatisticsPage
from zxdesk.desktop.widgets.empty_note import EmptyNote
from zxdesk.desktop.widgets.linked_view import DEPTH_ROLE

PROGRAMMES = 3


@pytest.fixture
def brands(office: Office) -> dict[str, int]:
    """A brand with one below it; events and a report under them."""
    top = office.add("programme", name="知行")
    below = office.add("programme", name="知行读书", parent_id=top)
    for year, programme in ((2026, top), (2026, below), (2025, below)):
        start = datetime(year, 3, 1, 9)
        office.add("event", name="会", start=start, state=HELD, programmes=(programme,))
    office.add("media", title="报道", published_on=date(2026, 4, 1), programmes=(below,))
    return {"top": top, "below": below}


@pytest.fixture
def tab(statistics: StatisticsPage, brands: dict[str, int], qtbot: QtBot) -> ProgrammeTab:
    """The tab in front."""
    with qtbot.waitSignal(statistics.ready):
        statistics.tabs.setCurrentIndex(PROGRAMMES)
    return statistics.programmes


def test_a_brand_counts_what_stands_below_it(tab: ProgrammeTab) -> None:
    assert tab.table.numbers.titles == ("品牌", "活动", "媒体报道")
    assert tab.table.texts() == [("知行", "2", "1"), ("知行读书", "1", "1")]
    depths = [tab.table.numbers.index(row, 0).data(DEPTH_ROLE) for row in (0, 1)]
    assert depths == [0, 1]


def test_another_year_has_other_numbers(tab: ProgrammeTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.answered):
        qtbot.mouseClick(tab.year.back, Qt.MouseButton.LeftButton)
    assert tab.table.texts() == [("知行", "1"), ("知行读书", "1")]


def test_numbers_open_records_and_names_the_brand(
    tab: ProgrammeTab, context: DeskContext, brands: dict[str, int], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.records_asked) as asked:
        click(tab.table, 0, 1, qtbot)
    assert (asked.args[0], len(asked.args[1])) == ("event", 2)
    assert asked.args[2] == "知行：活动（2026）"
    with qtbot.waitSignal(context.record_asked) as shown:
        click(tab.table, 1, 0, qtbot)
    assert shown.args == ["programme", brands["below"]]


def test_a_change_is_taken_in(
    tab: ProgrammeTab, office: Office, context: DeskContext, brands: dict[str, int], qtbot: QtBot
) -> None:
    office.add("award", title="奖", granted_on=date(2026, 5, 1), programmes=(brands["top"],))
    with qtbot.waitSignal(tab.answered):
        context.changed.emit(None)
    assert tab.table.texts()[0] == ("知行", "2", "1", "1")


def test_without_brands_it_says_so(context: DeskContext, qtbot: QtBot) -> None:
    page = StatisticsPage(context)
    see(page, qtbot)
    with qtbot.waitSignal(page.ready):
        page.tabs.setCurrentIndex(PROGRAMMES)
    assert page.programmes.table.findChild(EmptyNote).sentence().startswith("还没有品牌")
