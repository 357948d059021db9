import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.numerals import from_chinese, to_chinese


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (5, "五"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (24, "二十四"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (999, "九百九十九"),
    ],
)
def test_numbers_are_written_as_offices_write_them(number: int, words: str) -> None:
    assert to_chinese(number) == words
    assert from_chinese(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("11", 11),
        ("两", 2),
        ("〇", 0),
        ("一○", 10),
        ("二〇二六", 2026),
        ("一十二", 12),
        ("百", 100),
    ],
)
def test_other_spellings_are_read(words: str, number: int) -> None:
    assert from_chinese(words) == number


@pytest.mark.parametrize(
    "words", ["", "甲", "-1", "1.5", "五届", "三五十", "十十", "十百", "二三百"]
)
def test_what_is_no_numeral_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="not a numeral"):
        from_chinese(words)


@pytest.mark.parametrize("number", [-1, 1000])
def test_numbers_out_of_reach_have_no_words(number: int) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        to_chinese(number)


@given(st.integers(0, 999))
def test_words_and_numbers_agree(number: int) -> None:
    assert from_chinese(to_chinese(number)) == number
