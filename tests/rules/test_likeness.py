"""Names that may be one thing's, and what excludes that."""

import pytest

from zxdesk.rules.likeness import NEAR, OTHER, SAME, contradict, near_names, near_persons


@pytest.mark.parametrize(
    ("one", "other", "rank"),
    [
        ("住建局", "住建局", SAME),
        ("住建局", "住房和城乡建设局", NEAR),
        ("老旧小区改造工作", "老旧小区的改造工作", NEAR),
        ("第一支部", "第二支部", OTHER),
        ("县水利工程局第一支部", "县水利工程局第二支部", OTHER),
        ("城东街道", "城西街道", OTHER),
        ("教育局", "体育局", OTHER),
    ],
)
def test_names_are_near_where_only_the_writing_differs(one: str, other: str, rank: int) -> None:
    assert near_names(one, other) == near_names(other, one) == rank


@pytest.mark.parametrize(
    ("one", "other", "rank"),
    [("张 伟", "张伟", SAME), ("张伟", "张玮", NEAR), ("张伟", "张卫东", OTHER)],
)
def test_persons_are_near_where_they_sound_alike(one: str, other: str, rank: int) -> None:
    assert near_persons(one, other) == rank


def test_a_month_does_not_contradict_its_day() -> None:
    assert not contradict("1975-03", "1975-03-08")
    assert not contradict(None, "1975")
    assert contradict("1975-03-08", "1975-04")
