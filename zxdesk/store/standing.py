"""Is the file still the ledger that was opened? Asked before every step and every look.

A file manager, a synchronising service or another program may delete the file, put another in its
place or write over it while it is open. What is written then is lost, or ruins what it meets.
"""

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from zxdesk.store import sqlite, steps
from zxdesk.store.problems import is_of_damage
from zxdesk.store.schema import STEP

GONE, EXCHANGED, OVERWRITTEN, WRITTEN = (
    "已被移走或删除",
    "已被换成另一个文件",
    "已被别的内容覆盖",
    "已被别的程序写入",
)
_Inode = tuple[int, int]


@dataclass
class Standing:
    """What is known of a ledger's file since it was opened.

    Attributes:
        last: Number and hash of the last step that this program knows.
    """

    path: Path
    inode: _Inode
    last: tuple[int, str] = (0, "")
    _log: _Inode | None = None
    _state: tuple[int, int] = (0, 0)
    # The last step that the file holds without its write-ahead log; it never goes back.
    _put_away: int = 0

    @classmethod
    def of(cls, path: Path) -> "Standing":
        """Note how the file stands now."""
        found = path.stat()
        return cls(path, (found.st_dev, found.st_ino))

    def moved(self) -> str:
        """Say whether another file, none or a shorter one is there; empty where all is well."""
        try:
            found = self.path.stat()
        except OSError:
            return GONE
        if (found.st_dev, found.st_ino) != self.inode:
            return EXCHANGED
        # The file grows; what makes it smaller here is noted at once.
        return OVERWRITTEN if found.st_size < self._state[0] else ""

    def untouched(self) -> bool:
        """Tell whether nobody else seems to have written the file."""
        with suppress(OSError):
            return _state(self.path) == self._state
        return False

    def altered(self, connection: sa.Connection) -> str:
        """Say within a write whether others have written; empty where all is well."""
        if self._log is not None and _inode(_log_of(self.path)) != self._log:
            return GONE
        try:
            if _state(self.path) != self._state and not self._holds(connection):
                return OVERWRITTEN
            return "" if steps.head(connection) == self.last else WRITTEN
        except sa.exc.DatabaseError as error:
            if not is_of_damage(error):
                raise
            return OVERWRITTEN  # It was sound when it was opened.

    def wrote(self, last: tuple[int, str]) -> None:
        """Note how the file stands after what this program has written; this cannot fail."""
        self.last = last
        self._log = _inode(_log_of(self.path))
        # Where it cannot be looked at now, the next step finds it changed and asks more closely.
        with suppress(OSError, sqlite3.DatabaseError):
            found = _state(self.path)
            if found != self._state:
                self._state = (0, 0)
                self._put_away, _ = sqlite.last_step(self.path, alone=True)
                self._state = found

    def _holds(self, connection: sa.Connection) -> bool:
        """Tell whether the file itself ends with a step of ours: time and size alone may change."""
        try:
            number, chained = sqlite.last_step(self.path, alone=True)
        except sqlite3.DatabaseError:
            return False
        ours = connection.scalar(sa.select(STEP.c.hash).where(STEP.c.no == number))
        if number < self._put_away or ours != chained:
            return False
        self._put_away, self._state = number, _state(self.path)
        return True


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _inode(path: Path) -> _Inode | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _state(path: Path) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns
