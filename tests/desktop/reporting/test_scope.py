"""A figure is asked for over the whole area only where there are others to count."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.reporting.conftest import COUNTY, Q3
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.figures.figure_tab import FigureTab
from zxdesk.records import Committee
from zxdesk.statistics.figures import AREA
from zxdesk.statistics.questions import FigureQuestion


@pytest.fixture
def tab(city: DeskContext, qtbot: QtBot) -> FigureTab:
    """The figures of the city, which has received nothing."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = FigureTab(city, parent)
    made.setParent(None)
    qtbot.addWidget(made)
    made.resize(1200, 640)
    with qtbot.waitSignal(made.answered, timeout=20_000):
        made.show()
        made.catch_up()
    return made


def test_the_scope_is_offered_once_another_committee_is_known(
    tab: FigureTab, city: DeskContext, qtbot: QtBot
) -> None:
    assert not tab.panel.scope.isVisible()
    with city.ledger.write("接收") as session:
        session.add(Committee(name=COUNTY, level="县"))
    tab.mark_stale()
    with qtbot.waitSignal(tab.answered, timeout=20_000):
        tab.catch_up()
    assert tab.panel.scope.isVisible()


def test_a_figure_over_the_area_shows_its_scope_wherever_it_comes_from(
    tab: FigureTab, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(tab.answered, timeout=20_000):
        tab.ask(FigureQuestion(code="event.held", period=Q3.name, scope=AREA))
    assert tab.panel.scope.isVisible()
    assert tab.panel.scope.currentText() == AREA
