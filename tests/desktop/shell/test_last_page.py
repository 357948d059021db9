"""What a start shows before the program is loaded."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Said
from zxdesk import paths
from zxdesk.desktop.shell import last_page
from zxdesk.desktop.shell.application import WindowProgram


@pytest.fixture
def shown(stand: Callable[[QWidget], QWidget]) -> QWidget:
    """A window of one colour."""
    widget = QLabel()
    widget.setStyleSheet("background: #2f6f4f")
    widget.resize(900, 500)
    return stand(widget)


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """Where a ledger lies."""
    file = tmp_path / "云溪.zxd"
    file.touch()
    return file


def noting(seen: list[bool]) -> Callable[[last_page.LastPage, QPaintEvent], None]:
    """Paint, and note that it was done."""
    paint = last_page.LastPage.paintEvent

    def painted(page: last_page.LastPage, event: QPaintEvent) -> None:
        paint(page, event)
        seen.append(True)

    return painted


def test_the_page_of_a_ledger_is_shown_again_and_marked(
    shown: QWidget, ledger_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    last_page.keep(shown, ledger_path)
    seen: list[bool] = []
    monkeypatch.setattr(last_page.LastPage, "paintEvent", noting(seen))
    page = last_page.show(ledger_path)
    assert page is not None
    qtbot.addWidget(page)
    assert page.isVisible()
    assert seen  # before the program goes on
    image = page.grab().toImage()
    assert image.pixelColor(40, 300) == QColor("#2f6f4f")
    assert image.pixelColor(450, 4) == QColor(32, 32, 32)
    assert page.windowTitle() == last_page.WORDS


def test_it_is_not_shown_for_what_it_was_not_taken_of(
    shown: QWidget, ledger_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert last_page.show(ledger_path) is None
    last_page.keep(shown, ledger_path)
    other = tmp_path / "别县.zxd"
    other.touch()
    assert last_page.show(other) is None
    assert last_page.show(None) is None
    with monkeypatch.context() as later:
        later.setattr(last_page, "__version__", "99.0")
        assert last_page.show(ledger_path) is None
    (paths.user_data() / "last-page.png").write_bytes(b"\x89PNG")
    assert last_page.show(ledger_path) is None
    last_page.keep(shown, ledger_path)
    ledger_path.unlink()
    assert last_page.show(ledger_path) is None


def test_a_folder_that_cannot_be_written_only_makes_the_next_start_slower(
    shown: QWidget, ledger_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "user_data", lambda: tmp_path / "没有")
    last_page.keep(shown, ledger_path)
    assert last_page.show(ledger_path) is None


FIRST_PAINT = """
import sys
from zxdesk import __main__ as program
page = program.show_last_page(["--ledger", sys.argv[1]])
long = ("sqlalchemy", "sqlmodel", "pydantic", "reportlab", "alembic")
print(page.isVisible(), [name for name in sys.modules if name.split(".")[0] in long])
"""


def test_it_is_painted_without_what_makes_a_start_long(shown: QWidget, ledger_path: Path) -> None:
    last_page.keep(shown, ledger_path)
    called = [sys.executable, "-c", FIRST_PAINT, str(ledger_path)]
    done = subprocess.run(called, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[-2] == "True []"


def test_the_live_window_takes_its_place(
    qtbot: QtBot,
    make_program: Callable[..., WindowProgram],
    small_county: Path,
    tmp_path: Path,
    shown: QWidget,
) -> None:
    ledger = Path(shutil.copy(small_county, tmp_path / "云溪.zxd"))
    last_page.keep(shown, ledger)
    page = last_page.show(ledger)
    assert page is not None
    program = make_program(last_page=page)
    assert program.open(ledger)
    window = program.window
    assert window is not None
    assert page.isVisible()
    with qtbot.waitSignal(window.pages.ready):
        pass
    assert not page.isVisible()
    before = (paths.user_data() / "last-page.png").read_bytes()
    window.close()
    assert (paths.user_data() / "last-page.png").read_bytes() != before


def test_an_error_stands_in_front_of_nothing_old(
    make_program: Callable[..., WindowProgram],
    shown: QWidget,
    ledger_path: Path,
    said: Said,
) -> None:
    last_page.keep(shown, ledger_path)
    page = last_page.show(ledger_path)
    assert page is not None
    assert not make_program(last_page=page).open(ledger_path)
    assert said.told
    assert not page.isVisible()
