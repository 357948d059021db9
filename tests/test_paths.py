"""Where the program looks, frozen or not, installed or portable."""

import sys
from pathlib import Path

import pytest

from zxdesk import paths


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program with a Chinese name."""
    folder = tmp_path / "王芳的 U盘" / "zxdesk"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "zxdesk.exe"))
    return folder


def test_an_installed_program_keeps_data_outside_its_folder(program):
    assert not paths.user_data().is_relative_to(program)
    assert not paths.is_portable()


def test_a_mark_beside_the_program_keeps_data_there(program):
    (program / paths.PORTABLE_MARK).touch()
    assert paths.user_data() == program / "数据"
    assert paths.user_data().is_dir()


def test_a_mark_does_nothing_where_the_program_runs_from_its_source(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / paths.PORTABLE_MARK).touch()
    assert paths.program_folder() is None
    assert not paths.user_data().is_relative_to(tmp_path)


def test_a_portable_program_finds_its_ledger_on_another_drive(program):
    from zxdesk.recent import last_opened, remember

    (program / paths.PORTABLE_MARK).touch()
    ledger = paths.user_data() / "台账.zxd"
    ledger.touch()
    remember(ledger)
    assert last_opened() == ledger
    moved = program.rename(program.with_name("F盘"))
    sys.executable = str(moved / "zxdesk.exe")
    assert last_opened() == moved / "数据" / "台账.zxd"


def test_everything_that_travels_is_found():
    for name in ("fonts/ZXSong.ttf", "value_lists.toml", "style/zxdesk.qss", "zxdesk.ico"):
        assert (paths.resources() / name).is_file()
