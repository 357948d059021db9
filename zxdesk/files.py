"""Writes a finished file beside its place and then puts it there, whole or not at all.

Also says what a file may be called: a name of the office's becomes one that every system takes.
"""

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from zxdesk.errors import EnvironmentProblem

_REASONS = {
    errno.ENOENT: "没有这个文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EISDIR: "已有同名的文件夹",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘已满",
    errno.EFBIG: "文件太大",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENFILE: "同时打开的文件太多",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "正被别的程序使用",
    errno.ETXTBSY: "正被别的程序使用",
}
_REASONS_OF_READING = {
    errno.ENOENT: "没有这个文件",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
}

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+')
# Windows takes these for devices, whatever ending follows.
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")
_LONGEST_STEM = 60


def real_path(path: Path) -> Path:
    """Give the file that a path leads to by symbolic links; a link that leads in a circle itself.

    `Path.resolve` ends in an error there up to Python 3.12.
    """
    return Path(os.path.realpath(path))


def safe_stem(words: str, *, longest: int = _LONGEST_STEM) -> str:
    """Give words as a file may be called on any system, without an ending; empty for none.

    Args:
        longest: In characters: most systems take 255 bytes, and a Chinese character has three.
    """
    stem = _UNFIT.sub(" ", words).strip(" .")[:longest].strip(" .")
    return f"{stem}_" if _RESERVED.fullmatch(stem) else stem


def is_safe_name(words: str) -> bool:
    """Tell whether words are the name of a file on any system just as they are."""
    return bool(words) and safe_stem(words, longest=len(words)) == words


# What a half-written file is called.
TEMPORARY = ".zxdesk-"


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step.

    Raises:
        EnvironmentProblem: The folder or the file cannot be written; what stood there stays.
    """
    write_pieces(path, [data])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Put what comes in pieces at `path` in one step; where no more can come, nothing is put.

    Raises:
        EnvironmentProblem: The folder or the file cannot be written; what stood there stays.
    """
    with writing(path) as file:
        for piece in pieces:
            file.write(piece)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Give a file that is at `path` in one step once all is written, and nowhere if that fails.

    Raises:
        EnvironmentProblem: The folder or the file cannot be written; what stood there stays.
    """
    try:
        with _written(path) as file:
            yield file
    except OSError as error:
        raise not_written(path, error) from error


@contextlib.contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    number, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(number, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def try_place(path: Path) -> None:
    """See that a file can be written later: before what it tells of is done and cannot be undone.

    Raises:
        EnvironmentProblem: The folder or the file cannot be written; nothing was changed.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if path.exists():
            with path.open("r+b"):  # Windows refuses where another program has it open.
                pass
        number, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=".tmp", dir=path.parent)
        os.close(number)
        os.unlink(name)
    except OSError as error:
        raise not_written(path, error) from error


def make_folder(folder: Path) -> None:
    """Make a folder where it is missing.

    Raises:
        EnvironmentProblem: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error


def reason_of(error: OSError, *, reading: bool = False) -> str:
    """Say in Chinese why the system refused a file: its own words are in any language.

    Args:
        reading: The file was to be read, not written.
    """
    number = error.errno or 0
    if reading and number in _REASONS_OF_READING:
        return _REASONS_OF_READING[number]
    return _REASONS.get(number, "磁盘出错")


def not_written(path: Path, error: OSError) -> EnvironmentProblem:
    """Give the problem that a file was not written, and that what stood there stays."""
    reason = reason_of(error)
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
