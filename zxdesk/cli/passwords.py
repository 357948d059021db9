"""Passwords for the command line: asked for or read from a file, never a value among the words.

What stands on a command line stays in the shell's history and shows in the list of processes.
"""

import argparse
import getpass
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

from zxdesk.errors import EnvironmentProblem, UserError

_LONGEST = 1024


def add(parser: argparse.ArgumentParser, *, purpose: str) -> None:
    """Add `--password` and `--password-file`.

    Args:
        purpose: What the password does, as the help shows it.
    """
    one_of = parser.add_mutually_exclusive_group()
    one_of.add_argument("--password", action="store_true", help=f"{purpose}，执行时询问密码")
    one_of.add_argument(
        "--password-file", metavar="文件", help=f"{purpose}，密码是这个文件的第一行"
    )


def read(arguments: argparse.Namespace, *, new: bool = False) -> str:
    """Give the password; empty where the call asks for none.

    Args:
        new: It will lock something: it is asked for twice.

    Raises:
        UserError: nothing was typed, twice not the same, or there is nobody to ask.
        EnvironmentProblem: the file cannot be read.
    """
    if arguments.password_file:
        return _from_file(Path(arguments.password_file))
    return ask(new=new) if arguments.password else ""


def ask(*, new: bool = False) -> str:
    """Ask for a password; where the words come by a pipe, take its first line.

    Raises:
        UserError: nothing was typed, twice not the same, or there is nobody to ask.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        return _checked(
            "" if sys.stdin is None else sys.stdin.readline(_LONGEST + 2).rstrip("\r\n")
        )
    password = _checked(_typed("密码："))
    if new and _typed("再输入一次：") != password:
        raise UserError("两次输入的密码不一样，没有执行", "请重新执行，两次输入同一个密码")
    return password


def _typed(prompt: str) -> str:
    with warnings.catch_warnings():
        # Where the letters cannot be hidden, nothing is asked.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError):
            return ""


def _from_file(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return _checked(lines.readline(_LONGEST + 2).rstrip("\r\n"))
    except (OSError, UnicodeDecodeError):
        raise EnvironmentProblem(
            f"密码文件 {file} 读不了，没有执行",
            "请检查这个文件是否存在、是不是文本文件",
            code="unreadable",
        ) from None


def _checked(password: str) -> str:
    if not password:
        raise UserError(
            "没有得到密码，没有执行", "请在命令行窗口里输入密码，或用 --password-file 文件"
        )
    if len(password) > _LONGEST or not password.isprintable():
        raise UserError("密码太长或含有不能显示的字符，没有执行", "请换一个密码")
    return password


def unlocker(arguments: argparse.Namespace) -> Callable[[Path, bool], str]:
    """Give what answers for the password of a file: the call's, else the person at the terminal.

    It gives nothing where there is nobody to ask, and never a wrong one twice.
    """
    given = read(arguments)

    def answer(file: Path, wrong: bool) -> str:
        if given:
            return "" if wrong else given
        if sys.stdin is None or not sys.stdin.isatty():
            return ""
        return _typed(f"{file.name} 的打开密码{'不对，请再输入' if wrong else ''}：")

    return answer
