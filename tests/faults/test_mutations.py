"""Spoilt files of every format end in a sentence, and nothing worse."""

from pathlib import Path
from random import Random

import pytest

from tests.faults.mutations import FORMATS, Spoiler, format_of, spoilt

fork = pytest.mark.skipif(
    not hasattr(__import__("os"), "fork"), reason="spoilt files are read in forks"
)


def test_spoiling_is_repeatable_and_spoils() -> None:
    data = bytes(range(256)) * 8
    changed = [spoilt(data, Random(f"1:{n}")) for n in range(50)]
    assert changed == [spoilt(data, Random(f"1:{n}")) for n in range(50)]
    assert sum(one != data for one in changed) > 40


def test_every_format_has_its_turn() -> None:
    assert {format_of(number) for number in range(len(FORMATS))} == set(FORMATS)


@fork
def test_a_reader_that_fails_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> None:
        raise KeyError("嗯")

    broken = {"csv": FORMATS["csv"].__class__(FORMATS["csv"].make, fail, guarded=True)}
    monkeypatch.setattr("tests.faults.mutations.FORMATS", broken)
    assert list(Spoiler(tmp_path).complaints(seed=1, first=0, count=2)) == [
        "1:0 csv: KeyError: '嗯'",
        "1:1 csv: KeyError: '嗯'",
    ]


@fork
def test_spoilt_files_end_in_a_sentence(tmp_path: Path, mutations: int, chance: Random) -> None:
    seed = chance.randrange(10**6)
    found = list(Spoiler(tmp_path).complaints(seed=seed, first=0, count=mutations))
    assert not found, f"seed {seed}\n" + "\n".join(found)
