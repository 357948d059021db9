from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span
from zxdesk.documents.line import Line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import CELL, TRACKING, WIDTH

BOOK = FontBook(bundled_only=True)
GRID = Measure(width=WIDTH, first=2 * CELL, tracking=TRACKING)
HAN = "政协委员会议协商民主监督参议政养老服务体系建设"
CLOSERS = "，。、；：？！》”）】％…"
OPENERS = "（《“【"
# Written out here, so that a mark dropped from the program's own list is noticed.
NEVER_FIRST = set("，。、；：？！》〉」』】〕）”’…—～·％‰℃%")
NEVER_LAST = set("（《〈「『【〔“‘")


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def grid(text: str) -> list[str]:
    return texts(lay_out([Span(text)], BOOK, GRID))


# Han with single marks, numbers and brackets, as an office writes: no chains of ten commas.
phrase = st.one_of(
    st.text(HAN, min_size=1, max_size=9),
    st.builds("{}{}".format, st.text(HAN, min_size=1, max_size=5), st.sampled_from(CLOSERS)),
    st.builds("{}{}”，".format, st.sampled_from(OPENERS), st.text(HAN, min_size=1, max_size=4)),
    st.builds("{}%".format, st.integers(0, 10**6)),
    st.builds("{}.{}万元".format, st.integers(0, 999), st.integers(0, 99)),
    st.just("——"),
    st.just("12-ABC "),
)
writing = st.lists(phrase, min_size=1, max_size=60).map(lambda parts: "政" + "".join(parts))


@given(writing)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str) -> None:
    lines = grid(text)
    for line in lines[1:]:
        assert line[0] not in NEVER_FIRST, lines
    for line in lines[:-1]:
        assert line[-1] not in NEVER_LAST, lines


@given(writing)
def test_nothing_is_lost_or_added(text: str) -> None:
    assert "".join(grid(text)).replace(" ", "") == text.replace(" ", "")


@given(writing)
def test_no_line_leaves_the_block_and_full_lines_reach_its_edge(text: str) -> None:
    lines = lay_out([Span(text)], BOOK, GRID)
    for line in lines:
        assert line.right <= WIDTH + 0.1
    for line in lines[:-1]:
        assert abs(line.right - WIDTH) < 0.1 or line.right < WIDTH - 20


@given(writing)
def test_numbers_are_never_parted(text: str) -> None:
    for before, after in pairwise(grid(text)):
        assert not (before[-1].isdigit() and (after[0].isdigit() or after[0] in ".%"))


def test_a_full_line_holds_28_characters_and_the_first_26() -> None:
    assert [len(line) for line in grid("政" * 90)] == [26, 28, 28, 8]


def test_characters_of_a_full_line_stand_on_the_grid() -> None:
    first, second, *_ = lay_out([Span("政" * 90)], BOOK, GRID)
    assert abs(first.runs[0].x - 2 * CELL) < 0.01
    assert second.runs[0].x == 0
    assert abs(16 + second.runs[0].spacing - CELL) < 0.001


def test_a_comma_too_many_is_squeezed_in_where_marks_leave_room() -> None:
    # Three cells too many; eight marks can give up to half a cell each.
    lines = grid("政，" * 7 + "政" * 12 + "，" + "协" * 3)
    assert lines[0].endswith("，")
    assert len(lines[0]) == 27
    assert lines[1] == "协" * 3


def test_a_comma_without_room_takes_a_character_with_it() -> None:
    lines = grid("政" * 26 + "，" + "协" * 3)
    assert lines == ["政" * 25, "政，协协协"]


def test_an_opening_bracket_goes_to_the_next_line() -> None:
    assert grid("政" * 25 + "（协商）")[0] == "政" * 25


def test_a_number_stays_with_its_sign() -> None:
    assert grid("政" * 24 + "99.5%以上")[1] == "99.5%以上"


@pytest.mark.parametrize("mark", sorted(NEVER_FIRST))
def test_every_closing_mark_is_kept_from_the_start_of_a_line(mark: str) -> None:
    for cells in range(25, 28):
        lines = grid("政" * cells + mark + "协" * 30)
        assert not any(line.startswith(mark) for line in lines), lines


@pytest.mark.parametrize("mark", sorted(NEVER_LAST))
def test_every_opening_mark_is_kept_from_the_end_of_a_line(mark: str) -> None:
    for cells in range(24, 28):
        lines = grid("政" * cells + mark + "协" * 30)
        assert not any(line.endswith(mark) for line in lines), lines


def test_a_dash_of_two_is_one() -> None:
    assert grid("政" * 25 + "——协商")[1] == "政——协商"


def test_a_name_stays_whole() -> None:
    spans = [Span("政" * 24), Span("欧阳明远", keep=True), Span("、")]
    assert texts(lay_out(spans, BOOK, GRID)) == ["政" * 24, "欧阳明远、"]


def test_a_word_longer_than_a_line_is_cut_and_not_lost() -> None:
    lines = grid("见" + "A1" * 200 + "处")
    assert "".join(lines) == "见" + "A1" * 200 + "处"
    assert len(lines) > 3


def test_the_last_line_is_not_spread() -> None:
    last = lay_out([Span("政" * 30)], BOOK, GRID)[-1]
    assert abs(last.right - 4 * CELL) < 0.1


def test_a_hanging_paragraph_aligns_its_lines() -> None:
    measure = Measure(width=WIDTH, first=2 * CELL, rest=5 * CELL, tracking=TRACKING)
    lines = lay_out([Span("出席：" + "政" * 50)], BOOK, measure)
    assert abs(lines[1].runs[0].x - 5 * CELL) < 0.01


def test_a_label_is_not_spread_so_that_the_lines_below_align() -> None:
    measure = Measure(width=WIDTH, first=2 * CELL, rest=5 * CELL, tracking=TRACKING)
    label = Span("列席：", Role.HEADING, rigid=True)
    # Eight letters leave a part of a cell over, which the first line has to spread.
    first, second = lay_out([label, Span("ABCDEFGH" + "政" * 30)], BOOK, measure)
    assert abs(first.right - WIDTH) < 0.1
    assert abs(first.runs[1].x - second.runs[0].x) < 0.01


def test_empty_text_has_no_lines() -> None:
    assert lay_out([Span("")], BOOK, GRID) == []
    assert lay_out([Span("　 ")], BOOK, GRID) == []
