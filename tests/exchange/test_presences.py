"""Logs of gates and sign-in apps become attendance of the events they fit in time."""

import json
from datetime import time
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.books import Desk, Rows, counts, make_book, reasons
from tests.ledgers import dump
from zxdesk.errors import UserError
from zxdesk.exchange import import_words
from zxdesk.exchange.choices import Choices
from zxdesk.exchange.incoming import Answers, explain_books
from zxdesk.exchange.rejects import write_rejects
from zxdesk.exchange.understanding import read_saved
from zxdesk.store import history

EVENTS = [
    ("编号", "名称", "类型", "开始时间", "结束时间"),
    ("H1", "读书会", "读书", "2025-03-05 09:00", "2025-03-05 11:30"),
    ("H2", "座谈会", "座谈会", "2025-03-05 14:30", None),
    ("H3", "视察", "视察", "2025-03-06", None),
    ("H4", "培训甲", "培训", "2025-03-07 09:00", "2025-03-07 11:00"),
    ("H5", "培训乙", "培训", "2025-03-07 10:00", "2025-03-07 12:00"),
]
MEMBERS = [
    ("委员编号", "姓名", "界别"),
    ("W1", "程立言", "科技界"),
    ("W2", "沈若梅", "经济界"),
    ("W3", "李伟", "科技界"),
    ("W4", "李伟", "经济界"),
]
HEADS = ("人员编号", "姓名", "部门", "门禁点", "通行时间")


@pytest.fixture
def office(desk: Desk) -> Desk:
    """An office with events and members, two of one name."""
    desk.take({"活动": EVENTS, "委员": MEMBERS})
    return desk


def gate(*rows: tuple[str, object]) -> dict[str, Rows]:
    """The log of a gate."""
    return {"通行记录": [HEADS, *(("7", name, "机关", "东门", at) for name, at in rows)]}


def attendance(desk: Desk) -> list[tuple[str, str, str]]:
    """Who was where."""
    return [(a["event_id"], a["member_id"], a["status"]) for a in desk.shown("attendance")]


def test_every_stamp_is_attendance_of_the_event_of_its_time_and_twice_is_once(
    office: Desk,
) -> None:
    log = gate(
        ("程立言", "2025-03-05 08:31:07"),  # before it begins
        ("程立言", "2025-03-05 11:41"),  # leaving
        ("程立言", "2025/3/5 14:10:00"),
        ("沈若梅", "2025-03-05 09:45"),
        ("沈若梅", "2025-03-06 17:00"),  # a day without an hour
    )
    report = office.take(log)
    assert (report.rejected, report.notes) == ([], [])
    assert counts(report) == {"added": {"出席": 4}, "unchanged": {"出席": 1}}
    assert attendance(office) == [
        ("读书会", "程立言", "出席"),
        ("座谈会", "程立言", "出席"),
        ("读书会", "沈若梅", "出席"),
        ("视察", "沈若梅", "出席"),
    ]
    assert report.rows[0].title == "程立言　2025-03-05 08:31　H1"
    steps = office.steps()
    again = office.take(log)
    assert counts(again) == {"unchanged": {"出席": 5}}
    assert office.steps() == steps


def test_what_fits_nothing_or_two_things_is_named_and_not_guessed(office: Desk) -> None:
    report = office.take(
        gate(
            ("程立言", "2025-03-05 07:59"),
            ("程立言", "2025-03-05 12:00"),
            ("程立言", "2025-03-07 10:30"),
            ("程立言", "2025-04-01 09:00"),
            ("李伟", "2025-03-05 09:00"),
            ("门卫老王", "2025-03-05 09:00"),
            ("程立言", "昨天"),
        )
    )
    assert attendance(office) == []
    assert [(one.row, one.column) for one in report.rejected] == [
        (2, "通行时间"),
        (3, "通行时间"),
        (4, "通行时间"),
        (5, "通行时间"),
        (6, "姓名"),
        (7, "姓名"),
        (8, "通行时间"),
    ]
    said = reasons(report)
    assert "这个时间没有活动，当天有“读书会”（2025-03-05 09:00—2025-03-05 11:30）" in said[0]
    assert "结束（2025-03-05 11:30）以后，此前没有他的记录" in said[1]
    assert "有 2 个活动：“培训甲”（H4）、“培训乙”（H5）" in said[2]
    assert said[3] == "这个时间没有活动"
    assert "有 2 个委员叫“李伟”" in said[4]
    assert "没有找到委员“门卫老王”" in said[5]
    assert "不是日期" in said[6]


def test_what_somebody_wrote_by_hand_is_never_overwritten(office: Desk) -> None:
    office.take(
        {
            "出席": [
                ("活动编号", "委员", "出席情况", "请假事由"),
                ("H1", "W1", "请假", "出差"),
                ("H1", "W2", "缺席", None),
            ]
        }
    )
    log = gate(("程立言", "2025-03-05 09:00"), ("沈若梅", "2025-03-05 09:00"))
    report = office.take(log)
    assert counts(report) == {}
    assert reasons(report) == [
        "台账里已登记为请假（出差），没有改动；确实到会的，请在点名里改",
        "台账里已登记为缺席，没有改动；确实到会的，请在点名里改",
    ]
    assert [a[2] for a in attendance(office)] == ["请假", "缺席"]


def test_a_list_written_by_hand_in_the_same_import_counts_before_the_log(office: Desk) -> None:
    sheets = gate(("程立言", "2025-03-05 09:00")) | {
        "出席": [("活动编号", "委员", "出席情况"), ("H1", "W1", "请假")]
    }
    report = office.take(sheets)
    assert attendance(office) == [("读书会", "程立言", "请假")]
    assert [one.sheet for one in report.rejected] == ["通行记录"]


@pytest.mark.parametrize(
    "rows",
    [
        [("姓名", "打卡时间"), ("程立言", "2025-03-05 08:40 11:20")],
        [("姓名", "打卡时间"), ("程立言", "2025-03-05 08:40\n2025-03-05 11:20")],
        [("姓名", "签到时间", "签退时间"), ("程立言", "2025-03-05 08:40", "2025-03-05 11:20")],
        [("姓名", "日期", "打卡时间"), ("程立言", "2025年3月5日", "08:40 11:20")],
        [("姓名", "日期", "最早打卡", "最晚打卡"), ("程立言", "2025-03-05", "08:40", "11:20")],
        [("委员编号", "签到时间"), ("W1", "2025.3.5 8:40")],
        [("工号", "设备名称", "时间"), ("W1", "东门", "2025-03-05 08:40:11")],
        [("姓名", "签到"), ("程立言", "2025-03-05 08:40")],
        [("人员姓名", "签到状态", "签到时间"), ("程立言", "已签到", "2025-03-05 08:40")],
        [("门禁记录导出",), ("姓名", "时间", "进出"), ("程立言", "2025-03-05 08:40", "进")],
        [("姓名", "界别", "手机", "签到时间"), ("程立言", "科技界", "138", "2025-03-05 08:40")],
    ],
)
def test_logs_of_many_makes_are_read(office: Desk, rows: Rows) -> None:
    report = office.take({"Sheet1": rows})
    assert report.rejected == []
    assert attendance(office) == [("读书会", "程立言", "出席")]
    assert len(office.values("member")) == 4


def test_the_title_may_name_the_event_and_the_stamp_must_fit_it(office: Desk) -> None:
    report = office.take(
        {
            "导出": [
                ("培训乙签到表",),
                ("姓名", "签到时间"),
                ("程立言", "2025-03-07 10:30"),
                ("沈若梅", "2025-03-05 09:00"),
            ]
        }
    )
    assert attendance(office) == [("培训乙", "程立言", "出席")]
    assert "不在活动“培训乙”（2025-03-07 10:00—2025-03-07 12:00）的时间里" in reasons(report)[0]


def test_the_log_that_the_page_shows_does_what_the_page_says(office: Desk) -> None:
    page = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")
    book = office.folder / "门禁.csv"
    book.write_text(page.split("```csv\n")[1].split("```")[0], "utf-8")
    report = office.take_files(book)
    assert attendance(office) == [("读书会", "程立言", "出席"), ("读书会", "沈若梅", "出席")]
    assert counts(report) == {"added": {"出席": 2}, "unchanged": {"出席": 1}}
    assert [(one.row, one.reason[:9]) for one in report.rejected] == [(5, "这个时间没有活动，")]
    for name in ("before", "after", "without_end"):
        assert f" {import_words.number('logs', name)} 分钟" in page


def test_a_mapping_of_a_log_without_persons_is_refused(office: Desk) -> None:
    book = make_book(office.folder / "门.xlsx", {"记录": [("谁", "几点"), ("程立言", "8:40")]})
    entry = {"sheet": "记录", "kind": "出席", "heading_rows": [1], "columns": {"B": "签到时间"}}
    said = office.folder / "对照.json"
    said.write_text(json.dumps({"sheets": [entry]}), encoding="utf-8")
    with pytest.raises(UserError, match="要有一列委员、一列签到时间"):
        office.take_files(book, answers=Answers(saved=read_saved(said)))


def test_of_two_events_somebody_may_choose(office: Desk) -> None:
    log = gate(("程立言", "2025-03-07 10:30"))
    [row] = office.take(log, dry_run=True).rows
    [among] = row.among
    chosen = Choices(meant={among.question: among.ids[1]})
    office.take(log, answers=Answers(choices=chosen))
    assert attendance(office) == [("培训乙", "程立言", "出席")]


def test_rows_that_were_rejected_are_put_right_and_taken(office: Desk, tmp_path: Path) -> None:
    report = office.take(gate(("程立严", "2025-03-05 09:00"), ("沈若梅", "2025-03-05 09:45")))
    rejects = tmp_path / "退回.xlsx"
    write_rejects(rejects, report.rejected_rows)
    book = openpyxl.load_workbook(rejects)
    (sheet,) = book.worksheets
    assert sheet.cell(2, 1).value == "程立严"
    sheet.cell(2, 1).value = "程立言"
    book.save(rejects)
    again = office.take_files(rejects)
    assert (again.rejected, again.notes) == ([], [])
    assert {row[1] for row in attendance(office)} == {"程立言", "沈若梅"}


def test_lines_without_a_stamp_or_a_name_are_told(office: Desk) -> None:
    report = office.take(
        {
            "导出": [
                ("姓名", "签到状态", "签到时间"),
                ("程立言", "已签到", "2025-03-05 09:00"),
                ("沈若梅", "未签到", None),
                (None, "已签到", "2025-03-05 09:00"),
            ]
        }
    )
    assert attendance(office) == [("读书会", "程立言", "出席")]
    notes = "".join(report.notes)
    assert "有 1 行没有签到时间（如第 3 行），没有导入" in notes
    assert "有 1 行没有姓名（如第 4 行），没有导入" in notes


def test_an_ordinary_list_with_times_beside_stays_one(office: Desk) -> None:
    office.take(
        {
            "出席": [
                ("活动编号", "委员", "出席情况", "签到时间"),
                ("H1", "W1", "请假", None),
                ("H1", "W2", "出席", "2025-03-05 09:00"),
            ]
        }
    )
    assert [a[2] for a in attendance(office)] == ["请假", "出席"]


def test_a_log_is_read_as_a_mapping_says_and_explained_as_one(office: Desk) -> None:
    rows = [("谁", "哪天", "几点"), ("程立言", "2025-03-05", "8:40"), ("沈若梅", "", "")]
    book = make_book(office.folder / "门.xlsx", {"记录": rows})
    columns = {"A": "委员", "B": "签到时间:日期", "C": "签到时间"}
    entry = {"sheet": "记录", "kind": "出席", "heading_rows": [1], "columns": columns}
    said = office.folder / "对照.json"
    said.write_text(json.dumps({"sheets": [entry]}), encoding="utf-8")
    answers = Answers(saved=read_saved(said))
    found, _ = explain_books([book], answers)
    assert found[0]["columns"] == columns
    assert found[0]["records"] == 1
    office.take_files(book, answers=answers)
    assert attendance(office) == [("读书会", "程立言", "出席")]


def test_what_is_explained_is_followed(office: Desk) -> None:
    book = make_book(office.folder / "门.xlsx", gate(("程立言", "2025-03-05 08:40")))
    found, _ = explain_books([book])
    assert found[0]["kind"] == "出席"
    assert found[0]["columns"] == {
        "A": None,
        "B": "委员",
        "C": None,
        "D": None,
        "E": "签到时间",
    }
    said = Path(office.folder / "对照.json")
    said.write_text(json.dumps({"sheets": found}), encoding="utf-8")
    report = office.take_files(book, answers=Answers(saved=read_saved(said)))
    assert counts(report) == {"added": {"出席": 1}}


def test_a_log_in_the_same_import_as_its_events_and_another_log(office: Desk) -> None:
    events = [EVENTS[0], ("H9", "夜谈", "座谈会", "2025-03-09 19:00", "2025-03-09 21:00")]
    sheets = gate(("程立言", "2025-03-09 18:30")) | {
        "活动": events,
        "另一扇门": [HEADS, ("7", "程立言", "机关", "西门", "2025-03-09 20:55")],
    }
    report = office.take(sheets)
    assert (report.added["出席"], report.unchanged["出席"]) == (1, 1)
    assert attendance(office) == [("夜谈", "程立言", "出席")]


def test_a_cancelled_event_holds_nobody(office: Desk) -> None:
    office.take({"活动": [("编号", "状态"), ("H1", "取消")]})
    report = office.take(gate(("程立言", "2025-03-05 09:00")))
    assert attendance(office) == []
    assert reasons(report) == [
        "这个时间没有活动，当天有“座谈会”（2025-03-05 14:30—2025-03-05 18:30）"
    ]


def test_number_and_name_that_disagree_are_nobody(office: Desk) -> None:
    rows = [("委员编号", "姓名", "打卡时间"), ("W2", "程立言", "2025-03-05 09:00")]
    report = office.take({"打卡": rows})
    assert attendance(office) == []
    assert reasons(report) == ["与“委员编号”不是同一委员"]


def test_two_of_one_name_are_told_apart_by_their_number(office: Desk) -> None:
    rows = [("委员编号", "姓名", "打卡时间"), ("W4", "李伟", "2025-03-05 09:00")]
    assert office.take({"打卡": rows}).rejected == []
    assert office.values("attendance")[0]["member_id"] == 4


def test_a_log_is_taken_back_in_one_step(office: Desk) -> None:
    before = dump(office.ledger.path)
    office.take(gate(("程立言", "2025-03-05 09:00"), ("沈若梅", "2025-03-06 09:00")))
    history.undo(office.ledger)
    assert dump(office.ledger.path) == before


@pytest.mark.parametrize(
    "rows",
    [
        [("姓名", "打卡时间") * 2, ("程立言", "2025-03-05 08:50", "沈若梅", "2025-03-05 09:05")],
        [
            ("东门",),
            ("姓名", "打卡时间"),
            ("程立言", "2025-03-05 08:50"),
            ("西门",),
            ("姓名", "打卡时间"),
            ("沈若梅", "2025-03-05 09:05"),
        ],
        [
            ("读书会签到表",),
            ("时间：2025年3月5日上午9:00　地点：三楼会议室",),
            ("姓名", "签到时间"),
            ("程立言", "8:50"),
            ("沈若梅", "9:05"),
        ],
        [
            ("打卡记录 2025-03-05",),
            ("姓名", "打卡时间"),
            ("程立言", time(8, 50)),
            ("沈若梅", time(9, 5)),
        ],
    ],
)
def test_logs_in_halves_pages_and_of_one_day_are_read(office: Desk, rows: Rows) -> None:
    book = make_book(office.folder / "表.xlsx", {"记录": rows})
    found, _ = explain_books([book])
    said = office.folder / "对照.json"
    said.write_text(json.dumps({"sheets": found}), encoding="utf-8")
    assert office.take_files(book).rejected == []
    assert {row[:2] for row in attendance(office)} == {("读书会", "程立言"), ("读书会", "沈若梅")}
    history.undo(office.ledger)
    office.take_files(book, answers=Answers(saved=read_saved(said)))
    assert {row[:2] for row in attendance(office)} == {("读书会", "程立言"), ("读书会", "沈若梅")}


def test_the_day_on_which_a_log_was_printed_is_not_that_of_its_lines(office: Desk) -> None:
    rows = [("导出时间：2025-03-05 18:00",), ("姓名", "打卡时间"), ("程立言", "8:50")]
    report = office.take({"记录": rows})
    assert attendance(office) == []
    assert len(report.held_back) == 1
