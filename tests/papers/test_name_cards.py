from pathlib import Path

import pdfplumber

from tests.papers.paper_samples import COMMITTEE
from tests.papers.printing import write
from zxdesk.papers.name_cards import NameCardsContent


def test_name_cards_stand_on_both_sides_one_turned_over(tmp_path: Path) -> None:
    path = write(
        "桌签", tmp_path, NameCardsContent(committee=COMMITTEE, names=("欧阳明远", "石𠅤"))
    )
    with pdfplumber.open(path) as document:
        assert len(document.pages) == 2
        chars = document.pages[0].chars
        middle = document.pages[0].height / 2
    upper = [c for c in chars if c["bottom"] < middle]
    lower = [c for c in chars if c["top"] > middle]
    assert [c["text"] for c in sorted(lower, key=lambda c: c["x0"])] == list("欧阳明远")
    assert [c["text"] for c in sorted(upper, key=lambda c: -c["x0"])] == list("欧阳明远")
    assert all(c["matrix"][0] < 0 for c in upper)
