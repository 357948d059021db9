"""The preload library that makes writes fail: compiled where there is a compiler."""

import errno
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("faults.c")
COMPILER = shutil.which("cc") or shutil.which("gcc")
USABLE = sys.platform == "linux" and COMPILER is not None


class Mode(IntEnum):
    """What happens at the Nth write; the numbers are those of the library."""

    COUNT = 0
    FAIL_ONCE = 1
    FAIL_ON = 2
    HALF = 3
    KILL = 4
    KILL_HALF = 5
    FULL = 6

    @property
    def kills(self) -> bool:
        """Whether the process ends at that write."""
        return self in (Mode.KILL, Mode.KILL_HALF)


ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)


def built(folder: Path) -> Path:
    """Compile the library into a folder."""
    assert COMPILER is not None
    library = folder / "faults.so"
    command = [COMPILER, "-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl"]
    subprocess.run(command, check=True)
    return library


def environment(library: Path) -> dict[str, str]:
    """Give the environment of a process whose writes may be made to fail."""
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": root}
