"""The numbers that an import gives to rows which bring none along."""

from datetime import datetime

import pytest

from tests.exchange.books import Desk
from tests.ledgers import Office

EVENT = ("编号", "名称", "类型", "开始时间")


def given(desk: Desk, *rows: tuple[str | None, ...]) -> dict[str, str]:
    """What the events are numbered after an import of rows."""
    desk.take({"活动": [EVENT, *rows]})
    return {row["name"]: row["number"] for row in desk.shown("event")}


def test_the_thousandth_of_a_year_does_not_pass_into_the_next(desk: Desk, office: Office) -> None:
    office.add("event", number="2026998", name="旧", start=datetime(2026, 1, 5))
    rows = [(None, name, "座谈会", "2026-03-05") for name in ("甲会", "乙会", "丙会")]
    assert given(desk, *rows) == {
        "旧": "2026998",
        "甲会": "2026999",
        "乙会": "20261000",
        "丙会": "20261001",
    }


def test_each_year_is_numbered_by_itself_behind_what_rows_bring_along(desk: Desk) -> None:
    rows = [
        (None, "甲会", "座谈会", "2026-03-05"),
        (None, "乙会", "座谈会", "2025-03-05"),
        (None, "丙会", "座谈会", "2026-03-06"),
        ("HD-2026-007", "丁会", "座谈会", "2026-03-07"),
        ("HD-2025-003", "戊会", "座谈会", "春天"),
    ]
    assert given(desk, *rows) == {
        "甲会": "HD-2026-008",
        "乙会": "HD-2025-004",
        "丙会": "HD-2026-009",
        "丁会": "HD-2026-007",
    }


@pytest.mark.parametrize("numbers", [("W009", "W010", "W011"), ("2020009", "2020010", "2020011")])
def test_a_kind_without_years_counts_on_behind_its_own(
    desk: Desk, numbers: tuple[str, ...]
) -> None:
    members = [("委员编号", "姓名"), (numbers[0], "张三"), (None, "李四"), (None, "王五")]
    desk.take({"委员": members})
    assert [row["number"] for row in desk.shown("member")] == list(numbers)


def test_numbers_of_another_kind_are_not_counted(desk: Desk) -> None:
    venues = [("V-2026-9", "书房", "政协书房"), (None, "客厅", "委员会客厅")]
    events = [("V-2026-1", "甲会", "座谈会", "2026-03-05"), (None, "乙会", "座谈会", "2026-03-05")]
    desk.take({"阵地": [("编号", "名称", "类型"), *venues], "活动": [EVENT, *events]})
    assert [row["number"] for row in desk.shown("venue")] == ["V-2026-9", "V-2026-10"]
    assert [row["number"] for row in desk.shown("event")] == ["V-2026-1", "V-2026-2"]
