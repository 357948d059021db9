"""Which ledger was opened last on this computer."""

import json
from contextlib import suppress
from pathlib import Path

from zxdesk import paths

DEFAULT_NAME = "政协台账.zxd"


def _note() -> Path:
    return paths.user_data() / "recent.json"


def remember(ledger: Path) -> None:
    """Note that a ledger was opened."""
    if last_opened() == ledger:
        return
    # In the program's own folder it goes by its name: a stick has another letter on each computer.
    own = ledger.is_relative_to(paths.user_data())
    named = ledger.relative_to(paths.user_data()) if own else ledger
    note = json.dumps({"ledger": str(named)}, ensure_ascii=False)
    # Which was last is a help; for want of it no command fails.
    with suppress(OSError):
        _note().write_text(note, encoding="utf-8")


def last_opened() -> Path | None:
    """Give the ledger opened last, if it is still there."""
    try:
        named = json.loads(_note().read_text(encoding="utf-8"))["ledger"]
        path = paths.user_data() / named
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return path if path.exists() else None


def default_ledger() -> Path:
    """Give the ledger to open where none is named."""
    return last_opened() or paths.user_data() / DEFAULT_NAME
