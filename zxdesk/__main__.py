"""Starts the program: a command where one is named, else the window."""

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zxdesk import paths
from zxdesk.exchange.reader_process import WORD, serve

# A command keeps nearly all that it makes until it ends: looking for garbage costs it a sixth.
_RARELY, _USUALLY = (200_000, 20, 100), gc.get_threshold()


def _open_window(arguments: argparse.Namespace) -> int:
    from zxdesk.desktop.shell import display

    gc.set_threshold(*_USUALLY)
    display.draw_on_display()
    from zxdesk.cli.frame import clock_of
    from zxdesk.desktop.shell import application

    return application.run(
        Path(arguments.ledger) if arguments.ledger else None,
        clock=clock_of(arguments),
        quit_when_ready=arguments.quit_when_ready,
    )


def _save_pictures(*args: Any, **words: Any) -> list[Path]:
    from zxdesk.desktop.shell import display

    display.draw_offscreen()
    from zxdesk.desktop.proof.pictures import save_pictures

    return save_pictures(*args, **words)


def with_ledger_named(words: Sequence[str]) -> list[str]:
    """Let a ledger alone, as a double click gives it, be the ledger to open."""
    from zxdesk.store import EXTENSION

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
    if sys.argv[1:] == [WORD]:
        return serve()
    gc.disable()  # Nothing of what is imported is garbage.
    # Imported only now: the process that reads foreign files needs none of it, and starts sooner.
    from zxdesk.cli.program import run

    gc.freeze()
    gc.set_threshold(*_RARELY)
    gc.enable()
    _give_windows_program_its_words()
    _be_seen_by_the_installer()
    words = with_ledger_named(sys.argv[1:])
    return run(words, open_window=_open_window, pictures=_save_pictures)


if __name__ == "__main__":
    sys.exit(main())
