"""Attendance comes by the sheet 出席 and by the column 参加委员, and the two never quarrel."""

from tests.exchange.books import ATTENDANCE, EVENT, MEMBER, Desk, counts, reasons

PEOPLE = [
    MEMBER,
    ("W001", "程立言", "经济界", 5, None),
    ("W002", "沈若梅", "教育界", 5, None),
    ("W003", "陈伟", "经济界", 5, None),
    ("W004", "陈伟", "教育界", 5, None),
]
MEETING = ("HD-1", "春季座谈会", "座谈会", "2026-03-05")
WITH_ATTENDEES = (*EVENT, "参加委员")


def lines(desk: Desk) -> set[tuple[str, str, str, str]]:
    """Every attendance as event, member's name, 身份 and 出席情况."""
    return {
        (row["event_id"], row["member_id"], row["capacity"], row["status"])
        for row in desk.shown("attendance")
    }


def test_an_empty_capacity_is_expected(desk: Desk) -> None:
    rows = [(*ATTENDANCE, "身份"), ("HD-1", "W001", "出席", None), ("HD-1", "W002", "请假", "列席")]
    report = desk.take({"委员": PEOPLE, "活动": [EVENT, MEETING], "出席": rows})
    assert report.added["出席"] == 2
    assert lines(desk) == {
        ("春季座谈会", "程立言", "应到", "出席"),
        ("春季座谈会", "沈若梅", "列席", "请假"),
    }


def test_attendance_needs_its_event_member_and_status(desk: Desk) -> None:
    rows = [ATTENDANCE, ("HD-1", "W001", None), (None, "W001", "出席"), ("HD-1", None, "出席")]
    rows += [("HD-1", "W001", "来了"), ("HD-9", "W001", "出席"), ("HD-1", "陈伟", "出席")]
    report = desk.take({"委员": PEOPLE, "活动": [EVENT, MEETING], "出席": rows})
    assert [(r.row, r.column, r.reason) for r in report.rejected] == [
        (2, "出席情况", "必填"),
        (3, "活动编号", "必填"),
        (4, "委员", "必填"),
        (5, "出席情况", "应是 出席、请假、缺席 之一"),
        (6, "活动编号", "没有找到活动“HD-9”"),
        (7, "委员", "有 2 个委员叫“陈伟”：W003（经济界）、W004（教育界），请填委员编号"),
    ]


def test_number_and_name_side_by_side_must_agree(desk: Desk) -> None:
    headings = ("活动编号", "姓名", "委员编号", "出席情况")
    rows = [headings, ("HD-1", "陈伟", "W004", "出席"), ("HD-1", "沈若梅", "W001", "出席")]
    report = desk.take({"委员": PEOPLE, "活动": [EVENT, MEETING], "出席": rows})
    assert counts(report)["added"]["出席"] == 1
    assert [(r.column, r.value, r.reason) for r in report.rejected] == [
        ("姓名", "沈若梅", "与“委员编号”不是同一委员")
    ]
    assert report.notes == []


def test_attendees_become_attendance(desk: Desk) -> None:
    sheets = {"委员": PEOPLE, "活动": [WITH_ATTENDEES, (*MEETING, "程立言、W002，W002")]}
    report = desk.take(sheets)
    assert report.added["出席"] == 2
    assert lines(desk) == {
        ("春季座谈会", "程立言", "应到", "出席"),
        ("春季座谈会", "沈若梅", "应到", "出席"),
    }
    steps = desk.steps()
    assert "added" not in counts(desk.take(sheets))
    assert desk.steps() == steps


def test_a_row_of_the_sheet_goes_before_the_column(desk: Desk) -> None:
    report = desk.take(
        {
            "委员": PEOPLE,
            "活动": [WITH_ATTENDEES, (*MEETING, "程立言、沈若梅")],
            "出席": [ATTENDANCE, ("HD-1", "W001", "请假"), ("HD-1", "W002", "逃会")],
        }
    )
    assert counts(report)["added"]["出席"] == 1
    assert lines(desk) == {("春季座谈会", "程立言", "应到", "请假")}
    assert len(report.rejected) == 1


def test_the_column_never_alters_what_stands(desk: Desk) -> None:
    desk.take(
        {
            "委员": PEOPLE,
            "活动": [EVENT, MEETING],
            "出席": [ATTENDANCE, ("HD-1", "W001", "请假")],
        }
    )
    report = desk.take({"活动": [WITH_ATTENDEES, (*MEETING, "程立言、沈若梅")]})
    assert counts(report) == {"added": {"出席": 1}, "unchanged": {"活动": 1}}
    assert ("春季座谈会", "程立言", "应到", "请假") in lines(desk)


def test_an_unknown_attendee_rejects_the_event(desk: Desk) -> None:
    report = desk.take({"委员": PEOPLE, "活动": [WITH_ATTENDEES, (*MEETING, "程立言、某人")]})
    assert [(r.column, r.reason) for r in report.rejected] == [("参加委员", "没有找到委员“某人”")]
    assert (desk.shown("event"), desk.shown("attendance")) == ([], [])


def test_the_same_line_twice_counts_once_and_a_contradiction_is_rejected(desk: Desk) -> None:
    rows = [
        ATTENDANCE,
        ("HD-1", "W001", "出席"),
        ("HD-1", "程立言", "出席"),
        ("HD-1", "W001", "缺席"),
    ]
    report = desk.take({"委员": PEOPLE, "活动": [EVENT, MEETING], "出席": rows})
    assert (report.added["出席"], report.unchanged["出席"]) == (1, 1)
    assert [r.row for r in report.rejected] == [4]
    assert lines(desk) == {("春季座谈会", "程立言", "应到", "出席")}


def test_attendance_is_updated_by_event_and_member(desk: Desk) -> None:
    desk.take(
        {"委员": PEOPLE, "活动": [EVENT, MEETING], "出席": [ATTENDANCE, ("HD-1", "W001", "出席")]}
    )
    report = desk.take({"出席": [(*ATTENDANCE, "请假事由"), ("HD-1", "程立言", "请假", "因公")]})
    assert counts(report) == {"updated": {"出席": 1}}
    assert desk.column("attendance", "reason") == ["因公"]


def test_attendance_may_carry_a_programme(desk: Desk) -> None:
    rows = {"出席": [(*ATTENDANCE, "品牌"), ("HD-1", "W001", "出席", "剡山系列")]}
    report = desk.take({"委员": PEOPLE, "活动": [EVENT, MEETING], **rows})
    assert (report.added["出席"], report.added["品牌"]) == (1, 1)
    assert desk.column("attendance", "programmes") == ["剡山系列"]
    assert counts(desk.take(rows)) == {"unchanged": {"出席": 1}}


def test_a_rejected_event_takes_its_attendance_with_it(desk: Desk) -> None:
    report = desk.take(
        {
            "委员": PEOPLE,
            "活动": [EVENT, ("HD-1", "会", "座谈会", "春天")],
            "出席": [ATTENDANCE, ("HD-1", "W001", "出席")],
        }
    )
    assert reasons(report)[1] == "所引用的活动“HD-1”在“活动”第 2 行没有导入"
    assert desk.shown("attendance") == []


def test_attendance_with_and_without_a_programme_goes_in_together(desk: Desk) -> None:
    rows = [
        (*ATTENDANCE, "品牌"),
        ("HD-1", "W001", "出席", None),
        ("HD-1", "W002", "请假", "同心"),
    ]
    report = desk.take({"委员": PEOPLE, "活动": [EVENT, MEETING], "出席": rows})
    assert report.added["出席"] == 2
    assert lines(desk) == {
        ("春季座谈会", "程立言", "应到", "出席"),
        ("春季座谈会", "沈若梅", "应到", "请假"),
    }
