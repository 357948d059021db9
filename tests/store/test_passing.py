"""Folders that go when a ledger is closed."""

import shutil
import tempfile
from pathlib import Path

import pytest

from zxdesk.store import passing
from zxdesk.store.passing import PassingFolder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder."""
    found = tmp_path / "临时"
    found.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(found))
    return found


def test_it_goes_with_all_that_is_in_it(place: Path) -> None:
    folder = PassingFolder()
    (folder.path / "甲").mkdir()
    (folder.path / "甲" / "乙.txt").write_text("丙", encoding="utf-8")
    (folder.path / "甲" / "乙.txt").chmod(0o444)
    folder.remove()
    assert [*place.iterdir()] == []


def test_one_that_somebody_has_removed_already_is_no_fault(place: Path) -> None:
    folder = PassingFolder()
    shutil.rmtree(folder.path)
    folder.remove()
    assert [*place.iterdir()] == []


def test_one_that_was_just_made_is_not_swept(place: Path) -> None:
    made = place / "zxdesk-passing-neu"
    made.mkdir()
    (made / "in-use").touch()  # its maker is about to claim it
    passing.sweep()
    assert made.exists()
