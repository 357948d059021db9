"""What every test gets: no display, a home folder of its own, and chance that repeats itself."""

import os
import re
import runpy
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.process_state import left_behind, process_state

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything makes an application
PATIENCE = 30_000  # milliseconds
CHINESE = re.compile("[\u4e00-\u9fff]|“")
# With `--today`: by how many seconds the clock is put forward, and what does it on start.
CLOCK_SHIFT = "ZXDESK_TESTS_SHIFT"
ANOTHER_DAY = Path(__file__).parent / "another_day"

# A ledger on a busy disk is slow now and then: time limits belong to the benchmarks.
settings.register_profile(
    "quick",
    max_examples=20,
    deadline=None,
    derandomize=True,  # what a change did not break does not fail by luck
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", parent=settings.get_profile("quick"), max_examples=1000, derandomize=False
)
settings.load_profile("quick")  # `--hypothesis-profile thorough` takes the other one

# Variables that say where a user's files are, and the folder below the home they get here.
USER_FOLDERS = {
    "HOME": ".",
    "USERPROFILE": ".",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    # On Windows platformdirs asks the system, unless these are set.
    "WIN_PD_OVERRIDE_APPDATA": "roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "local",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add how often some tests try again and again, and the day on which all of them run."""
    parser.addoption(
        "--loops",
        type=int,
        default=3,
        metavar="N",
        help="rounds of crash and fuzzing tests (default: %(default)s)",
    )
    parser.addoption(
        "--mutations",
        type=int,
        default=240,
        metavar="N",
        help="spoilt files that are read (default: %(default)s)",
    )
    parser.addoption(
        "--chance",
        type=int,
        default=1,
        metavar="N",
        help="what tests draw by chance, another number draws anew (default: %(default)s)",
    )
    parser.addoption(
        "--today",
        type=date.fromisoformat,
        metavar="DATE",
        help="run on another day; every program that a test starts is put there too",
    )


@pytest.fixture(scope="session")
def loops(pytestconfig: pytest.Config) -> int:
    """Rounds a crash or fuzzing test should make."""
    rounds: int = pytestconfig.getoption("--loops")
    return rounds


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> Random:
    """What a test draws from: the same in every run, in any order, unless `--chance` differs."""
    return Random(f"{request.config.getoption('--chance')}/{request.node.nodeid}")


def point_home_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the user's folders lie in this one."""
    for variable, below in USER_FOLDERS.items():
        monkeypatch.setenv(variable, str(folder / below))


@pytest.fixture(scope="session", autouse=True)
def errors_that_speak() -> Iterator[None]:
    """Let every expected error that a test meets say in Chinese what happened and what to do."""
    from zxdesk.errors import ZxdeskError

    begin = ZxdeskError.__init__

    def begun(self: ZxdeskError, message: str, advice: str, *, code: str = "") -> None:
        assert CHINESE.search(message), f"no sentence: {message}"
        assert CHINESE.match(advice), f"no advice: {advice}"
        begin(self, message, advice, code=code)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(ZxdeskError, "__init__", begun)
        yield


@pytest.fixture(scope="session", autouse=True)
def home_of_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is made once for many tests out of the user's own folders."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        point_home_at(tmp_path_factory.mktemp("session"), monkeypatch)
        yield


@pytest.fixture
def same_process(home_of_session: None) -> Iterator[None]:
    """Fail the test that leaves the process otherwise than it was, not one that comes later."""
    before = process_state()
    yield
    left = left_behind(before)
    assert not left, "left behind by this test: " + "; ".join(left)


@pytest.fixture(autouse=True)
def home(
    same_process: None,  # the first to begin, the last to end
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """Give the test an empty home folder; no test touches the user's own."""
    folder = tmp_path_factory.mktemp("home")
    point_home_at(folder, monkeypatch)
    return folder


def travel(day: date) -> None:
    """Put the clock of this process, and of all that it starts, to the morning of a day."""
    if CLOCK_SHIFT in os.environ:
        return  # a worker: it was started on that day
    shift = datetime.combine(day, time(9, 30)) - datetime.now()
    os.environ[CLOCK_SHIFT] = str(shift.total_seconds())
    path = [str(ANOTHER_DAY), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, path))
    runpy.run_path(str(ANOTHER_DAY / "sitecustomize.py"))


def pytest_configure(config: pytest.Config) -> None:
    """Wait longer than anything takes on a busy machine, and keep windows while a test runs.

    No test is about time. A window that only the test knew, and knows no more, would be
    collected while Qt still has events for it.
    """
    from pytestqt.qtbot import QtBot

    if day := config.getoption("--today"):
        travel(day)
    for wait in (QtBot.waitUntil, QtBot.waitSignal):
        wait.__kwdefaults__["timeout"] = PATIENCE
    add = QtBot.addWidget

    def add_and_keep(self: QtBot, widget: "QWidget", **how: object) -> None:
        vars(self).setdefault("kept", []).append(widget)
        add(self, widget, **how)

    QtBot.addWidget = add_and_keep


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """The application, writing with the font that travels with the program."""
    from PySide6.QtGui import QFont, QFontDatabase

    from zxdesk import paths

    number = QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / "ZXHei.ttf"))
    qapp.setFont(QFont(QFontDatabase.applicationFontFamilies(number), 10))
    return qapp
