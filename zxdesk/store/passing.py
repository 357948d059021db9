"""Folders in the temporary folder that go when a ledger is closed: they hold personal data.

What a killed program left behind, or another program still had open, goes with the next sweep.
"""

import shutil
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from zxdesk.store import lock

_PREFIX = "zxdesk-passing-"
_SETTLED = 10  # seconds
_CLAIM = "in-use"  # locked by the program that uses what lies beside it


class PassingFolder:
    """A folder of its own, as long as it is needed."""

    def __init__(self) -> None:
        """Make the folder.

        Raises:
            OSError: there is no room for it, or the temporary folder cannot be written.
        """
        self._end = ExitStack()
        try:
            sweep()
            self.path = Path(mkdtemp(prefix=_PREFIX))
            # What it holds goes while it is claimed: others sweep only what nobody claims.
            self._end.callback(_remove_empty, self.path)
            self._end.enter_context(lock.claimed(self.path / _CLAIM))
            self._end.callback(_clear, self.path)
        except BaseException:
            self.remove()
            raise

    def remove(self) -> None:
        """Remove it; what is still open on another system goes with the next sweep."""
        self._end.close()


def sweep() -> None:
    """Remove the folders that killed programs have left."""
    before = time.time() - _SETTLED
    for claim in Path(gettempdir()).glob(f"{_PREFIX}*/{_CLAIM}"):
        with suppress(OSError):
            # One that is just being made is claimed a moment after its claim is there.
            if claim.stat().st_mtime < before and lock.is_abandoned(claim):
                _clear(claim.parent)
                _remove_empty(claim.parent)


def _clear(folder: Path) -> None:
    """Remove what a folder holds but its claim, as far as that can be done."""
    with suppress(OSError):  # Another sweep may be at it.
        for file in [*folder.rglob("*")]:
            with suppress(OSError):
                file.chmod(0o700)  # Windows removes no file that is read-only.
        for one in [*folder.iterdir()]:
            if one.is_dir():
                shutil.rmtree(one, ignore_errors=True)
            elif one.name != _CLAIM:
                with suppress(OSError):
                    one.unlink()


def _remove_empty(folder: Path) -> None:
    """Remove a folder that holds its claim alone: while anything is left, a sweep finds it."""
    with suppress(OSError):
        if {one.name for one in folder.iterdir()} <= {_CLAIM}:
            shutil.rmtree(folder, ignore_errors=True)
