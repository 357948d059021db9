"""The fixed words of papers, and an office's own over them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents.reading import pypdf_text
from tests.papers.samples import minutes
from zxdesk.errors import UserError
from zxdesk.papers import words as paper_words
from zxdesk.papers.catalogue import PAPERS
from zxdesk.paths import user_data


@pytest.fixture(autouse=True)
def own_file() -> Iterator[Path]:
    """Give where an office's own words stand; afterwards there are none."""
    path = user_data() / paper_words.FILE
    paper_words.forget()
    yield path
    path.unlink(missing_ok=True)
    paper_words.forget()


def test_every_kind_of_meeting_has_its_mark_and_number() -> None:
    assert paper_words.meeting_mark("政协云溪县委员会", "主席会议") == (
        "政协云溪县委员会",
        "主席会议纪要",
    )
    assert paper_words.meeting_mark("政协云溪县委员会", "党组会议")[0] == "中共政协云溪县委员会党组"
    assert paper_words.meeting_mark("某委员会", "读书")[1] == "读书纪要"
    assert paper_words.meeting_number("主席会议", 2026, 3) == "〔2026〕3号"
    assert paper_words.meeting_number("党组学习会", 2026, 3) == "第3期"


def test_an_office_words_its_papers_its_own_way(own_file: Path, tmp_path: Path) -> None:
    own_file.write_text('[minutes]\npresent = "参会"\n', "utf-8")
    paper_words.forget()
    PAPERS["会议纪要"].write(minutes(), tmp_path / "m.pdf", bundled_fonts=True)
    text = pypdf_text(tmp_path / "m.pdf")
    assert "参会：" in text
    assert "请假：" in text


@pytest.mark.parametrize(
    "text", ["[minutes", '[minutes]\nheard = "听取了{someone}"', 'minutes = "x"', "[a]\nb = 3"]
)
def test_words_that_cannot_be_read_are_told(text: str, own_file: Path) -> None:
    own_file.write_text(text, "utf-8")
    paper_words.forget()
    with pytest.raises(UserError, match=r"papers\.toml"):
        paper_words.words("minutes", "present")
