"""A statement is written once; days and committees are put into it as it is asked."""

from datetime import datetime

import pytest

from tests.ledgers import Office
from zxdesk.rules.periods import quarter
from zxdesk.statistics import statements
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.counting import Bounds
from zxdesk.statistics.figures import AREA, OWN, figure, read_expression


def test_a_figure_of_another_quarter_takes_the_statement_that_is_there(office: Office) -> None:
    for month in (1, 2, 4):
        office.add(
            "event",
            name=f"{month}月",
            type="学习",
            state="已举办",
            start=datetime(2026, month, 5, 9),
        )
    expression = read_expression("event.held 类型=学习")
    first = figure(office.ledger, expression, period=quarter(2026, 1)).value
    written = statements.of_value.cache_info().misses
    second = figure(office.ledger, expression, period=quarter(2026, 2)).value
    assert (first, second) == (2, 1)
    assert statements.of_value.cache_info().misses == written


def test_a_note_is_given_each_time(office: Office) -> None:
    expression = read_expression("media.count 媒体=查无此报")
    notes = [figure(office.ledger, expression, period=quarter(2026, n)).notes for n in (1, 2)]
    assert notes[0] == notes[1] != ()


@pytest.mark.parametrize("scope", [OWN, AREA])
def test_no_statement_bears_a_day_or_a_committee(scope: str) -> None:
    """A day that was written into a statement would be kept for all that is asked alike."""
    day = quarter(2031, 3)
    told = Bounds(day, day.last, (7_654_321,) if scope == OWN else None)
    for code, indicator in INDICATORS.items():
        bound = statements.of_value(indicator, told.asked()).statement.compile().params.values()
        assert not [value for value in bound if "2031" in str(value) or value == 7_654_321], code
