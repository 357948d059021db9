"""Sheets as offices write them, imported."""

from pathlib import Path

import openpyxl
import pytest

from tests.exchange.books import ATTENDANCE, EVENT, MEMBER, UNIT, Desk, counts

LINE = ("HD-1", "春季座谈会", "座谈会", "2026-03-05")


def test_title_rows_blank_rows_and_a_total_are_no_records(desk: Desk) -> None:
    report = desk.take(
        {
            "活动": [
                ("2026年云溪县政协活动一览表",),
                ("填报单位：办公室", None, None, "填报日期：2026年4月"),
                (),
                (*EVENT, "群众人次"),
                (*LINE, 20),
                (),
                ("HD-2", "夏季座谈会", "座谈会", "2026-06-05", 30),
                ("合 计", None, None, None, 50),
                ("注：本表由办公室填报",),
            ]
        }
    )
    assert counts(report) == {"added": {"活动": 2}}
    assert (report.rejected, report.notes) == ([], [])
    assert desk.column("event", "public") == ["20", "30"]


@pytest.mark.parametrize(
    "total", [("合计", "", 2), ("", "总计：", 2), ("小计", 1, 1), ("共计2场", "", "")]
)
def test_every_kind_of_total_is_skipped(desk: Desk, total: tuple[object, ...]) -> None:
    report = desk.take({"活动": [EVENT, LINE, total]})
    assert counts(report) == {"added": {"活动": 1}}
    assert report.rejected == []


@pytest.mark.parametrize("name", ["合计", "总计", "小计"])
def test_a_row_with_all_that_is_required_is_a_record_whatever_it_is_called(
    desk: Desk, name: str
) -> None:
    line = (name, "HD-2", "座谈会", "2026-03-06")
    headings = ("名称", "编号", "类型", "开始时间")
    assert desk.take({"活动": [headings, line]}).added == {"活动": 1}


def test_an_event_may_be_called_after_a_total(desk: Desk) -> None:
    line = ("HD-2", "总计划讨论会", "座谈会", "2026-03-06")
    assert desk.take({"活动": [EVENT, line]}).added == {"活动": 1}


def test_remarks_breaks_spaces_and_asterisks_in_headings_do_not_matter(desk: Desk) -> None:
    headings = ("编 号*", "名称\n（全称）", "＊类型", "开始\n时间（年-月-日）", "群众人次(人)")
    desk.take({"活动": [headings, (*LINE, 20)]})
    assert desk.column("event", "public") == ["20"]


def test_synonyms_of_headings_are_taken(desk: Desk) -> None:
    headings = ("编号", "委员姓名", "界别", "联系电话", "工作单位及职务", "出生年月")
    desk.take(
        {"委员": [headings, ("W001", "程立言", "经济界", "13800000000", "工厂厂长", "1970-05")]}
    )
    member, service = desk.shown("member")[0], desk.shown("service")[0]
    assert (member["phone"], member["birth"]) == ("13800000000", "1970-05")
    assert (service["employer"], service["job"]) == ("工厂", "厂长")


def test_a_heading_over_two_rows_is_put_together(desk: Desk) -> None:
    path = desk.folder / "名册.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "委员"
    for row in (
        ("云溪县政协委员名册", None, None, None),
        ("姓名", "界别", "联系方式", None),
        (None, None, "手机", "身份证号"),
        ("程立言", "经济界", "13800000000", "330624197005050011"),
    ):
        sheet.append(row)
    for area in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
        sheet.merge_cells(area)
    workbook.save(path)
    report = desk.take_files(path)
    assert counts(report)["added"]["委员"] == 1
    assert desk.shown("member")[0]["id_number"] == "330624197005050011"


def test_money_under_a_heading_in_ten_thousands_is_counted_so(desk: Desk) -> None:
    rows = [(*EVENT, "成效金额（万元）", "群众人次")]
    rows += [(*LINE, 2.5, "1.2万"), ("HD-2", "会", "座谈会", "2026-03-05", "3万元", 5)]
    desk.take({"活动": rows})
    assert desk.column("event", "amount") == ["25000", "30000"]
    assert desk.column("event", "public") == ["12000", "5"]


def test_unknown_and_doubled_columns_are_reported(desk: Desk) -> None:
    report = desk.take({"活动": [(*EVENT, "心得", "名称"), (*LINE, "好", "另一个名称")]})
    assert report.notes == [
        "工作表“活动”（送来的表.xlsx）的列“名称”与另一列重复，没有导入。",
        "工作表“活动”（送来的表.xlsx）的列“心得”认不出，没有导入。",
    ]
    assert desk.column("event", "name") == ["春季座谈会"]


def test_the_title_of_a_field_goes_before_its_synonym(desk: Desk) -> None:
    headings = ("编号", "名称", "类型", "日期", "开始时间")
    desk.take({"活动": [headings, (*LINE[:3], "2026-01-01", "2026-03-05")]})
    assert desk.column("event", "start") == ["2026-03-05"]


@pytest.mark.parametrize("name", ["活动", "活 动", "活动（2026）", "活动一览表", "Sheet1", "附件2"])
def test_a_sheet_is_recognised_by_name_or_by_headings(desk: Desk, name: str) -> None:
    assert desk.take({name: [EVENT, LINE]}).added == {"活动": 1}


def test_headings_decide_where_a_name_begins_like_another_sheet(desk: Desk) -> None:
    desk.take({"活动": [EVENT, LINE], "委员": [MEMBER, ("W001", "程立言", "经济界", 5, None)]})
    report = desk.take({"委员出席情况": [("活动编号", "姓名", "签到"), ("HD-1", "程立言", "出席")]})
    assert counts(report) == {"added": {"出席": 1}}


def test_a_sheet_of_something_else_is_reported_and_left_alone(desk: Desk) -> None:
    report = desk.take(
        {"食堂菜单": [("周一", "周二"), ("面", "饭")], "说明": [("请填表",)], "空": []}
    )
    assert counts(report) == {}
    assert report.notes == [
        "工作表“食堂菜单”（送来的表.xlsx）认不出是哪一种记录，没有导入：没有一个标题是认得的。",
    ]


def test_a_list_of_strangers_is_left_and_says_what_was_known_of_it(desk: Desk) -> None:
    report = desk.take({"通讯录": [("姓名", "科室", "分机"), ("王五", "综合科", "8326")]})
    assert counts(report) == {}
    assert report.notes == [
        "工作表“通讯录”（送来的表.xlsx）认不出是哪一种记录，没有导入：认得的标题只有“姓名”，"
        "同一行另有 2 格认不出。",
    ]


def test_a_sheet_named_after_a_kind_without_headings_is_reported(desk: Desk) -> None:
    report = desk.take({"活动": [("甲", "乙"), ("丙", "丁")]})
    assert report.notes == ["工作表“活动”（送来的表.xlsx）没有找到标题行，没有导入。"]


def test_a_title_that_is_a_heading_too_is_not_taken_for_the_heading_row(desk: Desk) -> None:
    report = desk.take({"品牌": [("品牌",), ("名称", "说明"), ("剡山系列", "读书")]})
    assert counts(report) == {"added": {"品牌": 1}}
    assert desk.column("programme", "name") == ["剡山系列"]


def test_one_column_is_enough_for_a_kind_that_needs_no_more(desk: Desk) -> None:
    assert desk.take({"品牌": [("名称",), ("剡山系列",)]}).added == {"品牌": 1}


def test_headings_repeated_on_a_later_page_are_no_record(desk: Desk) -> None:
    report = desk.take({"活动": [EVENT, LINE, EVENT, ("HD-2", "会", "座谈会", "2026-03-05")]})
    assert counts(report) == {"added": {"活动": 2}}
    assert report.rejected == []


def test_sample_rows_are_skipped_with_a_note(desk: Desk) -> None:
    report = desk.take({"单位": [UNIT, ("示例：某单位", "界别"), ("经济界", "界别")]})
    assert counts(report) == {"added": {"单位": 1}}
    assert report.notes == ["工作表“单位”（送来的表.xlsx）的示例行没有导入。"]


def test_a_merged_number_counts_for_each_of_its_rows(desk: Desk) -> None:
    desk.take(
        {
            "活动": [EVENT, LINE],
            "委员": [MEMBER, *[(f"W{n}", f"某{n}", "经济界", 5, None) for n in "甲乙"]],
        }
    )
    path = desk.folder / "签到.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "出席"
    for row in (ATTENDANCE, ("HD-1", "某甲", "出席"), (None, "某乙", "请假")):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    workbook.save(path)
    assert desk.take_files(path).added == {"出席": 2}


def test_columns_beyond_the_headings_are_left_alone(desk: Desk) -> None:
    path = Path(desk.folder / "活动.csv")
    path.write_text(
        "编号,名称,类型,开始时间\nHD-1,会,座谈会,2026-03-05,多出来的\nHD-2,会,座谈会,2026-03-06\n"
    )
    assert desk.take_files(path).added == {"活动": 2}


def test_each_form_counts_in_what_its_own_label_says(desk: Desk) -> None:
    rows = [
        ("活动编号：HD-1", "活动名称：招商会", "活动类型：座谈会"),
        ("开始时间：2026-03-05", "成效金额（万元）：5"),
        ("活动编号", "HD-2", "活动名称", "招商会二"),
        ("活动类型", "座谈会", "开始时间", "2026-03-06"),
        ("成效金额（万元）", 7),
        ("活动编号", "HD-3", "活动名称", "招商会三"),
        ("活动类型", "座谈会", "开始时间", "2026-03-07"),
        ("成效金额", 9),
    ]
    desk.take({"活动": rows})
    assert desk.column("event", "amount") == ["50000", "70000", "9"]


def test_a_heading_with_a_year_in_it_hides_no_list(desk: Desk) -> None:
    report = desk.take(
        {"名单": [("姓名", "性别", "界别", "2023年获奖"), ("某甲", "女", "经济界", "先进个人")]}
    )
    assert report.added["委员"] == 1
    assert any("2023年获奖" in note for note in report.notes)


def test_a_form_with_a_day_in_it_stays_a_form(desk: Desk) -> None:
    rows = [
        ("姓名", "某甲", "性别", None, "出生日期", "1975年3月5日"),
        ("界别", "经济界", "手机", "13800000001", None, None),
    ]
    assert desk.take({"委员登记表": rows}).rejected == []
    assert desk.column("member", "name") == ["某甲"]


def test_a_sheet_that_is_left_says_what_it_knew_and_how_much_not(desk: Desk) -> None:
    report = desk.take({"表": [("姓名", "颜色", "大小", "轻重"), ("某甲", "红", "大", "轻")]})
    assert "认得的标题只有“姓名”，同一行另有 3 格认不出" in report.notes[0]
