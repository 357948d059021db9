"""What cells say in words of their own: ticks, leave, classes, stretches of time, nothing."""

from datetime import datetime

import pytest

from tests.exchange.books import EVENT, Desk, reasons
from zxdesk.exchange import cell_words
from zxdesk.records import KINDS
from zxdesk.records.fieldtypes import Choice

MEETING = ("HD-1", "春季座谈会", "座谈会", "2026-03-05")
ROLL = ("活动编号", "委员", "出席情况", "请假事由")


def attended(desk: Desk, cell: str, reason: str | None = None) -> tuple[str, str | None]:
    """What a cell of 出席情况 comes to mean, with the reason that is kept."""
    report = desk.take(
        {
            "委员": [("委员编号", "姓名"), ("W1", "程立言")],
            "活动": [EVENT, MEETING],
            "出席": [ROLL, ("HD-1", "W1", cell, reason)],
        }
    )
    assert reasons(report) == []
    found = desk.values("attendance")[0]
    return found["status"], found["reason"]


@pytest.mark.parametrize("cell", ["√", "到", " 出 席 ", "已到", "到会", "签到", "参加"])
def test_a_tick_is_presence(desk: Desk, cell: str) -> None:
    assert attended(desk, cell) == ("出席", None)


@pytest.mark.parametrize(
    ("cell", "reason", "kept"),
    [
        ("事假", None, "事假"),
        ("病 假", None, "病假"),
        ("请假（出差）", None, "出差"),
        ("事假(家中有事)", None, "事假，家中有事"),
        ("公假", "赴省开会", "公假，赴省开会"),
        ("请假（出差）", "出差", "出差"),
    ],
)
def test_the_word_for_leave_is_kept_as_its_reason(
    desk: Desk, cell: str, reason: str | None, kept: str
) -> None:
    assert attended(desk, cell, reason) == ("请假", kept)


def test_what_brackets_say_and_no_field_keeps_is_told(desk: Desk) -> None:
    report = desk.take(
        {
            "委员": [("委员编号", "姓名"), ("W1", "程立言")],
            "活动": [EVENT, MEETING],
            "出席": [ROLL, ("HD-1", "W1", "出席（线上）", None)],
        }
    )
    assert desk.values("attendance")[0]["status"] == "出席"
    assert any("“线上”" in note and "没有登记" in note for note in report.notes)


@pytest.mark.parametrize("cell", ["○", "△", "程立言", "好"])
def test_what_means_no_value_for_certain_is_rejected(desk: Desk, cell: str) -> None:
    report = desk.take({"出席": [ROLL, ("HD-1", "W1", cell, None)]})
    assert "应是 出席、请假、缺席 之一" in reasons(report)


PROPOSAL = ("届次", "会次", "流水号", "案由", "提交日期", "审查结论", "办理结果")


@pytest.mark.parametrize("grade", ["A类", "a", "Ａ 类"])
@pytest.mark.parametrize("verdict", ["已立案", "予以立案", "立 案"])
def test_classes_and_verdicts_are_known_by_their_usual_words(
    desk: Desk, verdict: str, grade: str
) -> None:
    desk.take({"提案": [PROPOSAL, (5, 1, "1", "关于道路", "2026-01-11", verdict, grade)]})
    assert desk.column("proposal", "conclusion") == ["立案"]
    assert desk.column("proposal", "grade") == ["A"]


def test_every_word_means_a_value_of_its_list() -> None:
    words = cell_words._all()
    for part in ("choices", "rest"):
        for sheet, fields in words[part].items():
            kind = next(kind for kind in KINDS.values() if kind.sheet == sheet)
            for title, listed in fields.items():
                spec = kind.by_caption(title)
                assert spec is not None
                assert isinstance(spec.type, Choice)
                values = listed if part == "choices" else listed["words"]
                assert set(values) <= set(spec.type.values)


@pytest.mark.parametrize("nothing", ["无", "/", "——", " - "])
def test_a_sign_for_nothing_is_an_empty_cell(desk: Desk, nothing: str) -> None:
    report = desk.take(
        {
            "委员": [("委员编号", "姓名", "手机", "出生日期"), ("W1", "程立言", nothing, nothing)],
            "活动": [(*EVENT, "群众人次"), (*MEETING, nothing)],
        }
    )
    assert reasons(report) == []
    assert desk.column("member", "phone") == desk.column("member", "birth") == [""]
    assert desk.column("event", "public") == [""]


def test_the_end_of_a_stretch_goes_into_its_field(desk: Desk) -> None:
    heading = (*EVENT, "结束时间")
    rows = [
        ("HD-1", "视察", "视察", "2026年3月5日-6日", None),
        ("HD-2", "视察", "视察", "2026年3月5日9:00-11:30", None),
        ("HD-3", "视察", "视察", "2026年3月5日9:00-11:30", "2026-03-05 12:00"),
    ]
    desk.take({"活动": [heading, *rows]})
    assert [one["end"] for one in desk.values("event")] == [
        datetime(2026, 3, 6),
        datetime(2026, 3, 5, 11, 30),
        datetime(2026, 3, 5, 12),
    ]
