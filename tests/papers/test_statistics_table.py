from pathlib import Path

import pdfplumber

from tests.documents.reading import MM
from tests.papers.paper_samples import statistics
from tests.papers.printing import said, write


def test_a_turned_sheet_keeps_the_place_of_its_number(tmp_path: Path) -> None:
    path = write("统计表", tmp_path)
    with pdfplumber.open(path) as document:
        for number, page in enumerate(document.pages, start=1):
            assert page.width > page.height
            turned = [c for c in page.chars if not c["upright"]]
            assert "".join(c["text"] for c in turned).replace(" ", "") == f"—{number}—"
            # On the upright sheet: 35 mm below the block's foot is the left edge of this one.
            assert turned[0]["x0"] < 35 * MM
            ends = min(c["top"] for c in turned), max(c["bottom"] for c in turned)
            if number % 2:
                assert abs(ends[1] - (184 * MM - 14)) < 0.5
            else:
                assert abs(ends[0] - (28 * MM + 14)) < 0.5


def test_a_turned_table_stands_in_the_turned_block(tmp_path: Path) -> None:
    with pdfplumber.open(write("统计表", tmp_path)) as document:
        for page in document.pages:
            assert min(r["x0"] for r in page.rects) > 35 * MM - 1
            assert max(r["x1"] for r in page.rects) < 260 * MM + 1
            assert max(r["bottom"] for r in page.rects) < 184 * MM + 1


def test_headings_in_two_lines_stand_over_their_columns(tmp_path: Path) -> None:
    path = write("统计表", tmp_path)
    with pdfplumber.open(path) as document:
        words = {w["text"]: w for w in document.pages[0].extract_words()}
    upper, left, right = words["建言献策"], words["发言"], words["信息"]
    assert upper["bottom"] < left["top"]
    middle = (left["x0"] + right["x1"]) / 2
    assert abs((upper["x0"] + upper["x1"]) / 2 - middle) < 6


def test_equal_words_below_each_other_stand_once(tmp_path: Path) -> None:
    rows = (("经济界", "甲"), ("经济界", "乙"), ("教育界", "丙"))
    content = statistics(columns=(("", "界别"), ("", "姓名")), rows=rows, landscape=False)
    text = said(write("统计表", tmp_path, content))
    assert text.count("经济界") == 1
    assert "教育界" in text
