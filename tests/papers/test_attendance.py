from tests.ledgers import Office
from tests.papers.entered import meeting
from zxdesk.papers.attendance import attendance_content
from zxdesk.papers.minutes import minutes_content


def test_who_sits_in_is_in_no_list_of_those_expected(office: Office) -> None:
    event_id = meeting(office)
    for name, status in (("陈十", "请假"), ("褚十一", "缺席")):
        marks = {"capacity": "列席", "status": status}
        office.add("attendance", event_id=event_id, member_id=office.member(name), **marks)
    content = minutes_content(office.ledger, event_id)
    assert [person.name for person in content.on_leave] == ["郑七"]
    assert [person.name for person in content.absent] == ["王八"]
    counts = dict(attendance_content(office.ledger, event_id).counts)
    assert counts["应到"] == counts["实到"] + counts["请假"] + counts["缺席"]
    assert counts["列席"] == 1


def test_an_attendance_table_counts_those_expected(office: Office) -> None:
    content = attendance_content(office.ledger, meeting(office))
    assert dict(content.counts) == {
        "应到": 4,
        "实到": 2,
        "请假": 1,
        "缺席": 1,
        "列席": 1,
        "主持": 1,
    }
    assert [row.name for row in content.rows] == ["赵一", "吴六", "郑七", "周五", "王八", "冯九"]
    posts = {row.name: row.post for row in content.rows}
    assert posts["吴六"] == "副主席"
    assert posts["周五"] == "县供电局 科长"
