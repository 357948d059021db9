"""Starts the program: a command where one is named, else the window."""

import argparse
import sys
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import clock_of
from zxdesk.cli.program import run


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


def main() -> int:
    """Run the program with the words it was started with."""
    return run(sys.argv[1:], open_window=_open_window, pictures=_save_pictures)


if __name__ == "__main__":
    sys.exit(main())
