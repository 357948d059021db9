"""Rounds of faults: one operation, one write that goes wrong, and what must hold afterwards.

A round is given by its number and a seed alone, so that a long run can be resumed and a failure
repeated: `python -m tests.faults.rounds --loops 10000 --seed 7 --first 4200`.
"""

import argparse
import errno
import os
import random
import re
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.library import ERRORS, Mode, built
from tests.faults.operations import OPERATIONS, TODAY, Operation, clock, county
from tests.faults.workshop import CRASHED, Fault, Outcome, Workshop
from tests.ledgers import dump
from zxdesk.errors import ZxdeskError
from zxdesk.store import Ledger, check, named_contents, open_ledger

Rows = Mapping[str, Any]
# What one run gives and the next gives otherwise: the moment, digests of files that hold it.
_MOMENT = re.compile(rf"{TODAY}[ T]\d\d:\d\d:\d\d(\.\d+)?")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_NOT_WRITTEN = re.compile(r"没有写入|没有保存|保持原样|没有改动|没有新建|没有建成|没有恢复")
_WRITTEN = re.compile(r"已写入|已导入|已恢复|已结账|已抹除")
_PASSING = re.compile(r"\.part(-journal|-wal|-shm)?$|\.tmp$")


@dataclass(frozen=True)
class Round:
    """One operation with one fault."""

    operation: str
    fault: Fault

    def __str__(self) -> str:
        mode, nth, code = self.fault.mode.name, self.fault.nth, self.fault.code
        return f"{self.operation} {mode} {nth} {os.strerror(code) if code else ''}".strip()


class Bench:
    """Operations prepared once, to be copied for every round."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._county = folder / "县"
        self._prepared: dict[str, Path] = {}
        self._states: dict[str, list[Rows]] = {}
        self._writes: dict[str, int] = {}
        self.workshop = Workshop(built(folder))
        self._county.mkdir()
        county(self._county)

    def close(self) -> None:
        """End the process that does the work."""
        self.workshop.close()

    def prepared(self, operation: Operation) -> Path:
        """Give the folder in which an operation may begin; nobody may write there."""
        if operation.name not in self._prepared:
            folder = self._folder / f"{operation.name}-前"
            shutil.copytree(self._county, folder)
            operation.prepare(folder)
            self._prepared[operation.name] = folder
        return self._prepared[operation.name]

    def states(self, operation: Operation) -> list[Rows]:
        """Give the contents that may stand: before, after, and halfway where it may."""
        if operation.name not in self._states:
            found = [content(self.prepared(operation), operation)]
            with self.copied(operation) as folder:
                outcome = self.workshop.do(folder, operation.words)
                assert outcome.code == 0, (operation.name, outcome.words)
                self._writes[operation.name] = outcome.writes
                found.append(content(folder, operation))
            if operation.halfway:
                with self.copied(operation) as folder:
                    assert self.workshop.do(folder, operation.halfway).code == 0
                    found.append(content(folder, operation))
            self._states[operation.name] = found
        return self._states[operation.name]

    def writes(self, operation: Operation) -> int:
        """Give how many writes the operation makes when nothing goes wrong."""
        self.states(operation)
        return self._writes[operation.name]

    @contextmanager
    def copied(self, operation: Operation) -> Iterator[Path]:
        """Give a folder in which the operation may run."""
        with tempfile.TemporaryDirectory(dir=self._folder) as place:
            folder = Path(place) / "县"
            shutil.copytree(self.prepared(operation), folder)
            yield folder

    def complaints(self, one: Round) -> list[str]:
        """Run a round and give what does not hold afterwards."""
        operation = OPERATIONS[one.operation]
        states = self.states(operation)
        with self.copied(operation) as folder:
            outcome = self.workshop.do(folder, operation.words, one.fault)
            found = list(_told_wrongly(outcome, one.fault))
            found += _unsound(folder, operation)
            if not found:
                found += _not_as_told(content(folder, operation), states, outcome, operation)
            found += _half_files(folder, operation)
            if _could_tidy(outcome, one.fault):
                found += _left_behind(folder)
            if not found:
                found += self._not_possible_again(folder, operation, states)
            return [f"{one} [{outcome.place}]: {line}; {outcome.words!r}" for line in found]

    def _not_possible_again(
        self, folder: Path, operation: Operation, states: list[Rows]
    ) -> Iterator[str]:
        """Say what is wrong where the operation, tried anew, does not lead where it should."""
        if content(folder, operation) != states[0]:
            return
        for pattern in operation.outputs:
            for file in folder.glob(pattern):
                file.unlink()
        outcome = self.workshop.do(folder, operation.words)
        if outcome.code != 0:
            yield f"cannot be tried again: {outcome.words}"
        elif content(folder, operation) != states[1]:
            yield "tried again, it leads elsewhere"


def content(folder: Path, operation: Operation) -> Rows:
    """Give what the operation's ledgers hold, without moments and digests."""
    return {
        name: _timeless(dump(folder / name)) if (folder / name).exists() else None
        for name in operation.ledgers
    }


def _timeless(value: Any) -> Any:
    if isinstance(value, str):
        return _DIGEST.sub("#", _MOMENT.sub("now", value))
    if isinstance(value, (list, tuple)):
        return [_timeless(part) for part in value]
    if isinstance(value, dict):
        return {key: _timeless(part) for key, part in value.items()}
    return value


def _told_wrongly(outcome: Outcome, fault: Fault) -> Iterator[str]:
    if outcome.killed and fault.mode.kills:
        return
    if outcome.code < 0:
        yield f"ended by signal {-outcome.code}"
    elif outcome.code == CRASHED or "程序出错了" in outcome.words:
        yield "ended in a program error"
    elif outcome.code not in (0, 1, 3):
        yield f"exit code {outcome.code}"


def _unsound(folder: Path, operation: Operation) -> Iterator[str]:
    for name in operation.ledgers:
        file = folder / name
        if not file.exists():
            if not operation.founds:
                yield f"{name} is gone"
            continue
        try:
            with open_ledger(file, clock=clock) as ledger:
                yield from (f"{name}: {problem}" for problem in check.check(ledger, deep=True))
                yield from (f"{name}: {fault}" for fault in _spoilt(ledger))
                ledger._let_go()  # the backup of a close is not what is tried here
        except ZxdeskError as error:
            yield f"{name} cannot be opened: {error}"


def _spoilt(ledger: Ledger) -> list[str]:
    """Say which contents of attachments are missing or altered."""
    with ledger.connection() as connection:
        return named_contents.faults(connection, ledger.contents, deep=True)


def _not_as_told(
    now: Rows, states: list[Rows], outcome: Outcome, operation: Operation
) -> Iterator[str]:
    before, after = states[:2]
    if now not in states:
        yield "neither the old nor the new content"
    elif outcome.code == 0 and now != after:
        yield "said done, and is not"
    elif outcome.code in (1, 3) and now == after != before and not operation.outputs:
        if not _WRITTEN.search(outcome.words):
            yield "said failed, and is done"
    elif now != before and _NOT_WRITTEN.search(outcome.words) and not operation.outputs:
        yield "said not written, and is"


def _half_files(folder: Path, operation: Operation) -> Iterator[str]:
    for pattern in operation.outputs:
        for file in folder.glob(pattern):
            if not _is_whole(file):
                yield f"{file.name} is there, and not whole"


def _could_tidy(outcome: Outcome, fault: Fault) -> bool:
    """Tell whether the program lived on and names could still be taken away."""
    return outcome.code >= 0 and (fault.mode is Mode.FAIL_ONCE or fault.code == errno.ENOSPC)


def _left_behind(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*"):
        if _PASSING.search(file.name) and "家" not in file.parts:
            yield f"{file.name} is left behind"


def _is_whole(file: Path) -> bool:
    data = file.read_bytes()
    if file.suffix in (".xlsx", ".zip", ".docx"):
        try:
            with zipfile.ZipFile(file) as packed:
                return packed.testzip() is None
        except zipfile.BadZipFile:
            return False
    if file.suffix == ".pdf":
        return data.rstrip().endswith(b"%%EOF")
    if file.suffix == ".zxd" and data.startswith(b"SQLite"):
        with open_ledger(file, writing=False, clock=clock) as ledger:
            return not check.check(ledger, deep=True) and not _spoilt(ledger)
    return bool(data)


def drawn(bench: Bench, number: int, *, seed: int) -> Round:
    """Draw the round of this number: every operation in turn, any write, any fault."""
    chance = random.Random(f"{seed}:{number}")
    operation = list(OPERATIONS.values())[number % len(OPERATIONS)]
    mode = Mode(chance.randint(Mode.FAIL_ONCE, Mode.FULL))
    nth = chance.randint(1, bench.writes(operation))
    code = errno.ENOSPC if mode is Mode.FULL else chance.choice(ERRORS)
    return Round(operation.name, Fault(mode, nth, 0 if mode.kills else code))


def main() -> int:
    """Run many rounds and say how they went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loops", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    kinds: Counter[str] = Counter()
    fell = 0
    with tempfile.TemporaryDirectory() as place:
        os.environ.update({"HOME": f"{place}/home", "XDG_DATA_HOME": f"{place}/home"})
        bench = Bench(Path(place))
        for number in range(arguments.first, arguments.first + arguments.loops):
            one = drawn(bench, number, seed=arguments.seed)
            kinds["kills" if one.fault.mode.kills else "failing writes"] += 1
            found = bench.complaints(one)
            fell += bool(found)
            for line in found:
                print(f"{arguments.seed}:{number} {line}", flush=True)
            if (number + 1) % 100 == 0:
                print(f"{number + 1}: {dict(kinds)}, {fell} fell", file=sys.stderr, flush=True)
        bench.close()
    print(f"{sum(kinds.values())} rounds, {dict(kinds)}: {fell} fell")
    return int(fell > 0)


if __name__ == "__main__":
    sys.exit(main())
