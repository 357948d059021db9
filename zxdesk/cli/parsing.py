"""How calls are read and explained: argparse, speaking Chinese."""

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from zxdesk.errors import UserError

# argparse's sentences about a wrong call, up to Python 3.13 -> ours.
_SENTENCES = (
    (r"argument (.+?): ", r"\1 "),
    (r"the following arguments are required: ", "缺少 "),
    (r"unrecognized arguments: ", "不认识 "),
    (r"expected one argument", "后面要有一个值"),
    (r"expected at most one argument", "后面最多一个值"),
    (r"expected at least one argument", "后面至少要有一个值"),
    (r"expected (\d+) arguments?", r"后面要有 \1 个值"),
    (r"invalid choice: (.+) \(choose from (.+)\)", r"不能是 \1，应是 \2"),
    (r"invalid int value: (.+)", r"\1 不是整数"),
    (r"invalid \w+ value: (.+)", r"\1 不对"),
    (r"ignored explicit argument (.+)", r"后面不能有值 \1"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 不明确，可以是 \2"),
    (r"not allowed with argument (.+)", r"不能与 \1 同用"),
    (r"one of the arguments (.+) is required", r"\1 要写一个"),
)
_LONGEST = 24


def in_chinese(message: str) -> str:
    """Say what argparse says of a wrong call."""
    for english, chinese in _SENTENCES:
        message = re.sub(english, chinese, message)
    return message


class _Formatter(argparse.HelpFormatter):
    """Writes the help; only its own words differ."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=_LONGEST + 4, width=96)

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        """Begin with our word for "usage"."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Reads a call, and says in one Chinese sentence what is wrong with it."""

    def __init__(self, *, add_help: bool = True, **words: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **words)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        if add_help:
            self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Refuse the call."""
        raise UserError(
            f"命令写得不对（{in_chinese(message)}），没有执行",
            f"请用 {self.prog} --help 查看用法",
        )


def shared_options() -> argparse.ArgumentParser:
    """Give the options that every command has; what is not written stays unset."""
    shared = Parser(add_help=False)
    shared._optionals.title = "每个命令都有的选项"
    unset = argparse.SUPPRESS
    for name, metavar, about in (
        ("--ledger", "文件.zxd", "用哪本台账；不写就用上次打开的"),
        ("--today", "日期", "把这一天当作今天，如 2026-11-22"),
    ):
        shared.add_argument(name, default=unset, metavar=metavar, help=about)
    shared.add_argument("--json", action="store_true", default=unset, help="答复写成一个 JSON 对象")
    return shared


def every_parser(parser: argparse.ArgumentParser) -> Iterable[argparse.ArgumentParser]:
    """Give a parser and those of its commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()
