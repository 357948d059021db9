"""Writes a finished file beside its place and then puts it there, whole or not at all."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from zxdesk.errors import EnvironmentProblem

_REASONS = {
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EISDIR: "已有同名的文件夹",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
}


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step.

    Raises:
        EnvironmentProblem: The folder or the file cannot be written; what stood there stays.
    """
    try:
        _write(path, data)
    except OSError as error:
        raise not_written(path, error) from error


def _write(path: Path, data: bytes) -> None:
    number, name = tempfile.mkstemp(prefix=".zxdesk-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def make_folder(folder: Path) -> None:
    """Make a folder where it is missing.

    Raises:
        EnvironmentProblem: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error


def not_written(path: Path, error: OSError) -> EnvironmentProblem:
    """Give the problem that a file was not written, and that what stood there stays."""
    reason = _REASONS.get(error.errno or 0, "磁盘出错")
    return EnvironmentProblem(
        f"文件“{path.name}”没有写成（{reason}），原有文件未改动",
        _what_to_do(error),
        code="unwritable",
    )


def _what_to_do(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "请关闭正在打开此文件的程序，或换一个有写入权限的文件夹再试"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "请确认文件夹存在，再试一次"
    return "请检查磁盘空间和文件夹，再试一次"
