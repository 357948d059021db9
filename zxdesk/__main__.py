"""Starts the program: a command where one is named, else the window."""

import argparse
import gc
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zxdesk import paths, recent
from zxdesk.cli.window_call import ledger_of_window, with_ledger_named
from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.reader_process import WORD, serve

if TYPE_CHECKING:
    from zxdesk.desktop.shell.last_page import LastPage

_BEGAN = time.perf_counter()
# A command keeps nearly all that it makes until it ends: looking for garbage costs it a sixth.
_RARELY, _USUALLY = (200_000, 20, 100), gc.get_threshold()


def show_last_page(words: Sequence[str]) -> "LastPage | None":
    """Show the ledger's page as it last was, if these words open the window on it."""
    named = ledger_of_window(words)
    if named is None:
        return None
    from zxdesk.desktop.shell import display

    try:
        display.draw_on_display()
    except EnvironmentProblem:
        return None  # said when the window itself is to be opened
    from zxdesk.desktop.shell import last_page, single_instance

    if single_instance.is_running(paths.user_data()):
        return None  # That one comes forward.
    return last_page.show(Path(named) if named else recent.last_opened())


def _open_window(arguments: argparse.Namespace, *, page: "LastPage | None" = None) -> int:
    from zxdesk.desktop.shell import display

    gc.set_threshold(*_USUALLY)
    display.draw_on_display()
    from zxdesk.cli.frame import clock_of
    from zxdesk.desktop.shell import application

    return application.run(
        Path(arguments.ledger) if arguments.ledger else None,
        clock=clock_of(arguments),
        quit_when_ready=arguments.quit_when_ready,
        began=_BEGAN,
        last_page=page,
    )


def _save_pictures(*args: Any, **words: Any) -> list[Path]:
    from zxdesk.desktop.shell import display

    display.draw_offscreen()
    from zxdesk.desktop.proof.pictures import save_pictures

    return save_pictures(*args, **words)


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
    words = with_ledger_named(sys.argv[1:])
    page = show_last_page(words)
    # Imported only now: the process that reads foreign files needs none of it, and starts sooner.
    from zxdesk.cli.program import run

    gc.freeze()
    gc.set_threshold(*_RARELY)
    gc.enable()
    _give_windows_program_its_words()
    _be_seen_by_the_installer()
    return run(words, open_window=partial(_open_window, page=page), pictures=_save_pictures)


if __name__ == "__main__":
    sys.exit(main())
