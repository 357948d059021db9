"""How each sheet of an import is read, and what of it is remembered."""

import pytest

from tests.exchange.understanding.sheets import sheet
from zxdesk.exchange.sheet_maps import RECORD, SheetMaps, marks
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


@pytest.mark.parametrize("rows", [BESIDE, BELOW])
def test_a_table_among_others_is_remembered_by_its_own_headings(
    rows: list[tuple[object, ...]],
) -> None:
    maps = SheetMaps([sheet(rows)])
    assert len(maps.maps[0].entries) == 2
    maps.set_column(0, 1, len(rows[0]) - 1, "备注")
    assert not maps.maps[0].fault
    (lesson,) = maps.remembered
    assert lesson["kind"] == "活动"
    again = SheetMaps([sheet([("新的一年",), *rows])], [lesson]).maps[0]
    assert again.recalled
    assert [entry["kind"] for entry in again.entries] == ["委员", "活动"]
    assert "备注" in again.entries[1]["columns"].values()
    assert again.records == 2


HALVES = [("姓名", "界别", "微信") * 2, ("张三", "经济", "甲", "李四", "农业", "乙")]


def test_what_was_said_of_halves_is_remembered_for_each() -> None:
    maps = SheetMaps([sheet(HALVES, "委员名单")])
    for table, column in ((0, 2), (1, 5)):
        maps.set_column(0, table, column, "备注")
    assert not maps.maps[0].fault
    lessons = maps.remembered
    assert [lesson["headings"] for lesson in lessons] == [
        [["姓名", "界别", "微信"]],
        [["", "", "", "姓名", "界别", "微信"]],
    ]
    longer = [*HALVES, ("王五", "科技", "丙")]
    again = SheetMaps([sheet([("委员名单",), *longer], "别的")], lessons).maps[0]
    assert again.recalled
    assert [entry["columns"] for entry in again.entries] == [
        {"A": "姓名", "B": "界别", "C": "备注"},
        {"D": "姓名", "E": "界别", "F": "备注"},
    ]
    assert again.records == 3


def test_one_of_two_tables_beside_each_other_may_stay_out() -> None:
    maps = SheetMaps([sheet(BESIDE)])
    maps.set_kind(0, 0, None)
    assert not maps.maps[0].fault
    assert maps.maps[0].records == 1
    again = SheetMaps([sheet(BESIDE)], maps.remembered).maps[0]
    assert [entry["kind"] for entry in again.entries] == [None, "活动"]
    assert again.records == 1
    maps.set_kind(0, 0, KINDS["member"])
    assert maps.maps[0].entries[0]["columns"] == {"A": "姓名", "B": "界别", "C": "手机"}
    assert maps.maps[0].records == 2


FORM = [
    ("委员登记表",),
    ("姓名", "周明远", "性别", "男"),
    ("所属方面", "经济", "联系方式", "13800000001"),
    ("工作单位", "某局", "单位职务", "局长"),
]


def form(**cells: object) -> list[tuple[object, ...]]:
    """The same form of somebody else, with other words in some cells (row and place)."""
    rows = [list(row) for row in FORM]
    for place, words in cells.items():
        rows[int(place[1])][int(place[2])] = words
    return [tuple(row) for row in rows]


def test_what_was_said_of_a_form_is_remembered_by_its_labels() -> None:
    maps = SheetMaps([sheet(FORM, "一")])
    maps.set_cell(0, 0, "B3", "界别")
    maps.set_cell(0, 0, "D2", "")
    assert not maps.maps[0].fault
    assert marks(maps.maps[0]) == {2: RECORD, 3: RECORD, 4: RECORD}
    (lesson,) = maps.remembered
    other = form(_11="钱某", _21="农业", _31=None)
    again = SheetMaps([sheet(other, "二")], [lesson]).maps[0]
    assert again.recalled
    assert again.understood is not None
    (table,) = again.understood.tables
    read = dict(zip([c.field.title for c in table.columns], table.rows[0].cells, strict=True))
    assert (read["姓名"], read["界别"], read["手机"]) == ("钱某", "农业", "13800000001")
    assert "性别" not in read
    strange = SheetMaps([sheet(form(_20="所属支部"), "三")], [lesson]).maps[0]
    assert not strange.recalled


def test_a_cell_that_was_empty_in_the_form_that_taught_is_read() -> None:
    maps = SheetMaps([sheet(form(_23=None), "一")])
    maps.set_cell(0, 0, "B3", "界别")
    again = SheetMaps([sheet(FORM, "二")], maps.remembered).maps[0]
    assert again.recalled
    assert again.entries[0]["cells"]["D3"] == "手机"
    assert again.entries[0]["cells"]["B3"] == "界别"


def test_a_form_that_stays_out_is_not_asked_of_again() -> None:
    maps = SheetMaps([sheet(FORM, "一")])
    maps.set_kind(0, 0, None)
    assert maps.maps[0].records == 0
    again = SheetMaps([sheet(form(_11="钱某"), "二")], maps.remembered).maps[0]
    assert again.recalled
    assert again.records == 0
    assert not again.is_open
    maps.set_kind(0, 0, KINDS["member"])
    assert maps.maps[0].records == 1


def test_a_sheet_without_headings_teaches_nothing() -> None:
    maps = SheetMaps([sheet(LETTERS[1:])])
    maps.set_kind(0, 0, KINDS["member"], headed=False)
    maps.set_column(0, 0, 0, "姓名")
    assert maps.maps[0].records == 2
    assert maps.remembered == []
