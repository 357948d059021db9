from datetime import date, datetime

import pytest

from tests.ledgers import TODAY, Office
from zxdesk.errors import UserError
from zxdesk.queries.papers import (
    ROSTER_COLUMNS,
    attendance_content,
    minutes_content,
    rank,
    roster_content,
)


def meeting(office: Office) -> int:
    """A meeting with people of every rank and mark, the chairman called last."""
    event_id = office.add(
        "event",
        name="十届二十四次主席会议",
        type="主席会议",
        start=datetime(2026, 11, 18, 9),
        place="三楼会议室",
        chair="赵一",
        minutes_number="〔2026〕第3号",
        sitting_in="钱二、孙三",
        agenda=(("听取供水情况", "李四", "同意", "县水务局", date(2026, 12, 1)),),
        minutes="会议认为……",
    )
    people = [
        ("周五", {"employer": "县供电局", "job": "科长"}, "应到", "出席", None),
        ("吴六", {"post": "副主席"}, "应到", "出席", None),
        ("郑七", {"post": "秘书长"}, "应到", "请假", "因公"),
        ("王八", {"employer": "县医院"}, "应到", "缺席", None),
        ("冯九", {"employer": "县中学"}, "列席", "出席", None),
        ("赵一", {"post": "主席"}, "主持", "出席", None),
    ]
    for name, service, capacity, status, reason in people:
        member_id = office.member(name, **service)
        marks = {"capacity": capacity, "status": status, "reason": reason}
        office.add("attendance", event_id=event_id, member_id=member_id, **marks)
    return event_id


def test_minutes_hold_what_the_ledger_knows_in_the_order_of_rank(office: Office) -> None:
    content = minutes_content(office.ledger, meeting(office))
    assert content.committee == "政协云溪县委员会"
    assert content.mark == ("政协云溪县委员会", "主席会议纪要")
    assert content.number == "〔2026〕第3号"
    assert content.issued_on == TODAY
    assert content.opening == (
        "2026年11月18日上午，十届二十四次主席会议在三楼会议室召开。赵一主持会议，"
        "现将会议主要情况纪要如下："
    )
    assert [person.name for person in content.present] == ["赵一", "吴六", "周五"]
    assert [(person.name, person.note) for person in content.on_leave] == [("郑七", "因公")]
    assert [person.name for person in content.absent] == ["王八"]
    assert [person.name for person in content.sitting_in] == ["冯九", "钱二", "孙三"]
    assert (content.agenda[0].title, content.agenda[0].due) == ("听取供水情况", date(2026, 12, 1))
    assert content.missing == ()


def test_minutes_of_a_bare_event_say_what_is_missing(office: Office) -> None:
    event_id = office.add("event", name="座谈会", start=datetime(2026, 3, 5))
    content = minutes_content(office.ledger, event_id)
    assert content.missing == ("地点", "主持人", "议程", "纪要正文", "纪要号", "出席记录")
    assert content.opening == "2026年3月5日，座谈会召开。现将会议主要情况纪要如下："


def test_an_attendance_table_counts_those_expected(office: Office) -> None:
    content = attendance_content(office.ledger, meeting(office))
    assert dict(content.counts) == {"应到": 4, "实到": 2, "请假": 1, "缺席": 1}
    assert [row.name for row in content.rows] == ["赵一", "吴六", "郑七", "周五", "王八", "冯九"]
    posts = {row.name: row.post for row in content.rows}
    assert posts["吴六"] == "副主席"
    assert posts["周五"] == "县供电局 科长"


def test_papers_of_a_deleted_event_are_refused(office: Office) -> None:
    for paper in (minutes_content, attendance_content):
        with pytest.raises(UserError, match="已被删除"):
            paper(office.ledger, 99)


def test_a_roster_holds_those_in_office_on_the_day_by_sector(office: Office) -> None:
    economy, labour = (office.add("unit", name=name) for name in ("经济界", "工会界"))
    member_id = office.add("member", name="张三", gender="女", ethnicity="汉族", party="民盟")
    for sector, start, end in ((economy, "2022-01", "2026-06"), (labour, "2026-07", None)):
        office.add(
            "service",
            member_id=member_id,
            term=5,
            sector_id=sector,
            start=start,
            end=end,
            employer="县供电局",
            job="科长",
            post="常务委员",
        )
    office.member("李四", sector_id=economy, end="2026-01")
    office.member("王五")
    before = roster_content(office.ledger, date(2026, 6, 30))
    assert [group.title for group in before.groups] == ["经济界（1人）", "未填界别（1人）"]
    assert before.as_of == date(2026, 6, 30)
    after = roster_content(office.ledger, date(2026, 7, 1))
    assert [group.title for group in after.groups] == ["工会界（1人）", "未填界别（1人）"]
    cells = after.groups[0].rows[0].cells
    assert cells == ("张三", "女", "汉族", "民盟", "县供电局 科长", "常务委员", "")
    assert len(cells) == len(ROSTER_COLUMNS)
    long_ago = roster_content(office.ledger, date(1990, 1, 1))
    assert [group.rows[0].cells[0] for group in long_ago.groups] == ["李四", "王五"]


def test_posts_have_their_rank() -> None:
    posts = ["委员", "副主席", "", "主席", "秘书长", "常务委员"]
    assert sorted(posts, key=rank) == ["主席", "副主席", "秘书长", "常务委员", "委员", ""]
