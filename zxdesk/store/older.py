"""Reads a ledger of an earlier version: from a copy in the temporary folder, brought up to date.

The ledger itself is left as it is. The copy holds personal data, so it goes when it is closed.
"""

import sqlite3
from pathlib import Path
from tempfile import gettempdir

from zxdesk.errors import EnvironmentProblem
from zxdesk.files import reason_of
from zxdesk.store import copies, migrate
from zxdesk.store.passing import PassingFolder
from zxdesk.store.problems import is_of_full_disk


class UpgradedCopy:
    """A copy of an older ledger in a folder of its own, as long as it is being read."""

    def __init__(self, ledger: Path) -> None:
        """Make the copy.

        Raises:
            EnvironmentProblem: there is no room for it, or the folder cannot be written.
        """
        self._folder: PassingFolder | None = None
        try:
            self.file = self._make(ledger)
        except BaseException:
            self.remove()
            raise

    def _make(self, ledger: Path) -> Path:
        try:
            self._folder = PassingFolder()
            copy = self._folder.path / ledger.name
            copies.copy(ledger, copy)
            migrate.bring_up_to_date(copy, backing_up=False)
        except OSError as error:
            raise _not_made(ledger, reason_of(error)) from error
        except sqlite3.OperationalError as error:
            if not is_of_full_disk(error):
                raise
            raise _not_made(ledger, "磁盘已满") from error
        return copy

    def remove(self) -> None:
        """Remove the copy."""
        if self._folder is not None:
            self._folder.remove()


def _not_made(ledger: Path, why: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"台账 {ledger.name} 由较早的版本写成，没有能为查看它在临时文件夹里复制一份"
        f"（{why}），没有改动它",
        f"请清理 {gettempdir()} 所在的磁盘后重试",
        code="disk_full",
    )
