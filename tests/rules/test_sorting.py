"""Words in the order in which people look for them."""

import pytest

from zxdesk.rules.sorting import ORDERS, PINYIN, STROKES, sort_key


def ordered(words: list[str], order: str = STROKES, *, name: bool = False) -> list[str]:
    return sorted(sorted(words, reverse=True), key=lambda one: sort_key(one, order, name=name))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "words",
    [
        ["1", "2", "9", "10", "100", "184", "199"],
        ["读书会第2次", "读书会第10次", "读书会第100次"],
        ["第二次", "第三次", "第九次", "第十次", "第十一次", "第二十三次", "第一百零五次"],
        ["十一届四次", "十一届五次", "十二届一次"],
        ["HD-2026-2", "HD-2026-10", "HD-2026-097", "HD-2026-118"],
        ["A", "a", "〔2025〕9号", "〔2026〕10号"],
    ],
)
def test_numbers_go_by_their_size(words: list[str], order: str) -> None:
    assert ordered(words, order) == words


def test_names_by_strokes_are_those_of_a_printed_list() -> None:
    names = ["丁一", "马力", "王芳", "王伟国", "李明", "张三", "曾志伟", "欧阳明"]
    assert ordered(names, name=True) == [
        "丁一", "马力", "王伟国", "王芳", "李明", "张三", "欧阳明", "曾志伟"
    ]  # fmt: skip


def test_names_by_pinyin_begin_with_the_surname_as_it_is_spoken() -> None:
    names = ["张三", "曾志伟", "单小芳", "王建国", "陈红"]
    assert ordered(names, PINYIN, name=True) == ["陈红", "单小芳", "王建国", "曾志伟", "张三"]
    assert ordered(["单位", "蛋糕", "山水"], PINYIN) == ["单位", "蛋糕", "山水"]


def test_one_surname_stands_together_by_pinyin() -> None:
    names = ["李二", "黎明", "李一", "力克"]
    assert [name[0] for name in ordered(names, PINYIN, name=True)] == ["黎", "李", "李", "力"]


def test_a_numeral_in_a_name_is_a_character() -> None:
    assert sort_key("张三").endswith(sort_key("三"))
