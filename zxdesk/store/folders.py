"""Tells network and synchronised folders, where a ledger must not be written."""

import os
import sys
from pathlib import Path

_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p.smb", "afs", "davfs"}
# Folders that these services copy while a program writes; the names are the services' own.
_SYNCHRONISED = (
    "onedrive",
    "dropbox",
    "icloud drive",
    "iclouddrive",
    "google drive",
    "nutstore files",
    "nutstore",
    "坚果云",
    "我的坚果云",
    "百度云同步盘",
    "百度网盘同步空间",
    "wps云盘",
    "微云同步助手",
)
_MARKS = (".stfolder", ".dropbox", ".nutstore")


def unsafe_reason(path: Path) -> str | None:
    """Say why the ledger at `path` may only be read there; None where it may be written."""
    folder = path.absolute().parent
    resolved = folder.resolve()  # a link or a mapped drive may lead there
    if _on_network(folder) or _on_network(resolved):
        return "网络文件夹"
    for part in dict.fromkeys((folder, *folder.parents, resolved, *resolved.parents)):
        name = part.name.casefold()
        if any(name == service or name.startswith(f"{service} - ") for service in _SYNCHRONISED):
            return f"同步文件夹（{part.name}）"
        if any((part / mark).exists() for mark in _MARKS):
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
