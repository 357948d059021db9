"""Around the name of somebody who is referred to the same is taken away as in a list."""

import pytest

from zxdesk.exchange.people import without_posts
from zxdesk.exchange.person_names import read_name


@pytest.mark.parametrize(
    "words",
    [
        "①赵明",
        "⒈赵明",
        "1.赵明",
        "1、赵明",
        "（1）赵明",
        "赵明*",
        "赵明〔组长〕",
        "赵明[女]",
        "赵明（彝族）",
        "2.赵明（副组长）※",
    ],
)
def test_a_name_is_the_same_in_a_list_and_where_it_is_referred_to(words: str) -> None:
    assert read_name(words).name == "赵明"
    assert "赵明" in without_posts(words, any_post=True)


@pytest.mark.parametrize("words", ["赵明、钱宁", "1、赵明、钱宁", "赵明（两江）"])
def test_several_and_what_is_no_post_are_left(words: str) -> None:
    assert "赵明" not in without_posts(words, any_post=True)


def test_a_post_in_brackets_counts_only_where_any_post_does() -> None:
    assert "赵明" not in without_posts("①赵明〔组长〕", any_post=False)
    assert "赵明" in without_posts("①赵明〔委员〕", any_post=False)
