"""How each sheet of an import is read, and what of it is remembered."""

import pytest

from tests.exchange.understanding.sheets import sheet
from zxdesk.exchange.sheet_maps import SheetMaps
from zxdesk.records import KINDS

LETTERS = [("甲", "乙", "丙"), ("张三", "经济", "138"), ("李四", "农业", "139")]
# Two lists whose headings stand in one line: neither is known by that line alone.
BESIDE = [
    ("姓名", "界别", "手机", None, "编号", "名称", "类型", "开始时间"),
    ("张三", "经济", "138", None, "2024-9", "视察道路", "视察", "2024-05-06"),
]
BELOW = [
    ("姓名", "界别", "手机"),
    ("张三", "经济", "138"),
    (),
    ("编号", "名称", "类型", "开始时间"),
    ("2024-9", "视察道路", "视察", "2024-05-06"),
]


def test_only_what_was_put_right_is_remembered() -> None:
    maps = SheetMaps([sheet(LETTERS, "甲"), sheet(LETTERS, "乙")])
    assert maps.remembered == []
    maps.set_headings(1, 0, 1, 1)
    maps.set_kind(1, 0, KINDS["member"])
    for index, words in enumerate(("姓名", "界别", "手机")):
        maps.set_column(1, 0, index, words)
    (lesson,) = maps.remembered
    assert lesson["kind"] == "委员"
    assert lesson["columns"] == {"A": "姓名", "B": "界别", "C": "手机"}
    again = SheetMaps([sheet(LETTERS, "丙")], [lesson])
    assert again.maps[0].recalled
    assert again.maps[0].records == 2
    assert again.remembered == []


def test_what_cannot_be_read_is_not_remembered() -> None:
    maps = SheetMaps([sheet(LETTERS)])
    maps.set_headings(0, 0, 1, 1)
    maps.set_kind(0, 0, KINDS["member"])
    assert "还没有写明哪一列是什么" in maps.maps[0].fault
    assert maps.remembered == []


@pytest.mark.parametrize(("rows", "remembered"), [(BESIDE, 0), (BELOW, 1)])
def test_headings_that_are_shared_teach_nothing(
    rows: list[tuple[object, ...]], remembered: int
) -> None:
    maps = SheetMaps([sheet(rows)])
    assert len(maps.maps[0].entries) == 2
    maps.set_column(0, 1, len(rows[0]) - 1, "备注")
    assert not maps.maps[0].fault
    assert [one["kind"] for one in maps.remembered] == ["活动"] * remembered


def test_a_sheet_without_headings_teaches_nothing() -> None:
    maps = SheetMaps([sheet(LETTERS[1:])])
    maps.set_kind(0, 0, KINDS["member"], headed=False)
    maps.set_column(0, 0, 0, "姓名")
    assert maps.maps[0].records == 2
    assert maps.remembered == []
