"""`--today` puts the tests, and every program they start, on another day."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHOW = "import datetime; print(datetime.date.today())"


def test_a_program_that_a_test_starts_has_the_same_day() -> None:
    shown = subprocess.check_output([sys.executable, "-c", SHOW], text=True).strip()
    assert shown == str(date.today())


def test_the_day_asked_for_is_today(pytestconfig: pytest.Config) -> None:
    asked = pytestconfig.getoption("--today")
    assert asked is None or date.today() == asked


@pytest.mark.parametrize("day", ["2031-03-01", "2024-02-29"])
def test_the_clock_goes_on_from_the_morning_of_any_day(day: str, tmp_path: Path) -> None:
    test = tmp_path / "test_day.py"
    test.write_text(
        "from datetime import datetime\n"
        "def test_now():\n"
        f"    assert str(datetime.now()) >= {day + ' 09:30'!r}\n"
        f"    assert str(datetime.now()) < {day + ' 10:30'!r}\n"
    )
    settings = ("-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest", "-n0")
    clock = "ZXDESK_TESTS_SHIFT"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "--today", day, str(test)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != clock},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
