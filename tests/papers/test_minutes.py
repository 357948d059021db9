import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.documents.reading import MM, lines_of, plumber_text, pypdf_text, rules_of
from tests.papers.samples import PEOPLE, TEXT, minutes
from zxdesk.documents.page import PaperResult
from zxdesk.papers.catalogue import PAPERS
from zxdesk.papers.minutes import AgendaItem
from zxdesk.papers.roll import PersonOnPaper

TOP, BOTTOM, LEFT, RIGHT = 37 * MM, 262 * MM, 28 * MM, 184 * MM
FEW = tuple(PersonOnPaper(name=name) for name in PEOPLE[:3])
HOSTILE = (
    "<b>未闭合 A&B",
    "控制\x00\x07\x1b字符\r\n\t换行",
    "久" * 5000,
    "😀👨‍👩‍👧️会议",
    "㛃𬭎䶮𠅤𰻝",
    "\ud800孤",
    "，。！？》" * 60,
    "（《“" * 60,
    "A" * 900,
    "",
    "   ",
)


def write(folder: Path, **changes: Any) -> tuple[Path, PaperResult]:
    path = folder / "纪要.pdf"
    return path, PAPERS["会议纪要"].write(minutes(**changes), path, bundled_fonts=True)


def rendered(path: Path, page: int) -> Image.Image:
    """Draw a page with four dots to the point."""
    with pypdfium2.PdfDocument(path) as document:
        return document[page].render(scale=4).to_pil().convert("RGB")


@pytest.fixture(scope="module")
def long_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, result = write(tmp_path_factory.mktemp("long"), text="政协" * 600 + "\n" + TEXT)
    assert result.pages >= 4
    return path


def test_a_full_page_has_22_lines_that_fill_the_block(long_paper: Path) -> None:
    body = [line for line in lines_of(long_paper)[2] if line.size == 16]
    assert len(body) == 22
    assert abs(body[0].top - TOP) < 0.5
    assert abs(body[-1].bottom - BOTTOM) < 0.5
    for above, below in pairwise(body):
        assert abs(below.top - above.top - 29.61) < 0.05


def test_full_lines_have_28_characters_from_edge_to_edge(long_paper: Path) -> None:
    full = [line for line in lines_of(long_paper)[2] if set(line.text) == {"政", "协"}]
    assert len(full) > 10
    for line in full:
        assert len(line.text) == 28
        assert abs(line.left - LEFT) < 0.1
        assert abs(line.right - RIGHT) < 0.5


def test_nothing_but_page_numbers_stands_outside_the_block(long_paper: Path) -> None:
    for page in lines_of(long_paper):
        for line in page[:-1]:
            assert line.top >= TOP - 0.5
            assert line.bottom <= BOTTOM + 0.5


def test_no_ink_lies_beside_the_block(long_paper: Path) -> None:
    for number in range(4):
        picture = rendered(long_paper, number).convert("L").point(lambda grey: 255 - grey)
        box = picture.getbbox()
        assert box is not None
        assert box[0] / 4 >= LEFT - 0.5
        assert box[2] / 4 <= RIGHT + 0.5


def test_the_first_page_shows_body_text_on_the_same_grid(long_paper: Path) -> None:
    body = [line for line in lines_of(long_paper)[0] if line.text.startswith("3月16日")]
    assert len(body) == 1
    steps = (body[0].top - TOP) / 29.61
    assert abs(steps - round(steps)) < 0.01


def test_page_numbers_stand_outside_odd_right_even_left(long_paper: Path) -> None:
    for number, page in enumerate(lines_of(long_paper), start=1):
        line = page[-1]
        assert line.text == f"— {number} —"
        assert line.size == 14
        if number % 2:
            assert abs(RIGHT - 14 - line.right) < 0.5
        else:
            assert abs(line.left - LEFT - 14) < 0.5


def test_the_dash_of_the_page_number_is_7_mm_below_the_block(long_paper: Path) -> None:
    picture = rendered(long_paper, 1).convert("L").point(lambda grey: 255 if grey < 128 else 0)
    top = BOTTOM + 3 * MM
    area = (int(LEFT * 4), int(top * 4), int((LEFT + 26) * 4), picture.height)
    box = picture.crop(area).getbbox()
    assert box is not None
    middle = (box[1] + box[3]) / 2 / 4 + top
    assert abs(middle - (BOTTOM + 7 * MM)) < 0.5 * MM


@pytest.mark.parametrize(
    "mark", [("政协云溪县委员会", "主席会议纪要"), ("云溪县政协专题协商会纪要",)]
)
def test_the_red_mark_begins_72_mm_below_the_edge(tmp_path: Path, mark: tuple[str, ...]) -> None:
    path, _ = write(tmp_path, mark=mark)
    red, _, blue = rendered(path, 0).split()
    box = ImageChops.subtract(red, blue).point(lambda more: 255 if more > 100 else 0).getbbox()
    assert box is not None
    assert abs(box[1] / 4 - 72 * MM) < 0.2 * MM


def test_the_red_rule_is_as_wide_as_the_block_4_mm_below_the_date(tmp_path: Path) -> None:
    path, _ = write(tmp_path)
    rule = rules_of(path, 0)[0]
    date_line = next(line for line in lines_of(path)[0] if "2026年3月18日" in line.text)
    assert abs(rule["top"] - date_line.bottom - 4 * MM) < 0.5
    assert abs(rule["x0"] - LEFT) < 0.1
    assert abs(rule["x1"] - RIGHT) < 0.1


def test_the_colophon_stands_on_the_foot_of_the_last_page(tmp_path: Path) -> None:
    path, result = write(tmp_path)
    rules = rules_of(path, result.pages - 1)
    assert [round(rule["height"] / MM, 2) for rule in rules] == [0.35, 0.25, 0.35]
    assert abs(rules[-1]["bottom"] - BOTTOM) < 0.1
    for rule in rules:
        assert abs(rule["x0"] - LEFT) < 0.1
        assert abs(rule["x1"] - RIGHT) < 0.1
    small = [line.text for line in lines_of(path)[-1] if line.size == 14]
    assert small[0].startswith("抄送：县委办公室，县人大常委会办公室")
    assert small[-3].endswith("。")
    issuing = next(line for line in lines_of(path)[-1] if "印发" in line.text)
    above = issuing.top - rules[1]["bottom"]
    assert abs(above - (rules[2]["top"] - issuing.bottom)) < 1
    assert small[-2] == "政协云溪县委员会办公室2026年3月18日印发"


@pytest.mark.parametrize("length", range(150, 800, 50))
def test_the_colophon_never_has_a_page_of_its_own(tmp_path: Path, length: int) -> None:
    path, result = write(tmp_path, text="政" * length, agenda=())
    last = lines_of(path)[-1]
    body = [line for line in last if line.size == 16]
    assert len(body) >= 2
    assert body[-1].bottom < rules_of(path, result.pages - 1)[-3]["top"] - 10


def test_names_are_found_by_both_readers(tmp_path: Path) -> None:
    path, result = write(tmp_path)
    assert result.missing_glyphs == ()
    for text in (pypdf_text(path), plumber_text(path)):
        for name in PEOPLE:
            assert name in text


def test_lists_hang_after_their_label(tmp_path: Path) -> None:
    path, _ = write(tmp_path, present=tuple(PersonOnPaper(name=name) for name in PEOPLE * 3))
    lines = [line for page in lines_of(path) for line in page]
    start = next(n for n, line in enumerate(lines) if line.text.startswith("出席："))
    cell = 156 * MM / 28
    assert abs(lines[start].left - LEFT - 2 * cell) < 0.1
    assert abs(lines[start + 1].left - LEFT - 5 * cell) < 0.1
    assert lines[start].text.endswith("、")


def test_an_item_says_who_does_what_by_when(tmp_path: Path) -> None:
    text = pypdf_text(write(tmp_path)[0]).replace("\n", "")
    assert "一、关于全县居家社区养老服务体系建设情况" in text
    assert "会议听取了县民政局局长周以宁的汇报。" in text
    assert "会议议定：原则同意" in text
    assert "（责任单位：县政协办公室；完成时限：2026年4月10日）" in text
    assert "请假：田若溪（因公）" in text


def test_headings_of_the_text_are_set_in_their_own_hands(tmp_path: Path) -> None:
    text = "一、总体情况\n（一）主要做法。坚持协商于民。\n1. 深入调研。"
    path, _ = write(tmp_path, text=text, agenda=())
    assert _font_of(path, "总体情况") == "ZXHei"
    assert _font_of(path, "主要做法") == "ZXKai"
    assert _font_of(path, "坚持协商于民") == "ZXFangSong"
    assert _font_of(path, "深入调研") == "ZXFangSong"


def _font_of(path: Path, words: str) -> str:
    with pdfplumber.open(path) as document:
        chars = [char for page in document.pages for char in page.chars]
    text = "".join(char["text"] for char in chars)
    return str(chars[text.index(words)]["fontname"]).split("+")[1]


def test_every_font_is_embedded(tmp_path: Path) -> None:
    path, _ = write(tmp_path)
    for page in pypdf.PdfReader(path).pages:
        for font in page["/Resources"]["/Font"].values():
            if "/FontDescriptor" in font.get_object():
                assert "/FontFile2" in font["/FontDescriptor"]
    used = {char for page in pypdf.PdfReader(path).pages for char in _fonts_drawn(page)}
    assert used
    assert not any("Helvetica" in name for name in used)


def _fonts_drawn(page: pypdf.PageObject) -> list[str]:
    names: list[str] = []

    def visit(text: str, _cm: object, _tm: object, font: Any, _size: object) -> None:
        if text.strip() and font:
            names.append(font["/BaseFont"])

    page.extract_text(visitor_text=visit)
    return names


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    first, _ = write(tmp_path)
    before = first.read_bytes()
    second, _ = write(tmp_path, text="另一份")
    assert second.read_bytes() != before
    assert write(tmp_path)[0].read_bytes() == before


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(write(tmp_path)[0])
    assert reader.metadata is not None
    assert reader.metadata.title == minutes().title
    assert reader.metadata.author == "政协云溪县委员会"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_minutes_with_lists_only_are_a_proper_page(tmp_path: Path) -> None:
    few: dict[str, Any] = {"present": FEW, "sitting_in": ()}
    path, result = write(tmp_path, **few, text="", opening="", agenda=(), copies_to=())
    assert result.pages == 1
    assert "出席：程立言" in pypdf_text(path)
    assert abs(rules_of(path, 0)[-1]["bottom"] - BOTTOM) < 0.1


def test_nothing_at_all_is_still_a_page(tmp_path: Path) -> None:
    empty: dict[str, Any] = dict.fromkeys(("title", "opening", "text", "number", "issuer"), "")
    people: dict[str, Any] = dict.fromkeys(("present", "on_leave", "absent", "sitting_in"), ())
    _, result = write(tmp_path, mark=(), agenda=(), copies_to=(), **empty, **people)
    assert result.pages == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_a_paper(tmp_path: Path, text: str) -> None:
    person = PersonOnPaper(name=text, post=text, note=text)
    item = AgendaItem(title=text, reporter=text, decision=text, responsible=text)
    path, _ = write(
        tmp_path,
        committee=text,
        mark=(text, text),
        number=text,
        issuer=text,
        title=text,
        opening=text,
        agenda=(item, item),
        text=text,
        present=(person,),
        absent=(person, person),
        copies_to=(text, text),
    )
    for page in lines_of(path, first=4):
        for line in page[:-1]:
            assert line.bottom <= BOTTOM + 1, line
            assert line.right <= 210 * MM, line


def test_markup_and_ampersands_stand_as_written(tmp_path: Path) -> None:
    path, _ = write(tmp_path, opening="<b>未闭合 A&B <i>x</i>")
    assert "<b>未闭合 A&B <i>x</i>" in pypdf_text(path)


def test_missing_characters_are_told_and_shown(tmp_path: Path) -> None:
    path, result = write(tmp_path, present=(PersonOnPaper(name="王😀"),))
    assert result.missing_glyphs == ("😀",)
    assert "王〓" in pypdf_text(path)


def test_a_decision_that_names_the_meeting_is_not_introduced_twice(tmp_path: Path) -> None:
    item = AgendaItem(title="一件事", decision="会议原则同意该方案")
    text = pypdf_text(write(tmp_path, agenda=(item,), text="")[0])
    assert "会议原则同意该方案。" in text
    assert "会议议定" not in text


def test_an_item_the_text_treats_is_not_set_twice(tmp_path: Path) -> None:
    agenda = (AgendaItem(title="听取督办情况"), AgendaItem(title="研究读书活动", decision="同意"))
    path, _ = write(tmp_path, agenda=agenda, text="一、听取督办情况\n会议听取了汇报。")
    text = pypdf_text(path)
    assert text.count("听取督办情况") == 1
    assert text.index("一、听取督办情况") < text.index("二、研究读书活动")


def test_very_many_copies_move_into_the_body(tmp_path: Path) -> None:
    names = tuple(f"第{n}乡镇人民政府" for n in range(200))
    path, result = write(tmp_path, copies_to=names)
    text = re.sub(r"\n(— \d+ —)?", "", pypdf_text(path))
    assert all(name in text for name in names)
    assert len(rules_of(path, result.pages - 1)) == 2


def test_a_mark_of_many_lines_loses_none(tmp_path: Path) -> None:
    text = pypdf_text(write(tmp_path, mark=("甲会", "乙会", "丙会", "丁会"))[0])
    assert all(word in text.replace("\n", "") for word in ("甲会", "乙会", "丙会丁会"))


def test_the_office_is_told_which_fonts_are_not_its_own(tmp_path: Path) -> None:
    assert {"仿宋", "小标宋"} <= set(write(tmp_path)[1].bundled_fonts)


def test_a_single_item_has_no_number(tmp_path: Path) -> None:
    path, _ = write(tmp_path, agenda=(AgendaItem(title="一件事"),), text="")
    text = pypdf_text(path)
    assert "一件事" in text
    assert "一、一件事" not in text
