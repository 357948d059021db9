"""The one place that finds what travels with the program and what belongs to the user."""

import sys
from contextlib import suppress
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent
# A file beside the frozen program that keeps ledger and settings there, e.g. on a USB stick.
PORTABLE_MARK = "portable.txt"
PORTABLE_DATA = "数据"
EXTENSION = ".zxd"  # of a ledger


def resources() -> Path:
    """Give the folder of fonts, icons, style sheet and value lists.

    In a checkout it stands at the top of the repository; in a wheel and in the frozen
    program it travels inside the package.
    """
    installed = PACKAGE / "data" / "resources"
    return installed if installed.is_dir() else REPOSITORY / "resources"


def manual() -> Path:
    """Give the folder of what the window's reader shows: the manual's pages and their pictures.

    In a checkout it is `docs`; in a wheel and in the frozen program it travels inside the package.
    """
    installed = PACKAGE / "data" / "manual"
    return installed if installed.is_dir() else REPOSITORY / "docs"


def program_folder() -> Path | None:
    """Give the folder of the frozen program; None where it runs from its source."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def is_portable() -> bool:
    """Tell whether the program keeps everything beside itself."""
    folder = program_folder()
    return folder is not None and (folder / PORTABLE_MARK).is_file()


def user_data() -> Path:
    """Give the user's own folder for ledgers and settings; made when first asked for.

    Where it cannot be made, whoever writes there finds out; those who only read there need not.
    """
    program = program_folder()
    if program is not None and is_portable():
        folder = program / PORTABLE_DATA
    else:
        folder = Path(platformdirs.user_data_dir("zxdesk", appauthor=False))
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
