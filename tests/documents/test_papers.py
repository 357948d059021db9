"""Every paper of the register: written both ways, read back by other people's readers."""

import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pypdf
import pytest

from tests.documents.paper_samples import (
    COMMITTEE,
    SAMPLES,
    handover,
    items,
    official,
    opinion,
    proposal,
    register,
    reminder,
    statistics,
    volume,
)
from tests.documents.reading import MM, ReadLine, lines_of, plumber_text, pypdf_text, rules_of
from zxdesk.documents.papers import PAPERS
from zxdesk.documents.proof import unprintable
from zxdesk.errors import UserError
from zxdesk.queries.paper_content import PersonOnPaper
from zxdesk.queries.paper_kinds import Attachment, NameCardsContent, SignInContent

TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 262 * MM, 28 * MM, 184 * MM
CELL = 156 * MM / 28
PDF_AND_DOCX = [name for name, paper in PAPERS.items() if ".docx" in paper.formats]


def write(name: str, folder: Path, content: Any = None, ending: str = ".pdf") -> Path:
    path = folder / f"paper{ending}"
    PAPERS[name].write(content or SAMPLES[name](), path, bundled_fonts=True)
    return path


def said(path: Path) -> str:
    return pypdf_text(path).replace("\n", "").replace(" ", "")


def found(path: Path, words: str) -> ReadLine:
    return next(line for page in lines_of(path) for line in page if words in line.text)


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_has_a_sample_and_its_own_dataclass(name: str) -> None:
    assert isinstance(SAMPLES[name](), PAPERS[name].content)


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_a_proper_pdf(name: str, tmp_path: Path) -> None:
    path = write(name, tmp_path)
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.author == COMMITTEE
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert path.stat().st_size < 200_000
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            if "/FontDescriptor" in font.get_object():
                assert "/FontFile2" in font["/FontDescriptor"]


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_gives_the_same_bytes_twice(name: str, tmp_path: Path) -> None:
    for ending in PAPERS[name].formats:
        first = write(name, tmp_path, ending=ending).read_bytes()
        assert write(name, tmp_path, ending=ending).read_bytes() == first


@pytest.mark.parametrize("name", PDF_AND_DOCX)
def test_pdf_and_docx_say_the_same(name: str, tmp_path: Path) -> None:
    paper = docx.Document(str(write(name, tmp_path, ending=".docx")))
    shown = said(write(name, tmp_path))
    texts = [p.text for p in paper.paragraphs]
    texts += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    # A line of the contents ends with a number that only the opened file has.
    wanted = {part.replace(" ", "") for text in texts for part in text.splitlines() if part.strip()}
    pieces = {piece for text in wanted for piece in text.replace("　", "").split("\t")}
    for piece in pieces - {"—1—"}:
        for start in range(0, len(piece), 8):
            assert piece[start : start + 8] in shown.replace("　", ""), piece


@pytest.mark.parametrize("name", PDF_AND_DOCX)
def test_every_docx_has_the_page_and_the_styles(name: str, tmp_path: Path) -> None:
    paper = docx.Document(str(write(name, tmp_path, ending=".docx")))
    used = {p.style.name for p in paper.paragraphs if p.style}
    assert used - {"Normal"}
    for section in paper.sections:
        short, long = sorted((section.page_width or 0, section.page_height or 0))
        assert abs(short.mm - 210) < 0.2
        assert abs(long.mm - 297) < 0.2
    body = paper.styles["公文正文"].element.xml
    normal = paper.styles["Normal"].element.xml
    assert 'w:eastAsia="仿宋_GB2312"' in normal
    assert 'w:firstLineChars="200"' in body


def test_a_docx_has_the_grid_of_22_lines_of_28(tmp_path: Path) -> None:
    paper = docx.Document(str(write("会议纪要", tmp_path, ending=".docx")))
    section = paper.sections[0]
    assert section.page_height
    assert section.page_width
    height = section.page_height.pt - section.top_margin.pt - section.bottom_margin.pt
    width = section.page_width.pt - section.left_margin.pt - section.right_margin.pt
    assert abs(width - 156 * MM) < 0.2
    with zipfile.ZipFile(tmp_path / "paper.docx") as archive:
        xml = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    pitch = int(xml.split('w:linePitch="')[1].split('"')[0]) / 20
    assert abs(pitch - 29.61) < 0.02
    assert int(height / pitch) == 22
    cell = 16 - int(styles.split('<w:spacing w:val="-')[1].split('"')[0]) / 20
    assert int(width / cell) == 28
    # The first glyph's top: half of a line's white below the margin.
    assert abs(section.top_margin.mm + (pitch - 16) / 2 / MM - 37) < 0.1


def test_the_styles_of_a_docx_are_those_the_office_knows(tmp_path: Path) -> None:
    paper = docx.Document(str(write("会议纪要", tmp_path, ending=".docx")))
    styles = [(p.style.name, p.text) for p in paper.paragraphs if p.style]
    assert ("红头", COMMITTEE) in styles
    assert any(name == "Title" and "主席会议纪要" in text for name, text in styles)
    assert ("Heading 1", "一、关于全县居家社区养老服务体系建设情况") in styles
    assert any(name == "名单" and text.startswith("出席：") for name, text in styles)


@pytest.mark.parametrize("name", ["桌签", "标签"])
def test_cards_are_pdf_only_and_say_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="PDF"):
        write(name, tmp_path, ending=".docx")
    assert not list(tmp_path.iterdir())


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.pdf"):
        write("会议纪要", tmp_path, ending=".odt")


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


def test_a_letter_has_its_rules_and_no_number_on_its_first_page(tmp_path: Path) -> None:
    path = write("催办函", tmp_path)
    wide = [rule for rule in rules_of(path, 0) if abs(rule["width"] - 170 * MM) < 0.1]
    assert len(wide) == 4
    assert wide[0]["height"] > wide[1]["height"]
    assert wide[2]["height"] < wide[3]["height"]
    assert abs(wide[3]["bottom"] - 277 * MM) < 0.1
    first = [line.text for line in lines_of(path)[0]]
    assert not any(text.startswith("—") for text in first)
    assert abs(found(path, "云政协函").right - RIGHT) < 0.5


def test_a_letter_does_not_sign_on_a_page_without_its_text(tmp_path: Path) -> None:
    for count in range(1, 12):
        content = replace(reminder(), items=items(count))
        for page in lines_of(write("催办函", tmp_path, content)):
            texts = [line.text for line in page]
            if "2026年3月18日" in texts:
                assert any("一并告知" in text for text in texts), count


def test_days_overdue_are_counted(tmp_path: Path) -> None:
    assert "17天" in said(write("催办函", tmp_path))


def test_an_issue_of_several_reports_has_a_title_for_each(tmp_path: Path) -> None:
    path = write("社情民意信息", tmp_path, opinion(3))
    text = said(path)
    assert "第3期" in text
    assert text.count("一、基本情况") == 3
    assert "报送：市政协办公室，县委办公室。" in text
    assert "编辑：罗知行" in text


def test_a_volume_has_contents_whose_pages_are_right(tmp_path: Path) -> None:
    path = write("提案汇编", tmp_path, volume(6))
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    contents = pages[1].replace("\n", "").replace(" ", "")
    assert contents.startswith("目录")
    assert "第4号" in contents
    first_numbered = 2
    for entry in ("第1号", "第4号", "第6号"):
        page = next(n for n, text in enumerate(pages[2:]) if entry in text and "提案者" in text)
        after = contents.split(entry)[1].split("第")[0]
        number = "".join(c for c in after.rsplit("…", 1)[1] if c.isdigit())
        assert int(number) == page + 1
        assert f"— {number} —" in pages[page + first_numbered]


def test_bookmarks_lead_to_parts_and_proposals(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(write("提案汇编", tmp_path, volume(4)))
    outline = reader.outline
    parts = [entry for entry in outline if not isinstance(entry, list)]
    below = [entry for entry in outline if isinstance(entry, list)]
    assert [entry.title for entry in parts] == ["经济建设", "社会建设"]
    assert [len(entries) for entries in below] == [2, 2]
    for entry in [e for entries in below for e in entries]:
        text = reader.pages[reader.get_destination_page_number(entry) or 0].extract_text()
        assert entry.title.split("号")[0] in text.replace(" ", "")


def test_covers_and_contents_have_no_numbers(tmp_path: Path) -> None:
    pages = lines_of(write("提案汇编", tmp_path))
    assert not any(line.text.startswith("— ") for page in pages[:2] for line in page)
    assert pages[2][-1].text == "— 1 —"


def test_a_cover_bears_no_number_and_the_paper_behind_it_begins_with_one(tmp_path: Path) -> None:
    pages = lines_of(write("建议案", tmp_path))
    assert not any(line.text.startswith("—") for line in pages[0])
    assert pages[1][-1].text == "— 1 —"


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


def test_a_register_streams_its_rows_and_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = tmp_path / "r.pdf"
    PAPERS["提案登记簿"].write(
        register(300), path, bundled_fonts=True, progress=lambda done, of: told.append((done, of))
    )
    assert told == [(n, 300) for n in range(1, 301)]
    assert said(path).count("关于老旧小区加装电梯的提案") == 75


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
@pytest.mark.parametrize("name", ["提案登记簿", "提案汇编"])
def test_a_paper_given_up_leaves_what_was_there(name: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"r{ending}"
    path.write_bytes(b"before")

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PAPERS[name].write(SAMPLES[name](), path, bundled_fonts=True, progress=stop)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_hand_over_list_counts_each_unit(tmp_path: Path) -> None:
    text = said(write("交办清单", tmp_path, handover()))
    assert "县民政局（12件）" in text
    assert "3个单位，25件" in text


def test_a_proposals_sheet_shows_who_what_and_what_became_of_it(tmp_path: Path) -> None:
    text = said(write("提案", tmp_path, proposal()))
    for words in ("案号：1", "程立言", "主办：县交通运输局", "办理结果A类", "满意", "三、建议"):
        assert words in text


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


def test_a_sheet_of_labels_has_24(tmp_path: Path) -> None:
    pages = lines_of(write("标签", tmp_path))
    assert len(pages) == 2
    tops = sorted({round(line.top) for line in pages[0] if line.size == 16})
    assert len(tops) == 8
    for above, below in pairwise(tops):
        assert abs(below - above - 297 * MM / 8) < 2


def test_a_sign_in_sheet_has_room_to_sign_and_empty_lines(tmp_path: Path) -> None:
    content = SAMPLES["签到表"]()
    assert isinstance(content, SignInContent)
    text = said(write("签到表", tmp_path, content))
    assert "签名" in text
    assert str(len(content.people) + content.blanks) in text


def test_a_missing_glyph_is_told_with_its_person_before_printing() -> None:
    content = NameCardsContent(committee=COMMITTEE, names=("程立言", "王😀"))
    (missing,) = unprintable(content, bundled_fonts=True)
    assert (missing.character, missing.words) == ("😀", "王😀")
    assert str(missing) == "「王😀」中的“😀”"
    assert unprintable(SAMPLES["会议纪要"](), bundled_fonts=True) == ()
    long = official(text="政" * 300 + "😀" + "协" * 300)
    assert "😀" in unprintable(long, bundled_fonts=True)[0].words


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


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_written_paper_tells_whose_name_lacks_a_character(tmp_path: Path, ending: str) -> None:
    content = replace(SAMPLES["会议纪要"](), present=(PersonOnPaper(name="王😀"),))
    result = PAPERS["会议纪要"].write(content, tmp_path / f"纪要{ending}", bundled_fonts=True)
    assert result.missing_glyphs == ("😀",)
    assert result.missing_in == ("「王😀」中的“😀”",)
