"""Puts a backup in the ledger's place; a program killed at any point leaves the one or the other.

All is made and checked beside the ledger first. What the ledger's write-ahead log still holds is
put into its file before it is exchanged: a log beside another file would be taken for that file's.
Then one rename puts the backup in place.
"""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zxdesk.errors import EnvironmentProblem, RefusedError, UserError
from zxdesk.files import real_path, reason_of
from zxdesk.store import (
    backup_notes,
    backups,
    bringing,
    check,
    copies,
    migrate,
    shape,
    sqlite,
)
from zxdesk.store.folders import unsafe_reason
from zxdesk.store.lock import LedgerLock
from zxdesk.store.opening import reading
from zxdesk.store.problems import explained, is_of_other_program

_STAMP = "%Y%m%d-%H%M%S"
# Asked as a number, for what is found wrong may not be text; who holds the file is still told.
_FAULTS = "SELECT count(*) FROM pragma_quick_check(1) WHERE quick_check != 'ok'"


@dataclass(frozen=True)
class Restored:
    """What a restore did.

    Attributes:
        committee: Whose ledger it is.
        kept: Where today's file was kept; None where there was none.
        lacking: The attachments whose contents lie neither here nor beside the backup.
    """

    committee: str
    kept: Path | None
    lacking: tuple[str, ...] = ()


def restore(
    backup: Path, ledger: Path, *, now: datetime, other_committee: bool = False
) -> Restored:
    """Put a backup in the ledger's place, keeping today's file aside.

    Args:
        other_committee: Whether the backup may be of another committee's ledger.

    Raises:
        EnvironmentProblem: the backup is not sound, or the ledger is in use; nothing was changed.
        RefusedError: it is another committee's.
    """
    sqlite.inspect_header(backup)
    reason, ledger = unsafe_reason(ledger), real_path(ledger)
    if reason:
        raise EnvironmentProblem(
            f"{ledger.parent} 是{reason}，没有恢复", "请选择本机文件夹", code="network_folder"
        )
    if ledger.exists() and backup.samefile(ledger):
        raise UserError("这就是台账自己，没有恢复", "请选择一份备份")
    _refuse_altered(backup)
    lock = LedgerLock(ledger)
    try:
        if not lock.take():
            raise EnvironmentProblem(
                f"{lock.holder()}正在使用台账，没有恢复", "请等对方关闭后再恢复", code="locked"
            )
        return _restored(backup, ledger, lock, now, other_committee)
    except OSError as error:
        raise EnvironmentProblem(
            f"没有恢复成（{reason_of(error)}），今天的台账保持原样",
            "请检查磁盘空间和权限后重试",
            code="restore_failed",
        ) from error
    finally:
        lock.release()


def _restored(
    backup: Path, ledger: Path, lock: LedgerLock, now: datetime, other_committee: bool
) -> Restored:
    partial = copies.partial_of(ledger)
    with copies.being_made(partial):
        with explained(backup):
            copies.copy(backup, partial)
            _refuse_unsound(backup, partial)
            _refuse_other(partial, ledger, other_committee)
            committee = copies.committee(partial)
        lacking = bringing.bring_along(partial, backup, ledger)
        with explained(ledger):
            kept = _keep_aside(ledger, now) if ledger.exists() else None
        copies.sync(partial)
        backups.abandon_later(ledger, partial)
        lock.let_file_go()  # Windows puts nothing in the place of a file that is open.
        copies.put_in_place(partial, ledger)
    return Restored(committee, kept, tuple(lacking))


def _refuse_altered(backup: Path) -> None:
    note = backup_notes.read(backup)
    if note is not None and note.sha256 != copies.sha256(backup):
        raise _unsound(backup, "与备份时记下的校验值不符")
    with explained(backup):
        if sqlite.integrity_check(backup):
            raise _unsound(backup, "文件结构有误")


def _refuse_unsound(backup: Path, partial: Path) -> None:
    """Look the copy over as `check --deep` does, once it is of this program's version.

    The search index is left out: it can be made anew from the records at any time.
    """
    if sqlite.quick_check(partial):
        raise _unsound(backup, "复制后核对不符")
    migrate.bring_up_to_date(partial, backing_up=False)
    shape.refuse_other_shape(partial)
    with reading(partial) as copy:
        problems = check.check(copy, deep=True, index=False)
    if problems:
        raise _unsound(backup, problems[0])


def _unsound(backup: Path, why: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"备份 {backup.name} 已损坏或被改动过（{why}），没有恢复，今天的台账保持原样",
        "请换一份较早的备份",
        code="damaged",
    )


def _refuse_other(partial: Path, ledger: Path, allowed: bool) -> None:
    """Refuse another committee's ledger: it has another beginning and another name."""
    ours, name = _whose(ledger)
    theirs = copies.committee(partial)
    if allowed or not name or name == theirs or ours == copies.origin(partial):
        return
    raise RefusedError(
        f"这份备份是“{theirs}”的，这里的台账是“{name}”的，没有恢复，台账没有改动",
        "确实要换成它时，请在命令行加 --other-committee，或在窗口里确认",
        code="other_committee",
    )


def _whose(ledger: Path) -> tuple[str, str]:
    """Give the beginning of the ledger and its committee, from its last backup if it is damaged."""
    try:
        if ledger.exists():
            return copies.origin(ledger), copies.committee(ledger)
    except (sqlite3.DatabaseError, EnvironmentProblem):
        pass
    newest = backups.newest(ledger)
    return (newest.origin, newest.committee) if newest else ("", "")


def _keep_aside(ledger: Path, now: datetime) -> Path:
    """Copy today's ledger beside it, all that was committed put into one file first."""
    kept = copies.free_name(
        ledger.with_name(f"{ledger.stem}-恢复前-{now.strftime(_STAMP)}{ledger.suffix}")
    )
    partial, whole = copies.partial_of(kept), _put_log_away(ledger)
    with copies.being_made(partial):
        if whole:
            copies.copy(ledger, partial)
        else:
            shutil.copyfile(ledger, partial)
            copies.sync(partial)
        copies.put_in_place(partial, kept)
    if not whole:
        _move_logs(ledger, kept)
    return kept


def _put_log_away(ledger: Path) -> bool:
    """Put the write-ahead log into the file and remove it; False where the file is damaged.

    A damaged file is not opened for writing: SQLite would remove a log it can make nothing of.

    Raises:
        EnvironmentProblem: another program is reading the ledger.
    """
    try:
        if copies.ask(ledger, _FAULTS):
            return False
        with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        return bool(mode == "delete")
    except sqlite3.OperationalError as error:
        if is_of_other_program(error):
            raise EnvironmentProblem(
                f"有程序正在查看台账 {ledger.name}，没有恢复",
                "请关闭其他窗口后再恢复",
                code="locked",
            ) from error
        raise
    except sqlite3.DatabaseError:
        return False


def _move_logs(ledger: Path, kept: Path) -> None:
    """Keep every byte of a ledger that SQLite cannot read, what lies beside it too."""
    for suffix in ("-wal", "-journal"):
        log = ledger.with_name(ledger.name + suffix)
        if log.exists():
            shutil.copyfile(log, kept.with_name(kept.name + suffix))
            log.unlink()
    ledger.with_name(ledger.name + "-shm").unlink(missing_ok=True)
