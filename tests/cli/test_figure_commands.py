"""Odd spellings in a figure's filters and groups are answered or refused, never a fault."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Desk


@pytest.fixture
def full(desk: Desk, filled: Path) -> Desk:
    """A command line with two records of every kind, on the day that the records know."""
    shutil.copy(filled, desk.ledger)
    desk.today = "2026-11-22"
    return desk


def many(count: int) -> str:
    return ",".join(f"界别/甲{number}" for number in range(count))


@pytest.mark.parametrize(
    "words",
    [
        ("figure", "event.held", "--where", "阵地.=Z1"),
        ("figure", "event.held", "--where", "阵地..类型=读书"),
        ("figure", "event.held", "--by", " "),
        ("figure", "event.held", "--by", "阵地."),
        ("figure", "event.held", "--where", "类型=\u200b"),
        ("figure", "event.held", "--where", "参加领导=、"),
        ("figure", "event.held", "--where", f"主办单位={many(401)}"),
        ("figure", "event.held", "--where", f"类型={many(401)}"),
        ("figure", "event.held", "--where", *(f"类型={number}" for number in range(101))),
        ("figure", "event.held", "--period", "9999"),
        ("quarter", "show", "0001Q1"),
        ("quarter", "show", "9999Q4"),
        ("rollup", "9999Q4"),
    ],
)
def test_what_asks_for_nothing_is_refused_in_one_sentence(
    full: Desk, words: tuple[str, ...]
) -> None:
    outcome = full(*words)
    assert outcome.code == 2, outcome.err
    assert outcome.err.endswith("。\n")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("label", ["主办单位", "阵地", "参加领导", "阵地.牵头委员", "类型"])
def test_as_many_values_as_the_window_offers_may_be_chosen(full: Desk, label: str) -> None:
    assert full.json("figure", "event.held", "--where", f"{label}={many(400)}")["value"] == 0
