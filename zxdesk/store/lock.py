"""Two programs never write one ledger: a lock names who has it.

It is taken twice. The file beside the ledger stops whoever comes by the same path, also while the
ledger is being exchanged by a restore; the lock on the ledger's own file stops whoever comes by a
hard link, or after the file beside it was deleted.
"""

import contextlib
import errno
import getpass
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from zxdesk.files import real_path

_Inode = tuple[int, int]
# A file that this process holds is never opened and closed beside SQLite: closing any descriptor
# of a file drops all POSIX locks of the process on it (https://sqlite.org/howtocorrupt.html, 2.2).
_held: dict[_Inode, int] = {}
# Whoever asks whether a file is held has it for a moment: see `is_held`.
_WAITS = (0.01, 0.02, 0.04, 0.08, 0.16)
_BUSY = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES}


@dataclass(frozen=True)
class Holder:
    """Who has a ledger open for writing."""

    user: str
    host: str
    since: str

    def __str__(self) -> str:
        """Give 「王芳（办公室电脑，08:31 起）」."""
        return f"{self.user}（{self.host}，{self.since} 起）"


def user_name() -> str:
    """Give the name under which this program's user writes."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "未知用户"


class LedgerLock:
    """The lock of a ledger; the operating system frees it when its holder dies."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = real_path(ledger)  # a symbolic link leads to the same lock
        beside = self._ledger.with_name(self._ledger.name + ".lock")
        self._lock = FileLock(str(beside), thread_local=False)
        self._note = self._ledger.with_name(self._ledger.name + ".holder")
        self._file: InodeLock | None = None

    def take(self) -> bool:
        """Take the lock; False where another program has it.

        Raises:
            OSError: the folder cannot be written.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        try:
            free = self.hold_file()
        except OSError:
            self._lock.release()
            raise
        if not free:
            self._lock.release()
            return False
        self._leave_note()
        return True

    def hold_file(self) -> bool:
        """Lock the ledger's file itself, where there is one; called again when it is another."""
        self.let_file_go()
        if not self._ledger.exists():
            return True
        lock = InodeLock(self._ledger)
        for wait in (*_WAITS, 0.0):
            if lock.take():
                self._file = lock
                return True
            time.sleep(wait)
        return False

    def let_file_go(self) -> None:
        """Give the file's own lock back; the one beside it still holds."""
        if self._file is not None:
            self._file.release()
            self._file = None

    def _leave_note(self) -> None:
        note = {
            "user": user_name(),
            "host": socket.gethostname(),
            "since": datetime.now().strftime("%m-%d %H:%M"),
            "pid": os.getpid(),
        }
        # The lock holds without its note: a full disk must not keep the ledger from being read.
        with suppress(OSError):
            self._note.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")

    def holder(self) -> Holder:
        """Name who has the lock."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(str(note["user"]), str(note["host"]), str(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Holder("另一个程序", "未知电脑", "不明时间")

    def release(self, *, leave_nothing: bool = False) -> None:
        """Give the lock back.

        Args:
            leave_nothing: There is no ledger whose lock it could be: its file goes too. Whoever
                waits for it sees that what he got guards no name, and begins anew.
        """
        self.let_file_go()
        if self._lock.is_locked:
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
            with suppress(OSError):  # Windows lets nobody remove it yet, and does so by itself
                if leave_nothing:
                    Path(self._lock.lock_file).unlink(missing_ok=True)
            self._lock.release()


class InodeLock:
    """A lock on a file itself, whatever it is called and whatever lies beside it."""

    def __init__(self, file: Path) -> None:
        self._path = file
        self._inode: _Inode | None = None
        self._number = -1

    def take(self) -> bool:
        """Take the lock; False where another program, or this one, has it."""
        inode = _inode(self._path)
        if inode in _held:
            return False
        number = _opened(self._path)
        try:
            _lock(number)
        except OSError as error:
            os.close(number)
            if error.errno in _BUSY:
                return False
            raise
        _held[inode] = self._number = number
        self._inode = inode
        return True

    def release(self) -> None:
        """Give the lock back, if it was taken."""
        if self._inode is not None and _held.get(self._inode) == self._number:
            del _held[self._inode]
            os.close(self._number)
        self._inode = None


def is_held(file: Path) -> bool:
    """Tell whether a program, this one too, has a file as its ledger."""
    try:
        if _inode(file) in _held:
            return True
        number = _opened(file)
        try:
            _lock(number, shared=True)
        finally:
            os.close(number)
    except OSError:
        return True  # it is, or it cannot be told
    return False


def _opened(file: Path) -> int:
    return os.open(file, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)


def _inode(file: Path) -> _Inode:
    found = file.stat()
    return found.st_dev, found.st_ino


def _lock(number: int, *, shared: bool = False) -> None:
    """Lock an open file; two who only ask do not keep each other out, but on Windows."""
    if sys.platform == "win32":
        import msvcrt

        # Far behind anything that is read or written, for Windows keeps others from locked bytes.
        os.lseek(number, 1 << 40, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        return
    import fcntl

    try:
        fcntl.flock(number, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        # Some file systems know no such lock; there the lock beside the ledger has to do.
        if error.errno not in {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK}:
            raise


def head_of(file: Path, length: int) -> bytes:
    """Read the first bytes of a file that this process may hold as its ledger."""
    held = _held.get(_inode(file))
    if held is not None and hasattr(os, "pread"):
        return os.pread(held, length, 0)
    with file.open("rb") as opened:
        return opened.read(length)


@contextlib.contextmanager
def claimed(file: Path) -> Iterator[None]:
    """Have a half-made file known as one that somebody is at work on (see `is_abandoned`)."""
    file.touch()
    lock = InodeLock(file)
    lock.take()
    try:
        yield
    finally:
        lock.release()


def disclaim(file: Path) -> None:
    """Give up the claim on a file that is finished."""
    number = _held.pop(_inode(file), None)
    if number is not None:
        os.close(number)


def is_abandoned(file: Path) -> bool:
    """Tell whether nobody is at work on a half-made file any more."""
    lock = InodeLock(file)
    try:
        return lock.take()
    finally:
        lock.release()
