"""Where Qt draws: on the display that can be reached, or on none.

Qt ends the whole process when it cannot reach its display, so this is found out before Qt
starts. Only the standard library is used: `dev.py` asks here too, before anything is installed.
"""

import ctypes
import importlib.util
import os
import re
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zxdesk.errors import EnvironmentProblem

NO_DISPLAY = "no_display"
PLATFORM = "QT_QPA_PLATFORM"
OFFSCREEN = "offscreen"
_PATIENCE = 3  # seconds, for a display on another computer

# What Qt loads from the system -> the Debian and Ubuntu package that has it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# In addition where a window opens: on an X display, and on a Wayland display.
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_PACKAGES = QT_LIBRARIES | X11_LIBRARIES | WAYLAND_LIBRARIES


Place = str | tuple[str, int]


def _wayland_places(name: str) -> list[Place]:
    """Give where a Wayland display listens: a file in the user's own folder of the session."""
    return [str(Path(os.environ.get("XDG_RUNTIME_DIR", ""), name))]


def _x11_places(name: str) -> list[Place]:
    """Give where the X display `:1`, `unix:1.0` or `host:1` listens."""
    found = re.fullmatch(r"(?P<host>.*):(?P<number>\d+)(\.\d+)?", name)
    if found is None:
        return []
    host, number = found["host"].strip("[]"), int(found["number"])
    if host not in ("", "unix"):
        return [(host, 6000 + number)]
    path = f"/tmp/.X11-unix/X{number}"
    return [path, f"\0{path}"]


@dataclass(frozen=True)
class Display:
    """One way to show a window.

    Attributes:
        variable: Names the display in the environment.
        plugin: Qt's plugin for it.
        libraries: What the plugin loads beside `QT_LIBRARIES`.
        places: Where a display of this name listens.
    """

    variable: str
    plugin: str
    libraries: dict[str, str]
    places: Callable[[str], list[Place]]

    def is_named(self) -> bool:
        """Tell whether the environment names such a display."""
        return bool(os.environ.get(self.variable))

    def answers(self) -> bool:
        """Tell whether somebody listens there."""
        return any(map(_connects, self.places(os.environ.get(self.variable, ""))))


# By Qt's name of the platform; Wayland first, as in Qt.
DISPLAYS = {
    "wayland": Display("WAYLAND_DISPLAY", "libqwayland*.so", WAYLAND_LIBRARIES, _wayland_places),
    "xcb": Display("DISPLAY", "libqxcb.so", X11_LIBRARIES, _x11_places),
}


def draw_offscreen() -> None:
    """Draw on no display, unless a platform that needs none is named already.

    Raises:
        EnvironmentProblem: a library that Qt needs is missing.
    """
    _ask_for_qt()
    named = _named_platforms()
    if not named or any(name in DISPLAYS for name in named):
        os.environ[PLATFORM] = OFFSCREEN


def draw_on_display() -> None:
    """Choose the display a window can be shown on.

    Raises:
        EnvironmentProblem: there is none, or a library that Qt needs is missing.
    """
    _ask_for_qt()
    if sys.platform == "linux" and all(name in DISPLAYS for name in _named_platforms()):
        os.environ[PLATFORM] = _first_usable()


def display_that_answers() -> Display | None:
    """Give the display that can be reached; its libraries are not looked at."""
    return next((DISPLAYS[name] for name in _candidates() if DISPLAYS[name].answers()), None)


def _first_usable() -> str:
    reasons = []
    for name in _candidates():
        reason = _unusable(name)
        if not reason:
            return name
        reasons.append(reason)
    why = "，".join(reasons) or "没有设置 DISPLAY 或 WAYLAND_DISPLAY"
    raise EnvironmentProblem(
        f"打不开窗口（{why}），台账没有改动",
        "请在桌面环境里打开，或只用命令：zxdesk --help",
        code=NO_DISPLAY,
    )


def _unusable(platform: str) -> str:
    """Say what keeps a window from this display; "" where nothing does."""
    display = DISPLAYS[platform]
    if not display.answers():
        named = f"{display.variable}={os.environ[display.variable]}"
        return f"{named} 上没有显示器应答"
    lacking = _unloadable(display)
    if lacking or platform != "xcb":
        return lacking
    return "显示器不接受本用户的连接" if _refuses_us() else ""


def _named_platforms() -> list[str]:
    """Give the platforms that the environment names: `wayland;xcb:option` names two."""
    entries = os.environ.get(PLATFORM, "").split(";")
    return [entry.split(":")[0].removesuffix("-egl") for entry in entries if entry]


def _candidates() -> list[str]:
    allowed = _named_platforms() or list(DISPLAYS)
    return [name for name in allowed if name in DISPLAYS and DISPLAYS[name].is_named()]


def _connects(place: Place) -> bool:
    try:
        if isinstance(place, tuple):
            socket.create_connection(place, timeout=_PATIENCE).close()
        else:
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(place)
    except (OSError, ValueError):
        return False
    return True


def _unloadable(display: Display) -> str:
    """Say which library keeps Qt's plugin for this display from loading."""
    package = importlib.util.find_spec("PySide6")
    if package is None or package.origin is None:
        return ""
    folder = Path(package.origin).parent / "Qt" / "plugins" / "platforms"
    return next(filter(None, map(_not_loaded, sorted(folder.glob(display.plugin)))), "")


def _not_loaded(file: Path) -> str:
    try:
        ctypes.CDLL(str(file))
    except OSError as error:
        return _missing(error)
    return ""


def _refuses_us() -> bool:
    """Tell whether an X server answers but lets this user not in, as after `su`."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    line = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = bool(xcb.xcb_connection_has_error(line))
    xcb.xcb_disconnect(line)
    return refused


def _missing(error: Exception) -> str:
    """Say which library the loader did not find, and which package has it."""
    library = str(error).split(":")[0]
    package = _PACKAGES.get(library)
    return f"缺少系统库 {library}" + (f"，在 Debian 上是软件包 {package}" if package else "")


def _ask_for_qt() -> None:
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        raise EnvironmentProblem(
            f"画不了窗口（{_missing(error)}），台账没有改动",
            "请安装后再打开，其他命令不受影响",
            code=NO_DISPLAY,
        ) from error
