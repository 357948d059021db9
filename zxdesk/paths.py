"""The one place that finds what travels with the program and what belongs to the user."""

from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent


def resources() -> Path:
    """Give the folder of fonts, icons, style sheet and value lists.

    In a checkout it stands at the top of the repository; in an installed wheel it
    travels inside the package.
    """
    installed = PACKAGE / "data" / "resources"
    return installed if installed.is_dir() else REPOSITORY / "resources"


def user_data() -> Path:
    """Give the user's own folder for ledgers and settings (made when first asked for)."""
    folder = Path(platformdirs.user_data_dir("zxdesk", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
