"""Figures and moments are written as people write them."""

from datetime import datetime

import pytest

from tests.ledgers import TODAY
from zxdesk.statistics.wording import moment_text


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 22, 10, 12), "今天 10:12"),
        (datetime(2026, 11, 21, 16, 55), "昨天 16:55"),
        (datetime(2026, 3, 5, 9, 0), "03-05 09:00"),
        (datetime(2025, 12, 30, 9, 0), "2025-12-30"),
    ],
)
def test_moments_are_told_as_people_do(moment: datetime, words: str) -> None:
    assert moment_text(moment, TODAY) == words
