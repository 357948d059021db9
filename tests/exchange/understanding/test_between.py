"""Lines between two tables are records of the upper one or the title of the lower, and are said."""

import pytest

from tests.exchange.understanding.sheets import column, read, sheet
from zxdesk.exchange.understanding import explained, lines_of, understand

PEOPLE = [("姓名", "性别", "界别"), ("张三", "男", "农业界")]
PROPOSALS = [("案由", "提案人", "提交日期"), ("关于道路", "周明远", "2024-01-11")]


@pytest.mark.parametrize("names", [("李四", "王五"), ("李四", "王五", "欧阳修远"), ("赵六（女）",)])
def test_names_that_stand_alone_above_the_next_headings_are_records(names: tuple[str, ...]) -> None:
    people, proposals = read([*PEOPLE, *((name,) for name in names), *PROPOSALS]).tables
    assert column(people, "姓名") == ["张三", *names]
    assert column(proposals, "案由") == ["关于道路"]
    assert not people.left + proposals.left


def test_names_stay_with_the_upper_table_and_the_title_with_the_lower() -> None:
    lines = [*PEOPLE, ("李四",), ("十一届三次会议提案目录",), *PROPOSALS]
    people, proposals = read(lines).tables
    assert column(people, "姓名") == ["张三", "李四"]
    assert column(proposals, "届次") == ["十一届"]
    assert [(left.row, left.why) for left in proposals.left] == [(4, "下面的表的标题")]


@pytest.mark.parametrize(
    "title", ["二、提案", "提案", "工作人员", "附件2", "立案情况统计表", "2024年3月"]
)
def test_a_title_is_no_person_and_is_told(title: str) -> None:
    found = sheet([*PEOPLE, (title,), *PROPOSALS])
    understood = understand(found)
    people, proposals = understood.tables
    assert column(people, "姓名") == ["张三"]
    assert [note for note in proposals.notes if f"第 3 行的“{title}”" in note]
    told = "\n".join(lines_of(explained(found, understood)))
    assert "第 3 行没有读：下面的表的标题" in told


def test_a_title_above_what_is_unknown_is_told_by_the_table_above() -> None:
    lines = [*PEOPLE, ("工作人员",), ("姓名", "单位", "职务", "手机"), ("甲", "某局", "科员", "1")]
    (people,) = read(lines).tables
    assert [left.row for left in people.left] == [3]


def test_a_number_alone_below_the_numbers_of_events_stays_with_them() -> None:
    events = [("编号", "名称", "类型", "开始时间"), ("HD-1", "座谈会", "座谈会", "2026-03-05")]
    first, _ = read([*events, ("HD-2",), *PROPOSALS]).tables
    assert column(first, "编号") == ["HD-1", "HD-2"]


def test_a_name_below_the_second_half_of_a_list_is_a_record() -> None:
    people = [("姓名", "性别", "界别") * 2, ("张三", "男", "农业界", "方小兰", "女", "经济界")]
    first, second, _ = read([*people, (None, None, None, "李四"), *PROPOSALS]).tables
    assert (column(first, "姓名"), column(second, "姓名")) == (["张三"], ["方小兰", "李四"])
