"""Starts the program: a command where one is named, else the window."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zxdesk import paths
from zxdesk.cli.frame import clock_of
from zxdesk.cli.program import run
from zxdesk.store import EXTENSION


def _open_window(arguments: argparse.Namespace) -> int:
    from zxdesk.desktop import application

    return application.run(
        Path(arguments.ledger) if arguments.ledger else None,
        clock=clock_of(arguments),
        quit_when_ready=arguments.quit_when_ready,
    )


def _save_pictures(*args: Any, **words: Any) -> list[Path]:
    from zxdesk.desktop.pictures import save_pictures

    return save_pictures(*args, **words)


def with_ledger_named(words: Sequence[str]) -> list[str]:
    """Let a ledger alone, as a double click gives it, be the ledger to open."""
    alone = words and words[0].lower().endswith(EXTENSION)
    return ["--ledger", *words] if alone else list(words)


def _be_seen_by_the_installer() -> None:
    """Hold a name until the program ends: while it is held, nothing is installed over it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.CreateMutexW(None, False, "zxdesk-running")


def _give_windows_program_its_words() -> None:
    """Send what is printed to a file where there is no console."""
    if sys.stdout is None or sys.stderr is None:
        file = (paths.user_data() / "output.txt").open("w", encoding="utf-8", buffering=1)
        sys.stdout = sys.stderr = file


def main() -> int:
    """Run the program with the words it was started with."""
    _give_windows_program_its_words()
    _be_seen_by_the_installer()
    words = with_ledger_named(sys.argv[1:])
    return run(words, open_window=_open_window, pictures=_save_pictures)


if __name__ == "__main__":
    sys.exit(main())
