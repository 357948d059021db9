from datetime import date, datetime

import pytest

from zxdesk.rules.order import earlier, holds_on, in_office
from zxdesk.rules.rule import Facts


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (None, None, True),
        ("2024-03-05", "2024-03-05", True),
        ("2024-03", "2024-03", True),
        ("2024-03-06", None, False),
        (None, "2024-03-04", False),
        ("2024-04", None, False),
        (None, "2024-02", False),
    ],
)
def test_both_ends_of_a_time_count(start: str | None, end: str | None, holds: bool) -> None:
    assert holds_on(start, end, date(2024, 3, 5)) is holds


def test_a_month_is_before_a_day_only_once_it_is_over() -> None:
    assert earlier("2024-02", date(2024, 3, 1))
    assert not earlier("2024-03", date(2024, 3, 5))
    assert not earlier(date(2024, 3, 5), "2024-03")
    assert not earlier(None, date(2024, 3, 5))
    assert not earlier(datetime(2024, 3, 5, 9), date(2024, 3, 5))


def test_a_service_without_an_end_ends_when_the_next_term_opens() -> None:
    services = ({"term": 5, "start": "2021-01", "end": None},)
    facts = Facts(today=date(2026, 11, 22), terms={5: date(2021, 1, 8), 6: date(2026, 1, 8)})
    assert in_office(services, date(2026, 1, 7), facts)
    assert not in_office(services, date(2026, 1, 8), facts)
    assert not in_office(services, date(2020, 12, 31), facts)
    assert in_office((), date(1999, 1, 1), facts)
