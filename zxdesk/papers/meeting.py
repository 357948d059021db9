"""What the minutes of a meeting of any kind say of it: number, day, opening, doubts."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from zxdesk import dates
from zxdesk.papers.common import needed
from zxdesk.papers.roll import AttendanceRow
from zxdesk.papers.words import meeting_number
from zxdesk.queries.facts import findings_of
from zxdesk.queries.values import Values
from zxdesk.records import KINDS
from zxdesk.records.event import CANCELLED, HELD
from zxdesk.store import Ledger

EVENT = KINDS["event"]
_DRAFT, _NOT_HELD = "草稿", "会议的状态是{}，没有举办，纪要印作草稿"


def number_of(event: Values) -> str:
    """Give the number of the minutes; a bare 3 is worded as this type of meeting is numbered."""
    given = event["minutes_number"] or ""
    if not (given.isascii() and given.isdigit()):  # isdigit alone takes ² and ③ as well
        return str(given)
    return meeting_number(event["type"], event["start"].year, int(given))


def issued_on(event: Values) -> date:
    """Give the day that minutes bear: a reprint is the same paper, whatever day it is."""
    day: date = event["issued_on"] or event["start"].date()
    return day


def titled(event: Values, title: str) -> str:
    """Give a title, marked as a draft where the meeting was not held."""
    return title if event["state"] == HELD else f"{title}（{_DRAFT}）"


def doubts_about(session: Session, ledger: Ledger, event_id: int) -> tuple[str, ...]:
    """Give where a meeting's records contradict one another."""
    found = findings_of(session, EVENT, [event_id], owner_id=ledger.own_id, today=ledger.today)
    sentences = tuple(finding.sentence for finding in found.get(event_id, ()))
    state = needed(session, EVENT, event_id)["state"]
    return sentences if state == HELD else (_NOT_HELD.format(state), *sentences)


def opening(event: Values) -> str:
    """Give the sentence that minutes begin with; of a meeting to come it tells no past."""
    start = event["start"]
    when = dates.chinese_date(start)
    # Where no hour is known, the moment is midnight: that is no 上午.
    if dates.show_moment(start) != start.date().isoformat():
        when += "上午" if start.hour < 12 else "下午"
    place = f"在{event['place']}" if event["place"] else ""
    chair = f"{event['chair']}主持会议，" if event["chair"] else ""
    if event["state"] == CANCELLED:
        return f"{event['name']}原定{when}{place}召开，已取消。"
    if event["state"] != HELD:
        return f"{event['name']}拟于{when}{place}召开。{chair}议程如下："
    what = f"{when}，{event['name']}{place}召开。"
    return f"{what}{chair}现将会议主要情况纪要如下："


def missing_parts(shown: dict[str, str], rows: Sequence[AttendanceRow]) -> tuple[str, ...]:
    """Say what a reader of minutes would expect and the ledger does not hold."""
    wanted = {"place": "地点", "chair": "主持人", "agenda": "议程", "minutes": "纪要正文"}
    found = [title for name, title in wanted.items() if not shown[name]]
    if not shown["minutes_number"]:
        found.append("纪要号")
    if not rows:
        found.append("出席记录")
    return tuple(found)
