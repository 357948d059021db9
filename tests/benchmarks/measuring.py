"""What benchmarks share: the places they work in, processor seconds, and a line of the table.

Processor seconds of this process and of those it has started and seen end: on a busy machine they
say more than the clock does.
"""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 9, 30)
_ROOT = Path(__file__).parents[2]


def clock() -> datetime:
    """The moment at which everything is measured."""
    return NOW


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table.

    Attributes:
        seconds: What our program takes.
        baseline: What it is compared with, in words; empty for nothing.
        bare: What that takes, in the same run.
        goal: In words.
        memory: The most that the process held, in MB.
    """

    job: str
    seconds: float
    goal: str
    baseline: str = ""
    bare: float | None = None
    memory: float | None = None


@dataclass(frozen=True)
class Places:
    """Where benchmarks work.

    Attributes:
        folder: For what they write; gone afterwards.
        county: The ledger of the fictional county.
        city: That of the city with its ten counties over ten years.
    """

    folder: Path
    county: Path
    city: Path

    def copy(self, ledger: Path) -> Path:
        """Give a copy of a ledger in a folder of its own."""
        own = self.folder / f"{ledger.stem}-{len(list(self.folder.iterdir()))}"
        own.mkdir()
        return Path(shutil.copy(ledger, own))


def processor() -> float:
    """Give the processor seconds so far, those of ended children included."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Give the processor seconds that a piece of work takes, and what it gives."""
    start = processor()
    found = work()
    return processor() - start, found


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """Give the fewest seconds of some rounds."""
    return min(timed(work)[0] for _ in range(rounds))


def command(*words: str | Path) -> None:
    """Run the program as people do."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [sys.executable, "-m", "zxdesk", *map(str, words)],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def memory_of(*words: str | Path) -> float:
    """Give how many MB a command held at most, in a process that does nothing else."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, "
        "stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    asked = [sys.executable, "-c", code, sys.executable, "-m", "zxdesk", *map(str, words)]
    found = subprocess.run(
        asked,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
    return int(found.stdout) / 1024
