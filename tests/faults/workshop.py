"""A process that does one piece of work again and again, each time in a fork of its own.

It has loaded the program and the preload library once; a fork costs milliseconds, a fresh start
most of a second. Started as `python workshop.py`, it reads one order a line and answers each.
"""

import ctypes
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.faults.library import Mode, environment

PATIENCE = 120  # seconds a piece of work may take before it counts as hanging
CRASHED = 70  # the exit code of work that ended in an exception


@dataclass(frozen=True)
class Fault:
    """What is to happen at which write."""

    mode: Mode = Mode.COUNT
    nth: int = 0
    code: int = 0


@dataclass(frozen=True)
class Outcome:
    """How a piece of work ended.

    Attributes:
        code: Its exit code; minus the signal's number where it was killed.
        writes: How many writes it made below its folder, as far as it came.
        place: The call and the file at which the fault struck.
    """

    code: int
    words: str
    writes: int
    place: str

    @property
    def killed(self) -> bool:
        """Whether the fault ended the process."""
        return self.code == -signal.SIGKILL


class Workshop:
    """The process seen from outside."""

    def __init__(self, library: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.workshop"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(library),
        )

    def do(self, folder: Path, words: Sequence[str], fault: Fault = Fault()) -> Outcome:
        """Run a command of the program (or a named deed) in a folder, with a fault armed."""
        order = {
            "folder": str(folder),
            "words": list(words),
            "mode": int(fault.mode),
            "nth": fault.nth,
            "code": fault.code,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Outcome(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def _work(order: Mapping[str, Any], library: ctypes.CDLL, back: int) -> None:
    """Do the work in the fork and send back how it ended."""
    signal.alarm(PATIENCE)
    said = io.StringIO()
    folder = Path(order["folder"])
    os.environ.update({"HOME": str(folder / "家"), "XDG_DATA_HOME": str(folder / "家")})
    os.chdir(folder)
    library.fault_arm(str(folder).encode(), order["nth"], order["mode"], order["code"])
    with redirect_stdout(said), redirect_stderr(said):
        try:
            code = _deed(order["words"])()
        except BaseException as error:
            code = CRASHED
            said.write(f"{type(error).__name__}: {error}")
    library.fault_off()
    library.fault_place.restype = ctypes.c_char_p
    answer = {
        "code": code,
        "words": said.getvalue(),
        "writes": library.fault_writes(),
        "place": library.fault_place().decode(errors="replace"),
    }
    os.write(back, json.dumps(answer).encode())


def _deed(words: Sequence[str]) -> Callable[[], int]:
    from tests.faults.operations import DEEDS
    from zxdesk.cli.program import run

    if words[0] in DEEDS:
        return partial(_shown, DEEDS[words[0]])
    return lambda: run(words, open_window=lambda _: 0, pictures=lambda *_, **__: [])


def _shown(deed: Callable[[], int]) -> int:
    """Do what the window does: an error that was expected is shown as a sentence."""
    from zxdesk.cli.frame import code_of
    from zxdesk.errors import ZxdeskError

    try:
        return deed()
    except ZxdeskError as error:
        sys.stderr.write(f"{error}\n")
        return code_of(error)


def _forked(order: Mapping[str, Any], library: ctypes.CDLL) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _work(order, library, writing)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) or not answer:
        return {"code": -os.WTERMSIG(status), "words": "", "writes": order["nth"], "place": ""}
    told: dict[str, Any] = json.loads(answer)
    return told


def main() -> None:
    """Take orders until there are no more."""
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    _deed(["check"])  # loads the program once for all forks
    import zxdesk.exchange.importing
    import zxdesk.exchange.merging
    import zxdesk.exchange.packages
    import zxdesk.exchange.receiving
    import zxdesk.papers.catalogue  # noqa: F401

    answers = os.dup(1)
    for line in sys.stdin:
        answer = _forked(json.loads(line), library)
        os.write(answers, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main()
