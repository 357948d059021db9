"""Runs every benchmark and writes what came out to `docs/performance.md`.

    python -m tests.benchmarks [--county FILE] [--city FILE] [--only NAME …]

Without files the county and the city are made first (the city takes some minutes).
"""

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measuring import Line, Places, clock

_MODULES = (
    "bench_import",
    "bench_window",
    "bench_opening",
    "bench_statistics",
    "bench_keeping",
    "bench_packages",
    "bench_lists",
    "bench_documents",
)
_PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
_NOTES = "<!-- notes -->"


def main() -> int:
    """Run them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--county", type=Path)
    parser.add_argument("--city", type=Path)
    parser.add_argument("--only", nargs="+", default=list(_MODULES), metavar="NAME")
    asked = parser.parse_args()
    found: list[Line] = []
    with _places(asked.county, asked.city) as places:
        for name in asked.only:
            found += _run(import_module(f"tests.benchmarks.{name}").lines, places)
    if list(asked.only) == list(_MODULES):
        _write(found)
    return 0


def alone(lines: Callable[[Places], Iterable[Line]]) -> int:
    """Run one benchmark; the words of the call are the county's and the city's ledger, if any."""
    words: Sequence[Path] = [Path(word) for word in sys.argv[1:3]]
    with _places(*[*words, None, None][:2]) as places:
        _run(lines, places)
    return 0


def _run(lines: Callable[[Places], Iterable[Line]], places: Places) -> list[Line]:
    found = []
    for line in lines(places):
        found.append(line)
        sys.stdout.write(_row(line) + "\n")
        sys.stdout.flush()
    return found


@contextmanager
def _places(county: Path | None, city: Path | None) -> Iterator[Places]:
    from zxdesk.demo.build import build_county
    from zxdesk.demo.city.build import build_city

    with tempfile.TemporaryDirectory(prefix="zxdesk-benchmarks-") as folder:
        place, home = Path(folder), Path(folder) / "home"
        home.mkdir()
        os.environ |= {"HOME": str(home), "XDG_DATA_HOME": str(home)}
        yield Places(
            place,
            county or build_county(place / "county", clock=clock)[0],
            city or build_city(place / "city", clock=clock, progress=print)[0],
        )


def _row(line: Line) -> str:
    ratio = f"{line.seconds / line.bare:.1f} ×" if line.bare else ""
    bare = f"{line.baseline} {_shown(line.bare)}" if line.bare else ""
    memory = f"{line.memory:.0f} MB" if line.memory else ""
    return f"| {line.job} | {_shown(line.seconds)} | {bare} | {ratio} | {line.goal} | {memory} |"


def _shown(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{1000 * seconds:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _write(found: Iterable[Line]) -> None:
    """Write the table; what is said below it stays."""
    notes = _PAGE.read_text(encoding="utf-8").partition(_NOTES)[2] if _PAGE.exists() else "\n"
    rows = "\n".join(map(_row, found))
    head = f"""# Performance

Processor seconds, written by `python3 -m tests.benchmarks` on {date.today()}:
{os.cpu_count()} cores, {_processor()}, Python {platform.python_version()},
SQLite {sqlite3.sqlite_version}.

| job | takes | beside | ratio | goal | most memory |
| --- | --- | --- | --- | --- | --- |
{rows}

{_NOTES}"""
    _PAGE.write_text(head + notes, encoding="utf-8")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if "model name" in line), "")


if __name__ == "__main__":
    sys.exit(main())
