"""Folders in the temporary folder that go when a ledger is closed: they hold personal data.

What a killed program left behind, or another program still had open, goes with the next sweep.
"""

import shutil
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from zxdesk.store import lock

_PREFIX = "zxdesk-passing-"
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
            self._end.callback(_clear, self.path)
            self._end.enter_context(lock.claimed(self.path / _CLAIM))
        except BaseException:
            self.remove()
            raise

    def remove(self) -> None:
        """Remove it; what is still open on another system goes with the next sweep."""
        self._end.close()


def sweep() -> None:
    """Remove the folders that killed programs have left."""
    for claim in Path(gettempdir()).glob(f"{_PREFIX}*/{_CLAIM}"):
        with suppress(OSError):
            if lock.is_abandoned(claim):
                _clear(claim.parent)


def _clear(folder: Path) -> None:
    for file in folder.rglob("*"):
        with suppress(OSError):
            file.chmod(0o700)  # Windows removes no file that is read-only.
    # The claim last: while anything is left, the next sweep finds it.
    others = [one for one in folder.glob("*") if one.name != _CLAIM]
    for one in others:
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            with suppress(OSError):
                one.unlink()
    if not any(one.exists() for one in others):
        shutil.rmtree(folder, ignore_errors=True)
