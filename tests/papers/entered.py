"""Records that papers are made from, as an office enters them."""

from datetime import date, datetime

from tests.ledgers import TODAY, Office
from zxdesk.rules.periods import this_year

YEAR = this_year(TODAY)


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


def filed_proposal(office: Office, number: str, **values: object) -> int:
    """A proposal that was filed."""
    defaults = {"conclusion": "立案", "case_number": number, "assigned_on": date(2026, 3, 1)}
    subject = f"关于{number}的提案"
    return office.add("proposal", serial=f"L{number}", subject=subject, **(defaults | values))


def hand_to(office: Office, proposal_id: int, unit: int, **values: object) -> None:
    """Hand a proposal to a unit."""
    office.add("handling", proposal_id=proposal_id, unit_id=unit, **values)
