"""Every command that the documents print does on the demo what they say it does."""

import io
import re
import shlex
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from glob import glob
from pathlib import Path

import pytest

from tests.sample import clock, demo_made
from zxdesk.cli.parsing import every_parser
from zxdesk.cli.program import build_parser, run
from zxdesk.demo import build, upward
from zxdesk.recent import remember
from zxdesk.statistics.figures import figure, period_of, read_expression
from zxdesk.store import open_ledger, steps

__all__ = ["demo_made"]

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PROGRAMS = ("zxdesk", "zxdesk-cli")
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`]+)`")
# What a reader puts in of his own.
HEAD = "步号:校验值"
# Commands of a city's office, where a line does not name the ledger.
OF_THE_CITY = ("receive", "rollup")
# An answer that shows nothing of what the line is there for.
EMPTY = {
    "figure": r"\A\S+ (0|0\.0|—)( |$)",
    "search": r"\A找到 0 条",
    "minutes": "台账里还没有",
    "history": r"\A\Z",
    "quotas": r"\A(?!.*\d+ / \d+)",
    "merge": r"\A(?!.*新增.*另立.*保留本方)",
    "rollup": r"\A(?!.*未报：.*重复上报：)",
    "receive": r"\A(?!已(接收|撤下))",
    "import": r"\A(?!新增)",
}


def printed(page: Path) -> list[str]:
    """The lines a page prints that call the program, in their order."""
    text = page.read_text("utf-8")
    fenced = [(m.start(1), m[1]) for m in FENCED.finditer(text)]
    found = [(at, line) for at, block in fenced for line in block.splitlines()]
    plain = FENCED.sub(lambda m: " " * len(m[0]), text)
    found += [(m.start(1), " ".join(m[1].split())) for m in INLINE.finditer(plain)]
    lines = [line.strip() for _, line in sorted(found, key=lambda one: one[0])]
    calls = [line for line in lines if line.split(" ")[0] in PROGRAMS and " " in line]
    return [line for line in calls if "…" not in line]


def is_for_windows(line: str) -> bool:
    return line.startswith("zxdesk-cli ") or "\\" in line


def words_of(line: str) -> list[str]:
    """The words of a line after the program's name, as a shell in the demo's folder gives them."""
    split = shlex.split(line.replace("\\", "\\\\"), comments=True)[1:]
    return [found for word in split for found in (sorted(glob(word)) if "*" in word else [word])]


def answered(words: list[str]) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(
            [*words, "--today", str(build.DAY)],
            open_window=lambda _arguments: 0,
            pictures=lambda *_words, **_named: [],
        )
    return code, out.getvalue(), err.getvalue()


def parsed(words: list[str]) -> Namespace:
    return build_parser().parse_args(words)


@pytest.fixture
def desk(demo_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo that one stands in, its ledger the one opened last."""
    shutil.copytree(demo_made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO("云溪2026政协\n"))
    remember(tmp_path / build.LEDGER)
    return tmp_path


def head_of(ledger: Path) -> str:
    """What is printed under a quarter's table to compare the ledger with."""
    with open_ledger(ledger, writing=False, clock=clock) as opened, opened.read() as session:
        number, digest = steps.head(session.connection())
    return f"{number}:{digest[:12]}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_line_does_what_the_page_says(page: Path, desk: Path) -> None:
    wrong = list(problems(page, desk))
    assert wrong == []


def problems(page: Path, desk: Path) -> Iterator[str]:
    for line in printed(page):
        if is_for_windows(line):
            parsed(words_of(line))
            continue
        words = words_of(line.replace(HEAD, head_of(desk / build.LEDGER)))
        named = [] if "--ledger" in words or page.name == "README.md" else ledger_for(words, desk)
        code, out, err = answered([*words, *named])
        if code != 0:
            yield f"{line}: {code} {err}"
        elif not out or re.search(EMPTY.get(words[0], r"\A\Z"), out, re.DOTALL):
            yield f"{line}: {out or 'nothing'}"
        target = getattr(parsed(words), "out", None)
        if target and target != "." and not written(desk / target):
            yield f"{line}: {target} was not written"


def ledger_for(words: list[str], desk: Path) -> list[str]:
    name = upward.LEDGER if words[0] in OF_THE_CITY else build.LEDGER
    return ["--ledger", str(desk / name)]


def written(place: Path) -> bool:
    return any(place.iterdir()) if place.is_dir() else place.exists() and place.stat().st_size > 0


def test_the_pages_print_lines_of_nearly_every_command() -> None:
    lines = [line for page in PAGES for line in printed(page)]
    assert len(lines) > 25
    (commands,) = [a for a in build_parser()._actions if a.metavar == "命令"]
    assert {words_of(line)[0] for line in lines} <= set(commands.choices or ())


def test_every_period_the_manual_names_is_one(demo_made: Path) -> None:
    manual = (ROOT / "docs" / "manual.md").read_text("utf-8")
    (named,) = re.findall(r"期间可以写 ([^\n]*)$", manual, re.MULTILINE)
    periods = [words.split("（")[0] for words in named.split("、")]
    assert len(periods) == 7
    with open_ledger(demo_made / build.LEDGER, writing=False, clock=clock) as ledger:
        held = [
            figure(ledger, read_expression("event.held"), period=period_of(ledger, words)).value
            for words in periods
        ]
    assert held[-1]
    assert None not in held


def test_every_option_the_manual_names_is_there() -> None:
    manual = (ROOT / "docs" / "manual.md").read_text("utf-8")
    there = {o for p in every_parser(build_parser()) for a in p._actions for o in a.option_strings}
    assert set(re.findall(r"`(--[a-z-]+)", manual)) <= there


def test_what_developers_are_told_to_call_is_there() -> None:
    usage = (ROOT / "dev.py").read_text("utf-8")
    commands = set(re.findall(r'^    "(\w+)": \w+,$', usage, re.MULTILINE))
    called = {
        name for page in PAGES for name in re.findall(r"dev\.py (\w+)", page.read_text("utf-8"))
    }
    assert {"demo", "test"} <= called <= commands
    modules = {
        name
        for page in PAGES
        for name in re.findall(r"python3? -m (tests[\w.]*)", page.read_text("utf-8"))
    }
    for name in modules:
        path = ROOT / name.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), name
