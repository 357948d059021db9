"""demo: a fictional county with two years of work, or a city with its ten counties."""

import argparse
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import Answer, clock_of, note
from zxdesk.errors import EnvironmentProblem
from zxdesk.recent import remember


def add(commands: Any) -> None:
    """Add this command."""
    demo = commands.add_parser("demo", help="虚构县的样例台账，印出纪要、名册和报送包，并打开窗口")
    demo.add_argument("--out", default="demo", metavar="文件夹", help="放在哪个文件夹，不写为 demo")
    demo.add_argument("--headless", action="store_true", help="不打开窗口，把每一页存成图片")
    demo.add_argument(
        "--size",
        choices=("county", "city"),
        default="county",
        help="county：一个县两年的工作；city：十县一市十年，只有台账",
    )
    demo.set_defaults(run=run_demo)


def run_demo(arguments: argparse.Namespace) -> Answer:
    """Make the demo; of the county, open its window or save pictures of every page."""
    from zxdesk.demo.build import DAY, build_county
    from zxdesk.demo.city.build import build_city

    folder = Path(arguments.out).absolute()
    arguments.today = arguments.today or DAY
    before = _written(folder)
    if arguments.size == "city":
        files = build_city(folder, clock=clock_of(arguments), progress=note)
        return _answer(files, (_told(file, before) for file in files))
    files = build_county(folder, clock=clock_of(arguments))
    remember(files[0])
    day = f"样例里的今天是 {arguments.today}"
    lines = [_told(file, before) for file in files]
    lines += [f"{day}：命令加 --today {arguments.today}，数字就和说明里的一样"]
    if arguments.headless or _draws_unseen() or not _window_was_open(arguments, files[0], lines):
        pictures = arguments.pictures(files[0], folder, clock=clock_of(arguments))
        lines[-1:-1] = [_told(file, {}) for file in pictures]
        files += pictures
    return _answer(files, lines)


def _answer(files: list[Path], lines: Iterable[str]) -> Answer:
    return Answer({"files": [str(file) for file in files]}, tuple(lines))


def _window_was_open(arguments: argparse.Namespace, ledger: Path, lines: list[str]) -> bool:
    """Tell what was made and open the window; where there is no display, say so."""
    while lines:
        note(lines.pop(0))
    arguments.ledger = str(ledger)
    try:
        arguments.open_window(arguments)
    except EnvironmentProblem as problem:
        if problem.code != "no_display":
            raise
        note(f"{problem.message}；改为把每一页存成图片。")
        return False
    return True


def _draws_unseen() -> bool:
    """Tell whether the caller chose a platform whose windows nobody sees."""
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal")


def _written(folder: Path) -> dict[Path, int]:
    """Give when each file of a folder was written."""
    return {file: file.stat().st_mtime_ns for file in folder.glob("*.*")}


def _told(file: Path, before: Mapping[Path, int]) -> str:
    """Say that a file was made or was there already, and what is to be seen in it."""
    from zxdesk.demo.build import ABOUT

    about = next((words for ending, words in ABOUT.items() if file.name.endswith(ending)), "")
    kept = file in before and file.stat().st_mtime_ns == before[file]
    return f"{'已有' if kept else '已生成'} {file}" + (f"（{about}）" if about else "")
