"""Has foreign files read by a process of their own, which may die without harm.

A few kilobytes can make a reader take all the memory there is, or never end
(https://github.com/tafia/calamine/issues/693). The process is bound (see `limits`), watched, and
killed when it takes too long or somebody asks to stop.
"""

import atexit
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, cast

from zxdesk import paths, text
from zxdesk.errors import EnvironmentProblem, RefusedError, UserError, ZxdeskError
from zxdesk.exchange import frames
from zxdesk.exchange.frames import Frame, Garbled
from zxdesk.exchange.limits import Limits
from zxdesk.exchange.reader_process import HELLO, WORD

Waiting = Callable[[], object]
_TICK = 0.1
_AHEAD = 4  # frames that wait to be taken
_BYTES_A_SECOND = 500_000
_LONGEST_SENTENCE = 1000
_ERRORS: dict[str, type[ZxdeskError]] = {
    kind.__name__: kind for kind in (UserError, RefusedError, EnvironmentProblem)
}


class ReadingFailed(Exception):
    """The process could not read the file.

    Attributes:
        reason: What happened, to go on after the file's name.
        advice: What can be done.
    """

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason, advice)
        self.reason, self.advice = reason, advice


_SAVE_ANEW = "请用 Excel 或 WPS 打开检查，拆小或另存后再试；打不开的请对方重新发来"


def limits_for(file: Path) -> Limits:
    """Give the bounds for reading a file: a large one may take longer."""
    try:
        size = file.stat().st_size
    except OSError:
        size = 0
    # What is not packed tightly, as pictures in a whole ledger, comes back as long as it is.
    output = Limits.output + size
    return Limits(seconds=Limits.seconds + size // _BYTES_A_SECOND, output=output)


_watching: ContextVar[Waiting | None] = ContextVar("watching", default=None)


@contextmanager
def watched(waiting: Waiting) -> Iterator[None]:
    """Have every reading in this work ask whether to go on, however deep it lies.

    Args:
        waiting: Called again and again; what it raises ends the reading and goes on.
    """
    before = _watching.set(waiting)
    try:
        yield
    finally:
        _watching.reset(before)


def read(
    task: str,
    file: Path,
    *,
    limits: Limits | None = None,
    waiting: Waiting | None = None,
    password: str = "",
) -> Generator[Frame, None, None]:
    """Give the frames of a file as they come.

    Args:
        waiting: Called again and again (see `watched`, which is asked where this is not given).

    Raises:
        ReadingFailed: the process died, was killed or sent nonsense.
        ZxdeskError: what the process itself says of the file.
    """
    bounds = limits or limits_for(file)
    request = {"task": task, "file": str(file.absolute()), "password": password}
    child = _take()
    try:
        yield from child.ask(
            {**request, "limits": asdict(bounds)}, bounds, waiting or _watching.get()
        )
    finally:
        _keep(child)


class _Child:
    """One reading process.

    Attributes:
        idle: It has answered all it was asked.
    """

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": str(paths.PACKAGE.parent)},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            raise _not_started() from None
        self._greeted = False
        self.idle = True

    def is_alive(self) -> bool:
        """Tell whether it can be asked."""
        return self._process.poll() is None

    def ask(self, request: object, limits: Limits, waiting: Waiting | None) -> Iterator[Frame]:
        """Have it do something and give what it sends, but for the last frame."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        self.idle = False
        with contextlib.suppress(OSError):  # where it died, its answer says so
            stdin.write(json.dumps(request).encode() + b"\n")
            stdin.flush()
        answers = _Answers(cast("BinaryIO", stdout))
        try:
            yield from self._checked(answers.take(limits, waiting), limits)
        finally:
            answers.stop()

    def _checked(self, answers: Iterator[Frame], limits: Limits) -> Iterator[Frame]:
        left = limits.output
        for kind, content in answers:
            if not self._greeted:
                if kind != frames.VALUE or frames.value_of(content) != HELLO:
                    raise _not_started()
                self._greeted = True
                continue
            if kind in (frames.DONE, frames.ERROR):
                self.idle = True
                if kind == frames.ERROR:
                    raise _error_of(content)
                return
            left -= len(content)
            if left < 0:
                raise ReadingFailed("展开后太大，已停止读取", _SAVE_ANEW)
            yield kind, content
        if not self._greeted:
            raise _not_started()
        raise ReadingFailed("已经损坏，或者展开后太大，读不出来", _SAVE_ANEW)

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class _Answers:
    """Takes frames from a pipe in a thread, since a pipe cannot be waited for everywhere."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._frames: queue.Queue[Frame | Exception | None] = queue.Queue(_AHEAD)
        self._stopped = threading.Event()
        threading.Thread(target=self._pump, name="reading", daemon=True).start()

    def take(self, limits: Limits, waiting: Waiting | None) -> Iterator[Frame]:
        """Give the frames as they come, until the pipe ends."""
        until = time.monotonic() + limits.seconds
        while True:
            if waiting:
                waiting()
            if time.monotonic() > until:
                raise ReadingFailed(f"读了 {limits.seconds} 秒还没有读完，已停止", _SAVE_ANEW)
            try:
                found = self._frames.get(timeout=_TICK)
            except queue.Empty:
                continue
            if isinstance(found, Exception):
                raise ReadingFailed("读出来的内容是乱的，没有采用", _SAVE_ANEW) from found
            if found is None:
                return
            yield found

    def stop(self) -> None:
        """Take no more."""
        self._stopped.set()

    def _pump(self) -> None:
        last: Frame | Exception | None = None
        try:
            while (frame := frames.receive(self._pipe)) is not None:
                self._put(frame)
                if frame[0] in (frames.DONE, frames.ERROR) or self._stopped.is_set():
                    return
        except Garbled as error:
            last = error
        except (OSError, ValueError):
            last = None  # the pipe was closed
        self._put(last)

    def _put(self, found: Frame | Exception | None) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(queue.Full):
                self._frames.put(found, timeout=_TICK)
                return


def command() -> list[str]:
    """Give what starts the process: this program again, under another word."""
    program = paths.program_folder()
    if program is None:
        # Neither the folder one stands in nor the user's own modules may stand in for ours.
        return [sys.executable, "-P", "-s", "-m", "zxdesk", WORD]
    # The program with a window has no pipes everywhere; the one for the command line has.
    beside = program / f"zxdesk-cli{Path(sys.executable).suffix}"
    return [str(beside if beside.is_file() else sys.executable), WORD]


_spare: list[_Child] = []
_one_at_a_time = threading.Lock()


def _take() -> _Child:
    """Give a process that waits, or start one: starting takes a tenth of a second."""
    with _one_at_a_time:
        while _spare:
            child = _spare.pop()
            if child.is_alive():
                return child
            child.end()
    return _Child()


def _keep(child: _Child) -> None:
    with _one_at_a_time:
        if not _spare and child.idle and child.is_alive():
            _spare.append(child)
            return
    child.end()


@atexit.register
def end_all() -> None:
    """End the process that waits."""
    with _one_at_a_time:
        while _spare:
            _spare.pop().end()


def _not_started() -> ReadingFailed:
    return ReadingFailed(
        "不能读取（读文件的程序没有启动）",
        "请重新启动程序再试；仍然不行请重新安装，或让安全软件放行本程序",
    )


def _error_of(content: bytes) -> Exception:
    """Give the error that the process names."""
    said = frames.value_of(content)
    if not isinstance(said, dict) or said.get("kind") not in _ERRORS:
        return Garbled()
    message, advice, code = (
        text.one_line(str(said.get(name)))[:_LONGEST_SENTENCE]
        for name in ("message", "advice", "code")
    )
    return _ERRORS[said["kind"]](message, advice, code=code)
