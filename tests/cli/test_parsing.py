"""Calls are explained and refused in Chinese, every option of every command."""

import argparse
import re

import pytest

from tests.cli.conftest import Desk
from zxdesk.cli.parsing import every_parser, in_chinese
from zxdesk.cli.program import build_parser

PARSERS = {parser.prog: parser for parser in every_parser(build_parser())}
# Words of a call, names of files and of formats: they are the same in every language.
ENGLISH = re.compile(
    r"--?[a-z-]+|\{[^}]*\}|\bzxdesk( [a-z]+)?|\.[a-z]+"
    r"|\b(JSON|HD-2026-118|2026Q3|all|demo|county|city)\b"
)


def actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [a for a in parser._actions if a.help != argparse.SUPPRESS]


@pytest.mark.parametrize("prog", PARSERS)
def test_every_option_is_explained(prog: str) -> None:
    groups = [a for a in actions(PARSERS[prog]) if isinstance(a, argparse._SubParsersAction)]
    silent = [a.dest for a in actions(PARSERS[prog]) if not a.help and a not in groups]
    assert silent == []
    for group in groups:
        assert len(group._choices_actions) == len(group.choices)
        assert all(choice.help for choice in group._choices_actions)


@pytest.mark.parametrize("prog", PARSERS)
def test_the_help_is_chinese(prog: str) -> None:
    words = PARSERS[prog].format_help()
    assert words.startswith(f"用法：{prog} ")
    for line in words.splitlines():
        rest = ENGLISH.sub("", re.sub(r"^ {4}[a-z]+ ", "", line))
        assert not re.search(r"[A-Za-z]{3,}", rest), line


@pytest.mark.parametrize(
    "words",
    [
        ["search"],
        ["search", "甲", "乙"],
        ["search", "甲", "--kind"],
        ["search", "甲", "--limit", "多"],
        ["import", "甲.xlsx", "--rejects"],
        ["import"],
        ["export", "委员", "--out", "甲.xlsx", "--where"],
        ["new", "甲.zxd", "--level", "乡", "--committee", "政协"],
        ["history", "--limit=多"],
        ["check", "--deep=是"],
        ["search", "甲", "--l"],
        ["没有这个命令"],
    ],
)
def test_a_wrong_call_is_refused_in_chinese(desk: Desk, words: list[str]) -> None:
    outcome = desk(*words)
    assert outcome.code == 2
    assert outcome.out == ""
    said = outcome.err.replace(str(desk.ledger), "")
    assert said.startswith("命令写得不对（")
    rest = ENGLISH.sub("", re.sub(r"'[a-z]+'", "", said))
    assert not re.search(r"[A-Za-z]{3,}", rest), said


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("argument --out: expected one argument", "--out 后面要有一个值"),
        ("argument a: not allowed with argument b", "a 不能与 b 同用"),
        ("one of the arguments a b is required", "a b 要写一个"),
        (
            "ambiguous option: --l could match --limit, --ledger",
            "--l 不明确，可以是 --limit, --ledger",
        ),
        ("argument --n: expected 2 arguments", "--n 后面要有 2 个值"),
    ],
)
def test_sentences_of_argparse_are_translated(english: str, chinese: str) -> None:
    assert in_chinese(english) == chinese
