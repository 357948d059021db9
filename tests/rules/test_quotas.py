import itertools
from datetime import date

import pytest

from zxdesk.records.target import SPANS
from zxdesk.rules.quotas import has_begun, is_due, read_target, spans_of


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("12", 12),
        ("6+X", 6),
        ("4＋x", 4),
        ("6 + X 场", 6),
        ("１２场", 12),
        ("X", None),
        ("0", None),
        ("若干", None),
        ("6-X", None),
        ("", None),
        (None, None),
    ],
)
def test_a_target_is_read_as_offices_write_it(words: str | None, least: int | None) -> None:
    assert read_target(words) == least


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("year", [2024, 2025])
def test_the_spans_of_a_year_cover_it_without_a_gap(span: str, year: int) -> None:
    spans = spans_of(year, span)
    assert spans[0].first == date(year, 1, 1)
    assert spans[-1].last == date(year, 12, 31)
    for before, after in itertools.pairwise(spans):
        assert after.first is not None
        assert (after.first - before.last).days == 1


def test_spans_have_the_names_of_periods() -> None:
    names = {span: spans_of(2026, span)[-1].name for span in SPANS}
    assert names == {"年": "2026", "半年": "2026H2", "季": "2026Q4", "月": "2026-12"}
    assert spans_of(2026, "月")[1].name == "2026-02"


def test_a_span_is_due_in_its_last_quarter_only() -> None:
    (year,) = spans_of(2026, "年")
    assert not is_due(year, date(2026, 9, 30))
    assert is_due(year, date(2026, 10, 2))
    assert is_due(year, date(2026, 12, 31))
    assert not is_due(year, date(2027, 1, 1))
    quarter = spans_of(2026, "季")[3]
    assert not is_due(quarter, date(2026, 11, 22))
    assert is_due(quarter, date(2026, 12, 10))


def test_a_span_begins_with_its_first_day() -> None:
    (year,) = spans_of(2026, "年")
    assert not has_begun(year, date(2025, 12, 31))
    assert has_begun(year, date(2026, 1, 1))
