"""Which files are known to be sound: those closed in order, or checked, and not written since.

A check reads the whole file, so that opening would take longer from year to year. Backups are
checked all the same, and so is every file that this computer has not seen in this state.
"""

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from zxdesk import paths
from zxdesk.store.lock import head_of

# A file written within so many nanoseconds may be written again and bear the same time.
_SETTLED = 3_000_000_000
_REMEMBERED = 50
_State = list[int | str]


def is_known(path: Path) -> bool:
    """Tell whether a file stands as it was when it was noted."""
    return not _has_journal(path) and _notes().get(str(path)) == _state(path)


def note_closed(path: Path) -> None:
    """Note a file that this program has just closed, nobody else having written it.

    It gets a time that no file system gives, so that whoever writes it next changes its time.
    """
    if not _has_journal(path):
        with suppress(OSError):
            now = time.time_ns() | 1
            os.utime(path, ns=(now, now))
            _note(path)


def note_checked(path: Path) -> None:
    """Note a file that was found sound, unless it may have been written a moment ago."""
    with suppress(OSError):
        if not _has_journal(path) and time.time_ns() - path.stat().st_mtime_ns > _SETTLED:
            _note(path)


def forget(path: Path) -> None:
    """Have a file checked when it is opened next, whatever was noted of it."""
    notes = _notes()
    if notes.pop(str(path), None) is not None:
        _keep(notes)


def _note(path: Path) -> None:
    notes = _notes()
    notes.pop(str(path), None)
    kept = [*notes.items()][1 - _REMEMBERED :]
    _keep(dict([*kept, (str(path), _state(path))]))


def _keep(notes: dict[str, _State]) -> None:
    # For want of a note a file is checked once more.
    with suppress(OSError):
        _file().write_text(json.dumps(notes, ensure_ascii=False), encoding="utf-8")


def _notes() -> dict[str, _State]:
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _file() -> Path:
    return paths.user_data() / "sound.json"


def _state(path: Path) -> _State:
    """Give by what a change is seen: the file's place, size and time, and SQLite's own counters."""
    found = path.stat()
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, head_of(path, 100).hex()]


def _has_journal(path: Path) -> bool:
    """Tell whether something was left beside the file that belongs into it."""
    beside = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return any(file.exists() and file.stat().st_size for file in beside)
