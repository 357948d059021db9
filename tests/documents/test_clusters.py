"""What may not be cut is measured once, and measured alike wherever it comes."""

import pytest

from zxdesk.documents.clusters import clusters
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span

TEXT = "（政协）投入12.5万元，  A-1号。——“会议”"


def said(book: FontBook, *spans: Span) -> list[str]:
    return ["".join(g.char for g in c.glyphs) for c in clusters(spans, book, 0.0)]


def test_marks_and_numbers_and_white_stay_with_what_they_belong_to(book: FontBook) -> None:
    whole = ["（政", "协）", "投", "入", "12.5万元，  ", "A-1", "号。——", "“会", "议”"]
    assert said(book, Span(TEXT)) == whole


def test_white_at_the_end_takes_no_room(book: FontBook) -> None:
    (ended,) = clusters([Span("，  ")], book, 0.0)
    (bare,) = clusters([Span("，")], book, 0.0)
    assert ended.closes
    assert (ended.seen_width, ended.seen_room) == (bare.width, bare.room)
    assert ended.width > bare.width


def test_a_mark_belongs_to_the_word_before_it_in_another_hand(book: FontBook) -> None:
    assert said(book, Span("议", Role.HEADING), Span("。会")) == ["议。", "会"]
    (first, _) = clusters([Span("议", Role.HEADING), Span("。会")], book, 0.0)
    assert len({glyph.font for glyph in first.glyphs}) == 2


def test_the_same_words_are_measured_once_for_each_hand(book: FontBook) -> None:
    first, again = (clusters([Span("2026年")], book, 0.0)[0] for _ in range(2))
    assert first is again
    smaller = clusters([Span("2026年", size=14.0)], book, 0.0)[0]
    rigid = clusters([Span("，", rigid=True)], book, 0.0)[0]
    assert smaller.width < first.width
    assert rigid.room == 0.0 < clusters([Span("，")], book, 0.0)[0].room


def test_what_was_forgotten_is_measured_alike(
    book: FontBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = clusters([Span(TEXT)], book, 0.2)
    monkeypatch.setattr("zxdesk.documents.clusters._REMEMBERED", 0)
    assert clusters([Span(TEXT)], book, 0.2) == before
