"""What every command shares: its ledger, its clock, and how it answers."""

import argparse
import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zxdesk.dates import parse_date
from zxdesk.errors import EnvironmentProblem, RefusedError, UserError, ZxdeskError
from zxdesk.recent import default_ledger, remember
from zxdesk.store import Ledger, open_ledger

DONE, HELD_BACK = 0, 1
_CODES: tuple[tuple[type[ZxdeskError], int], ...] = (
    (RefusedError, HELD_BACK),
    (UserError, 2),
    (EnvironmentProblem, 3),
)


@dataclass(frozen=True)
class Answer:
    """What a command answers.

    Attributes:
        data: The object printed with `--json`.
        lines: The same for people.
        code: 0 done; 1 done, but something was held back or found wrong.
    """

    data: Mapping[str, Any]
    lines: tuple[str, ...]
    code: int = DONE


Command = Callable[[argparse.Namespace], Answer]


def code_of(error: ZxdeskError) -> int:
    """Give the exit code of an error."""
    return next(code for kind, code in _CODES if isinstance(error, kind))


def clock_of(arguments: argparse.Namespace) -> Callable[[], datetime]:
    """Give the clock; `--today` fixes the day, the time of day goes on."""
    fixed: date | None = arguments.today
    if fixed is None:
        return datetime.now
    return lambda: datetime.combine(fixed, datetime.now().time())


def ledger_path(arguments: argparse.Namespace) -> Path:
    """Give the ledger's path: `--ledger`, else the one opened last."""
    return Path(arguments.ledger) if arguments.ledger else default_ledger()


@contextmanager
def opened(arguments: argparse.Namespace, *, writing: bool = False) -> Iterator[Ledger]:
    """Open the ledger for a command, and tell what there is to tell of opening and closing it.

    Where the call does not name the ledger, it is said which one it is. The steps it writes
    are kept in `arguments.written`: an error later must not hide them.
    """
    path = ledger_path(arguments)
    if not arguments.ledger:
        note(f"台账：{path}")
    ledger = open_ledger(path, writing=writing, clock=clock_of(arguments))
    arguments.written = ledger.written
    try:
        with ledger:
            remember(ledger.path)
            yield ledger
    finally:
        note_all(ledger)


def note_all(ledger: Ledger) -> None:
    """Tell what there is to tell of opening and closing a ledger."""
    for line in ledger.notes:
        note(line)


def make_sure(arguments: argparse.Namespace, what: str) -> None:
    """Ask whoever sits at the terminal before something that cannot be undone.

    A script is not asked: it answers to nobody, and its words were meant when they were written.

    Raises:
        RefusedError: the answer was no.
    """
    terminals = (sys.stdin, sys.stderr)
    attended = all(stream is not None and stream.isatty() for stream in terminals)
    if arguments.yes or arguments.json or not attended:
        return
    sys.stderr.write(f"{what}。确定的话请输入 是：")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("是", "y", "yes"):
        raise RefusedError("没有得到确认，台账没有改动", "需要时请重新执行", code="not_confirmed")


def note_closed(ledger: Ledger, records: Mapping[str, Collection[int]]) -> None:
    """Tell which closed quarters count what was changed."""
    from zxdesk.services.quarters import closed_warning

    warning = closed_warning(ledger, records)
    if warning:
        note(f"提示：{warning}。")


def print_answer(answer: Answer, *, as_json: bool) -> int:
    """Print an answer and give the exit code."""
    if as_json:
        json.dump(answer.data, sys.stdout, ensure_ascii=False, default=str)
        sys.stdout.write("\n")
    else:
        for line in answer.lines:
            sys.stdout.write(f"{line}\n")
    return answer.code


def note(line: str) -> None:
    """Tell something beside the answer."""
    sys.stderr.write(f"{line}\n")


def day(words: str) -> date:
    """Read `--today`."""
    try:
        return parse_date(words)
    except ValueError:
        raise UserError(f"“{words}”不是日期，没有执行", "请写作 2026-11-22") from None


def printable_file(words: str, *endings: str) -> Path:
    """Read `--out` and refuse an ending that is not offered."""
    path = Path(words)
    if path.suffix.lower() not in endings:
        raise UserError(
            f"不能写成“{path.suffix or path.name}”格式，没有生成文件",
            f"文件名请以 {' 或 '.join(endings)} 结尾",
            code="bad_ending",
        )
    return path
