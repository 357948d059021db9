"""Two programs never write one ledger: a lock names who has it."""

import getpass
import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout


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
    """The lock beside a ledger; the operating system frees it when its holder dies."""

    def __init__(self, ledger: Path) -> None:
        self._lock = FileLock(str(ledger.with_name(ledger.name + ".lock")), thread_local=False)
        self._note = ledger.with_name(ledger.name + ".holder")

    def take(self) -> bool:
        """Take the lock; False where another program has it.

        Raises:
            OSError: the folder cannot be written.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        note = {
            "user": user_name(),
            "host": socket.gethostname(),
            "since": datetime.now().strftime("%m-%d %H:%M"),
            "pid": os.getpid(),
        }
        # The lock holds without its note: a full disk must not keep the ledger from being read.
        with suppress(OSError):
            self._note.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
        return True

    def holder(self) -> Holder:
        """Name who has the lock."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(str(note["user"]), str(note["host"]), str(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Holder("另一个程序", "未知电脑", "不明时间")

    def release(self) -> None:
        """Give the lock back."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()
