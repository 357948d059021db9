"""Is a ledger's file damaged? Asked where the program fails without knowing why."""

import sqlite3
from pathlib import Path

from zxdesk.errors import ZxdeskError
from zxdesk.store import check, sqlite
from zxdesk.store.opening import reading


def is_damaged(path: Path) -> bool:
    """Tell whether anything in a ledger is not as the program wrote it.

    A change that escapes SQLite's own checks (letters that are none, a day that never was) may
    make any part of the program fail; that is no bug.
    """
    try:
        if not path.is_file():
            return False
        if sqlite.integrity_check(path):
            return True
        with reading(path) as ledger:
            return bool(check.check(ledger, deep=True, index=False))
    except (ZxdeskError, ValueError, TypeError, KeyError, sqlite3.DatabaseError):
        return True
    except OSError:
        return False
