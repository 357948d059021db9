"""What of the lock file the program needs to run, without what is there for developers only."""

import re
from pathlib import Path

PROGRAM = "zxdesk (pyproject.toml)"


def needed_to_run(lock: Path) -> list[str]:
    """Give the entries that the program needs, without their conditions.

    The lock file says of each package on whose behalf it is there.
    """
    entries = re.split(r"^(?=\w)", lock.read_text("utf-8"), flags=re.MULTILINE)[1:]
    named = {entry.split("==")[0]: entry for entry in entries}
    wanted = {PROGRAM}
    while more := {name for name, entry in named.items() if _reasons(entry) & wanted} - wanted:
        wanted |= more
    # Conditions are asked of the machine that builds, not of the one it is built for.
    return [re.sub(r" ; [^\\]+", " ", named[name]) for name in sorted(wanted - {PROGRAM})]


def _reasons(entry: str) -> set[str]:
    """Give what an entry is there for."""
    _, _, reasons = entry.partition("# via")
    return {line.strip(" #") for line in reasons.splitlines()}
