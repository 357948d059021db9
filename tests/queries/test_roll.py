from datetime import date, datetime

from tests.ledgers import Office
from zxdesk.queries.roll import roll_of


def test_a_roll_names_everyone_in_the_order_of_entry_as_he_was_that_day(office: Office) -> None:
    event = office.add("event", name="座谈会", start=datetime(2026, 6, 30, 9))
    moved, gone = office.add("member", name="王五"), office.member("李四", end="2026-01")
    for employer, start, end in (("县中学", "2022-01", "2026-06"), ("县医院", "2026-07", None)):
        office.add("service", member_id=moved, employer=employer, start=start, end=end)
    for member, marks in ((moved, {}), (gone, {"status": "请假", "reason": "因公"})):
        office.add("attendance", event_id=event, member_id=member, **marks)
    with office.ledger.read() as session:
        before = roll_of(session, event, date(2026, 6, 30))
        after = roll_of(session, event, date(2026, 7, 1))
    assert [(e.name, e.status, e.reason) for e in before] == [
        ("王五", "出席", ""),
        ("李四", "请假", "因公"),
    ]
    assert [found[0].service["employer"] for found in (before, after)] == ["县中学", "县医院"]
    assert not before[1].service.get("employer")
