from datetime import date, datetime

import pytest

from tests.ledgers import Office
from tests.papers.entered import meeting
from zxdesk.papers.minutes import minutes_content


def test_minutes_of_a_bare_event_say_what_is_missing(office: Office) -> None:
    event_id = office.add("event", name="座谈会", start=datetime(2026, 3, 5))
    content = minutes_content(office.ledger, event_id)
    assert content.missing == ("地点", "主持人", "议程", "纪要正文", "纪要号", "出席记录")
    assert content.opening == "2026年3月5日，座谈会召开。现将会议主要情况纪要如下："


def test_minutes_bear_the_day_on_the_record_whatever_day_it_is(office: Office) -> None:
    event_id = meeting(office)
    assert minutes_content(office.ledger, event_id).issued_on == date(2026, 11, 18)
    office.change("event", event_id, issued_on=date(2026, 11, 20))
    assert minutes_content(office.ledger, event_id).issued_on == date(2026, 11, 20)


def test_minutes_of_a_meeting_to_come_are_a_draft(office: Office) -> None:
    event_id = office.add("event", name="座谈会", start=datetime(2026, 12, 5, 9), place="三楼")
    content = minutes_content(office.ledger, event_id)
    assert content.title == "座谈会（草稿）"
    assert content.opening == "座谈会拟于2026年12月5日上午在三楼召开。议程如下："
    assert content.doubts == ("会议的状态是计划，没有举办，纪要印作草稿",)
    office.change("event", event_id, state="取消")
    content = minutes_content(office.ledger, event_id)
    assert content.opening == "座谈会原定2026年12月5日上午在三楼召开，已取消。"


@pytest.mark.parametrize(("hour", "minute", "words"), [(11, 59, "上午"), (12, 0, "下午")])
def test_noon_is_afternoon(office: Office, hour: int, minute: int, words: str) -> None:
    event_id = office.add("event", name="座谈会", start=datetime(2026, 3, 5, hour, minute))
    opening = minutes_content(office.ledger, event_id).opening
    assert opening.startswith(f"2026年3月5日{words}，座谈会召开")


def test_minutes_say_where_the_roll_contradicts_them(office: Office) -> None:
    event_id = meeting(office)
    assert minutes_content(office.ledger, event_id).doubts == ()
    office.change("event", event_id, chair="郑七", recorder="王八")
    assert minutes_content(office.ledger, event_id).doubts == (
        "主持人郑七（请假）在签到里没有出席，请核对主持人或签到",
        "记录人王八（缺席）在签到里没有出席，请核对记录人或签到",
    )


def test_minutes_hold_what_the_ledger_knows_in_the_order_of_rank(office: Office) -> None:
    content = minutes_content(office.ledger, meeting(office))
    assert content.committee == "政协云溪县委员会"
    assert content.mark == ("政协云溪县委员会", "主席会议纪要")
    assert content.number == "〔2026〕第3号"
    assert content.issued_on == date(2026, 11, 18)
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
