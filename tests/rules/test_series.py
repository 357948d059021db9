"""A row of numbers is said by its first."""

import pytest

from zxdesk.rules.series import read_series

AT = {"年": 2026, "届": 11, "次": 5}


@pytest.mark.parametrize(
    ("first", "taken", "number"),
    [
        ("XS-{年}-001", [], "XS-2026-001"),
        ("XS-{年}-001", ["XS-2026-009", "XS-2025-300", "HD-2026-400"], "XS-2026-010"),
        ("{年}001", ["2026001"], "2026002"),
        ("第1号", ["第9号"], "第10号"),
        ("〔{年}〕1号", ["〔2026〕4号", "〔2026〕第9号"], "〔2026〕5号"),
        ("{届}{次}-100", [], "115-100"),
        ("W0500", ["W0007"], "W0500"),
    ],
)
def test_the_next_number_goes_on_in_its_own_row(first: str, taken: list[str], number: str) -> None:
    assert read_series(first).at(AT).following(taken) == number


@pytest.mark.parametrize("words", ["", "XS-", "{年}", "{月}-1", "{年-1", "年}-1", "a" * 60 + "1"])
def test_what_says_no_row_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"应写第一个号|大括号"):
        read_series(words)


def test_only_places_that_a_kind_has_stand_in_braces() -> None:
    with pytest.raises(ValueError, match=r"只能写 \{年\}"):
        read_series("{届}-1", ["年"])
