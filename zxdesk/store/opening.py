"""Opening a ledger, in an order in which nothing is written before it is known to be safe.

1. The header: what is no ledger, or a newer program's, is refused before SQLite opens it, for
   opening a database may already write to it (recovery of a write-ahead log).
2. A quick check, but of a file that stands as it was closed: a damaged ledger is never written, so
   that all of it is left to be saved.
3. The folder: on a network or in a synchronised folder nothing locks, so it is for reading only.
4. The lock, before anything is written, and before the sweep: only its holder may tell that a
   half-made file beside the ledger is nobody's any more.
5. Migration, after a verified backup; an up-to-date ledger is left alone.
6. The shape: a table that is missing would otherwise be found by the first page that asks for it.
   After the migration, which brings it about.
7. The change log's triggers: without them a step leaves no trace and is rolled back as empty.
8. The connections, and the search index where it is of another make.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from zxdesk.errors import EnvironmentProblem
from zxdesk.files import real_path, reason_of
from zxdesk.store import backups, migrate, passing, shape, soundness, sqlite, sweeping
from zxdesk.store.folders import unsafe_reason
from zxdesk.store.ledger import Ledger
from zxdesk.store.lock import LedgerLock, is_held
from zxdesk.store.older import UpgradedCopy
from zxdesk.store.problems import explained
from zxdesk.store.schema import SCHEMA_VERSION

_ASKED = "以只读方式打开"


def open_ledger(
    path: Path,
    *,
    writing: bool = True,
    or_reading: bool = False,
    clock: Callable[[], datetime] = datetime.now,
) -> Ledger:
    """Open a ledger: lock, refuse what is foreign or newer, check, back up, migrate.

    Args:
        writing: Whether to open for writing.
        or_reading: Where another program has it, or its folder is not safe to write in, open
            for reading and say so in `Ledger.read_only` instead of refusing.

    Raises:
        EnvironmentProblem: it cannot be used; it was not written to.
    """
    sqlite.inspect_header(path)
    reason = unsafe_reason(path)
    path = real_path(path)  # A link leads to the same lock and the same backups.
    _refuse_damaged(path)
    ledger = Ledger(path, clock=clock)
    if not writing:
        return _for_reading(ledger, _ASKED)
    if reason:
        return _reading_instead(
            ledger,
            f"它放在{reason}里，写入可能损坏",
            "请把台账复制到本机文件夹再打开，备份可以放在这里",
            "network_folder",
            allowed=or_reading,
        )
    lock = LedgerLock(path)
    try:
        taken = lock.take()
    except OSError as error:
        return _reading_instead(
            ledger,
            f"它所在的文件夹不能写入（{reason_of(error)}）",
            "请检查文件夹的权限，或把台账复制到自己的文件夹再打开",
            "read_only",
            allowed=or_reading,
        )
    if not taken:
        return _reading_instead(
            ledger,
            f"{lock.holder()}正在使用它",
            "请等对方关闭后再打开",
            "locked",
            allowed=or_reading,
        )
    ledger._lock = lock
    return _for_writing(ledger)


def _for_writing(ledger: Ledger) -> Ledger:
    """Bring a locked ledger up to date and connect to it."""
    path = ledger.path
    try:
        with explained(path):
            sweeping.sweep(path)
            passing.sweep()
            migrate.bring_up_to_date(path)
            shape.refuse_other_shape(path)
            if mended := shape.mend_triggers(path):
                ledger.notes.append(mended)
            ledger._open_engines(writing=True, live=True)
    except BaseException:
        ledger._let_go()
        raise
    return ledger


def reading(path: Path) -> Ledger:
    """Open for reading a file that this program has made and checked."""
    return _for_reading(Ledger(path), _ASKED)


def _for_reading(ledger: Ledger, reason: str) -> Ledger:
    ledger.read_only = reason
    with explained(ledger.path):
        if sqlite.inspect_header(ledger.path) < SCHEMA_VERSION:
            return _from_copy(ledger)
        shape.refuse_other_shape(ledger.path)
        ledger._open_engines(writing=False, live=_may_change(ledger.path))
    return ledger


def _from_copy(ledger: Ledger) -> Ledger:
    ledger._copy = UpgradedCopy(ledger.path)
    try:
        ledger._open_engines(writing=False, live=False, file=ledger._copy.file)
    except BaseException:
        ledger._let_go()
        raise
    return ledger


def _reading_instead(
    ledger: Ledger, reason: str, advice: str, code: str, *, allowed: bool
) -> Ledger:
    if not allowed:
        raise EnvironmentProblem(
            f"台账 {ledger.path.name} 现在不能写入，{reason}，没有改动任何内容", advice, code=code
        )
    return _for_reading(ledger, reason)


def _may_change(path: Path) -> bool:
    """Tell whether a ledger's log has to be followed: it holds something, or somebody has it open.

    An empty log is what a program leaves that could not write on a full disk. To follow it SQLite
    needs a file beside the ledger, and on that disk nothing could be read any more.
    """
    log = path.with_name(path.name + "-wal")
    if not log.exists():
        return False
    return log.stat().st_size > 0 or is_held(path)


def _refuse_damaged(path: Path) -> None:
    if soundness.is_known(path):
        return
    with explained(path):
        found = sqlite.quick_check(path)
    if not found:
        soundness.note_checked(path)
    else:
        newest = backups.newest(path)
        advice = (
            f"请用 zxdesk restore 恢复最近一份备份 {newest.file.name}"
            if newest
            else "请从自己保存的备份用 zxdesk restore 恢复"
        )
        raise EnvironmentProblem(f"台账 {path.name} 已损坏，程序没有改动它", advice, code="damaged")
