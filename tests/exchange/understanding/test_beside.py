"""Tables that stand side by side without an empty column between them."""

from tests.exchange.understanding.sheets import only, read, sheet, values
from zxdesk.exchange.understanding import SavedUnderstanding, explained

TWO = [
    ("姓名", "性别", "界别", "手机", "单位名称", "类别", "联系人"),
    ("张三", "男", "经济", "13800000001", "县教育局", "承办单位", "甲某"),
    ("李四", "女", "农业", "13800000002", None, None, None),
]


def test_two_kinds_are_told_apart() -> None:
    members, units = read(TWO).tables
    assert [row["姓名"] for row in values(members)] == ["张三", "李四"]
    assert values(units) == [{"单位名称": "县教育局", "类别": "承办单位", "联系人": "甲某"}]
    assert not members.notes
    assert not units.notes


def test_what_was_told_of_them_is_followed() -> None:
    found = sheet(TWO)
    told = tuple(explained(found, read(TWO)))
    again = SavedUnderstanding(told).understand(found)
    assert [values(table) for table in again.tables] == [values(t) for t in read(TWO).tables]


def test_a_list_with_columns_nobody_knows_stays_one() -> None:
    rows = [("姓名", "界别", "手机", "爱好", "车号"), ("张三", "经济", "138", "围棋", "1")]
    assert values(only(rows))[0] == {"姓名": "张三", "界别": "经济", "手机": "138"}


def test_cells_behind_the_last_heading_are_told() -> None:
    rows = [("姓名", "界别"), ("张三", "经济", None, "另册"), ("李四", "农业"), ("合计", 2, "人")]
    assert [note.partition("）")[2] for note in only(rows).notes] == [
        "第 2 行在最后一个表头的右边还有内容，没有导入。"
    ]
