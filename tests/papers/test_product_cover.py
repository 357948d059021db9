from pathlib import Path

from tests.documents.reading import lines_of
from tests.papers.printing import write


def test_a_cover_bears_no_number_and_the_paper_behind_it_begins_with_one(tmp_path: Path) -> None:
    pages = lines_of(write("建议案", tmp_path))
    assert not any(line.text.startswith("—") for line in pages[0])
    assert pages[1][-1].text == "— 1 —"
