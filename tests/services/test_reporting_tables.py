"""What is typed for a reporting table is tried out, and its numbers go on."""

import pytest

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.services.reporting_tables import next_number, tried_out


@pytest.mark.parametrize(
    ("objects", "expression", "binding", "words"),
    [
        ("指标", "", "", "没有填指标"),
        ("委员", "", "", "都没有填"),
        ("委员", "event.held", "", "没有填归属"),
        ("指标", "event.held ÷ event.held", "", "不能用在这里"),
        ("指标", "没有的指标", "", "没有“没有的指标”这个指标"),
        ("阵地", "event.held", "胡说", "胡说"),
    ],
)
def test_what_does_not_hold_is_said(
    office: Office, objects: str, expression: str, binding: str, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        tried_out(office.ledger, objects, expression, binding)


def test_numbers_go_on_where_the_others_end() -> None:
    assert next_number(["T1", "T8", "甲"], "T") == "T9"
    assert next_number(["T1-01", "T1-46"], "T1-", digits=2) == "T1-47"
    assert next_number([], "T9-", digits=2) == "T9-01"
