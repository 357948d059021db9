from datetime import datetime

from tests.ledgers import Office
from tests.papers.entered import YEAR, filed_proposal
from zxdesk.papers.member_sheet import member_sheet_content


def test_a_members_sheet_holds_the_year_and_nothing_personal(office: Office) -> None:
    member = office.member("程立言", employer="县医院")
    office.change("member", member, phone="13900001111", birth="1975-03")
    for year, name in ((2025, "去年的会"), (2026, "今年的会")):
        start = datetime(year, 3, 5, 9)
        event = office.add("event", name=name, start=start, state="已举办")
        office.add("attendance", event_id=event, member_id=member)
    filed_proposal(office, "1", first_signer_id=member)
    content = member_sheet_content(office.ledger, member, YEAR)
    rows = {table.title: table.rows for table in content.tables}
    assert rows["出席活动"] == (("2026-03-05", "今年的会", "应到", "出席"),)
    assert rows["提案"] == (("2026-01-08", "1", "关于1的提案", "立案", ""),)
    assert rows["社情民意"] == ()
    assert content.period == "2026年度"
    assert "13900001111" not in str(content)
    assert "1975" not in str(content)
