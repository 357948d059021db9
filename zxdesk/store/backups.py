"""Backups: made by the backup API, reopened, checked, counted, hashed and only then kept.

Copying the file of an open ledger loses what is still in its write-ahead log, and the copy looks
healthy; nothing here copies a file that may be open.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from glob import escape
from pathlib import Path
from typing import Any

from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.records import KINDS
from zxdesk.store import sqlite
from zxdesk.store.lock import LedgerLock
from zxdesk.store.problems import explained

EVERY = timedelta(minutes=30)
# The write-ahead log goes first: beside another file it would be taken for that file's.
_PARTS = ("-wal", "-shm", "")
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
    for note in folder(ledger).glob(f"{escape(ledger.stem)}-*.json"):
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
    if _is_backed_up(ledger):
        return None
    backup = make(ledger, automatic_file(ledger, now=now), now=now)
    for old in thinned([b.when for b in listed(ledger)], now=now):
        file = automatic_file(ledger, now=old)
        file.unlink(missing_ok=True)
        file.with_suffix(".json").unlink(missing_ok=True)
    return backup


def _is_backed_up(ledger: Path) -> bool:
    """Tell whether a backup ends with the ledger's last step.

    Neither the clock nor the step's number tells: after a restore the numbers are given anew.
    """
    step, chained = _last_step(ledger), _last_hash(ledger)
    for backup in listed(ledger):
        with suppress(sqlite3.DatabaseError):  # a damaged backup is none
            if backup.step == step and _last_hash(backup.file) == chained:
                return True
    return False


def make(ledger: Path, target: Path, *, now: datetime) -> Backup:
    """Make a verified copy of the ledger at `target`.

    Raises:
        EnvironmentProblem: no room or no right; nothing is left at `target`.
        UserError: `target` is the ledger itself.
    """
    if target.resolve() == ledger.resolve():
        raise UserError("备份不能放在台账自己的位置，没有备份", "请换一个文件名或文件夹")
    partial = target.with_name(target.name + ".part")
    note = _note(target).with_name(_note(target).name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with explained(target):
            _copy(ledger, partial)
            records = _verified_count(ledger, partial)
            step = _last_step(partial)
        backup = Backup(target, sha256(partial), records, step, now.isoformat(timespec="seconds"))
        note.write_text(
            json.dumps(asdict(backup) | {"file": target.name}, ensure_ascii=False, indent=1),
            encoding="utf-8",
        )
        os.replace(partial, target)
        os.replace(note, _note(target))
    except OSError as error:
        raise EnvironmentProblem(
            f"备份没有做成（{error.strerror}），台账本身完好",
            "请检查备份位置的空间和权限后再备份一次",
            code="backup_failed",
        ) from error
    finally:
        with suppress(NotADirectoryError):
            for file in (partial, _beside(partial, "-journal"), note):
                file.unlink(missing_ok=True)
    return backup


def _copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with (
        closing(sqlite.connect_for_reading(source)) as origin,
        closing(sqlite3.connect(target)) as copy,
    ):
        origin.backup(copy)
        # A copy in DELETE mode can be read from a read-only medium.
        copy.execute("PRAGMA journal_mode=DELETE")
    with target.open("r+b") as file:
        os.fsync(file.fileno())


def _verified_count(source: Path, copy: Path) -> int:
    counted = count(copy)
    if sqlite.quick_check(copy) or counted != count(source):
        raise EnvironmentProblem(
            "备份核对不符，已丢弃这份备份，台账本身完好",
            "请检查磁盘后再备份一次",
            code="backup_failed",
        )
    return counted


def count(file: Path) -> int:
    """Give how many records of all kinds a ledger file holds."""
    counts = " + ".join(f"(SELECT count(*) FROM {name})" for name in KINDS)
    return int(_ask(file, f"SELECT {counts}"))


def _last_step(file: Path) -> int:
    return int(_ask(file, "SELECT coalesce(max(no), 0) FROM step"))


def _last_hash(file: Path) -> str:
    last = "SELECT hash FROM step ORDER BY no DESC LIMIT 1"
    return str(_ask(file, f"SELECT coalesce(({last}), '')"))


def _ask(file: Path, query: str) -> Any:
    connection = sqlite.connect_for_reading(file)
    try:
        return connection.execute(query).fetchone()[0]
    finally:
        connection.close()


def sha256(file: Path) -> str:
    """Give the SHA-256 of a file."""
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
    try:
        if not lock.take():
            raise EnvironmentProblem(
                f"{lock.holder()}正在使用台账，没有恢复", "请等对方关闭后再恢复", code="locked"
            )
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
        kept = ledger.with_name(f"{ledger.stem}-恢复前-{now.strftime(_STAMP)}.zxd")
        there = ledger.exists()
        moves = [] if not there else [(_beside(ledger, s), _beside(kept, s)) for s in _PARTS]
        _move_all([*moves, (partial, ledger)])
        return kept if there else None
    finally:
        for file in (partial, _beside(partial, "-journal")):
            file.unlink(missing_ok=True)


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


def _move_all(moves: Sequence[tuple[Path, Path]]) -> None:
    """Move the files that are there, all or none."""
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            if source.exists():
                os.replace(source, target)
                done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            os.replace(target, source)
        raise


def _refuse_unsound(backup: Path) -> None:
    note = _read_note(backup)
    wrong_hash = note is not None and note.sha256 != sha256(backup)
    if wrong_hash or sqlite.quick_check(backup):
        raise EnvironmentProblem(
            f"备份 {backup.name} 已损坏或被改动过，没有恢复，今天的台账保持原样",
            "请换一份较早的备份",
            code="damaged",
        )
