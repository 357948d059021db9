"""Founding a ledger: all of it is made in a file beside its place, and appears in one step.

A program that is killed while it founds a ledger leaves none: a ledger without its committee or
its value lists would open, and nothing could mend it.
"""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from zxdesk.errors import EnvironmentProblem
from zxdesk.files import real_path, reason_of
from zxdesk.records import Committee, Setting
from zxdesk.rules.committees import refuse_names
from zxdesk.store import copies, migrate, steps
from zxdesk.store.folders import unsafe_reason
from zxdesk.store.ledger import Ledger, WriteSession
from zxdesk.store.lock import LedgerLock
from zxdesk.store.problems import explained
from zxdesk.store.schema import OWN_COMMITTEE

_DISK = {"disk_full": "磁盘已满", "disk_error": "读写磁盘出错"}
Furnish = Callable[[WriteSession, Ledger], None]


def new_ledger(
    path: Path,
    *,
    committee: str,
    level: str,
    region: str = "",
    furnish: Furnish | None = None,
    clock: Callable[[], datetime] = datetime.now,
) -> Ledger:
    """Make an empty ledger and open it for writing.

    Args:
        furnish: Puts in what it starts with, as a second step.

    Raises:
        UserError: no committee can be called so.
        EnvironmentProblem: the file exists already, or cannot be made; nothing was left.
    """
    refuse_names(committee, region)
    own = Committee(name=committee, level=level, region=region)
    return placed(path, lambda partial: _found(partial, own, furnish, clock), clock=clock)


def placed(
    path: Path, make: Callable[[Path], None], *, clock: Callable[[], datetime] = datetime.now
) -> Ledger:
    """Have a ledger made beside its place, put it there in one step and open it for writing.

    Args:
        make: Makes all of it in the file it is given.

    Raises:
        EnvironmentProblem: the file exists already, or cannot be made; nothing was left.
    """
    reason = unsafe_reason(path)
    path = real_path(path)
    if os.path.lexists(path):
        raise EnvironmentProblem(
            f"{path} 已经存在，没有改动它", "请换一个文件名，或先把原文件移走", code="exists"
        )
    if reason:
        raise EnvironmentProblem(
            f"{path.parent} 是{reason}，没有新建台账", "请选择本机文件夹", code="network_folder"
        )
    ledger = Ledger(path, clock=clock)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = LedgerLock(path)
        if not lock.take():
            raise EnvironmentProblem(
                f"{lock.holder()}正在新建 {path.name}，没有再建", "请稍后再试", code="locked"
            )
        ledger._lock = lock
        with explained(path):
            partial = copies.partial_of(path)
            with copies.being_made(partial):
                make(partial)
                copies.settle(partial)
                copies.put_in_place(partial, path)
            _open(ledger, lock)
    except OSError as error:
        _give_up(ledger)
        raise _not_made(path, reason_of(error)) from error
    except EnvironmentProblem as error:
        _give_up(ledger)
        if error.code not in _DISK:
            raise
        raise _not_made(path, _DISK[error.code]) from error
    except BaseException:
        _give_up(ledger)
        raise
    return ledger


def _open(ledger: Ledger, lock: LedgerLock) -> None:
    """Open what was founded; where that fails nothing is left: it was told as not made."""
    try:
        lock.hold_file()
        ledger._open_engines(writing=True, live=True)
    except BaseException:
        ledger._lock = None
        ledger._let_go()
        lock.let_file_go()
        copies.remove(ledger.path)
        ledger._lock = lock  # given back by whoever gives up
        raise


def _give_up(ledger: Ledger) -> None:
    """Let go of a ledger that was not founded; its lock's file goes where no ledger stands."""
    if ledger._lock is not None and not os.path.lexists(ledger.path):
        ledger._lock.release(leave_nothing=True)
        ledger._lock = None
    ledger._let_go()


def _not_made(path: Path, why: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"没有建成台账 {path.name}（{why}）",
        "请检查文件夹的权限和空间，或换一个文件夹",
        code="unwritable",
    )


def _found(
    partial: Path, own: Committee, furnish: Furnish | None, clock: Callable[[], datetime]
) -> None:
    migrate.create(partial)
    ledger = Ledger(partial, clock=clock)
    try:
        ledger._open_engines(writing=True, live=True)
        with ledger.write("新建台账", kind=steps.FIXED) as session:
            session.add(own)
            session.flush()
            session.add(Setting(key=OWN_COMMITTEE, value=str(own.id)))
        if furnish is not None:
            with ledger.write("放入取值表和报表", kind=steps.FIXED) as session:
                furnish(session, ledger)
    finally:
        ledger._let_go()
