"""The demo's folder: built once for all tests, also where they run on several cores."""

import os
from datetime import datetime, time
from pathlib import Path

import pytest
from filelock import FileLock

from zxdesk.demo.build import DAY, build_county

__all__ = ["demo_made"]

NOW = datetime.combine(DAY, time(9))


def clock() -> datetime:
    """The moment the demo shows."""
    return NOW


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `zxdesk demo` makes; nobody may write there: copy what is to be changed."""
    here = tmp_path_factory.getbasetemp()
    folder = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "demo"
    finished = folder / "finished"
    with FileLock(f"{folder}.lock"):
        if not finished.exists():
            files = build_county(folder, clock=clock)
            assert [file for file in files if not file.exists()] == []
            finished.touch()
    return folder
