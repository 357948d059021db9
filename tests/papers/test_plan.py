from datetime import datetime

from tests.ledgers import Office
from tests.papers.entered import YEAR
from zxdesk.papers.plan import plan_content


def test_a_plan_leaves_out_what_was_only_proposed(office: Office) -> None:
    done = office.add("consultation", topic="甲", category="协商", stage="已完成")
    office.add("consultation", topic="乙", category="协商", stage="调研")
    office.add("consultation", topic="丙", category="协商", stage="选题")
    office.add("consultation", topic="丁", year=2025, stage="已完成")
    held = {"start": datetime(2026, 3, 16, 9), "state": "已举办"}
    office.add("event", name="协商会", topics=(done,), **held)
    content = plan_content(office.ledger, YEAR)
    assert content.counts == (("计划", 2), ("完成", 1))
    assert [(row.topic, row.done) for _, rows in content.groups for row in rows] == [
        ("甲", "3月16日"),
        ("乙", ""),
    ]
