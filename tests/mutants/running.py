"""In the copy: each drawn mutant alone, against the tests that call its function.

The program is imported once; each mutant gets a forked process in which pytest runs. Where its
function is called while the program is imported, it gets a process that starts anew.
"""

import gc
import importlib
import json
import os
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.mutants.hits import Hits

# The folders of tests that are asked; those of the window take long and say little more.
ASKED = ("rules", "store", "statistics", "exchange", "services", "queries", "cli", "contract")
OPTIONS = ["-q", "-x", "-p", "no:randomly", "-p", "no:cacheprovider", "--no-header", "--tb=no"]
PATIENCE = 60  # seconds for one test, and for what comes before the first
# Seconds of tests a mutant gets, and after all others once more if it survived.
PASSES = (5.0, 40.0)
_FINDING = 0.05
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)

# How a run ends whose tests failed; that a mutant broke what runs them; that it had to be ended.
_FAILED, _CRASHED, _ENDED = 1, 70, -1

# Where the tests of a module lie that no file of tests mirrors.
_FOUND = ("store/test_fulltext.py", "queries/test_search.py")
_SHAPES = tuple(
    f"exchange/understanding/test_{name}.py" for name in ("sheets", "following", "filling")
)
MIRRORS = {
    "blanking": ("store/test_erasure.py",),
    "conflicts": ("store/test_history.py",),
    "copies": ("store/test_backups.py", "store/test_restoring.py"),
    "event_figures": ("statistics/test_catalogue.py", "statistics/test_figures.py"),
    "closings": ("services/test_quarters.py",),
    "founding": ("store/test_ledger.py",),
    "lineage": ("exchange/merging/test_merging.py",),
    "lookup": _FOUND,
    "opening": ("store/test_ledger.py",),
    "saved_figures": ("services/test_saved_figures.py",),
    "search_entries": _FOUND,
    "searchable": _FOUND,
    "sqlite": ("store/test_ledger.py",),
    "steps": ("store/test_history.py", "store/test_check.py"),
    "tokens": _FOUND,
}
_SHAPED = "block composed crosses filling forms mapping marks scoring sections sheets table titles"
MIRRORS |= dict.fromkeys(_SHAPED.split(), _SHAPES)

Verdicts = dict[str, dict[str, Any]]


def main() -> int:
    """Learn which tests call what, once, or judge one share of the mutants: FOLDER [SHARE OF]."""
    folder = Path(sys.argv[1])
    imported = import_program()
    if len(sys.argv) == 2:
        return in_child(lambda: learn(imported, folder), folder / "hits.log", 4 * 3600)
    share, of = map(int, sys.argv[2:])
    sample = json.loads((folder / "sample.json").read_text("utf-8"))
    known = json.loads((folder / "hits.json").read_text("utf-8"))
    verdicts, kept = read_verdicts(folder), folder / f"verdicts-{share}.json"
    gc.freeze()  # or each child would copy all of it by looking through it
    own: Verdicts = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    for step, seconds in enumerate(PASSES):
        for name in [mutant["name"] for mutant in sample][share::of]:
            said = own.get(name) or verdicts.get(name) or {"step": -1, "killed": False}
            if said["killed"] or said["step"] >= step:
                continue
            found = judged(name, known, seconds, folder / f"child-{share}")
            own[name] = {"step": step} | found
            kept.write_text(json.dumps(own, ensure_ascii=False, indent=1), "utf-8")
    return 0


def read_verdicts(folder: Path) -> Verdicts:
    """What was found so far, the last word on each mutant."""
    verdicts: Verdicts = {}
    for file in sorted(folder.glob("verdicts-*.json")):
        for name, said in json.loads(file.read_text("utf-8")).items():
            if said["step"] >= verdicts.get(name, said)["step"]:
                verdicts[name] = said
    return verdicts


def import_program() -> set[str]:
    """Import all of the program but its window; give the functions this calls."""
    from mutmut.mutation import trampoline

    hits = Hits()
    hits.listen()
    for name in modules("zxdesk"):
        importlib.import_module(name)
    trampoline._mutant_under_test = None
    return hits.heard[0]


def modules(package: str) -> Iterator[str]:
    """The modules that importing runs no program of."""
    path = [package.replace(".", "/")]
    for found in pkgutil.walk_packages(path, f"{package}."):
        if not re.search(r"__main__|desktop|migrations", found.name):
            yield found.name


def learn(imported: set[str], folder: Path) -> int:
    """Run all tests that are asked, and keep what they call."""
    hits = Hits()
    hits.at_import = imported
    hits.listen()
    options = [option for option in OPTIONS if option != "-x"]
    places = [f"tests/{name}" for name in ASKED]
    pytest.main([*options, f"--basetemp={folder / 'tmp'}", *places], plugins=[hits])
    hits.save(folder / "hits.json")
    return 0


def judged(name: str, known: dict[str, Any], seconds: float, folder: Path) -> dict[str, Any]:
    """What becomes of a mutant when the quickest tests of its function run."""
    function = name.partition("__mutmut_")[0]
    tests = list(quickest(callers(function, known["tests"]), seconds))
    if not tests:
        return {"killed": False, "by": "no test calls it"}
    arguments = [*OPTIONS, f"--timeout={PATIENCE}", f"--basetemp={folder}", *tests]
    anew = function in known["at_import"]
    log, began = folder.with_suffix(".log"), time.monotonic()
    code = in_child(lambda: attacked(name, arguments, anew), log, PATIENCE + 5 * seconds)
    by = FAILED.search(log.read_text("utf-8", errors="replace"))
    took = round(time.monotonic() - began, 1)
    return verdict_of(code) | {"by": by[1] if by else str(code), "tests": len(tests), "s": took}


def verdict_of(code: int) -> dict[str, Any]:
    """What the exit code of a run says of its mutant; of a broken run, which code it was."""
    killed = code in (_FAILED, _CRASHED, _ENDED)
    return {"killed": killed} if killed or not code else {"killed": False, "broken": code}


def callers(function: str, known: dict[str, list[tuple[str, float]]]) -> list[tuple[str, float]]:
    """The tests that call a function; of one that makes functions, those that call its module.

    Those of the file that mirrors the module come first, then those of its folder, then all others:
    of many files the quickest of each in turn, for many files see more than many tests of one.
    """
    module = function.rpartition(".")[0]
    tests = known.get(function) or [
        one for name, tests in known.items() if name.rpartition(".")[0] == module for one in tests
    ]
    _, *folders, name = module.split(".")
    mirrors = MIRRORS.get(name, (f"{'/'.join(folders)}/test_{name}.py",))
    nearness: dict[int, dict[str, list[tuple[str, float]]]] = {0: {}, 1: {}, 2: {}}
    for test, took in sorted({tuple(one) for one in tests}, key=lambda one: one[1]):
        file = test.partition("::")[0].removeprefix("tests/")
        near = 0 if file in mirrors else 1 if file.startswith(f"{folders[0]}/") else 2
        nearness[near].setdefault(file, []).append((test, took))
    return [
        one
        for files in nearness.values()
        for turn in zip_longest(*files.values())
        for one in turn
        if one
    ]


def quickest(tests: list[tuple[str, float]], seconds: float) -> Iterator[str]:
    """The first of the tests that together take no longer, at least one.

    Each costs a little more than it takes: it has to be found.
    """
    for number, (test, took) in enumerate(tests):
        seconds -= took + _FINDING
        if seconds < 0 and number:
            return
        yield test


def attacked(name: str, arguments: list[str], anew: bool) -> int:
    """In a process of its own: the exit code of pytest while this mutant lives."""
    from mutmut.mutation import trampoline

    trampoline.set_mutant_under_test(name)
    if anew:
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])
    return int(pytest.main(arguments))


def in_child(work: Callable[[], int], log: Path, patience: float) -> int:
    """Do it in a forked process; give its exit code, -1 where it had to be ended."""
    child = os.fork()
    if not child:
        _become(work, log)
    last = time.monotonic() + patience
    while time.monotonic() < last:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return _ENDED


def _become(work: Callable[[], int], log: Path) -> NoReturn:
    os.setsid()
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    code = _CRASHED  # as if the tests had failed: the mutant broke what runs them
    try:
        code = work()
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
