"""Where Qt draws: a display that cannot be reached ends in a sentence, never in an abort."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from zxdesk.desktop.shell import display
from zxdesk.errors import EnvironmentProblem

ROOT = Path(__file__).resolve().parents[3]
VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", display.PLATFORM)
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is a display")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No display and no platform are named."""
    for name in VARIABLES:
        monkeypatch.setenv(name, "")  # brought back, also where a test sets it
        monkeypatch.delenv(name)


@pytest.fixture
def wayland(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody listens where a Wayland display would."""
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    monkeypatch.setenv("XDG_RUNTIME_DIR", ".")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind("wayland-0")
        server.listen()
        yield


@pytest.fixture
def loadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that Qt's plugins need is there."""
    monkeypatch.setattr(display, "_not_loaded", lambda _file: "")


def refusal() -> str:
    with pytest.raises(EnvironmentProblem) as refused:
        display.draw_on_display()
    assert refused.value.code == display.NO_DISPLAY
    assert display.PLATFORM not in os.environ or os.environ[display.PLATFORM] != "offscreen"
    return str(refused.value)


def test_without_a_display_the_sentence_says_so() -> None:
    assert "没有设置 DISPLAY" in refusal()
    assert display.display_that_answers() is None


@pytest.mark.parametrize("name", [":9999", "unix:9999.0", "localhost:59000", "不是显示器"])
def test_a_display_that_does_not_answer_is_named(name: str, monkeypatch) -> None:
    monkeypatch.setenv("DISPLAY", name)
    assert f"DISPLAY={name} 上没有显示器应答" in refusal()
    assert display.display_that_answers() is None


def test_every_display_that_was_tried_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9999")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    words = refusal()
    assert "WAYLAND_DISPLAY=wayland-9" in words
    assert "DISPLAY=:9999" in words


@pytest.mark.usefixtures("wayland", "loadable")
def test_the_display_that_answers_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9999")
    display.draw_on_display()
    assert os.environ[display.PLATFORM] == "wayland"


@pytest.mark.usefixtures("wayland", "loadable")
def test_a_platform_that_is_named_is_the_only_one_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(display.PLATFORM, "xcb")
    monkeypatch.setenv("DISPLAY", ":9999")
    assert "wayland" not in refusal()


@pytest.mark.usefixtures("loadable")
def test_a_display_that_lets_this_user_not_in_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("DISPLAY", f"127.0.0.1:{port - 6000}")
        turning_away = Thread(target=lambda: [server.accept()[0].close() for _ in range(2)])
        turning_away.start()
        assert "不接受本用户的连接" in refusal()
        turning_away.join()


@pytest.mark.usefixtures("wayland")
def test_a_library_that_is_missing_is_named_with_its_package(monkeypatch) -> None:
    def load(_file: str) -> None:
        raise OSError("libwayland-cursor.so.0: cannot open shared object file: No such file")

    monkeypatch.setattr(display.ctypes, "CDLL", load)
    words = refusal()
    assert "libwayland-cursor.so.0" in words
    assert "libwayland-cursor0" in words


def test_a_library_of_qt_itself_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def take(_name: str) -> None:
        raise ImportError("libGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(display.importlib, "import_module", take)
    for draw in (display.draw_on_display, display.draw_offscreen):
        with pytest.raises(EnvironmentProblem, match=r"libGL\.so\.1.*libgl1"):
            draw()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600"])
def test_a_platform_without_a_display_is_left_as_it_is(platform: str, monkeypatch) -> None:
    monkeypatch.setenv(display.PLATFORM, platform)
    display.draw_on_display()
    display.draw_offscreen()
    assert os.environ[display.PLATFORM] == platform


@pytest.mark.parametrize("platform", ["", "xcb", "wayland;xcb", "wayland-egl"])
def test_pictures_need_no_display(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(display.PLATFORM, platform)
    display.draw_offscreen()
    assert os.environ[display.PLATFORM] == "offscreen"


@pytest.mark.parametrize("named", [{}, {"DISPLAY": ":9999"}, {"WAYLAND_DISPLAY": "wayland-9"}])
def test_the_program_ends_with_one_sentence(named: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zxdesk"],
        cwd=ROOT,
        env={**os.environ, **named},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("打不开窗口（")
