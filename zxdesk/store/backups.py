"""Backups: made by the backup API, reopened, checked, counted, hashed and only then kept."""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from glob import escape
from pathlib import Path

from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.files import reason_of
from zxdesk.paths import EXTENSION
from zxdesk.store import backup_notes, bringing, copies, soundness, sqlite
from zxdesk.store.backup_notes import Backup, note_of
from zxdesk.store.copies import count, sha256
from zxdesk.store.problems import explained

__all__ = [
    "Backup",
    "automatic_file",
    "count",
    "folder",
    "listed",
    "make",
    "make_if_changed",
    "make_if_due",
    "newest",
    "sha256",
]

EVERY = timedelta(minutes=30)
_STAMP = "%Y%m%d-%H%M%S"
_KEEP_ALL = timedelta(days=2)
_DAILY, _WEEKLY, _MONTHLY = 12, 10, 9


def folder(ledger: Path) -> Path:
    """Give the folder of a ledger's automatic backups."""
    return ledger.with_name(f"{ledger.stem}-备份")


def automatic_file(ledger: Path, *, now: datetime) -> Path:
    """Give a free file for an automatic backup made now."""
    return copies.free_name(folder(ledger) / f"{ledger.stem}-{now.strftime(_STAMP)}{EXTENSION}")


def listed(ledger: Path) -> list[Backup]:
    """Give the automatic backups that are whole, newest first, whatever the clock said."""
    found = []
    for file in folder(ledger).glob(f"{escape(ledger.stem)}-*{EXTENSION}"):
        backup = backup_notes.read(file)
        if backup and backup.sound:
            found.append(backup)
    return sorted(found, key=lambda backup: backup.order, reverse=True)


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
    made = make(ledger, automatic_file(ledger, now=now), now=now)
    drop = set(thinned([backup.when for backup in listed(ledger)], now=now))
    for backup in listed(ledger):
        if backup.when in drop and backup.file != made.file:
            backup.file.unlink(missing_ok=True)
            note_of(backup.file).unlink(missing_ok=True)
    return made


def _is_backed_up(ledger: Path) -> bool:
    """Tell whether a backup ends with the ledger's last step.

    Neither the clock nor the step's number tells: after a restore the numbers are given anew.
    """
    last = sqlite.last_step(ledger)
    for backup in listed(ledger):
        with suppress(sqlite3.DatabaseError):  # a damaged backup is none
            if backup.step == last[0] and sqlite.last_step(backup.file) == last:
                return True
    return False


def named(target: Path) -> Path:
    """Give the name of a backup: it ends as ledgers do, for a note stands beside it."""
    is_ours = target.suffix.lower() == EXTENSION
    return target if is_ours else target.with_name(target.name + EXTENSION)


def found(given: Path) -> Path:
    """Give the backup that is called so, its ending left out or not."""
    return given if given.exists() else named(given)


def make(ledger: Path, target: Path, *, now: datetime) -> Backup:
    """Make a verified copy of the ledger at `target`, which gets the ending of a ledger.

    Raises:
        EnvironmentProblem: no room or no right; nothing is left at `target`.
        UserError: something stands there that is no backup of this ledger; it was left alone.
    """
    target = named(target)
    try:
        _refuse_foreign(ledger, target)
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = copies.partial_of(target)
        with explained(target), copies.being_made(partial):
            copies.copy(ledger, partial)
            backup = described(ledger, partial, target, now)
            if target.parent != folder(ledger):  # Automatic backups share the ledger's contents.
                backup = replace(backup, lacking=_with_contents(ledger, partial, target))
            if target.exists():  # With the note of another file it would be called damaged.
                note_of(target).unlink(missing_ok=True)
            copies.put_in_place(partial, target)
            put_note(backup)
    except OSError as error:
        raise _failed(reason_of(error), "backup_failed") from error
    except EnvironmentProblem as problem:
        if problem.code in ("backup_failed", "damaged"):
            _refuse_damaged(ledger)
        if problem.code == "backup_failed":
            raise
        raise _failed(problem.message.split("，")[0], problem.code) from problem
    return backup


def _with_contents(ledger: Path, partial: Path, target: Path) -> tuple[str, ...]:
    try:
        return tuple(bringing.bring_along(partial, ledger, target))
    except EnvironmentProblem as problem:
        if problem.code != "contents_unwritable":
            raise
        raise _failed(problem.message.split("，")[0], problem.code) from problem


def _refuse_damaged(ledger: Path) -> None:
    """Say so where it is the ledger that is damaged, and not only its copy."""
    if sqlite.quick_check(ledger):
        soundness.forget(ledger)
        raise EnvironmentProblem(
            f"台账 {ledger.name} 已损坏，没有备份，较早的备份都在",
            "请用 zxdesk restore 恢复最近一份备份",
            code="damaged",
        )


def _failed(reason: str, code: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"备份没有做成（{reason}），台账本身完好",
        "请检查备份位置的空间和权限后再备份一次",
        code=code,
    )


def described(ledger: Path, partial: Path, target: Path, now: datetime) -> Backup:
    """Verify a copy and give its note, as it will stand at `target`."""
    records = _verified_count(ledger, partial)
    step, head = sqlite.last_step(partial)
    beside = map(backup_notes.read, target.parent.glob("*" + EXTENSION))
    return Backup(
        target,
        sha256(partial),
        records,
        step,
        now.isoformat(timespec="seconds"),
        head=head,
        origin=copies.origin(partial),
        committee=copies.committee(partial),
        serial=max((other.serial for other in beside if other), default=0) + 1,
    )


def put_note(backup: Backup) -> None:
    """Write the note of a backup."""
    note = note_of(backup.file)
    partial = copies.partial_of(note)
    try:
        partial.write_text(backup_notes.text_of(backup), encoding="utf-8")
        copies.sync(partial)
        os.replace(partial, note)
    finally:
        partial.unlink(missing_ok=True)


def _refuse_foreign(ledger: Path, target: Path) -> None:
    """Let nothing be replaced but an earlier state of this same ledger, which it still holds."""
    if target.exists() and target.samefile(ledger):
        raise UserError("备份不能放在台账自己的位置，没有备份", "请换一个文件名或文件夹")
    taken = ""
    if target.exists() and not _is_earlier_state(target, ledger):
        taken = f"{target.name} 已经存在，不是这本台账较早的备份"
    elif note_of(target).exists() and backup_notes.read(target) is None:
        taken = f"{note_of(target).name} 已经存在，不是本程序的备份说明"
    if taken:
        raise UserError(f"{taken}，没有备份，也没有改动它", "请换一个文件名", code="exists")


def _is_earlier_state(file: Path, ledger: Path) -> bool:
    try:
        sqlite.inspect_header(file)
        number, head = sqlite.last_step(file)
        return bool(head) and sqlite.hash_of_step(ledger, number) == head
    except (EnvironmentProblem, sqlite3.DatabaseError):
        return False


def _verified_count(source: Path, copy: Path) -> int:
    if sqlite.quick_check(copy) or (counted := count(copy)) != count(source):
        raise EnvironmentProblem(
            "备份核对不符，已丢弃这份备份，台账本身完好",
            "请检查磁盘后再备份一次",
            code="backup_failed",
        )
    return counted


def abandon_later(ledger: Path, restored: Path) -> None:
    """Note of the backups that hold what the restored ledger will not: they were left knowingly.

    Else a check would call the restored ledger older than its backups.
    """
    for backup in listed(ledger):
        gone = sqlite.hash_of_step(restored, backup.step) != backup.head
        if gone and not backup.abandoned:
            put_note(replace(backup, abandoned=True))


def examine(ledger: Path, *, now: datetime) -> Backup | None:
    """Check every index of the newest backup once a day; give the backup that was found unsound.

    A quick check at closing must not keep anybody waiting, and misses an index that is wrong.
    """
    backup = newest(ledger)
    today = now.date().isoformat()
    if backup is None or backup.examined == today:
        return None
    sound = sha256(backup.file) == backup.sha256 and not sqlite.integrity_check(backup.file)
    put_note(replace(backup, examined=today, sound=sound))
    return None if sound else backup


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
