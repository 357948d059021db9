"""Who is where when: nobody is at two places at once, and whoever has a part to play is free."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from zxdesk.demo.diary import workday
from zxdesk.demo.members import Roster
from zxdesk.demo.model import Event, Member
from zxdesk.demo.people import CLERKS

_USUAL_LENGTH = timedelta(hours=2)
_OTHER_HOURS = (time(8, 30), time(14), time(16, 30), time(19))
_BODIES = ("全体会议", "常委会会议", "主席会议")
Span = tuple[datetime, datetime]


class Timetable:
    """The hours of each member that are taken."""

    def __init__(self) -> None:
        self._taken: dict[str, list[Span]] = defaultdict(list)

    def is_free(self, member: Member, event: Event) -> bool:
        """Say whether the member is nowhere else during the event."""
        begin, end = span(event)
        return all(end <= start or stop <= begin for start, stop in self._taken[member.number])

    def take(self, member: Member, event: Event) -> None:
        """Note that the member is at the event."""
        self._taken[member.number].append(span(event))


def span(event: Event) -> Span:
    """Give from when to when an event lasts; one of which only the day is known takes no time."""
    if event.start.time() == time():
        return event.start, event.start
    return event.start, event.end or event.start + _USUAL_LENGTH


def needed(event: Event, roster: Roster) -> dict[str, Member]:
    """Give the members, by number, without whom the event does not take place.

    They are in the chair, keep the minutes, report, or have a part that its roles name.
    """
    reporters = [line.split("｜")[1:2] for line in (event.agenda or "").split("\n")]
    names = (event.chair, event.clerk, *(name for found in reporters for name in found))
    playing = [roster.by_name[name] for name in names if name in roster.by_name]
    playing += [roster.by_number[no] for no, role in event.roles.items() if role != "列席"]
    return {member.number: member for member in playing if member.in_office(event.day)}


def arrange(events: Iterable[Event], roster: Roster) -> list[Event]:
    """Move events so that those who are needed are free; meetings of the bodies stay first."""
    ordered = sorted(events, key=lambda e: (e.kind not in _BODIES, e.start, e.name))
    table = Timetable()
    for event in ordered:
        if event.clerk is not None and event.clerk == event.chair:
            event.clerk = next(clerk for clerk in CLERKS if clerk != event.chair)
        people = list(needed(event, roster).values())
        _find_time(event, people, table)
        for member in people:
            table.take(member, event)
    return ordered


def _find_time(event: Event, people: list[Member], table: Timetable) -> None:
    """Try other hours of the day, then the days after it."""
    day = event.day
    hours = [event.start.time(), *_OTHER_HOURS]
    while True:
        for hour in hours:
            _move(event, datetime.combine(day, hour))
            if all(table.is_free(member, event) for member in people):
                return
        day = workday(day + timedelta(days=1))


def _move(event: Event, start: datetime) -> None:
    if event.end is not None:
        event.end += start - event.start
    event.start = start
