"""A county that reports and the city above it: closed ledgers, copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers, Shown, Told
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.base.tasks import TaskRunner
from zxdesk.desktop.shell import acts
from zxdesk.rules.periods import quarter
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, open_ledger

__all__ = ["Answers", "Told"]

Q3 = quarter(2026, 3)
COUNTY, CITY, OTHER = "政协云溪县委员会", "政协云州市委员会", "政协双桥县委员会"
NOW = datetime(2026, 11, 22, 9, 30)
HELD = datetime(2026, 8, 5, 9)
Open = Callable[[Path], DeskContext]


class Clock:
    """A clock that goes on by a second whenever it is asked."""

    def __init__(self, start: datetime = NOW) -> None:
        self.now = start

    def __call__(self) -> datetime:
        """Give now."""
        self.now += timedelta(seconds=1)
        return self.now


def fill(office: Office) -> None:
    """A quarter's work: an event with a member, one without anybody, a proposal."""
    office.add("plenary_session", number=3)
    member = office.add("member", name="张三", number="W001", phone="13812345678")
    office.add("service", member_id=member, term=5)
    held = office.add("event", name="视察", start=HELD, state="已举办", public=40)
    office.add("attendance", event_id=held, member_id=member)
    office.add("event", name="读书会", type="读书", start=HELD, state="已举办")
    office.add(
        "proposal",
        serial="1",
        subject="修路",
        nature="个人",
        first_signer_id=member,
        submitted_on=date(2026, 7, 2),
        conclusion="立案",
    )


@pytest.fixture(scope="session")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county's closed ledger: copied, never opened."""
    file = tmp_path_factory.mktemp("county") / "云溪.zxd"
    with found_ledger(file, committee=COUNTY, level="县", clock=Clock()) as ledger:
        fill(Office(ledger))
    return file


@pytest.fixture(scope="session")
def city_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city's closed ledger, with two counties below it: copied, never opened."""
    file = tmp_path_factory.mktemp("city") / "云州.zxd"
    with found_ledger(file, committee=CITY, level="市", clock=Clock()) as ledger:
        office = Office(ledger)
        for name in (COUNTY, OTHER):
            office.add("unit", name=name, category="政协组织")
        office.add("event", name="视察", start=HELD, state="已举办")
    return file


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Open copies of ledgers and give their contexts; all is over when the test ends."""
    owner = QObject()
    contexts: list[DeskContext] = []

    def open_copy(file: Path) -> DeskContext:
        ledger = open_ledger(Path(shutil.copy(file, tmp_path)), clock=Clock())
        contexts.append(
            DeskContext(
                ledger,
                settings=Settings(tmp_path / "settings.json"),
                tasks=TaskRunner(owner),
                presenter=Shown(),
                acts=acts,
                parent=owner,
            )
        )
        return contexts[-1]

    yield open_copy
    for context in contexts:
        context.tasks.finish()
        qtbot.waitUntil(lambda context=context: not context.tasks.running)
        context.ledger._let_go()  # nobody will ask for its backup
        assert not context.presenter.errors


@pytest.fixture
def county(opened: Open, county_file: Path) -> DeskContext:
    """The context of the county."""
    return opened(county_file)


@pytest.fixture
def city(opened: Open, city_file: Path) -> DeskContext:
    """The context of the city."""
    return opened(city_file)


@pytest.fixture
def office(county: DeskContext) -> Office:
    """A clerk of the county."""
    return Office(county.ledger)


@pytest.fixture
def told(county: DeskContext) -> Told:
    """What the county's window is told from now on."""
    heard = Told()
    county.noticed.connect(heard.notices.append)
    county.changed.connect(heard.changes.append)
    return heard


def see(tab: LiveTab, qtbot: QtBot) -> None:
    """Show a tab and wait until it is worked out."""
    qtbot.addWidget(tab)
    tab.resize(1260, 640)
    tab.show()
    with qtbot.waitSignal(tab.answered, timeout=20_000):
        tab.ask_again()


def stand(dialog: QWidget, qtbot: QtBot) -> None:
    """Show a dialog and wait until it does nothing."""
    qtbot.addWidget(dialog)
    dialog.show()
    idle(dialog, qtbot)


def idle(dialog: Any, qtbot: QtBot) -> None:
    """Wait until a dialog does nothing."""
    qtbot.waitUntil(lambda: not dialog._busy.busy, timeout=20_000)


def clerk_of(ledger: Ledger) -> Office:
    """A clerk at a ledger."""
    return Office(ledger)
