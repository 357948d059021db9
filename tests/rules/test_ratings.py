import pytest
from hypothesis import given
from hypothesis import strategies as st

from zxdesk.rules.ratings import earned, stars_for, total_of

LEAST = ((5, 90), (4, 80), (3, 60))


@pytest.mark.parametrize(
    ("value", "each", "maximum", "points"),
    [(12, 5, 40, 40), (6, 5, 40, 30), (6, None, None, 6), (None, 5, 40, 0), (98.5, 1, 100, 98)],
)
def test_points_are_so_many_for_each_up_to_the_maximum(
    value: float | None, each: int | None, maximum: int | None, points: int
) -> None:
    assert earned(value, each=each, maximum=maximum) == points


@given(st.integers(0, 10_000), st.integers(0, 100), st.integers(0, 1000))
def test_no_item_gives_more_than_its_maximum(value: int, each: int, maximum: int) -> None:
    assert 0 <= earned(value, each=each, maximum=maximum) <= maximum


@pytest.mark.parametrize(
    ("total", "stars"), [(100, 5), (90, 5), (89, 4), (60, 3), (59, None), (0, None)]
)
def test_stars_are_the_most_whose_least_total_is_reached(total: int, stars: int | None) -> None:
    assert stars_for(total, LEAST) == stars
    assert stars_for(total, tuple(reversed(LEAST))) == stars


def test_what_is_not_given_counts_nothing() -> None:
    assert total_of([30, None, 12]) == 42
    assert total_of([]) == 0
    assert stars_for(10, [(1, None)]) is None
