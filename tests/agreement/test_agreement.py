"""Every figure is what an interpreter of the contract's words counts over the same rows."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.agreement.asking import Desk, by_the_thousand, drawn
from tests.ledgers import founded

__all__ = ["founded"]

FEW = 300  # questions where `--loops` asks for no more


@pytest.fixture(scope="session")
def desk(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Where ledgers are made."""
    return Desk(founded, tmp_path_factory.mktemp("agreement"))


# A ledger is a large thing to draw, whatever is asked of it.
@settings(
    max_examples=6,
    suppress_health_check=[
        HealthCheck.large_base_example,
        HealthCheck.data_too_large,
        HealthCheck.too_slow,
    ],
)
@given(st.integers(0, 4), st.randoms(use_true_random=False), st.integers(0, 10**6))
def test_a_drawn_question_is_answered_alike(
    desk: Desk, most: int, rows: Random, words: int
) -> None:
    book, now, questions = drawn(rows, 46, questions=Random(words), most=most)
    for pair in desk.pairs(book, now, questions):
        assert pair.programs == pair.ours, pair.question


@pytest.mark.timeout(0)
def test_questions_by_the_thousand_are_answered_alike(
    desk: Desk, loops: int, chance: Random, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = chance.getrandbits(32)
    differences = []
    for found in by_the_thousand(desk, seed, max(loops, FEW)):
        if isinstance(found, str):
            differences.append(found)
        elif loops > FEW:
            with capsys.disabled():
                print(f"\nseed {seed}: {found}", end="", flush=True)
    assert not differences, "\n\n".join(differences)
