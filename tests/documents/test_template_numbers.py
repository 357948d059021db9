"""Formatters of templates: never more than there is, and nothing left over that is not."""

from typing import Any

import pytest

from zxdesk.documents.template_numbers import FORMATTERS, number_text
from zxdesk.errors import UserError


@pytest.mark.parametrize(
    ("name", "value", "words", "expected"),
    [
        ("万", 25_000, (), "2.5万"),
        ("万", 10_000, (), "1万"),
        ("万", 9_999, (), "9999"),
        ("万", 15_645, (), "1.56万"),
        ("万", -25_000, (), "-2.5万"),
        ("万", 0, (), "0"),
        ("多", 263, (10,), "260多"),
        ("多", 260, (10,), "260"),
        ("多", 7, (10,), "7"),
        ("多", 0, (10,), "0"),
        ("多", -263, (10,), "-263"),
        ("余", 1043, (100,), "1000余"),
        ("余", 1000, (100,), "1000"),
        ("余", 99, (100,), "99"),
        ("多万", 1_430_000, (10,), "140多万"),
        ("多万", 1_400_000, (10,), "140万"),
        ("多万", 55_000, (10,), "5.5万"),
        ("多万", 800, (10,), "800"),
        ("万余", 17_300, (0.1,), "1.7万余"),
        ("万余", 17_000, (0.1,), "1.7万"),
        ("万余", 1_300, (0.1,), "1300"),
        ("万余", 29_999, (0.1,), "2.9万余"),
        ("汉字", 3, (), "三"),
        ("汉字", 0, (), "零"),
        ("汉字", 110, (), "一百一十"),
        ("比例", 98.5, (), "98.5%"),
        ("比例", 100.0, (), "100%"),
        ("比例", 0.0, (), "0%"),
    ],
)
def test_a_number_is_written_as_offices_do(
    name: str, value: float, words: tuple[float, ...], expected: str
) -> None:
    assert FORMATTERS[name](value, *words) == expected


@pytest.mark.parametrize("name", FORMATTERS)
def test_a_share_of_nothing_is_a_dash(name: str) -> None:
    words = (10,) if name in ("多", "余", "多万", "万余") else ()
    assert FORMATTERS[name](None, *words) == "—"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("汉字", 1000, ()),
        ("汉字", -1, ()),
        ("汉字", 2.5, ()),
        ("万", "很多", ()),
        ("比例", True, ()),
        ("多", 263, (0,)),
        ("多", 263, (-10,)),
        ("余", 263, ("十",)),
        ("万", float("inf"), ()),
        ("万", 10**400, ()),
    ],
)
def test_what_cannot_be_written_so_is_refused(
    name: str, value: Any, words: tuple[Any, ...]
) -> None:
    with pytest.raises(UserError):
        FORMATTERS[name](value, *words)


def test_plain_numbers_bear_no_empty_decimals() -> None:
    assert [number_text(n) for n in (2914, 98.5, 100.0, -0.001, 0.1 + 0.2, None)] == [
        "2914",
        "98.5",
        "100",
        "0",
        "0.3",
        "—",
    ]
