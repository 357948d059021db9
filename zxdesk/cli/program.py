"""The command line: reads the words, runs one command, answers, and never shows a traceback."""

import argparse
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from zxdesk import __version__, paths
from zxdesk.cli import (
    book_commands,
    demo_commands,
    figure_commands,
    history_commands,
    ledger_commands,
    merge_commands,
    paper_commands,
    quarter_commands,
    quota_commands,
    search_commands,
    update_commands,
)
from zxdesk.cli.frame import day, print_answer
from zxdesk.errors import EnvironmentProblem, RefusedError, UserError, ZxdeskError

_CODES: tuple[tuple[type[ZxdeskError], int], ...] = (
    (RefusedError, 1),
    (UserError, 2),
    (EnvironmentProblem, 3),
)
_PARTS = (
    ledger_commands,
    book_commands,
    merge_commands,
    figure_commands,
    paper_commands,
    quarter_commands,
    quota_commands,
    search_commands,
    history_commands,
    demo_commands,
    update_commands,
)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one Chinese sentence."""

    def error(self, message: str) -> NoReturn:
        raise UserError(
            f"命令写得不对（{_in_chinese(message)}），没有执行",
            f"请用 {self.prog} --help 查看用法",
        )


_TRANSLATIONS = (
    ("the following arguments are required:", "缺少"),
    ("unrecognized arguments:", "不认识"),
    ("expected one argument", "后面要有一个值"),
    ("expected at least one argument", "后面至少要有一个值"),
    ("invalid choice:", "不能是"),
    ("choose from", "应是"),
    ("invalid int value:", "不是整数："),
    ("argument ", ""),
)


def _in_chinese(message: str) -> str:
    for english, chinese in _TRANSLATIONS:
        message = message.replace(english, chinese)
    return message


def build_parser() -> argparse.ArgumentParser:
    """Make the parser of every command."""
    shared = argparse.ArgumentParser(add_help=False)
    for name, about in (("--ledger", "文件.zxd"), ("--today", "日期")):
        shared.add_argument(name, default=argparse.SUPPRESS, metavar=about)
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser = _Parser(prog="zxdesk", description="县政协办公室台账", parents=[shared])
    parser.add_argument("--version", action="version", version=f"zxdesk {__version__}")
    parser.add_argument("--quit-when-ready", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="命令")
    for part in _PARTS:
        part.add(_Sharing(commands, shared))
    return parser


class _Sharing:
    """Gives every command the options that all share."""

    def __init__(self, commands: Any, shared: argparse.ArgumentParser) -> None:
        self._commands = commands
        self._shared = shared

    def add_parser(self, name: str, **words: Any) -> argparse.ArgumentParser:
        """Add a command."""
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name, parents=[self._shared], **words
        )
        return parser


def run(
    words: Sequence[str], *, open_window: Callable[[argparse.Namespace], int], pictures: Any
) -> int:
    """Run one command and give its exit code (see `cli.frame`).

    Args:
        open_window: Opens the window; called where no command is named.
        pictures: Saves pictures of the window's pages, for the demo.
    """
    as_json = "--json" in words
    try:
        arguments = build_parser().parse_args(words)
        for name, default in (("ledger", None), ("today", None), ("json", False)):
            setattr(arguments, name, getattr(arguments, name, default))
        arguments.today = day(arguments.today) if arguments.today else None
        arguments.open_window, arguments.pictures = open_window, pictures
        if arguments.command is None:
            return open_window(arguments)
        return print_answer(arguments.run(arguments), as_json=arguments.json)
    except ZxdeskError as error:
        return _told(error, as_json=as_json)
    except BrokenPipeError:
        # Whoever read the answer has read enough; nothing more can be told him.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _told(RefusedError("已中断，没有写入", "需要时请重新执行"), as_json=as_json)
    except Exception as error:
        return _told(_bug(error), as_json=as_json)


def _told(error: ZxdeskError, *, as_json: bool) -> int:
    sys.stderr.write(f"{error}\n")
    if as_json:
        answer = {"error": {"code": error.code, "message": str(error)}}
        json.dump(answer, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    return next(code for kind, code in _CODES if isinstance(error, kind))


def _bug(error: Exception) -> EnvironmentProblem:
    """Keep the traceback of a bug in the log and say so."""
    log = paths.user_data() / "zxdesk.log"
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        logging.getLogger(__name__).exception("the log cannot be written")
    return EnvironmentProblem(
        f"程序出错了（{type(error).__name__}），台账没有改动",
        f"请把日志 {log} 发给开发者",
        code="bug",
    )
