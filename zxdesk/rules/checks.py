"""What must hold within one record, beyond the types of its fields."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from zxdesk import dates
from zxdesk.records.event import HELD, PLANNED
from zxdesk.records.followup import SOLVED
from zxdesk.records.proposal import MERGED

Complaint = tuple[str, str]
Check = Callable[[Mapping[str, Any]], Iterable[Complaint]]


def _ends_after_start(values: Mapping[str, Any]) -> Iterable[Complaint]:
    start, end = values.get("start"), values.get("end")
    if start and end and end < start and not str(start).startswith(str(end)):
        yield "end", "结束不能早于开始"


def _event_ends_after_start(values: Mapping[str, Any]) -> Iterable[Complaint]:
    start, end = values.get("start"), values.get("end")
    if not start or not end:
        return
    # Midnight means that only the day was given.
    if end.date() < start.date() or (end < start and end.time() != time()):
        yield "end", "结束时间不能早于开始时间"


def _closes_after_opening(values: Mapping[str, Any]) -> Iterable[Complaint]:
    opens, closes = values.get("opens"), values.get("closes")
    if opens and closes and closes < opens:
        yield "closes", "闭幕不能早于开幕"


def _solved_has_date(values: Mapping[str, Any]) -> Iterable[Complaint]:
    if values.get("state") == SOLVED and not values.get("solved_on"):
        yield "solved_on", "已解决的问题要填解决日期"
    if values.get("solved_on") and values.get("state") not in (SOLVED, None):
        yield "state", "填了解决日期的问题，状态应是 已解决"


def _in_order(values: Mapping[str, Any], *pairs: tuple[str, str, str]) -> Iterable[Complaint]:
    """Complain where the second day of (first, second, reason) is before the first."""
    for first, second, reason in pairs:
        before, after = values.get(first), values.get(second)
        if before and after and after < before:
            yield second, reason


_ASSIGNED_FIRST = (
    ("assigned_on", "due_on", "答复期限不能早于交办日期"),
    ("assigned_on", "replied_on", "答复日期不能早于交办日期"),
)


def _proposal_holds(values: Mapping[str, Any]) -> Iterable[Complaint]:
    # Old lists say 个人 of joint proposals, give no main one for 并案 and refuse without a
    # reason: what is merely odd is taken as it is.
    yield from _in_order(values, *_ASSIGNED_FIRST)
    if values.get("merged_into_id") and values.get("conclusion") not in (MERGED, None):
        yield "conclusion", f"填了并入流水号的提案，审查结论应是 {MERGED}"
    seen: set[int] = set()
    for name in ("leads", "joints", "separates"):
        units = set(values.get(name) or ())
        if units & seen:
            yield name, "同一单位只能是主办、会办、分办之一"
        seen |= units


def _handling_holds(values: Mapping[str, Any]) -> Iterable[Complaint]:
    due = ("assigned_on", "due_on", "期限不能早于交办日期")
    extended = ("due_on", "extended_to", "延期不能早于原来的期限")
    yield from _in_order(values, due, _ASSIGNED_FIRST[1], extended)


CHECKS: dict[str, Check] = {
    "unit": _ends_after_start,
    "service": _ends_after_start,
    "venue": _ends_after_start,
    "event": _event_ends_after_start,
    "plenary_session": _closes_after_opening,
    "problem": _solved_has_date,
    "proposal": _proposal_holds,
    "handling": _handling_holds,
}


def complaints(kind: str, values: Mapping[str, Any]) -> list[Complaint]:
    """Give (field, reason) of everything that does not hold in a record's values."""
    check = CHECKS.get(kind)
    return list(check(values)) if check else []


def settled_state(start: datetime, today: date) -> str:
    """Give the state of an event that was entered without one: held once it has begun."""
    return HELD if start.date() <= today else PLANNED


def holds_on(start: str | None, end: str | None, day: date) -> bool:
    """Tell whether a time with partial dates holds on a day (empty ends are open)."""
    return (start is None or dates.first_day(start) <= day) and (
        end is None or day <= dates.last_day(end)
    )
