"""At which event somebody was who passed a gate or signed in: that of the time, never a guess."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from zxdesk import dates
from zxdesk.exchange import import_words
from zxdesk.exchange.captions import STAMP, Column
from zxdesk.exchange.named_events import events_in
from zxdesk.exchange.rows import Entry, Problem, RowRejected, Word, shown
from zxdesk.exchange.saving import Saver
from zxdesk.records.event import ATTENDANCE, CANCELLED, EVENT, PRESENT

_EVENT, _MEMBER = "event_id", "member_id"
_DAY = timedelta(days=1)
_LONGEST = 60  # days that an event is looked for
_NAMED = 3


@dataclass(frozen=True)
class _Held:
    """An event, and from when to when somebody who came to it passes."""

    id: int
    number: str
    name: str
    start: datetime
    first: datetime
    last: datetime

    def days(self) -> Iterator[date]:
        """Give the days on which somebody may have passed, those after its end as well."""
        last = min(self.last + _after(), self.first + _LONGEST * _DAY)
        for number in range((last.date() - self.first.date()).days + 1):
            yield self.first.date() + number * _DAY

    def holds(self, stamp: datetime) -> bool:
        """Tell whether a stamp is within; one without an hour is somewhere on its day."""
        if stamp.time() == time():
            return self.first.date() <= stamp.date() <= self.last.date()
        return self.first <= stamp <= self.last


def _minutes(name: str) -> timedelta:
    return timedelta(minutes=import_words.number("logs", name))


def _after() -> timedelta:
    return _minutes("after")


def held_from(start: datetime, end: datetime | None) -> tuple[datetime, datetime]:
    """Give from when to when somebody who comes to an event may pass."""
    last = end or start
    if last.time() == time():  # no hour is known: all of the day
        last = max(last + _DAY - timedelta(minutes=1), start)
        if end is None and start.time() != time():
            last = start + _minutes("without_end")
    elif end is None:
        last = start + _minutes("without_end")
    return (start if start.time() == time() else start - _minutes("before")), last


class Presences:
    """Makes attendance of stamps: each is said of the event at which it was left."""

    def __init__(self, saver: Saver, owner: int) -> None:
        """Know the events of a committee, those that this import brought as well."""
        self._saver, self._owner = saver, owner
        self._held: dict[int, _Held] = {}
        self._by_day: dict[date, list[_Held]] = defaultdict(list)
        table = EVENT.table
        query = sa.select(table.c.id, table.c.number, table.c.name, table.c.start, table.c.end)
        query = query.where(table.c.owner_id == owner, table.c.state != CANCELLED)
        for row in saver.session.connection().execute(query.order_by(table.c.start)):
            one = _Held(row.id, row.number, row.name, row.start, *held_from(row.start, row.end))
            self._held[one.id] = one
            for day in one.days():
                self._by_day[day].append(one)

    def place(self, entries: Sequence[Entry]) -> None:
        """Say of each which event it was; where that cannot be told, say why."""
        late: list[tuple[Entry, _Held]] = []
        for entry in entries:
            entry.values.setdefault(ATTENDANCE.name, {}).setdefault("status", PRESENT)
            if entry.stamp is None or entry.problems:
                continue
            try:
                one, is_late = self._at(entry, entry.stamp)
            except RowRejected as rejection:
                entry.problems += rejection.problems
                continue
            _say(entry, one)
            late += [(entry, one)] if is_late else []
        self._settle(late, entries)

    def _settle(self, late: Sequence[tuple[Entry, _Held]], entries: Sequence[Entry]) -> None:
        """Leave out who passed after the end and was not there before: he may not have come."""
        if not late:
            return
        leaving = {id(entry) for entry, _ in late}
        there = {
            pair for entry in entries if id(entry) not in leaving for pair in self._pairs(entry)
        }
        known = self._saver.directory.index(ATTENDANCE, self._owner).by_key
        for entry, one in late:
            pairs = self._pairs(entry)
            if pairs and not any(pair in there or pair in known for pair in pairs):
                ended = dates.show_moment(one.last)
                entry.problems.append(
                    _problem(entry, f"在活动“{one.name}”结束（{ended}）以后，此前没有他的记录")
                )

    def _pairs(self, entry: Entry) -> list[tuple[int, int]]:
        """Give event and member, where both are known."""
        if entry.problems:
            return []
        try:
            found = self._saver.resolved(entry, ATTENDANCE, self._owner, only=ATTENDANCE.key)
            return [(found[_EVENT], found[_MEMBER])]
        except (RowRejected, KeyError):
            return []

    def _at(self, entry: Entry, stamp: datetime) -> tuple[_Held, bool]:
        """Give the event at which a stamp was left, and whether it had ended by then.

        Raises:
            RowRejected: there is none, or several, or the line names another one.
        """
        near = self._by_day.get(stamp.date(), [])
        named = self._named(entry)
        if named is not None:
            near = [one for one in near if one.id in named]
        found = [one for one in near if one.holds(stamp)]
        late = not found
        if late:
            found = [one for one in near if one.last < stamp <= one.last + _after()]
        if len(found) == 1:
            return found[0], late
        if found:
            return self._chosen(entry, stamp, found), late
        raise RowRejected(_problem(entry, self._nowhere(stamp, named)))

    def _named(self, entry: Entry) -> list[int] | None:
        """Give the events that the line or the title names; None where any may be meant.

        Raises:
            RowRejected: the line names one that there is not.
        """
        words = entry.words_of(ATTENDANCE).get(_EVENT)
        if not words:
            return None
        word = words[0]
        if word.column.context:
            found, _ = events_in(
                self._saver.directory, word.words, word.column.context, self._owner
            )
            return found or None
        self._saver.resolver.row = entry.key
        return [self._saver.resolver.field(ATTENDANCE.fields[_EVENT], words, self._owner)]  # type: ignore[list-item]

    def _chosen(self, entry: Entry, stamp: datetime, found: Sequence[_Held]) -> _Held:
        """Give the one of several events that somebody chose.

        Raises:
            RowRejected: nobody did.
        """
        self._saver.resolver.row = entry.key
        words = dates.show_moment(stamp)
        _, chosen = self._saver.resolver.choose(EVENT, words, [one.id for one in found])
        if chosen is not None and chosen in self._held:
            return self._held[chosen]
        names = "、".join(f"“{one.name}”（{one.number}）" for one in found[:_NAMED])
        raise RowRejected(
            _problem(entry, f"这个时间有 {len(found)} 个活动：{names}，请写明是哪一个")
        )

    def _nowhere(self, stamp: datetime, named: Sequence[int] | None) -> str:
        for record_id in named or ():
            one = self._held.get(record_id)
            if one:
                return f"不在活动“{one.name}”（{_span(one)}）的时间里"
        if named:
            return "这个活动已经取消"
        others = self._by_day.get(stamp.date(), ())
        on_day = [f"“{one.name}”（{_span(one)}）" for one in others][:_NAMED]
        return "这个时间没有活动" + (f"，当天有{'、'.join(on_day)}" if on_day else "")


def refuse_overwriting(entry: Entry, status: str, reason: str | None) -> None:
    """Refuse a stamp of somebody of whom the ledger says otherwise.

    Raises:
        RowRejected: always.
    """
    said = f"{status}（{reason}）" if reason else status
    raise RowRejected(_problem(entry, f"台账里已登记为{said}，没有改动；确实到会的，请在点名里改"))


def _say(entry: Entry, one: _Held) -> None:
    column = Column(-1, STAMP.title, ATTENDANCE, ATTENDANCE.fields[_EVENT])
    entry.words.setdefault(ATTENDANCE.name, {})[_EVENT] = [Word(column, one.number)]


def _problem(entry: Entry, reason: str) -> Problem:
    column = next((c for c in entry.layout.columns if c.field is STAMP), None)
    heading = column.heading if column else STAMP.title
    cell = entry.cells[column.index] if column and column.index < len(entry.cells) else ""
    return Problem(heading, shown(cell), reason)


def _span(one: _Held) -> str:
    return f"{dates.show_moment(one.start)}—{dates.show_moment(one.last)}"


def stamped(entries: Iterable[Entry]) -> list[Entry]:
    """Give the rows of logs."""
    return [e for e in entries if any(c.field is STAMP for c in e.layout.columns)]
