"""The command line: reads the words, runs one command, answers, and never shows a traceback."""

import argparse
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from zxdesk import __version__, faults, paths
from zxdesk.cli.frame import code_of, day, ledger_path, print_answer
from zxdesk.cli.parsing import Parser, shared_options
from zxdesk.cli.window_call import ledger_of_window
from zxdesk.errors import EnvironmentProblem, RefusedError, UserError, ZxdeskError
from zxdesk.store import Changes
from zxdesk.store.damage import is_damaged

# The commands of each module, in the order of the help; what is not called is not imported.
_PARTS = {
    "ledger_commands": ("new", "check", "backup", "restore"),
    "book_commands": ("import", "export", "templates"),
    "attachment_commands": ("attach", "attachments", "detach", "describe"),
    "merge_commands": ("merge",),
    "figure_commands": ("figure", "figures"),
    "paper_commands": ("minutes", "print"),
    "report_commands": ("report",),
    "quarter_commands": ("quarter", "receive", "rollup"),
    "quota_commands": ("quotas",),
    "search_commands": ("search",),
    "history_commands": ("history", "undo", "redo", "todo"),
    "settings_commands": ("settings", "calendar"),
    "demo_commands": ("demo",),
    "erase_commands": ("erase",),
    "update_commands": ("update",),
}
_WITH_VALUE = ("--ledger", "--today")


def _called(words: Sequence[str]) -> list[str]:
    """Give the module of the command that is called; all where none that is known is.

    The window needs none: they would take a third of its start.
    """
    if ledger_of_window(words) is not None:
        return []
    rest = iter(words)
    for word in rest:
        if word in _WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            called = [part for part, commands in _PARTS.items() if word in commands]
            return called or list(_PARTS)
    return list(_PARTS)


def build_parser(words: Sequence[str] = ("--help",)) -> argparse.ArgumentParser:
    """Make the parser of every command, or of the one that is called.

    Args:
        words: The call.
    """
    shared = shared_options()
    parser = Parser(
        prog="zxdesk",
        description="县政协办公室台账；不写命令就打开窗口",
        epilog="每个命令的选项：zxdesk 命令 --help",
        parents=[shared],
    )
    parser.add_argument(
        "--version", action="version", version=f"zxdesk {__version__}", help="显示版本"
    )
    parser.add_argument("--quit-when-ready", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="命令", title="命令")
    for part in _called(words):
        import_module(f"zxdesk.cli.{part}").add(_Sharing(commands, shared))
    return parser


class _Sharing:
    """Gives every command the options that all share."""

    def __init__(self, commands: Any, shared: argparse.ArgumentParser) -> None:
        self._commands = commands
        self._shared = shared

    def add_parser(self, name: str, **words: Any) -> argparse.ArgumentParser:
        """Add a command."""
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name, parents=[self._shared], description=words["help"], **words
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
    arguments = argparse.Namespace()
    try:
        _refuse_unreadable(words)
        build_parser(words).parse_args(words, arguments)
        for name, default in (("ledger", None), ("today", None), ("json", False)):
            setattr(arguments, name, getattr(arguments, name, default))
        arguments.today = day(arguments.today) if arguments.today else None
        arguments.open_window, arguments.pictures = open_window, pictures
        if arguments.command is None:
            return open_window(arguments)
        return print_answer(arguments.run(arguments), as_json=arguments.json)
    except ZxdeskError as error:
        return _told(_with_what_stands(error, arguments), as_json=as_json)
    except BrokenPipeError:
        # Whoever read the answer has read enough; nothing more can be told him.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        stopped = RefusedError(f"已中断，{_what_stands(arguments)}", "需要时请重新执行")
        return _told(stopped, as_json=as_json)
    except Exception as error:
        stands = _what_stands(arguments)
        said = _damage(arguments) or _closed_to_us(error, stands) or _bug(error, stands)
        return _told(said, as_json=as_json)


def _refuse_unreadable(words: Sequence[str]) -> None:
    """Refuse what no name and no text can hold: NUL, other control letters, lone surrogates."""
    for word in words:
        if any(
            unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n\r" for char in word
        ):
            raise UserError("命令里有不能识别的字符，没有执行", "请重新输入，不要带控制字符")


def _damage(arguments: argparse.Namespace) -> EnvironmentProblem | None:
    """Say that the ledger is damaged, where that is why the program failed."""
    path = ledger_path(arguments) if hasattr(arguments, "ledger") else None
    if path is None or not is_damaged(path):
        return None
    return EnvironmentProblem(
        f"台账 {path.name} 里有读不了的内容，可能已损坏，{_what_stands(arguments)}",
        "请用 zxdesk check --deep 核对，再用 zxdesk restore 从最近一份备份恢复",
        code="damaged",
    )


def _closed_to_us(error: Exception, what_stands: str) -> EnvironmentProblem | None:
    """Name the place that this user may not look into; up to Python 3.13 asking for it raises."""
    if not isinstance(error, PermissionError) or not error.filename:
        return None
    return EnvironmentProblem(
        f"{error.filename} 没有权限打开，{what_stands}",
        "请换一个有权限的文件夹，或请管理员开放权限",
        code="denied",
    )


def _what_stands(arguments: argparse.Namespace) -> str:
    """Say which steps this command has written, which no later error takes back."""
    written: list[Changes] = getattr(arguments, "written", [])
    steps = "、".join(f"第 {one.step} 步“{one.label}”" for one in written)
    return f"此前{steps}已经写入" if steps else "台账没有改动"


def _with_what_stands(error: ZxdeskError, arguments: argparse.Namespace) -> ZxdeskError:
    if not getattr(arguments, "written", []):
        return error
    message = f"{error.message.rstrip('。；')}，{_what_stands(arguments)}"
    return type(error)(message, error.advice, code=error.code)


def _told(error: ZxdeskError, *, as_json: bool) -> int:
    sys.stderr.write(f"{error}\n")
    if as_json:
        answer = {"error": {"code": error.code, "message": str(error)}}
        json.dump(answer, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    return code_of(error)


def _bug(error: Exception, what_stands: str) -> EnvironmentProblem:
    """Keep in the log where a bug struck, without what was in the records, and say so."""
    log = paths.user_data() / "zxdesk.log"
    advice = f"请把日志 {log} 发给开发者"
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write(faults.described(error) + "\n")
    except OSError:
        advice = "日志也写不了，请检查磁盘空间后再试"
    return EnvironmentProblem(
        f"程序出错了（{type(error).__name__}），{what_stands}", advice, code="bug"
    )
