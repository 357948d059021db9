import pytest

from zxdesk.rules.numbers import after, following, holes


@pytest.mark.parametrize(
    ("numbers", "year", "wanted"),
    [
        ([], None, "W001"),
        (["W001", "W009"], None, "W010"),
        (["YX11001", "YX11230", "W001"], None, "YX11231"),
        (["W099", "W100"], None, "W101"),
        (["委字第7号", "委字第12号"], None, "委字第13号"),
        (["没有数字"], None, "W001"),
    ],
)
def test_the_next_member_follows_the_ledgers_own(
    numbers: list[str], year: int | None, wanted: str
) -> None:
    assert following(numbers, prefix="W", year=year) == wanted


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ([], "XS-2026-001"),
        (["XS-2026-21", "XS-2026-22"], "XS-2026-23"),
        (["XS-2025-021", "XS-2025-022"], "XS-2026-001"),
        (["XS-2025-21", "XS-2025-22"], "XS-2026-1"),
        (["XS-2025-021", "XS-2025-022", "协2026-3"], "协2026-4"),
        (["2026001", "2026002", "2025118"], "2026003"),
        (["协2026-3", "XS-2026-21"], "XS-2026-22"),
        (["2025118"], "20261"),
        (["2025018", "2025118"], "2026001"),
    ],
)
def test_a_yearly_row_begins_anew_in_its_own_shape(numbers: list[str], wanted: str) -> None:
    assert following(numbers, prefix="XS-2026-", year=2026) == wanted


def test_a_row_that_begins_takes_the_shape_of_the_others() -> None:
    assert following([], prefix="2026-", year=2026, elsewhere=["184", "199"]) == "1"
    assert following([], prefix="2026-", year=2026, elsewhere=["2025-184"]) == "2026-1"
    assert following(["12"], prefix="2026-", year=2026, elsewhere=["2025-184"]) == "13"
    assert following(["〔2026〕第20号"], prefix="", year=2026) == "〔2026〕第21号"


def test_the_number_after_keeps_its_zeros() -> None:
    numbers = ("W009", "XS-2026-22", "999")
    assert [after(one, year=None) for one in numbers] == ["W010", "XS-2026-23", "1000"]


def test_a_year_without_a_stroke_behind_it_is_not_counted_on() -> None:
    assert after("2026999", year=2026) == "20261000"


def test_holes_in_a_row_are_named() -> None:
    assert holes(["184", "186", "189"]) == ["185", "187", "188"]
    assert holes(["2026-001", "2026-003", "2025-007"]) == ["2026-002"]
    assert holes(["8", "10"]) == ["9"]
    assert holes(["1", "2", "3", "待编"]) == []
    assert holes([]) == []
    assert len(holes(["1", "5000"])) == 20
