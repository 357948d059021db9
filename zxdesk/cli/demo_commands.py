"""demo: a fictional county with two years of work, or a city with its ten counties."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import Answer, clock_of, note
from zxdesk.store.recent import remember


def add(commands: Any) -> None:
    """Add this command."""
    demo = commands.add_parser("demo", help="虚构县的样例台账；--size city 为十县一市的大台账")
    demo.add_argument("--out", default="demo", metavar="文件夹")
    demo.add_argument("--headless", action="store_true")
    demo.add_argument("--size", choices=("county", "city"), default="county")
    demo.set_defaults(run=run_demo)


def run_demo(arguments: argparse.Namespace) -> Answer:
    """Make the demo; of the county, open its window or save pictures of every page."""
    from zxdesk.demo.build import build_county
    from zxdesk.demo.city import build_city

    folder = Path(arguments.out).absolute()
    if arguments.size == "city":
        return _made(build_city(folder, clock=clock_of(arguments), progress=note))
    files = build_county(folder, clock=clock_of(arguments))
    ledger = files[0]
    if arguments.headless or not _has_display():
        files += arguments.pictures(ledger, folder, clock=clock_of(arguments))
    else:
        remember(ledger)
        for file in files:
            note(f"已生成 {file}")
        arguments.ledger = str(ledger)
        arguments.open_window(arguments)
    return _made(files)


def _made(files: list[Path]) -> Answer:
    shown = [str(file) for file in files]
    return Answer({"files": shown}, tuple(f"已生成 {file}" for file in shown))


def _has_display() -> bool:
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    on_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return sys.platform != "linux" or on_screen
