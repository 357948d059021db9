"""Pinyin of names."""

import pytest

from zxdesk.rules.pinyin import initials, matches, sort_key, sounds


@pytest.mark.parametrize(
    ("name", "usual"),
    [("单小芳", "sxf"), ("曾志伟", "zzw"), ("解明", "xm"), ("区明", "om"), ("朴明", "pm")],
)
def test_the_usual_reading_of_a_surname_comes_first(name: str, usual: str) -> None:
    assert initials(name)[0] == usual


def test_signs_are_not_spoken() -> None:
    assert initials("阿依·古丽")[0] == "aygl"
    assert sounds("①（二）") == sounds("二")


def test_many_readings_are_bounded_and_keep_those_of_the_surname() -> None:
    found = sounds("单曾解区")
    assert len(found) < 1000
    assert {"sz", "dc"} <= {sound[:2] for sound in found}


def test_typed_text_fits_name_initials_and_pinyin() -> None:
    for typed in ("小芳", "dx", "shan xiao", "ｓｘｆ", "xiaofang"):
        assert matches("单小芳", typed), typed
    assert not matches("单小芳", "xf")


def test_names_are_sorted_by_their_usual_reading() -> None:
    assert sorted(["张三", "曾志伟", "单小芳", "王建国"], key=sort_key) == [
        "单小芳",
        "王建国",
        "张三",
        "曾志伟",
    ]
