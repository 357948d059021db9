import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk import text
from zxdesk.text import clean, fold, fold_name, is_blank, one_line, prose, split_values

TEXTS = st.text(st.characters(), max_size=60)
# Nearly what is stored as it stands.
NEARLY_CLEAN = st.text(st.sampled_from("中国a1\n ，。：（·…“\u0301\u3000\u200b\t\r１"), max_size=9)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  云溪　县  ", "云溪 县"),
        ("１２３ＡＢｃ", "123ABc"),
        ("２０２６－１１－２２", "2026-11-22"),
        ("９０％", "90%"),
        ("（一）审议；通过，并报送：好！", "（一）审议；通过，并报送：好！"),
        ("第一段\r\n第二段\r第三段", "第一段\n第二段\n第三段"),
        ("一\u00a0二", "一 二"),
        ("\ufeff零宽\u200b空格", "零宽空格"),
        ("响铃\x07", "响铃"),
        ("一\u2028二\u2029三\x85四\x0b五\x0c六", "一\n二\n三\n四\n五\n六"),
        ("一\u2003二\u2009\u202f三\u1680四\u205f", "一 二 三 四"),
        ("甲\ud800乙\udfff", "甲乙"),
        ("甲\0乙\x7f\u202e丙", "甲乙丙"),
        ("甲\ufffe乙\uffff丙\ufdd0丁\U0010ffff", "甲乙丙丁"),
        ("\ue000𠮷\U000f0000", "\ue000𠮷\U000f0000"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        (" \n\t ", ""),
    ],
)
def test_text_is_stored_clean(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@pytest.mark.parametrize(
    "written",
    [
        "第一段\n\n　　第二段\n  缩进\t表",
        "ＡＢ１２（全角）　空格 ",
        "👨\u200d👩\u200d👧🇨🇳",
        "e\u0301\u200b\u2028\u00a0",
    ],
)
def test_prose_is_kept_as_it_was_written(written: str) -> None:
    assert prose(written) == written


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("一\r\n二\r三\x0b四", "一\n二\n三\n四"),
        ("响\x07铃\0\ud800\uffff", "响铃"),
        (" \n\u200b\t", ""),
    ],
)
def test_prose_loses_only_what_no_file_can_hold(written: str, kept: str) -> None:
    assert prose(written) == kept


@given(TEXTS)
def test_prose_kept_is_kept_again(written: str) -> None:
    assert prose(prose(written)) == prose(written)


@given(TEXTS)
def test_what_cleans_to_nothing_is_blank(written: str) -> None:
    assert is_blank(written) == (clean(written) == "")


def test_pictures_stay_joined() -> None:
    assert clean("👨\u200d👩\u200d👧 和\u200d人") == "👨\u200d👩\u200d👧 和人"


def test_one_line_joins_lines() -> None:
    assert one_line("经济\n界 ") == "经济 界"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张　三", "张三"),
        ("张 三", "张三"),
        (" 欧阳  娜娜 ", "欧阳娜娜"),
        ("阿依•古丽", "阿依·古丽"),
        ("阿依．古丽", "阿依·古丽"),
        ("𫖮 𬱖", "𫖮𬱖"),
        ("John Smith", "John Smith"),
    ],
)
def test_names_lose_the_space_that_aligns_them(typed: str, name: str) -> None:
    assert fold_name(typed) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [("ＡＢＣ", "abc"), ("①", "1"), ("买买提・吐尔逊", "买买提·吐尔逊"), ("云 溪", "云溪")],
)
def test_words_that_read_alike_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_cell_of_several_values_is_split_at_every_separator() -> None:
    assert split_values("甲、乙，丙,丁；戊;己\n庚、") == list("甲乙丙丁戊己庚")


def test_whatever_is_typed_can_be_stored_and_sent() -> None:
    kept = clean("".join(map(chr, range(0x110000))))
    assert kept.encode()
    assert kept.isprintable() or all(
        char == "\n" or unicodedata.category(char) in ("Cn", "Co")
        for char in kept
        if not char.isprintable()
    )
    assert kept.splitlines() == kept.split("\n")


@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)
    assert one_line(one_line(typed)) == one_line(typed)
    assert fold_name(fold_name(typed)) == fold_name(typed)


@given(TEXTS | NEARLY_CLEAN)
def test_what_is_seen_to_be_clean_at_a_glance_is(written: str) -> None:
    assert clean(written) == text._cleaned(written)
    assert one_line(written) == " ".join(text._cleaned(written).split())
