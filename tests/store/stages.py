"""A program that founds, restores or closes a ledger and kills itself at one of its file calls.

Called with the act, the call at which to die (0: none) and the act's paths. It says how many calls
there were, so that a test knows when it has died at every one.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from zxdesk.services.ledgers import found_ledger
from zxdesk.store import open_ledger
from zxdesk.store.restoring import restore

NOW = datetime(2026, 11, 22, 12)
calls = 0


def watched(act: Callable[..., Any], at: int) -> Callable[..., Any]:
    """Let a call count, and kill the program before or after the one that is asked for."""

    def call(*args: Any, **words: Any) -> Any:
        global calls  # noqa: PLW0603
        for moment in ("before", "after"):
            calls += 1
            if calls == at:
                os.kill(os.getpid(), signal.SIGKILL)
            if moment == "before":
                result = act(*args, **words)
        return result

    return call


def watch(at: int) -> None:
    """Watch the calls that make, move and remove files, and every statement that writes."""
    for name in ("replace", "unlink", "fsync", "mkdir", "rename"):
        setattr(os, name, watched(getattr(os, name), at))
    connect = sqlite3.connect

    class Connection(sqlite3.Connection):
        def execute(self, *args: Any) -> Any:
            return watched(super().execute, at)(*args)

        def backup(self, *args: Any, **words: Any) -> Any:
            return watched(super().backup, at)(*args, **words)

        def commit(self) -> None:
            watched(super().commit, at)()

        def close(self) -> None:
            watched(super().close, at)()

    sqlite3.connect = lambda *args, **words: connect(*args, **{"factory": Connection, **words})


def main(act: str, at: int, *files: Path) -> None:
    """Do the act."""
    if act == "close":
        ledger = open_ledger(files[0])
        with ledger.write("改名") as session:
            session.connection().exec_driver_sql("UPDATE unit SET name = '工会界'")
        watch(at)
        ledger.close()
    elif act == "found":
        watch(at)
        found_ledger(files[0], committee="政协云溪县委员会", level="县").close()
    else:
        watch(at)
        restore(files[0], files[1], now=NOW)
    print(calls, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *map(Path, sys.argv[3:]))
