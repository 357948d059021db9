"""What every command shares: its ledger, its clock, and how it answers."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zxdesk.dates import parse_date
from zxdesk.errors import UserError
from zxdesk.store import Ledger, open_ledger
from zxdesk.store.recent import default_ledger, remember

DONE, HELD_BACK = 0, 1


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
    """Open the ledger for a command."""
    path = ledger_path(arguments)
    with open_ledger(path, writing=writing, clock=clock_of(arguments)) as ledger:
        remember(ledger.path)
        yield ledger


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
