"""Odd sheets: what was once read as something it is not, and nobody was told."""

import json
from datetime import datetime, time

import openpyxl
import pytest

from tests.exchange.books import Desk, Rows, make_book, reasons
from zxdesk.exchange.incoming import Answers, explain_books
from zxdesk.exchange.understanding import read_saved

MEMBERS = [("委员编号", "姓名", "界别"), ("W1", "程立言", "科技界"), ("W2", "沈若梅", "经济界")]
EVENTS = [
    ("编号", "名称", "类型", "开始时间"),
    ("H1", "三季度常委会会议", "常委会会议", "2025-09-10 09:00"),
    ("H2", "委员读书会", "读书", "2025-09-12 14:30"),
]


def names(desk: Desk) -> list[str]:
    """Who is a member."""
    return desk.column("member", "name")


@pytest.mark.parametrize(
    "line", [("平均年龄", None), ("男委员", 3), ("其中：", None), ("占比", "50%"), ("党外委员", 1)]
)
def test_a_line_of_sums_is_no_member(desk: Desk, line: tuple[object, ...]) -> None:
    report = desk.take({"委员": [("姓名", "界别"), ("赵明", "农业界"), line]})
    assert names(desk) == ["赵明"]
    assert report.rejected == []
    assert desk.column("unit", "name") == ["农业界"]


@pytest.mark.parametrize("words", ["空缺", "待定", "（缺额）", "—", "【空】", "暂缺"])
def test_a_seat_without_anybody_is_no_member(desk: Desk, words: str) -> None:
    report = desk.take({"委员": [("姓名", "界别"), ("赵明", "农业界"), (words, "经济界")]})
    assert names(desk) == ["赵明"]
    assert [one.row for one in report.rejected] == [3]


def test_who_stands_below_other_persons_is_no_member(desk: Desk) -> None:
    rows = [
        ("委员名单",),
        ("姓名", "界别"),
        ("赵明", "农业界"),
        ("列席人员：",),
        ("钱宁", "发改局"),
        ("孙平", "财政局"),
    ]
    report = desk.take({"名单": rows})
    assert names(desk) == ["赵明"]
    assert "“列席人员”和它下面的行不是委员，没有导入" in "".join(report.notes)


def test_a_table_of_their_families_below_makes_no_members(desk: Desk) -> None:
    rows = [("姓名", "界别"), ("赵明", "农业界"), (), ("家属姓名", "关系"), ("钱宁", "妻")]
    report = desk.take({"名单": rows})
    assert names(desk) == ["赵明"]
    assert "“家属姓名”和它下面的行不是委员，没有导入" in "".join(report.notes)


@pytest.mark.parametrize(
    "title", ["优秀委员名单", "委员履职积分表", "全会车辆安排表", "委员届中调整名单", "就餐桌次表"]
)
def test_a_list_for_something_else_makes_no_members(desk: Desk, title: str) -> None:
    report = desk.take({"表": [(title,), ("姓名", "界别"), ("赵明", "农业界")]})
    assert names(desk) == []
    assert len(report.held_back) == 1


@pytest.mark.parametrize(
    "headings",
    [
        ("姓名/Name", "性别 Gender", "界别/Sector"),
        ("1.姓名", "2、性别", "3.界别"),
        ("【姓名】", "【性别】", "【界别】"),
        ("姓　名", "性\n别", "政协界别"),
    ],
)
def test_headings_are_known_in_other_clothes(desk: Desk, headings: tuple[str, ...]) -> None:
    report = desk.take({"名单": [headings, ("赵明", "男", "农业界")]})
    assert report.notes == []
    assert desk.column("member", "gender") == ["男"]
    assert desk.column("service", "sector_id") == ["农业界"]


def test_all_that_stands_in_brackets_behind_a_name_is_read(desk: Desk) -> None:
    report = desk.take(
        {"名单": [("姓名", "界别"), ("赵明（女，回族）", "农业界"), ("钱宁(畲族、中共)", "经济界")]}
    )
    assert names(desk) == ["赵明", "钱宁"]
    assert desk.column("member", "gender") == ["女", ""]
    assert desk.column("member", "ethnicity") == ["回族", "畲族"]
    assert "“名单”第 3 行姓名后面的“中共”没有导入。" in report.notes


def test_when_a_former_member_left_is_read(desk: Desk) -> None:
    rows = [("姓名", "界别", "离任原因", "离任时间"), ("赵明", "农业界", "调动", "2024.5")]
    assert desk.take({"离任委员": rows}).notes == []
    assert desk.column("service", "end") == ["2024-05"]


def test_a_list_of_those_on_leave_says_so_of_all(desk: Desk) -> None:
    desk.take({"活动": EVENTS, "委员": MEMBERS})
    rows = [("三季度常委会会议请假人员名单",), ("姓名", "界别", "请假事由"), ("程立言", "", "出差")]
    assert desk.take({"请假": rows}).rejected == []
    (row,) = desk.shown("attendance")
    assert (row["event_id"], row["status"], row["reason"]) == ("三季度常委会会议", "请假", "出差")


def test_a_remark_on_somebody_who_came_is_not_lost_without_a_word(desk: Desk) -> None:
    desk.take({"活动": EVENTS, "委员": MEMBERS})
    cross = [
        ("委员会议考勤表",),
        ("姓名", "三季度常委会会议", "委员读书会", "备注"),
        ("程立言", "√", "√", "晚到"),
    ]
    assert "的列“备注”没有登记（如第 3 行“晚到”）。" in "".join(desk.take({"考勤": cross}).notes)
    rows = [("活动编号", "姓名", "出席情况", "备注"), ("H1", "沈若梅", "出席", "晚到")]
    assert "的列“备注”没有登记（如第 2 行“晚到”）。" in "".join(desk.take({"出席": rows}).notes)


def test_a_group_that_is_not_written_on_is_told(desk: Desk) -> None:
    rows = [("界别", "姓名"), ("农业界", "赵明"), (None, "钱宁"), ("经济界", "孙平")]
    report = desk.take({"委员": rows}, dry_run=True)
    assert "的列“界别”有 1 行空着（如第 3 行），没有沿用上面的" in "".join(report.notes)
    book = make_book(desk.folder / "合并.xlsx", {"委员": rows})
    merged = openpyxl.load_workbook(book)
    merged["委员"].merge_cells("A2:A3")
    merged.save(book)
    assert desk.take_files(book).notes == []
    assert desk.column("service", "sector_id") == ["农业界", "农业界", "经济界"]


def test_a_number_names_no_unit(desk: Desk) -> None:
    rows: Rows = [("姓名", "界别"), ("赵明", "12")]
    assert reasons(desk.take({"委员": rows})) == ["没有找到单位“12”"]


PROPOSAL = ("届次", "会次", "流水号", "案由", "第一提案人", "提交日期")


@pytest.mark.parametrize(
    "cell",
    [
        "主办：民政局；会办：财政局、教育局",
        "主办单位:民政局\n协办单位:财政局、教育局",
        "民政局（主办）、财政局（会办）、教育局（会办）",
        "民政局，配合单位：财政局，教育局",
    ],
)
def test_units_have_the_part_that_is_said_beside_them(desk: Desk, cell: str) -> None:
    desk.take({"委员": MEMBERS})
    row = ("十一届", "五次", "1", "养老", "程立言", "2026-1-10", cell)
    report = desk.take({"提案": [(*PROPOSAL, "承办单位"), row]})
    assert report.rejected == []
    handled = [(h["unit_id"], h["role"]) for h in desk.shown("handling")]
    assert handled == [("民政局", "主办"), ("财政局", "会办"), ("教育局", "会办")]


def test_a_part_said_in_one_column_joins_what_another_says(desk: Desk) -> None:
    desk.take({"委员": MEMBERS})
    row = ("十一届", "五次", "1", "养老", "程立言", "2026-1-10", "民政局、卫健局（会办）", "财政局")
    desk.take({"提案": [(*PROPOSAL, "主办单位", "会办单位"), row]})
    handled = {(h["unit_id"], h["role"]) for h in desk.shown("handling")}
    assert handled == {("民政局", "主办"), ("卫健局", "会办"), ("财政局", "会办")}


def test_sections_that_nobody_takes_are_told(desk: Desk) -> None:
    desk.take({"委员": MEMBERS})
    rows = [
        PROPOSAL,
        ("一、县民政局（1件）",),
        ("十一届", "五次", "1", "养老", "程立言", "2026-1-10"),
    ]
    report = desk.take({"提案": rows})
    assert "第 2 行的小标题“县民政局”没有采用。" in "".join(report.notes)


def test_an_event_that_is_not_there_is_not_the_one_in_the_title(desk: Desk) -> None:
    desk.take({"活动": EVENTS, "委员": MEMBERS})
    rows = [
        ("委员读书会等活动考勤表",),
        ("姓名", "委员读书会", "乡村调研会"),
        ("程立言", "√", "√"),
    ]
    report = desk.take({"考勤": rows})
    assert [a["event_id"] for a in desk.shown("attendance")] == ["委员读书会"]
    assert reasons(report) == ["没有找到活动“乡村调研会”"]


@pytest.mark.parametrize(
    "rows",
    [
        [("名称", "类型", "日期", "时间"), ("视察", "视察", "2025-05-06", "下午2:30-4:00")],
        [("名称", "类型", "时间", "日期"), ("视察", "视察", "14:30—16:00", "2025年5月6日")],
        [("名称", "类型", "日期", "时间"), ("视察", "视察", datetime(2025, 5, 6), time(14, 30))],
        [("名称", "类型", "日期", "时间"), ("视察", "视察", 45783, 14.5 / 24)],
    ],
)
def test_a_day_and_a_time_of_day_in_two_columns_are_one_moment(desk: Desk, rows: Rows) -> None:
    book = make_book(desk.folder / "活动.xlsx", {"活动": rows})
    assert desk.take_files(book, dry_run=True).notes == []
    found, _ = explain_books([book])
    said = desk.folder / "对照.json"
    said.write_text(json.dumps({"sheets": found}), encoding="utf-8")
    assert desk.take_files(book, answers=Answers(saved=read_saved(said))).rejected == []
    assert desk.column("event", "start") == ["2025-05-06 14:30"]


@pytest.mark.parametrize("words", ["农业、经济", "农业界/经济界"])
def test_two_sectors_in_a_cell_are_not_one_of_both_names(desk: Desk, words: str) -> None:
    report = desk.take({"委员": [("姓名", "界别"), ("赵明", words)]})
    assert reasons(report) == [f"“{words}”是几个界别，一格只能填一个"]
    assert desk.column("unit", "name") == []


def test_yes_and_no_say_who_came(desk: Desk) -> None:
    desk.take({"活动": EVENTS, "委员": MEMBERS})
    rows = [
        ("委员读书会签到表",),
        ("姓名", "是否出席", "原因"),
        ("程立言", "是", None),
        ("沈若梅", "否", "生病"),
    ]
    assert desk.take({"表": rows}).rejected == []
    assert [(a["status"], a["reason"]) for a in desk.shown("attendance")] == [
        ("出席", ""),
        ("缺席", "生病"),
    ]


def test_who_joined_a_video_meeting_was_there(desk: Desk) -> None:
    desk.take({"活动": EVENTS, "委员": MEMBERS})
    rows = [
        ("会议主题：委员读书会",),
        ("用户昵称（入会昵称）", "首次入会时间", "最后退会时间"),
        ("程立言", "2025-09-12 14:25:00", "2025-09-12 16:00:00"),
    ]
    assert desk.take({"成员明细": rows}).rejected == []
    assert [a["event_id"] for a in desk.shown("attendance")] == ["委员读书会"]


def test_forms_beside_each_other_are_read_one_after_the_other(desk: Desk) -> None:
    rows = [
        ("姓名", "甲一", None, "姓名", "乙二"),
        ("性别", "男", None, "性别", "女"),
        ("界别", "农业", None, "界别", "经济"),
        ("手机", "13800000001", None, "手机", None),
    ]
    assert desk.take({"登记表": rows}).rejected == []
    found = [(m["name"], m["gender"], m["phone"]) for m in desk.values("member")]
    assert found == [("甲一", "男", "13800000001"), ("乙二", "女", None)]
    assert desk.column("service", "sector_id") == ["农业", "经济"]


def test_ticks_of_nobody_are_told(desk: Desk) -> None:
    desk.take({"活动": EVENTS, "委员": MEMBERS})
    rows = [
        ("委员会议考勤表",),
        ("序号", "界别", "姓名", "委员读书会"),
        (1, "科技界", "程立言", "√"),
        (2, "经济界", None, "√"),
        (3, "经济界", None, None),
    ]
    report = desk.take({"考勤": rows})
    assert "有 1 行没有姓名（如第 4 行），没有导入。" in "".join(report.notes)
    assert len(desk.values("attendance")) == 1


def test_categories_of_units_have_other_names(desk: Desk) -> None:
    rows = [("单位名称", "类别"), ("民政局", "承办部门"), ("民盟", "党派"), ("妇联", "群团组织")]
    assert desk.take({"单位": rows}).rejected == []
    assert desk.column("unit", "category") == ["承办单位", "民主党派", "人民团体"]


def test_a_column_without_a_heading_is_told(desk: Desk) -> None:
    rows = [(None, "姓名", None, "界别"), (1, "甲一", "男", "农业"), (2, "乙二", None, "农业")]
    notes = desk.take({"委员": rows}).notes
    assert [note.partition("）")[2] for note in notes] == [
        "“姓名”右边的一列没有表头，有 1 行写着内容（如第 2 行“男”），没有导入。"
    ]


def test_headings_once_more_in_english_are_no_member(desk: Desk) -> None:
    desk.take({"委员": [("姓名", "界别"), ("Name", "Sector"), ("甲一", "农业")]})
    assert names(desk) == ["甲一"]


def test_a_sector_named_above_the_headings_holds_for_all_below(desk: Desk) -> None:
    rows = [
        ("委员名单",),
        ("界别：农业界",),
        ("姓名", "手机"),
        ("甲一", "13800000001"),
        ("界别：经济界",),
        ("姓名", "手机"),
        ("乙二", "13800000002"),
    ]
    desk.take({"名单": rows})
    assert desk.column("service", "sector_id") == ["农业界", "经济界"]
