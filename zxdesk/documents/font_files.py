"""Which file draws which role: the system's own fonts where there are any, else the bundled."""

import os
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from zxdesk.paths import resources


class Role(Enum):
    """The five hands an official paper is written in."""

    BODY = "仿宋"
    TITLE = "小标宋"
    HEADING = "黑体"
    KAI = "楷体"
    SONG = "宋体"


BUNDLED = {
    Role.BODY: "ZXFangSong.ttf",
    Role.TITLE: "ZXBiaoSong.ttf",
    Role.HEADING: "ZXHei.ttf",
    Role.KAI: "ZXKai.ttf",
    Role.SONG: "ZXSong.ttf",
}

_ON_SYSTEM = {
    Role.BODY: ("仿宋_GB2312*.ttf", "simfang.ttf", "zhuquefangsong*.ttf"),
    Role.TITLE: ("fzxbsjw*.ttf", "方正小标宋*.ttf"),
    Role.HEADING: ("simhei.ttf",),
    Role.KAI: ("楷体_GB2312*.ttf", "simkai.ttf"),
    Role.SONG: ("simsun.ttc",),
}

# For the characters of names that no role has: first what is bundled, then Windows' own.
_RARE = ("simsun.ttc", "simsunb.ttf", "simsunextg.ttf")


def system_folders() -> tuple[Path, ...]:
    """Give the folders Windows keeps fonts in; nothing elsewhere (paper is judged on Windows)."""
    if sys.platform != "win32":
        return ()
    windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
    local = os.environ.get("LOCALAPPDATA")
    own = (Path(local) / "Microsoft" / "Windows" / "Fonts",) if local else ()
    return (windows, *own)


def bundled_file(role: Role) -> Path:
    """Give the font that travels with the program for `role`."""
    return resources() / "fonts" / BUNDLED[role]


def files_for(role: Role, folders: tuple[Path, ...]) -> Iterator[Path]:
    """Give the files that may draw `role`, best first, the bundled one last."""
    yield from _matching(_ON_SYSTEM[role], folders)
    yield bundled_file(role)


def files_for_rare(folders: tuple[Path, ...]) -> Iterator[Path]:
    """Give the files asked for a character that the role's own font lacks."""
    yield bundled_file(Role.SONG)
    yield from _matching(_RARE, folders)


def _matching(patterns: tuple[str, ...], folders: tuple[Path, ...]) -> Iterator[Path]:
    for pattern in patterns:
        for folder in folders:
            if folder.is_dir():
                yield from sorted(path for path in folder.iterdir() if _matches(path.name, pattern))


def _matches(name: str, pattern: str) -> bool:
    """Compare as Windows does: upper and lower case are the same."""
    stem, _, ending = pattern.lower().rpartition(".")
    name = name.lower()
    if not name.endswith("." + ending):
        return False
    bare = name[: -len(ending) - 1]
    return bare.startswith(stem[:-1]) if stem.endswith("*") else bare == stem
