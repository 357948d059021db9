"""What every test gets: no display, a home folder of its own, and bounded randomness."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything makes an application
PATIENCE = 30_000  # milliseconds

# A ledger on a busy disk is slow now and then: time limits belong to the benchmarks.
settings.register_profile(
    "quick", max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("quick"), max_examples=1000)
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
    """Add `--loops`, the length of the tests that try the same thing again and again."""
    parser.addoption(
        "--loops",
        type=int,
        default=3,
        metavar="N",
        help="rounds of crash and fuzzing tests (default: %(default)s)",
    )


@pytest.fixture(scope="session")
def loops(pytestconfig: pytest.Config) -> int:
    """Rounds a crash or fuzzing test should make."""
    rounds: int = pytestconfig.getoption("--loops")
    return rounds


def point_home_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the user's folders lie in this one."""
    for variable, below in USER_FOLDERS.items():
        monkeypatch.setenv(variable, str(folder / below))


@pytest.fixture(scope="session", autouse=True)
def home_of_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is made once for many tests out of the user's own folders."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        point_home_at(tmp_path_factory.mktemp("session"), monkeypatch)
        yield


@pytest.fixture(autouse=True)
def home(
    home_of_session: None,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """Give the test an empty home folder; no test touches the user's own."""
    folder = tmp_path_factory.mktemp("home")
    point_home_at(folder, monkeypatch)
    return folder


def pytest_configure() -> None:
    """Wait longer than anything takes on a busy machine, and keep windows while a test runs.

    No test is about time. A window that only the test knew, and knows no more, would be
    collected while Qt still has events for it.
    """
    from pytestqt.qtbot import QtBot

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
