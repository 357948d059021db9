"""Pages over a small ledger, without the window."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shown
from tests.ledgers import TODAY, Office, clock, founded, ledger, ledger_file, lent, office, pour
from tests.sample import demo_made
from zxdesk.demo.build import LEDGER
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.base.tasks import TaskRunner
from zxdesk.desktop.home.home_page import HomePage
from zxdesk.desktop.shell import acts
from zxdesk.desktop.shell.statistics_page import StatisticsPage
from zxdesk.store import Ledger

__all__ = ["TODAY", "Office", "demo_made", "founded", "ledger", "ledger_file", "office"]

HELD = "已举办"


def over(ledger: Ledger, qtbot: QtBot) -> Iterator[DeskContext]:
    """A context over a ledger; its work is over before the ledger is closed."""
    owner = QObject()
    presenter = Shown()
    context = DeskContext(
        ledger,
        settings=Settings(),
        tasks=TaskRunner(owner),
        presenter=presenter,
        acts=acts,
        parent=owner,
    )
    yield context
    context.tasks.finish()
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert not presenter.errors


@pytest.fixture
def context(ledger: Ledger, qtbot: QtBot) -> Iterator[DeskContext]:
    """The context of the open ledger."""
    yield from over(ledger, qtbot)


@pytest.fixture(scope="session")
def two_years(
    founded: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, int]]:
    """A closed ledger with two years of few events, and their ids."""
    file = Path(shutil.copy(founded, tmp_path_factory.mktemp("years")))
    with lent(file) as ledger:
        return file, _live(Office(ledger))


@pytest.fixture
def year(office: Office, two_years: tuple[Path, dict[str, int]]) -> dict[str, int]:
    """Two years of few events: each day's event by its date, and one member who came."""
    file, made = two_years
    pour(file, office.ledger)
    return made


def _live(office: Office) -> dict[str, int]:
    member = office.member("赵一")
    made = {"member": member}
    for day, type_ in (
        ("2025-03-05", "读书"),
        ("2025-12-01", "读书"),
        ("2026-03-05", "读书"),
        ("2026-05-10", "学习"),
        ("2026-05-11", "学习"),
        ("2026-11-20", "读书"),
    ):
        start = datetime.fromisoformat(f"{day}T09:00")
        made[day] = office.add("event", name=f"{type_}{day}", type=type_, start=start, state=HELD)
    for day, status in (("2025-03-05", "出席"), ("2026-03-05", "出席"), ("2026-05-10", "缺席")):
        office.add("attendance", event_id=made[day], member_id=member, status=status)
    return made


def see(page: HomePage | StatisticsPage, qtbot: QtBot) -> None:
    """Show a page and wait until it has its figures."""
    qtbot.addWidget(page)
    page.context.changed.connect(page.refresh)
    page.resize(1290, 690)
    with qtbot.waitSignal(page.ready):
        page.show()


@pytest.fixture
def home_page(context: DeskContext, year: dict[str, int], qtbot: QtBot) -> HomePage:
    """The home page over the two years."""
    page = HomePage(context)
    see(page, qtbot)
    return page


@pytest.fixture
def statistics(context: DeskContext, year: dict[str, int], qtbot: QtBot) -> StatisticsPage:
    """The statistics page over the two years."""
    page = StatisticsPage(context)
    see(page, qtbot)
    return page


@pytest.fixture
def county_context(demo_made: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[DeskContext]:
    """A context over a copy of the county."""
    with lent(Path(shutil.copy(demo_made / LEDGER, tmp_path)), clock) as opened:
        yield from over(opened, qtbot)


def texts_below(widget: QWidget, kind: type) -> list[str]:
    """Give the words of the visible widgets of a kind."""
    return [each.text() for each in widget.findChildren(kind) if each.isVisible()]
