"""A sign-in sheet names its event in the title: that one is meant, and no other."""

import pytest

from tests.exchange.books import EVENT, Desk, counts, reasons

MEMBERS = [("委员编号", "姓名"), ("W001", "赵明"), ("W002", "钱宁")]
EVENTS = [
    EVENT,
    ("HD-1", "委员学习培训", "学习", "2026-03-05"),
    ("HD-2", "春季座谈会", "座谈会", "2026-03-06"),
    ("HD-3", "春季座谈会", "座谈会", "2026-04-06"),
]


@pytest.fixture
def held(desk: Desk) -> Desk:
    """A desk whose ledger knows two members and three events."""
    desk.take({"委员": MEMBERS, "活动": EVENTS})
    return desk


def signed(*title: str) -> dict[str, list[tuple[object, ...]]]:
    """A sign-in sheet below a title."""
    rows: list[tuple[object, ...]] = [(line,) for line in title]
    rows += [
        ("序号", "姓名", "界别", "出席情况"),
        (1, "赵明", None, "出席"),
        (2, "钱宁", None, "请假"),
    ]
    return {"签到表": rows}


@pytest.mark.parametrize(
    "title",
    [
        ("委员学习培训签到表",),
        ("政协云溪县委员会委员学习培训签到册", "时间：2026年3月5日  地点：三楼"),
        ("2026年春季座谈会签到表", "时间：2026年4月6日"),
        ("会议签到表", "会议名称：委员学习培训"),
        ("2026年委员学习培训签到表（第1-3组）",),
        ("2026年3月委员学习培训签到表", "时间：三月五日"),
        ("2026年4月春季座谈会签到表",),
        ("春季座谈会签到表", "二〇二六年三月六日"),
    ],
)
def test_the_event_of_the_title_is_found(held: Desk, title: tuple[str, ...]) -> None:
    report = held.take(signed(*title))
    assert counts(report) == {"added": {"出席": 2}}


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        (("秋季视察签到表",), "没有找到活动“秋季视察”"),
        (("春季座谈会签到表",), "有 2 个活动叫“春季座谈会”：HD-2、HD-3，请填编号"),
        (
            ("委员学习培训签到表", "时间：2026年9月5日"),
            "有这个名称的活动，日期与表头写的不同",
        ),
    ],
)
def test_where_none_or_several_fit_nothing_is_guessed(
    held: Desk, title: tuple[str, ...], reason: str
) -> None:
    report = held.take(signed(*title))
    assert reasons(report) == [reason, reason]
    assert held.values("attendance") == []


@pytest.mark.parametrize(
    "title",
    [
        ("2025年委员学习培训签到表",),
        ("委员学习培训签到表", "2025年3月"),
        ("委员学习培训签到表", "二〇二五年三月五日"),
        ("2025年委员学习培训签到表", "时间：3月5日"),
        ("2025年春季座谈会签到表",),
    ],
)
def test_nobody_is_signed_in_at_the_event_of_another_year(
    held: Desk, title: tuple[str, ...]
) -> None:
    report = held.take(signed(*title))
    assert set(reasons(report)) == {"有这个名称的活动，日期与表头写的不同"}
    assert held.values("attendance") == []


def test_the_name_of_the_sheet_may_be_the_day(held: Desk) -> None:
    rows = signed("春季座谈会签到表")["签到表"]
    assert counts(held.take({"2026.4.6": rows})) == {"added": {"出席": 2}}
    report = held.take({"2025年": rows})
    assert set(reasons(report)) == {"有这个名称的活动，日期与表头写的不同"}


def test_a_year_in_the_name_of_an_event_is_no_day(held: Desk) -> None:
    held.take({"活动": [EVENT, ("HD-4", "2025年度述职会", "座谈会", "2026-01-09")]})
    report = held.take(signed("2025年度述职会签到表"))
    assert counts(report) == {"added": {"出席": 2}}


def test_a_cross_of_people_and_meetings_becomes_attendance(held: Desk) -> None:
    report = held.take(
        {
            "考勤": [
                ("2026年会议考勤表",),
                ("序号", "姓名", "界别", "委员学习培训", "春季座谈会（4月6日）"),
                (1, "赵明", "经济", "出席", "请假"),
                (2, "钱宁", "农业", None, "出席"),
            ]
        }
    )
    assert report.rejected == []
    shown = [(row["event_id"], row["status"]) for row in held.shown("attendance")]
    assert sorted(status for _, status in shown) == ["出席", "出席", "请假"]
    assert held.values("member")[0]["phone"] is None
