"""Kept figures are named, renamed, ordered and taken away, each in one step."""

import pytest

from tests.ledgers import Office
from zxdesk.services.records import InvalidRecord
from zxdesk.services.saved_figures import drop_figure, keep_figure, move_figure, rename_figure
from zxdesk.statistics.figures import read_expression
from zxdesk.statistics.saved_figures import kept_figures


def keep(office: Office, *names: str) -> None:
    for name in names:
        keep_figure(
            office.ledger, name=name, expression=read_expression("event.held 类型=读书,学习")
        )


def names(office: Office) -> list[str]:
    return [kept.name for kept in kept_figures(office.ledger)]


def ids(office: Office) -> dict[str, int]:
    return {kept.name: kept.record_id for kept in kept_figures(office.ledger)}


def test_a_new_figure_comes_last(office: Office) -> None:
    keep(office, "丙", "甲", "乙")
    assert names(office) == ["丙", "甲", "乙"]
    assert kept_figures(office.ledger)[0].expression == "event.held 类型=读书,学习"


def test_a_name_is_needed_and_taken_once(office: Office) -> None:
    keep(office, "甲")
    for name in ("甲", ""):
        with pytest.raises(InvalidRecord):
            keep(office, name)
    assert names(office) == ["甲"]


@pytest.mark.parametrize(
    ("by", "order"), [(-1, "乙甲丙"), (1, "甲丙乙"), (-9, "乙甲丙"), (9, "甲丙乙")]
)
def test_a_figure_moves_along_the_row(office: Office, by: int, order: str) -> None:
    keep(office, *"甲乙丙")
    move_figure(office.ledger, ids(office)["乙"], by)
    assert names(office) == list(order)


def test_a_figure_is_renamed_and_taken_away(office: Office) -> None:
    keep(office, *"甲乙")
    rename_figure(office.ledger, ids(office)["甲"], "丙")
    assert names(office) == ["丙", "乙"]
    drop_figure(office.ledger, ids(office)["丙"])
    assert names(office) == ["乙"]
