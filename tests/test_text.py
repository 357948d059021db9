import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.text import clean, fold, fold_name, one_line, split_values

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


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
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        (" \n\t ", ""),
    ],
)
def test_text_is_stored_clean(typed: str, stored: str) -> None:
    assert clean(typed) == stored


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


@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)
    assert one_line(one_line(typed)) == one_line(typed)
    assert fold_name(fold_name(typed)) == fold_name(typed)
