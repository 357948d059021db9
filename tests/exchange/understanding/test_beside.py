"""Tables that stand side by side without an empty column between them."""

import pytest

from tests.exchange.understanding.sheets import only, read, sheet, values
from zxdesk.exchange.understanding import SavedUnderstanding, explained, scoring
from zxdesk.exchange.understanding.beside import of_two_kinds
from zxdesk.exchange.understanding.block import headings_of
from zxdesk.exchange.understanding.titles import Title

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


def parted(line: str, name: str = "Sheet1", *, guess: bool = True) -> list[str]:
    """How headings are parted, with or without what they are as one table."""
    headings, title = headings_of([tuple(line.split())]), Title(name)
    whole, _ = scoring.best(scoring.fits_of(headings, (), title))
    found = of_two_kinds(headings, (), title, whole if guess else None)
    return [" ".join(heading.word for heading in part) for part in found]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("姓名 界别", "单位名称 类别 联系人"),
        ("姓名 性别 界别", "单位名称 类别"),
        ("单位名称 类别", "姓名 界别"),
        # Two places would do: the number belongs to the table that it makes likelier.
        ("编号 标题 提交日期", "委员编号 姓名 界别"),
        # Both are as likely: what may stand in either table goes to the right one.
        ("编号 来源编号 内容 有效", "日期 提案 委员"),
    ],
)
def test_tables_meet_where_both_fit_best(left: str, right: str) -> None:
    assert parted(f"{left} {right}") == [left, right]


@pytest.mark.parametrize(
    "line",
    [
        "姓名 界别 姓名 界别",
        "姓名 界别 姓名 单位名称 类别",
        "姓名 界别 爱好 单位名称 类别",
        "姓名 界别 单位名称 联系人",
        "姓名 界别 类别 单位名称 电话 车号",
    ],
)
def test_what_is_not_whole_on_both_sides_is_not_parted(line: str) -> None:
    assert parted(line) == parted(line, guess=False) == [line]


@pytest.mark.parametrize("line", ["姓名 单位名称 类别", "单位名称 类别 姓名"])
def test_one_column_is_no_table(line: str) -> None:
    assert parted(line, "委员") == [line]


def test_what_one_table_explains_is_not_parted() -> None:
    opinions, units = "编号 标题 提交日期 信息作者", "单位名称 类别"
    assert parted(f"{opinions} {units}") == [f"{opinions} {units}"]
    assert parted(f"{opinions} {units}", guess=False) == [opinions, units]
