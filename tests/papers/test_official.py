from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest

from tests.documents.reading import lines_of, plumber_text
from tests.papers.paper_samples import COMMITTEE, official
from tests.papers.printing import CELL, LEFT, RIGHT, TOP, found, said, write
from zxdesk.papers.official import Attachment


def test_the_parts_above_the_mark_stand_on_the_first_lines(tmp_path: Path) -> None:
    path = write("协商纪要", tmp_path)
    for place, words in enumerate(("000012", "内部★1年", "特急")):
        line = found(path, words)
        assert abs(line.top - TOP - place * 29.61) < 0.5
        assert abs(line.left - LEFT) < 0.1


def test_the_addressee_is_flush_left_and_the_signature_over_its_date(tmp_path: Path) -> None:
    path = write("协商纪要", tmp_path)
    assert abs(found(path, "县人民政府：").left - LEFT) < 0.1
    pages = lines_of(path)
    lines = [line for page in pages for line in page if line.size == 16]
    at = next(n for n, line in enumerate(lines) if line.text == "2026年3月18日")
    day, name = lines[at], lines[at - 1]
    assert abs(day.right - (RIGHT - 4 * CELL)) < 0.5
    assert name.text == COMMITTEE
    assert abs((name.left + name.right) - (day.left + day.right)) / 2 < CELL / 2


def test_attachments_begin_pages_their_titles_on_the_third_line(tmp_path: Path) -> None:
    path = write("协商纪要", tmp_path)
    first = next(page for page in lines_of(path) if page[0].text == "附件1")
    assert abs(first[0].top - TOP) < 0.5
    assert abs(first[1].top - TOP - 2 * 29.61) < 6
    assert first[1].size == 22
    assert abs(first[1].left - LEFT - (RIGHT - first[1].right)) < 1
    labels = [page[0].text for page in lines_of(path)]
    assert labels[-1] == "附件2"
    assert "印发" in plumber_text(path).split("附件2")[-1]


def test_a_signature_is_not_alone_on_its_page(tmp_path: Path) -> None:
    for length in range(100, 520, 14):
        content = official(text="政" * length, attachments=(), people=(), note="", copies_to=())
        path = write("协商纪要", tmp_path, content)
        for page in lines_of(path):
            texts = [line.text for line in page]
            if COMMITTEE in texts:
                assert any("政政" in text for text in texts[: texts.index(COMMITTEE)]), length


def test_a_single_attachment_has_no_number(tmp_path: Path) -> None:
    content = official(attachments=(Attachment(title="名单", text="程立言"),))
    text = said(write("协商纪要", tmp_path, content))
    assert "附件：名单" in text
    assert "附件1" not in text


@pytest.mark.parametrize("text", ["", "<b>A&B\x00\x0b", "\ud800\ufffe😀", "B" * 900, "，。" * 300])
@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_hostile_words_make_a_paper_that_opens(text: str, ending: str, tmp_path: Path) -> None:
    content = official(
        mark=(text,),
        title=text,
        text=text,
        number=text,
        signed_by=text,
        addressee=text,
        note=text,
        issuer=text or "办公室",
        copies_to=(text,),
        attachments=(Attachment(title=text, text=text),),
        signed_on=date(2026, 1, 1),
    )
    path = write("协商纪要", tmp_path, content, ending)
    if ending == ".docx":
        assert docx.Document(str(path)).paragraphs
    else:
        assert len(pypdf.PdfReader(path).pages) >= 2
