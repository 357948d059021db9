"""Backups: made by the backup API, reopened, checked, counted, hashed and only then kept.

Copying the file of an open ledger loses what is still in its write-ahead log, and the copy looks
healthy; nothing here copies a file that may be open.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from zxdesk.errors import EnvironmentProblem
from zxdesk.records import KINDS
from zxdesk.store import sqlite
from zxdesk.store.lock import LedgerLock
from zxdesk.store.problems import explained

EVERY = timedelta(minutes=30)
_STAMP = "%Y%m%d-%H%M%S"
_KEEP_ALL = timedelta(days=2)
_DAILY, _WEEKLY, _MONTHLY = 12, 10, 9


@dataclass(frozen=True)
class Backup:
    """A verified copy of a ledger.

    Attributes:
        step: The last step it holds.
        records: How many records of all kinds it holds.
    """

    file: Path
    sha256: str
    records: int
    step: int
    made: str

    @property
    def when(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made)


def folder(ledger: Path) -> Path:
    """Give the folder of a ledger's automatic backups."""
    return ledger.with_name(f"{ledger.stem}-备份")


def automatic_file(ledger: Path, *, now: datetime) -> Path:
    """Give the file of an automatic backup made now."""
    return folder(ledger) / f"{ledger.stem}-{now.strftime(_STAMP)}.zxd"


def listed(ledger: Path) -> list[Backup]:
    """Give the automatic backups that are whole, newest first."""
    found = []
    for note in folder(ledger).glob(f"{ledger.stem}-*.json"):
        backup = _read_note(note.with_suffix(".zxd"))
        if backup and backup.file.exists():
            found.append(backup)
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def newest(ledger: Path) -> Backup | None:
    """Give the newest automatic backup."""
    return next(iter(listed(ledger)), None)


def make_if_due(ledger: Path, *, now: datetime) -> Backup | None:
    """Make a backup if something was written since the last one and that is some time ago."""
    last = newest(ledger)
    if last and timedelta() <= now - last.when < EVERY:
        return None
    return make_if_changed(ledger, now=now)


def make_if_changed(ledger: Path, *, now: datetime) -> Backup | None:
    """Make a backup if something was written since the last one, and thin the older ones."""
    last = newest(ledger)
    if last and last.step == _last_step(ledger):
        return None
    backup = make(ledger, automatic_file(ledger, now=now), now=now)
    for old in thinned([b.when for b in listed(ledger)], now=now):
        file = automatic_file(ledger, now=old)
        file.unlink(missing_ok=True)
        file.with_suffix(".json").unlink(missing_ok=True)
    return backup


def make(ledger: Path, target: Path, *, now: datetime) -> Backup:
    """Make a verified copy of the ledger at `target`.

    Raises:
        EnvironmentProblem: no room or no right; nothing is left at `target`.
    """
    partial = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with explained(target):
            _copy(ledger, partial)
            records = _verified_count(ledger, partial)
            step = _last_step(partial)
        backup = Backup(target, _sha256(partial), records, step, now.isoformat(timespec="seconds"))
        os.replace(partial, target)
        _note(target).write_text(
            json.dumps(asdict(backup) | {"file": target.name}, ensure_ascii=False, indent=1),
            encoding="utf-8",
        )
    except OSError as error:
        raise EnvironmentProblem(
            f"备份没有做成（{error.strerror}），台账没有改动",
            "请检查备份位置的空间和权限后再备份一次",
            code="backup_failed",
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return backup


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    origin = sqlite.connect_for_reading(source)
    copy = sqlite3.connect(target)
    try:
        origin.backup(copy)
        # A copy in DELETE mode can be read from a read-only medium.
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
        origin.close()
    with target.open("r+b") as file:
        os.fsync(file.fileno())


def _verified_count(source: Path, copy: Path) -> int:
    if sqlite.quick_check(copy) or _count(copy) != _count(source):
        raise EnvironmentProblem(
            "备份核对不符，已丢弃这份备份，台账没有改动",
            "请检查磁盘后再备份一次",
            code="backup_failed",
        )
    return _count(copy)


def _count(file: Path) -> int:
    return sum(_ask(file, f"SELECT count(*) FROM {name}") for name in KINDS)


def _last_step(file: Path) -> int:
    return _ask(file, "SELECT coalesce(max(no), 0) FROM step")


def _ask(file: Path, query: str) -> int:
    connection = sqlite.connect_for_reading(file)
    try:
        return int(connection.execute(query).fetchone()[0])
    finally:
        connection.close()


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _note(backup: Path) -> Path:
    return backup.with_suffix(".json")


def _read_note(backup: Path) -> Backup | None:
    try:
        note = json.loads(_note(backup).read_text(encoding="utf-8"))
        return Backup(backup, note["sha256"], int(note["records"]), int(note["step"]), note["made"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def thinned(made: Iterable[datetime], *, now: datetime) -> list[datetime]:
    """Give the backups to drop: all of two days stay, then 12 daily, 10 weekly and 9 monthly.

    The newest is never dropped, whatever the clock says.
    """
    drop: list[datetime] = []
    days: set[object] = set()
    weeks: set[object] = set()
    months: set[object] = set()
    newest_first = sorted(made, reverse=True)
    for position, when in enumerate(newest_first):
        if position == 0 or now - when < _KEEP_ALL:
            continue
        day, week, month = when.date(), when.isocalendar()[:2], (when.year, when.month)
        if day not in days and len(days) < _DAILY:
            days.add(day)
        elif week not in weeks and len(weeks) < _WEEKLY and day not in days:
            weeks.add(week)
        elif month not in months and len(months) < _MONTHLY and day not in days:
            months.add(month)
        else:
            drop.append(when)
    return drop


def restore(backup: Path, ledger: Path, *, now: datetime) -> Path | None:
    """Put a backup in the ledger's place, keeping today's file aside.

    Returns:
        Where today's file was kept; None where there was none.

    Raises:
        EnvironmentProblem: the backup is not sound, or the ledger is in use; nothing was changed.
    """
    sqlite.inspect_header(backup)
    _refuse_unsound(backup)
    lock = LedgerLock(ledger)
    if not lock.take():
        raise EnvironmentProblem(
            f"{lock.holder()}正在使用台账，没有恢复", "请等对方关闭后再恢复", code="locked"
        )
    try:
        return _exchange(backup, ledger, now)
    except OSError as error:
        raise EnvironmentProblem(
            f"没有恢复成（{error.strerror}），今天的台账保持原样",
            "请检查磁盘空间和权限后重试",
            code="restore_failed",
        ) from error
    finally:
        lock.release()


def _exchange(backup: Path, ledger: Path, now: datetime) -> Path | None:
    partial = ledger.with_name(ledger.name + ".part")
    try:
        with explained(backup):
            _copy(backup, partial)
        kept = None
        if ledger.exists():
            kept = ledger.with_name(f"{ledger.stem}-恢复前-{now.strftime(_STAMP)}.zxd")
            for suffix in ("-wal", "-shm"):
                beside = ledger.with_name(ledger.name + suffix)
                if beside.exists():
                    os.replace(beside, kept.with_name(kept.name + suffix))
            os.replace(ledger, kept)
        os.replace(partial, ledger)
        return kept
    finally:
        partial.unlink(missing_ok=True)


def _refuse_unsound(backup: Path) -> None:
    note = _read_note(backup)
    wrong_hash = note is not None and note.sha256 != _sha256(backup)
    if wrong_hash or sqlite.quick_check(backup):
        raise EnvironmentProblem(
            f"备份 {backup.name} 已损坏或被改动过，没有恢复，今天的台账保持原样",
            "请换一份较早的备份",
            code="damaged",
        )
