"""Consultations, events and who came: the calendar, the roll and the minutes agree."""

from datetime import date

from zxdesk.records.consultation import COMPLETED
from zxdesk.records.event import ABSENT, CANCELLED, HELD, ON_LEAVE, PLANNED, PRESENT
from zxdesk.rules.order import earlier, ends_before_start, first_of, in_office, last_of
from zxdesk.rules.rule import Facts, Values, hard, odd
from zxdesk.text import split_values

NOT_DONE = "未开展"
CHAIRED = "主持"
_SESSIONS, _SESSIONS_BELOW = "<event.topics", "<consultation.parent_id <event.topics"
_ROLL, _ON_ROLL = "<attendance.event_id", "<attendance.event_id member_id"
_SAME_MINUTES = "=type+minutes_number"
_EVENT, _SERVICES = "event_id", "member_id <service.member_id"
_LEADING = (CHAIRED, "授课", "牵头")
_AWAY = (ON_LEAVE, ABSENT)
_LONGEST_SESSION = 60


def _held_sessions(facts: Facts) -> bool:
    rows = (*facts.rows(_SESSIONS), *facts.rows(_SESSIONS_BELOW))
    return any(row["state"] == HELD for row in rows)


def _done_without_session(values: Values, facts: Facts) -> str:
    done = values.get("stage") in COMPLETED and not _held_sessions(facts)
    return str(values["stage"]) if done else ""


def _not_done_with_session(values: Values, facts: Facts) -> bool:
    return values.get("stage") == NOT_DONE and _held_sessions(facts)


def _other_year(values: Values, _: Facts) -> bool:
    month, year = values.get("planned_month"), values.get("year")
    return month is not None and year is not None and int(month[:4]) != year


CONSULTATION = (
    odd(
        "done_without_session",
        "stage",
        "阶段是{}，却没有一次已举办的协商活动，请核对阶段或关联活动",
        _done_without_session,
        needs=(_SESSIONS, _SESSIONS_BELOW),
    ),
    odd(
        "not_done_with_session",
        "stage",
        "阶段是未开展，却有已举办的协商活动，请核对阶段",
        _not_done_with_session,
        needs=(_SESSIONS, _SESSIONS_BELOW),
    ),
    odd("other_year", "planned_month year", "计划月份不在这一年度，请核对", _other_year),
)


def _held_to_come(values: Values, facts: Facts) -> bool:
    start = values.get("start")
    return values.get("state") == HELD and bool(start) and first_of(start) > facts.today


def _minutes_taken(values: Values, facts: Facts) -> str:
    """Find other minutes of the same series; a bare number runs within its year."""
    number, start = str(values.get("minutes_number") or ""), values.get("start")
    others = [row for row in facts.rows(_SAME_MINUTES) if row["state"] != CANCELLED]
    if number.isdigit() and start:
        others = [row for row in others if row["start"].year == start.year]
    return str(others[0]["name"]) if others and number else ""


def _minutes_of_plan(values: Values, _: Facts) -> bool:
    return values.get("state") == PLANNED and bool(values.get("minutes"))


def _issued_before(values: Values, _: Facts) -> bool:
    return earlier(values.get("issued_on"), values.get("start"))


def away(values: Values, facts: Facts, field: str) -> str:
    """Give the first person in a field who, by the roll, was on leave or absent."""
    names = {row["id"]: row["name"] for row in facts.rows(_ON_ROLL)}
    came: dict[str, set[str]] = {}
    for row in facts.rows(_ROLL):
        came.setdefault(names.get(row["member_id"], ""), set()).add(row["status"])
    for name in split_values(values.get(field) or ""):
        marks = came.get(name, set())
        if marks and PRESENT not in marks:
            return f"{name}（{next(mark for mark in _AWAY if mark in marks)}）"
    return ""


def _outside_venue(values: Values, facts: Facts) -> str:
    start = values.get("start")
    if not start or values.get("state") == CANCELLED:
        return ""
    for venue in facts.rows("venues"):
        if earlier(start, venue["start"]) or earlier(venue["end"], start):
            return str(venue["name"])
    return ""


EVENT = (
    hard("end_first", "end start", "结束时间不能早于开始时间，请核对这两个时间", ends_before_start),
    hard(
        "minutes_number_taken",
        "minutes_number type start",
        "同类会议“{}”已经用了这个纪要号，请改用下一个号",
        _minutes_taken,
        needs=(_SAME_MINUTES,),
    ),
    hard(
        "issued_before_meeting",
        "issued_on start",
        "印发日期不能早于会议，请核对这两个日期",
        _issued_before,
    ),
    odd(
        "held_to_come",
        "state start",
        "开始时间在今天之后，状态却是已举办，请核对",
        _held_to_come,
    ),
    odd(
        "minutes_of_plan",
        "state minutes",
        "已有纪要正文，状态却还是计划，请核对状态",
        _minutes_of_plan,
    ),
    odd(
        "chair_away",
        "chair",
        "主持人{}在签到里没有出席，请核对主持人或签到",
        lambda values, facts: away(values, facts, "chair"),
        needs=(_ROLL, _ON_ROLL),
    ),
    odd(
        "recorder_away",
        "recorder",
        "记录人{}在签到里没有出席，请核对记录人或签到",
        lambda values, facts: away(values, facts, "recorder"),
        needs=(_ROLL, _ON_ROLL),
    ),
    odd(
        "outside_venue",
        "venues start",
        "“{}”那天还没有成立或已经撤销，请核对阵地或时间",
        _outside_venue,
        needs=("venues",),
    ),
)


def _day_of_event(facts: Facts) -> date | None:
    event = facts.row(_EVENT)
    return event["start"].date() if event else None


def _out_of_office(values: Values, facts: Facts) -> bool:
    day = _day_of_event(facts)
    if values.get("status") != PRESENT or day is None:
        return False
    return not in_office(facts.rows(_SERVICES), day, facts)


def _came_to_come(values: Values, facts: Facts) -> bool:
    day = _day_of_event(facts)
    return values.get("status") in (PRESENT, ABSENT) and day is not None and day > facts.today


def _came_to_nothing(values: Values, facts: Facts) -> bool:
    event = facts.row(_EVENT)
    return values.get("status") == PRESENT and event is not None and event["state"] == CANCELLED


def _leads_away(values: Values, _: Facts) -> str:
    leads = values.get("capacity") in _LEADING and values.get("status") in _AWAY
    return str(values["capacity"]) if leads else ""


ATTENDANCE = (
    odd(
        "out_of_office",
        "member_id event_id status",
        "这位委员在活动那天不在任，请核对任职起止",
        _out_of_office,
        needs=(_EVENT, _SERVICES),
    ),
    odd(
        "came_to_come",
        "status event_id",
        "活动还没有举办，已经记了出席或缺席，请核对",
        _came_to_come,
        needs=(_EVENT,),
    ),
    odd(
        "came_to_nothing",
        "status event_id",
        "活动已取消，却记了出席，请核对",
        _came_to_nothing,
        needs=(_EVENT,),
    ),
    odd(
        "leads_away",
        "capacity status",
        "身份是{}的人没有出席，请核对",
        _leads_away,
    ),
)


def _closes_first(values: Values, _: Facts) -> bool:
    return earlier(values.get("closes"), values.get("opens"))


def _lasting(values: Values, _: Facts) -> bool:
    opens, closes = values.get("opens"), values.get("closes")
    return bool(opens and closes) and (last_of(closes) - first_of(opens)).days > _LONGEST_SESSION


PLENARY_SESSION = (
    hard("closes_first", "closes opens", "闭幕不能早于开幕，请核对这两个日期", _closes_first),
    odd("lasts_long", "closes opens", "会期超过 60 天，请核对开幕和闭幕日期", _lasting),
)
RULES = {
    "consultation": CONSULTATION,
    "event": EVENT,
    "attendance": ATTENDANCE,
    "plenary_session": PLENARY_SESSION,
}
