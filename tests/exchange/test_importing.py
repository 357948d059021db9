"""Rows go in whole as one step, or are rejected with their place and reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
import sqlalchemy as sa

from tests.exchange.books import (
    ATTENDANCE,
    EVENT,
    MEMBER,
    UNIT,
    Desk,
    counts,
    make_book,
    reasons,
)
from tests.ledgers import dump
from zxdesk.exchange.report import Rejection
from zxdesk.store import history

MEETING = ("HD-1", "春季座谈会", "座谈会", "2026-03-05")
PERSON = ("W001", "程立言", "经济界", 5, None)
TOPIC = ("编号", "年度", "议题")
COUNTY = {
    "单位": [UNIT, ("经济界", "界别"), ("提案委", "专委会")],
    "会次": [("届次", "会次", "开幕日期"), ("十一届", "五次", date(2026, 1, 26))],
    "品牌": [("名称", "上级品牌"), ("剡山系列", None), ("剡山读书", "剡山系列")],
    "委员": [MEMBER, PERSON, ("W002", "沈若梅", "教育界", 5, "2022-03")],
    "阵地": [("编号", "名称", "类型", "牵头委员"), ("ZD-1", "城南会客厅", "委员会客厅", "程立言")],
    "协商": [TOPIC, ("XS-1", 2026, "居家养老")],
    "活动": [
        (*EVENT, "主办单位", "阵地", "协商编号", "品牌", "参加委员", "议程"),
        (*MEETING, "提案委", "ZD-1", "XS-1", "剡山读书", "程立言、W002", "开场｜程立言"),
    ],
    "出席": [ATTENDANCE, ("HD-1", "W001", "请假")],
    "意见建议": [("编号", "来源编号", "内容"), ("JY-1", "HD-1", "多设站点")],
    "问题": [("编号", "来源编号", "内容"), ("WT-1", "XS-1", "无人照料")],
}


def test_a_whole_county_goes_in_as_one_step(desk: Desk) -> None:
    before = desk.steps()
    report = desk.take(COUNTY)
    assert report.rejected == []
    assert counts(report)["added"] == {
        "单位": 3,  # 教育界 was named only by a member
        "会次": 1,
        "品牌": 2,
        "委员": 2,
        "阵地": 1,
        "协商": 1,
        "活动": 1,
        "出席": 2,
        "意见建议": 1,
        "问题": 1,
    }
    assert desk.steps() == before + 1
    assert report.changes.step == history.listed(desk.ledger)[0].no
    assert history.listed(desk.ledger)[0].label == "导入 送来的表.xlsx"


def test_the_same_file_again_changes_nothing_and_leaves_no_step(desk: Desk) -> None:
    first = desk.take(COUNTY)
    steps, content = desk.steps(), dump(desk.ledger.path)
    again = desk.take(COUNTY)
    assert counts(again) == {
        "unchanged": {**first.added, "单位": 2, "出席": 1}  # what stands on a sheet of its own
    }
    assert (again.rejected, again.notes, bool(again.changes)) == ([], [], False)
    assert (desk.steps(), dump(desk.ledger.path)) == (steps, content)


def test_one_undo_takes_the_whole_import_back(desk: Desk) -> None:
    desk.take({"活动": [EVENT, MEETING]})
    before = dump(desk.ledger.path)
    desk.take({**COUNTY, "活动": [(*EVENT, "地点"), (*MEETING, "大会堂")]})
    assert dump(desk.ledger.path) != before
    history.undo(desk.ledger)
    assert dump(desk.ledger.path) == before


def test_a_dry_run_tells_the_same_and_leaves_nothing(desk: Desk) -> None:
    before, steps = dump(desk.ledger.path), desk.steps()
    told = desk.take(COUNTY, dry_run=True)
    assert (dump(desk.ledger.path), desk.steps()) == (before, steps)
    assert counts(told) == counts(desk.take(COUNTY))


def test_good_rows_go_in_beside_rejected_ones(desk: Desk) -> None:
    report = desk.take(
        {
            "活动": [
                EVENT,
                MEETING,
                ("HD-2", "会", "座谈会", "春天"),
                ("HD-3", "会", "座谈会", "2026-3-6"),
            ]
        }
    )
    assert counts(report) == {"added": {"活动": 2}}
    assert report.rejected == [
        Rejection("活动", 3, "开始时间", "春天", "不是日期，应如 2024-03-05", "送来的表.xlsx")
    ]


def test_strict_writes_nothing_if_one_row_is_rejected(desk: Desk) -> None:
    before, steps = dump(desk.ledger.path), desk.steps()
    rows = [EVENT, MEETING, ("HD-2", "会", "座谈会", "春天")]
    report = desk.take({"活动": rows}, strict=True)
    assert counts(report) == {}
    assert len(report.rejected) == 1
    assert (dump(desk.ledger.path), desk.steps()) == (before, steps)
    assert desk.take({"活动": rows[:2]}, strict=True).added == {"活动": 1}


def test_a_rejected_row_leaves_nothing_of_itself(desk: Desk) -> None:
    report = desk.take(
        {
            "活动": [
                (*EVENT, "主办单位", "品牌", "阵地", "所属政协"),
                (*MEETING, "新单位", "新品牌", "没有的阵地", "政协远山县委员会"),
            ]
        }
    )
    assert reasons(report) == ["没有找到阵地“没有的阵地”"]
    assert counts(report) == {}
    assert (desk.shown("unit"), desk.shown("programme")) == ([], [])
    assert not report.changes
    assert report.notes == []


def test_every_problem_of_a_row_is_kept_but_counts_once(desk: Desk) -> None:
    report = desk.take(
        {"活动": [(*EVENT, "群众人次"), ("HD-1", "会", "座谈会", "春天", "很多"), (None, "会")]}
    )
    assert [row.problems for row in report.rejected_rows] == [
        ("开始时间：不是日期，应如 2024-03-05", "群众人次：不是数字"),
        ("类型：必填", "开始时间：必填"),
    ]
    assert len(report.rejected) == 2


def test_a_blank_cell_never_clears(desk: Desk) -> None:
    headings = (*EVENT, "地点", "主办单位", "议程")
    desk.take({"活动": [headings, (*MEETING, "大会堂", "提案委", "开场")]})
    report = desk.take({"活动": [headings, ("HD-1", None, " ", None, None, "　", "")]})
    assert counts(report) == {"unchanged": {"活动": 1}}
    event = desk.shown("event")[0]
    assert (event["place"], event["organisers"], event["agenda"]) == ("大会堂", "提案委", "开场")


def test_a_list_is_replaced_whole(desk: Desk) -> None:
    desk.take({"活动": [(*EVENT, "主办单位"), (*MEETING, "提案委、经济委")]})
    assert desk.take({"活动": [("编号", "主办单位"), ("HD-1", "经济委")]}).updated == {"活动": 1}
    assert desk.column("event", "organisers") == ["经济委"]


def test_the_state_of_an_event_is_settled_by_the_clock(desk: Desk) -> None:
    # It is half past nine on 22 November.
    others = (
        ("HD-2", "冬季座谈会", "座谈会", "2026-12-30"),
        ("HD-3", "早会", "座谈会", "2026-11-22 09:00"),
        ("HD-4", "晚会", "座谈会", "2026-11-22 19:00"),
        ("HD-5", "当天的会", "座谈会", "2026-11-22"),
    )
    desk.take({"活动": [EVENT, MEETING, *others]})
    assert desk.column("event", "state") == ["已举办", "计划", "已举办", "计划", "已举办"]


def test_open_lists_grow_with_a_note_and_closed_ones_do_not(desk: Desk) -> None:
    rows = [
        (*EVENT, "方式"),
        ("HD-1", "会", "围炉夜话", "2026-03-05", "线下"),
        ("HD-2", "会", "围炉夜话", "2026-03-06", "线上"),
        ("HD-3", "会", "篝火夜话", "2026-03-06", "空中"),
    ]
    report = desk.take({"活动": rows})
    assert report.notes == ["活动类型 新增取值“围炉夜话”"]
    assert reasons(report) == ["应是 线下、线上、线上线下 之一"]
    assert desk.take({"活动": rows[:3]}).notes == []
    values = [row["value"] for row in desk.values("listed_value")]
    assert values.count("围炉夜话") == 1
    assert "篝火夜话" not in values


@pytest.mark.parametrize(
    "written",
    [
        datetime(2026, 3, 5),
        "2026-03-05",
        "2026.3.5",
        "2026/3/5",
        "2026年3月5日",
        "20260305",
        20260305,
        46086,
        "２０２６年３月５日",
    ],
)
def test_dates_are_taken_as_people_write_them(desk: Desk, written: object) -> None:
    desk.take({"活动": [EVENT, ("HD-1", "会", "座谈会", written)]})
    assert desk.column("event", "start") == ["2026-03-05"]


def test_what_offices_really_type_is_understood(desk: Desk) -> None:
    desk.take(
        {
            "委员": [
                ("委员编号", "姓名", "手机", "界别", "出生日期"),
                (1.0, "程　立 言", 13800000000.0, "经济界 ", "1970年5月"),
            ],
            "活动": [
                (*EVENT, "群众人次", "来宾人数", "成效金额"),
                ("ＨＤ－１", "春季座谈会", "座谈会", "2026-03-05", "２０", "1,200", "2.5万"),
            ],
        }
    )
    member, event = desk.values("member")[0], desk.values("event")[0]
    assert (member["number"], member["name"], member["phone"], member["birth"]) == (
        "1",
        "程立言",
        "13800000000",
        "1970-05",
    )
    assert (event["number"], event["public"], event["guests"], event["amount"]) == (
        "HD-1",
        20,
        1200,
        25000,
    )


@pytest.mark.parametrize("number", [330624197005050011, 3.30624197005050e17, "3.30624E+17"])
def test_an_id_number_that_lost_its_digits_is_rejected(desk: Desk, number: object) -> None:
    report = desk.take({"委员": [("姓名", "身份证号"), ("程立言", number)]})
    assert len(report.rejected) == 1
    assert report.rejected[0].column == "身份证号"
    assert "已丢失" in report.rejected[0].reason


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("纪要正文", "长" * 32_768),
        ("名称", "长" * 40_000),
        ("群众人次", "9" * 400),
        ("群众人次", "9" * 5000),
        ("群众人次", -3),
        ("群众人次", 2.5),
        ("成效金额", "九千"),
    ],
)
def test_values_too_long_or_too_large_are_rejected(desk: Desk, column: str, value: object) -> None:
    path = desk.folder / "活动.csv"
    headings = [*EVENT, "来宾人数"] if column in EVENT else [*EVENT, column]
    meeting = dict(zip(EVENT, MEETING, strict=True)) | {column: str(value)}
    line = [meeting.get(heading, "") for heading in headings]
    path.write_text(f"{','.join(headings)}\n{','.join(line)}\n", encoding="utf-8")
    report = desk.take_files(path)
    assert [rejection.column for rejection in report.rejected] == [column]
    assert len(report.rejected[0].value) <= 201
    assert desk.shown("event") == []


def test_formulas_count_by_the_value_saved_with_them(desk: Desk) -> None:
    import xlsxwriter

    path = desk.folder / "公式.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("活动")
        sheet.write_row(0, 0, [*EVENT, "群众人次"])
        sheet.write_row(1, 0, MEETING)
        sheet.write_formula(1, 4, "=10+10", None, 20)
    desk.take_files(path)
    assert desk.column("event", "public") == ["20"]


def test_an_empty_number_is_assigned_and_matched_by_name_and_date_the_next_time(
    desk: Desk,
) -> None:
    rows = {
        "活动": [EVENT, (None, *MEETING[1:]), (None, "春季座谈会", "座谈会", "2026-03-06")],
        "阵地": [("名称", "类型"), ("城南会客厅", "委员会客厅")],
        "协商": [("年度", "议题"), (2026, "居家养老"), (2025, "居家养老")],
        "意见建议": [
            ("来源编号", "内容"),
            ("HD-2026-001", "多设站点"),
            ("XS-2026-001", "多设站点"),
        ],
        "问题": [("来源编号", "内容"), ("HD-2026-002", "无人照料")],
    }
    first = desk.take(rows)
    assert first.rejected == []
    assert [desk.column(kind, "number") for kind in ("event", "venue", "consultation")] == [
        ["HD-2026-001", "HD-2026-002"],
        ["ZD-2026-001"],
        ["XS-2026-001", "XS-2025-001"],
    ]
    steps = desk.steps()
    again = desk.take(rows)
    assert counts(again) == {"unchanged": dict(first.added)}
    assert desk.steps() == steps


def test_assigned_numbers_keep_clear_of_numbers_that_rows_bring_along(desk: Desk) -> None:
    report = desk.take(
        {
            "活动": [
                EVENT,
                (None, "甲会", "座谈会", "2026-03-05"),
                ("HD-2026-001", "乙会", "座谈会", "2026-03-05"),
                ("HD-2026-002", "丙会", "座谈会", "春天"),
            ]
        }
    )
    assert len(report.rejected) == 1
    assert {row["name"]: row["number"] for row in desk.shown("event")} == {
        "乙会": "HD-2026-001",
        "甲会": "HD-2026-003",
    }


def test_two_alike_without_a_number_are_not_guessed_between(desk: Desk) -> None:
    desk.take({"活动": [EVENT, MEETING, ("HD-2", *MEETING[1:])]})
    report = desk.take({"活动": [(*EVENT, "地点"), (None, *MEETING[1:], "大会堂")]})
    assert reasons(report) == ["有 2 个活动叫“春季座谈会”：HD-1、HD-2，请填编号"]


def test_two_rows_of_one_number_that_disagree_are_not_guessed_between(desk: Desk) -> None:
    rows = [EVENT, MEETING, MEETING, ("HD-1", "秋季座谈会", "座谈会", "2026-03-05")]
    report = desk.take({"活动": rows})
    assert counts(report) == {"added": {"活动": 1}, "unchanged": {"活动": 1}}
    assert [(r.row, r.column, r.reason) for r in report.rejected] == [
        (4, "名称", "与“活动”第 2 行是同一条记录，但这一项的内容不同")
    ]


def test_all_files_are_read_before_references_resolve(desk: Desk) -> None:
    attendance = make_book(
        desk.folder / "1.xlsx", {"出席": [ATTENDANCE, ("HD-1", "程立言", "出席")]}
    )
    events = make_book(desk.folder / "2.xlsx", {"活动": [EVENT, MEETING]})
    members = make_book(desk.folder / "3.xlsx", {"委员": [MEMBER, PERSON]})
    report = desk.take_files(attendance, events, members)
    assert report.rejected == []
    assert report.added["出席"] == 1
    assert history.listed(desk.ledger)[0].label == "导入 1.xlsx、2.xlsx、3.xlsx"


def test_rejections_stand_in_the_order_of_the_files(desk: Desk) -> None:
    bad = ("HD-9", "会", "座谈会", "春天")
    files = [
        make_book(desk.folder / "b.xlsx", {"出席": [ATTENDANCE, ("HD-9", "某", "出席")]}),
        make_book(desk.folder / "a.xlsx", {"活动": [EVENT, bad, MEETING, bad]}),
    ]
    report = desk.take_files(*files)
    assert [(r.file, r.row) for r in report.rejected] == [
        ("b.xlsx", 2),
        ("a.xlsx", 2),
        ("a.xlsx", 4),
    ]


def test_progress_is_told_and_may_stop_the_import(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    desk.take(COUNTY, progress=lambda done, total: told.append((done, total)), dry_run=True)
    assert told[0] == (1, 13)
    assert told[-1] == (13, 13)

    def stop(done: int, total: int) -> None:
        if done == 8:
            raise KeyboardInterrupt

    before = dump(desk.ledger.path)
    with pytest.raises(KeyboardInterrupt):
        desk.take(COUNTY, progress=stop)
    assert dump(desk.ledger.path) == before


def test_what_does_not_hold_within_a_record_is_rejected(desk: Desk) -> None:
    report = desk.take(
        {
            "活动": [(*EVENT, "结束时间"), (*MEETING, "2026-03-01")],
            "单位": [(*UNIT, "启用日期", "停用日期"), ("甲", "界别", "2026-05", "2025-01")],
        }
    )
    assert [(r.column, r.value, r.reason) for r in report.rejected] == [
        ("结束时间", "2026-03-01", "结束时间不能早于开始时间，请核对这两个时间"),
        ("停用日期", "2025-01", "结束不能早于开始，请核对这两个日期"),
    ]


def test_a_row_under_another_committee_belongs_to_it(desk: Desk) -> None:
    far = "政协远山县委员会"
    rows = {
        "活动": [
            (*EVENT, "所属政协", "主办单位"),
            (*MEETING, None, "提案委"),
            (*MEETING, far, "提案委"),
        ],
        "委员": [(*MEMBER, "所属政协"), (*PERSON, far)],
        "出席": [
            (*ATTENDANCE, "所属政协"),
            ("HD-1", "程立言", "出席", far),
            ("HD-1", "程立言", "出席", None),
        ],
    }
    report = desk.take(rows)
    assert f"所属政协“{far}”还没有登记，已登记为县级政协。" in report.notes
    assert reasons(report) == ["没有找到委员“程立言”"]
    assert counts(report)["added"] == {"活动": 2, "委员": 1, "出席": 1, "单位": 3}
    assert len(desk.values("event")) == 1
    assert len(desk.values("event", owner_id=2)) == 1
    steps = desk.steps()
    assert "added" not in counts(desk.take(rows))
    assert desk.steps() == steps


def test_our_own_name_under_committee_is_ourselves(desk: Desk) -> None:
    desk.take({"活动": [(*EVENT, "所属政协"), (*MEETING, "政协云溪县委员会")]})
    assert len(desk.values("event")) == 1


def test_agendas_are_lines_of_parts(desk: Desk) -> None:
    agenda = "听取养老汇报｜民政局|同意｜民政局｜2026-04-30\n\n其他事项"
    desk.take({"活动": [(*EVENT, "议程"), (*MEETING, agenda)]})
    assert desk.values("event")[0]["agenda"] == (
        ("听取养老汇报", "民政局", "同意", "民政局", date(2026, 4, 30)),
        ("其他事项", None, None, None, None),
    )


@pytest.mark.parametrize(
    ("agenda", "reason"),
    [
        ("甲｜乙｜丙｜丁｜戊｜己", "多于5段"),
        ("甲\n乙｜｜｜｜春天", "第2行的期限不是日期"),
        ("｜乙", "第1行没有题目"),
    ],
)
def test_an_agenda_that_cannot_be_read_is_rejected(desk: Desk, agenda: str, reason: str) -> None:
    report = desk.take({"活动": [(*EVENT, "议程"), (*MEETING, agenda)]})
    assert reason in report.rejected[0].reason


def test_thousands_of_attendances_are_asked_for_and_written_together(desk: Desk) -> None:
    people = [(f"W{n:03d}", f"某{n}", "经济界", 5, None) for n in range(100)]
    events = [(f"HD-{n}", f"第{n}次会", "座谈会", "2026-03-05") for n in range(20)]
    desk.take({"委员": [MEMBER, *people], "活动": [EVENT, *events]})
    rows = [(event[0], person[0], "出席") for event in events for person in people]
    with statements() as said:
        report = desk.take({"出席": [ATTENDANCE, *rows]})
    assert report.added == {"出席": 2000}
    assert len(said) < 200


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is said to the database meanwhile: seconds depend on the machine, this does not."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
