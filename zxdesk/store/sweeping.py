"""Sweeps away what killed programs left half made: copies that hold personal data for ever."""

import time
from collections.abc import Iterator
from contextlib import suppress
from glob import escape
from pathlib import Path

from zxdesk import files
from zxdesk.store import backups, copies, lock
from zxdesk.store.content_folder import ENDING as CONTENTS

_LONG = 3600  # seconds


def sweep(ledger: Path) -> list[Path]:
    """Remove half-made files of this ledger that nobody is at work on; give what was removed."""
    removed = []
    for file in [*_half_made(ledger)]:
        # What cannot be removed today is tried again at the next start.
        with suppress(OSError):
            if lock.is_abandoned(file):
                copies.remove(file)
                removed.append(file)
    with suppress(OSError):
        for file in [*_half_written(ledger)]:
            file.unlink()
            removed.append(file)
    return removed


def _half_made(ledger: Path) -> Iterator[Path]:
    name, stem = escape(ledger.name), escape(ledger.stem)
    yield from ledger.parent.glob(f"{name}{copies.PART}")
    for made in ("恢复前", "抢救", "加密"):
        yield from ledger.parent.glob(f"{stem}-{made}-*{copies.PART}")
    yield from backups.folder(ledger).glob(f"{stem}-*{copies.PART}")


def _half_written(ledger: Path) -> Iterator[Path]:
    """Give files that were being written an hour ago: nothing here takes so long."""
    before = time.time() - _LONG
    beside = (ledger.with_name(f"{ledger.stem}-报送包"), *ledger.parent.glob(f"*{CONTENTS}"))
    for folder in (ledger.parent, *beside):
        for file in folder.glob(f"{files.TEMPORARY}*.tmp"):
            if file.stat().st_mtime < before:
                yield file
