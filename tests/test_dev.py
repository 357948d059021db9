"""The developers' command: what it asks of the system, before anything is installed."""

import importlib.util
import os
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from zxdesk.desktop.shell import display

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def dev() -> ModuleType:
    """The command as a module, not run."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bare(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A fresh clone on a Linux that has nothing, used by somebody who may install nothing."""
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.shutil, "which", lambda name: name == "apt-get" or None)
    monkeypatch.setattr(dev, "is_root", lambda: False)
    monkeypatch.setattr(dev, "is_missing", lambda _library: True)
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(display, "display_that_answers", lambda: None)
    return dev


def said(dev: ModuleType, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        dev.main(list(words))
    assert ended.value.code == 3
    return capsys.readouterr().err


def test_all_that_is_missing_is_said_in_one_line_to_run(bare: ModuleType, capsys) -> None:
    line = said(bare, capsys, "demo")
    before, _, names = line.partition("sudo apt-get install ")
    assert before == "dev.py: please run: sudo apt-get update && "
    assert line.count("\n") == 1
    version = f"python3.{bare.sys.version_info.minor}-venv"
    assert set(names.split()) == {*display.QT_LIBRARIES.values(), version}


def test_a_display_that_answers_needs_its_libraries_too(bare, capsys, monkeypatch) -> None:
    monkeypatch.setattr(display, "display_that_answers", lambda: display.DISPLAYS["xcb"])
    assert set(display.X11_LIBRARIES.values()) <= set(said(bare, capsys, "demo").split())
    assert "libxcb-cursor0" not in said(bare, capsys, "demo", "--headless")
    assert "libxcb-cursor0" not in said(bare, capsys, "test")


def test_the_tests_of_layout_are_skipped_where_nothing_may_be_installed(bare, capsys) -> None:
    bare.provide_readers()
    assert "libreoffice-writer-nogui poppler-utils (302 MB" in capsys.readouterr().err


@pytest.fixture
def memory(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dev, "MEMORY", tmp_path)
    monkeypatch.setattr(dev, "room_in_memory", lambda: dev.MUCH)
    monkeypatch.delenv("TMPDIR", raising=False)
    return tmp_path


def test_temporary_files_lie_in_memory_and_are_gone_afterwards(dev: ModuleType, memory) -> None:
    with dev.temporary_files_in_memory():
        assert Path(os.environ["TMPDIR"]).parent == memory
    assert "TMPDIR" not in os.environ
    assert list(memory.iterdir()) == []


def test_a_folder_that_somebody_chose_stays(dev: ModuleType, memory, monkeypatch) -> None:
    monkeypatch.setenv("TMPDIR", "/var/tmp")
    with dev.temporary_files_in_memory():
        assert os.environ["TMPDIR"] == "/var/tmp"


def test_memory_is_left_alone_where_there_is_little(dev: ModuleType, memory, monkeypatch) -> None:
    monkeypatch.setattr(dev, "room_in_memory", lambda: dev.MUCH - 1)
    with dev.temporary_files_in_memory():
        assert "TMPDIR" not in os.environ


@pytest.mark.skipif(not Path("/dev/shm").exists(), reason="a file system of Linux")
def test_the_room_in_memory_is_not_more_than_its_file_system_has(dev: ModuleType) -> None:
    assert 0 <= dev.room_in_memory() <= shutil.disk_usage(dev.MEMORY).total
