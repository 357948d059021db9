"""Tells network and synchronised folders, where a ledger must not be written."""

import os
import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zxdesk import paths
from zxdesk.files import real_path

_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p.smb", "afs", "davfs"}
# "OneDrive - 云溪县政协", "Dropbox (单位)", "Google Drive (2)", "坚果云 2": the same service, for
# whom or once more.
_FURTHER = re.compile(r" - .*$| ?[(（][^()（）]*[)）]$| \d+$")


@dataclass(frozen=True)
class _Services:
    """How the folders of synchronising services are called and marked."""

    names: frozenset[str]
    beginnings: tuple[str, ...]
    marks: tuple[str, ...]
    settings: frozenset[str]


@cache
def _services() -> _Services:
    """Read the list of services, which grows without the program."""
    file = paths.resources() / "synchronised_folders.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8"))
    return _Services(
        names=frozenset(name.casefold() for name in listed["name"]),
        beginnings=tuple(name.casefold() for name in listed["within"]),
        marks=tuple(listed["mark"]),
        settings=frozenset(listed["settings"]),
    )


def _is_synchronised(folder: Path) -> bool:
    services, name = _services(), folder.name.casefold()
    plain = _FURTHER.sub("", name)
    if plain in services.names or name.startswith(services.beginnings):
        return True
    at_home = services.settings if folder == Path.home() else frozenset()
    return any(_is_there(folder / mark) for mark in services.marks if mark not in at_home)


def _is_there(mark: Path) -> bool:
    """Tell whether a mark can be seen; a folder that is closed to us shows none."""
    try:
        return mark.exists()
    except PermissionError:  # up to Python 3.13
        return False


def unsafe_reason(path: Path) -> str | None:
    """Say why the ledger at `path` may only be read there; None where it may be written."""
    folder = path.absolute().parent
    resolved = real_path(folder)  # a link or a mapped drive may lead there
    if _on_network(folder) or _on_network(resolved):
        return "网络文件夹"
    for part in dict.fromkeys((folder, *folder.parents, resolved, *resolved.parents)):
        if _is_synchronised(part):
            return f"同步文件夹（{part.name}）"
    return None


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        return _on_windows_network(folder)
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in mounts:
        _, mount, mount_kind, *_ = line.split(" ")
        mount = mount.replace("\\040", " ")
        inside = str(folder) == mount or str(folder).startswith(mount.rstrip("/") + "/")
        if inside and len(mount) > len(best):
            best, kind = mount, mount_kind
    return kind in _NETWORK_TYPES


def _on_windows_network(folder: Path) -> bool:
    import ctypes

    drive = os.path.splitdrive(folder)[0]
    remote_drive = 4  # DRIVE_REMOTE, https://learn.microsoft.com/windows/win32/api/fileapi
    windll = getattr(ctypes, "windll", None)
    return drive.startswith("\\\\") or (
        windll is not None and windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote_drive
    )
