from datetime import datetime

from tests.ledgers import Office
from zxdesk.papers.consultation_minutes import consultation_minutes_content


def test_consultation_minutes_are_those_of_the_last_session(office: Office) -> None:
    topic = office.add("consultation", topic="养老服务")
    bare = consultation_minutes_content(office.ledger, "consultation", topic)
    assert bare.missing == ("已举办的协商活动", "意见建议")
    for month, name in ((5, "第二次协商会"), (3, "第一次协商会")):
        start = datetime(2026, month, 5, 9)
        event = office.add("event", name=name, start=start, state="已举办", topics=(topic,))
    office.add("suggestion", content="增设床位", source=("consultation", topic))
    office.add("suggestion", content="不算数", source=("event", event), valid=False)
    content = consultation_minutes_content(office.ledger, "consultation", topic)
    assert content.title == "第二次协商会纪要"
    assert "1. 增设床位" in content.text
    assert "不算数" not in content.text
