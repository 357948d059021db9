"""Nothing on the pages is cut off, at any size of type, light or dark."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.figures.conftest import see
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.home.home_page import HomePage
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel
from zxdesk.desktop.shell.statistics_page import StatisticsPage

RAIL, HEADER_AND_STATUS = 76, 76

PROGRAMMES = 3


def cut_off(page: QWidget) -> list[str]:
    """Give the words that have less room than they need."""
    found = []
    for each in page.findChildren(QLabel) + page.findChildren(QAbstractButton):
        if not each.isVisible() or not each.text():
            continue
        if isinstance(each, ElidedLabel):
            wanted = each.minimumSizeHint().width()
        elif isinstance(each, QLabel) and each.wordWrap():
            wanted = 0
            if each.heightForWidth(each.width()) > each.height():
                found.append(each.text())
        else:
            wanted = each.sizeHint().width()
        if wanted > each.width():
            found.append(each.text())
    return found


def outside(page: QWidget) -> list[str]:
    """Give the scroll areas whose content is wider than they are."""
    areas = (area for area in page.findChildren(QScrollArea) if area.isVisible())
    return [
        area.metaObject().className()
        for area in areas
        if area.widget() and area.widget().width() > area.viewport().width()
    ]


def settled(page: QWidget, qtbot: QtBot) -> None:
    """Wait until the page has found its sizes: everything fits."""

    def fits() -> None:
        assert cut_off(page) == []
        assert outside(page) == []

    qtbot.waitUntil(fits)


def show_quarter(page: StatisticsPage) -> None:
    page.show_quarter()


def show_quotas(page: StatisticsPage) -> None:
    page.show_quotas()


def show_programmes(page: StatisticsPage) -> None:
    page.tabs.setCurrentIndex(PROGRAMMES)


def show_groups(page: StatisticsPage) -> None:
    page.show_figure("event.attendance_rate 类型=读书,学习", by="专委会")


def show_wrong(page: StatisticsPage) -> None:
    page.show_figure("event.held 胡说=一", period="2026")


@pytest.fixture(params=[(1.0, "light"), (1.15, "light"), (1.5, "light"), (1.5, "dark")])
def sized(request: pytest.FixtureRequest, look: theme.Theme) -> tuple[int, int]:
    """The room of a page in a window of 1366×768 at a size of type."""
    scale, mode = request.param
    look.set_scale(scale)
    look.set_mode(theme.Mode(mode))
    return 1366 - look.px(RAIL), 768 - look.px(HEADER_AND_STATUS)


def test_the_home_page_fits(
    county_context: DeskContext, sized: tuple[int, int], qtbot: QtBot
) -> None:
    page = HomePage(county_context)
    see(page, qtbot)
    page.resize(*sized)
    settled(page, qtbot)


@pytest.mark.parametrize(
    "act", [show_groups, show_wrong, show_quarter, show_quotas, show_programmes]
)
def test_the_statistics_page_fits(
    county_context: DeskContext,
    sized: tuple[int, int],
    qtbot: QtBot,
    act: Callable[[StatisticsPage], None],
) -> None:
    page = StatisticsPage(county_context)
    see(page, qtbot)
    page.resize(*sized)
    with qtbot.waitSignal(page.ready):
        act(page)
    settled(page, qtbot)


def test_no_card_cuts_last_years_figure(
    county_context: DeskContext, sized: tuple[int, int], qtbot: QtBot
) -> None:
    page = HomePage(county_context)
    see(page, qtbot)
    page.resize(*sized)
    labels = [each for each in page.findChildren(ElidedLabel) if "上年同期" in each.text()]
    assert len(labels) == 9
    qtbot.waitUntil(lambda: not any(each.is_cut() for each in labels))
