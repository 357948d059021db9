"""Copies of ledger files: made by the backup API, put in place whole, looked into.

Copying the file of an open ledger loses what is still in its write-ahead log, and the copy looks
healthy; nothing here copies a file that may be open.
"""

import errno
import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from zxdesk.records import KINDS, Committee, Setting
from zxdesk.store import lock, sqlite
from zxdesk.store.schema import OWN_COMMITTEE

PART = ".part"
_BESIDE = ("-wal", "-shm", "-journal")


def partial_of(file: Path) -> Path:
    """Give the name under which a file is made before it is put in its place."""
    return file.with_name(file.name + PART)


@contextmanager
def being_made(partial: Path) -> Iterator[None]:
    """Make a file under a claim, so that nobody sweeps it; what is left of it at the end goes."""
    if partial.exists() and not lock.is_abandoned(partial):
        raise BlockingIOError(errno.EAGAIN, "另一个程序正在写同一个文件")
    remove(partial)
    try:
        with lock.claimed(partial):
            yield
    finally:
        with suppress(NotADirectoryError, PermissionError):
            remove(partial)


def remove(file: Path) -> None:
    """Remove a database file with what lies beside it."""
    for name in (*(file.name + suffix for suffix in _BESIDE), file.name):
        file.with_name(name).unlink(missing_ok=True)


def settle(partial: Path) -> None:
    """Have all that was written in the file itself, and none of it in a log beside it.

    SQLite does so when the last connection is closed, and keeps silent where the disk is full.

    Raises:
        sqlite3.DatabaseError: there is no space for it, or the disk fails.
    """
    with closing(sqlite3.connect(partial, isolation_level=None)) as made:
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        made.execute("PRAGMA journal_mode=DELETE").fetchall()
    sync(partial)


def put_in_place(partial: Path, target: Path) -> None:
    """Put a finished file in its place, in one step that lasts.

    Raises:
        OSError: it is not finished, for a part of it stands in a log still; or it cannot be moved.
    """
    logs = [partial.with_name(partial.name + suffix) for suffix in ("-wal", "-journal")]
    if any(log.exists() and log.stat().st_size for log in logs):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    lock.disclaim(partial)  # Windows moves no file that is open.
    os.replace(partial, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; Windows does that by itself."""
    if sys.platform == "win32":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def free_name(file: Path) -> Path:
    """Give the file, or its name with a number where it is taken."""
    found, number = file, 2
    while found.exists():
        found = file.with_name(f"{file.stem}-{number}{file.suffix}")
        number += 1
    return found


def copy(source: Path, target: Path) -> None:
    """Copy a ledger, with all that was committed, to a file that is being made."""
    with (
        closing(sqlite.connect_for_reading(source)) as origin,
        closing(sqlite3.connect(target)) as made,
    ):
        origin.backup(made)
        # A copy in DELETE mode can be read from a read-only medium.
        made.execute("PRAGMA journal_mode=DELETE")
    sync(target)


def sync(file: Path) -> None:
    """Have a file on the disk."""
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


def count(file: Path) -> int:
    """Give how many records of all kinds a ledger file holds."""
    with closing(sqlite.connect_for_reading(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        # A ledger that is backed up before it is brought up to date knows no newer kinds yet.
        known = [name for (name,) in tables if name in KINDS]
        counts = " + ".join(["0", *(f"(SELECT count(*) FROM {name})" for name in known)])
        return int(connection.execute(f"SELECT {counts}").fetchone()[0])


def committee(file: Path) -> str:
    """Give the name of the committee whose ledger a file is."""
    own = f"SELECT value FROM {Setting.__tablename__} WHERE key = '{OWN_COMMITTEE}'"
    return str(ask(file, f"SELECT name FROM {Committee.__tablename__} WHERE id = ({own})"))


def origin(file: Path) -> str:
    """Give the hash of the first step: every copy of one ledger has the same."""
    return str(ask(file, "SELECT coalesce((SELECT hash FROM step ORDER BY no LIMIT 1), '')"))


def ask(file: Path, query: str) -> Any:
    """Ask a ledger file for one value."""
    with closing(sqlite.connect_for_reading(file)) as connection:
        found = connection.execute(query).fetchone()
        return found[0] if found else None


def sha256(file: Path) -> str:
    """Give the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
