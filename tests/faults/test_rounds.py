"""Whatever write goes wrong, the ledger is whole, and what was said of it is true."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.faults.library import USABLE, Mode
from tests.faults.operations import OPERATIONS
from tests.faults.rounds import Bench, Round, drawn
from tests.faults.workshop import Fault

pytestmark = pytest.mark.skipif(
    not USABLE, reason="no preload library without Linux and a compiler"
)

SEEN = Path(__file__).with_name("seen.txt")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    bench = Bench(tmp_path_factory.mktemp("faults"))
    yield bench
    bench.close()


def seen() -> list[Round]:
    """The rounds that fell once, `operation MODE nth errno` a line."""
    rounds = []
    for line in SEEN.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            operation, mode, nth, code = line.split()
            rounds.append(Round(operation, Fault(Mode[mode], int(nth), int(code))))
    return rounds


def test_the_fault_strikes_where_it_was_asked_for(bench: Bench) -> None:
    operation = OPERATIONS["登记"]
    writes = bench.writes(operation)
    with bench.copied(operation) as folder:
        killed = bench.workshop.do(folder, operation.words, Fault(Mode.KILL, 1))
    with bench.copied(operation) as folder:
        missed = bench.workshop.do(folder, operation.words, Fault(Mode.KILL, writes * 10))
    assert killed.killed
    assert missed.code == 0
    assert missed.writes > 10


@pytest.mark.parametrize("one", seen(), ids=str)
def test_what_fell_once_holds(bench: Bench, one: Round) -> None:
    assert bench.complaints(one) == []


def test_no_write_that_goes_wrong_loses_or_mistells(
    bench: Bench, loops: int, chance: Random
) -> None:
    seed, first = chance.randrange(10**6), chance.randrange(len(OPERATIONS))
    rounds = [drawn(bench, first + number, seed=seed) for number in range(2 * loops)]
    found = [line for one in rounds for line in bench.complaints(one)]
    assert not found, f"seed {seed}, from {first}\n" + "\n".join(found)
