"""Backups that somebody asks for: beside the others, to a place of one's own, under a password."""

from datetime import datetime
from pathlib import Path

from zxdesk.errors import EnvironmentProblem
from zxdesk.store import Ledger, backups, sealed
from zxdesk.store.backups import Backup


def backed_up(ledger: Ledger) -> tuple[Backup, bool]:
    """Make a backup where anything changed; tell whether it is a new one."""
    made = ledger.back_up()
    if made is not None:
        return made, True
    newest = backups.newest(ledger.path)
    if newest is None:
        raise EnvironmentProblem(
            "台账现在只能查看，没有备份", "请用“备份到…”另选一个位置", code="read_only"
        )
    return newest, False


def copied(ledger: Ledger, path: Path) -> Backup:
    """Make a verified backup at `path`.

    Raises:
        UserError: something stands there that is no backup of this ledger.
        EnvironmentProblem: it cannot be written.
    """
    return backups.make(ledger.path, path, now=datetime.now())


def locked(ledger: Ledger, path: Path, password: str) -> Backup:
    """Make a verified backup under a password at `path`.

    Raises:
        UserError: something stands there.
        EnvironmentProblem: it cannot be written.
    """
    return sealed.back_up(ledger.path, path, password=password, now=datetime.now())
