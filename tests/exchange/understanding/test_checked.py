"""A mapping that says what it cannot mean is refused, and the place is named."""

from typing import Any

import pytest

from tests.exchange.understanding.sheets import sheet
from zxdesk.errors import UserError
from zxdesk.exchange.understanding import SavedUnderstanding, explained, understand

LINES = [("名单",), ("姓名", "界别", "手机", "单位及职务"), ("张三", "经济", "138", "某厂厂长")]
RIGHT = {
    "sheet": "Sheet1",
    "kind": "委员",
    "heading_rows": [2],
    "columns": {"A": "姓名", "B": "界别"},
}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"columns": {"A": "姓名", "C": "姓名"}}, "columns 里 A 列、C 列都当作“姓名”"),
        ({"columns": {"A": "工作单位", "D": "工作单位+单位职务"}}, "都当作“工作单位”"),
        ({"columns": {"A": "出生日期", "B": "出生日期:年"}}, "都当作“出生日期”"),
        ({"columns": {"A": "手机", "B": "电话"}}, "都当作“手机”"),
        ({"heading_rows": [2, 99]}, "heading_rows 里的第 99 行没有内容"),
        ({"heading_rows": [0]}, "第 0 行没有内容"),
        ({"rows": [5, 3]}, "rows 写着 5 到 3"),
        ({"colunms": {}}, "colunms 不是对照文件的词"),
        ({"shape": "list"}, "shape 写着“list”"),
        ({"event": "HD-1"}, "委员没有活动编号"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(UserError) as refused:
        SavedUnderstanding((RIGHT | wrong,)).understand(sheet(LINES))
    assert "“Sheet1”" in str(refused.value)
    assert named in str(refused.value)


def test_number_and_name_may_name_one_record_together() -> None:
    entry = {
        "sheet": "Sheet1",
        "kind": "出席",
        "heading_rows": [1],
        "columns": {"A": "活动编号", "B": "委员", "C": "委员", "D": "出席情况"},
    }
    lines = [("活动", "委员编号", "姓名", "出席"), ("HD-1", "W1", "张三", "√")]
    assert len(SavedUnderstanding((entry,)).understand(sheet(lines)).tables[0].rows) == 1


def test_what_is_told_is_never_wrong() -> None:
    found = sheet(LINES)
    told = tuple(explained(found, understand(found)))
    assert SavedUnderstanding(told).understand(found).tables[0].rows
