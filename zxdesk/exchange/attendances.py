"""出席 by the thousand, and the attendance that the column 参加委员 of 活动 implies."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from zxdesk.exchange.captions import ATTENDEES
from zxdesk.exchange.outcomes import ADDED, UNCHANGED, UPDATED
from zxdesk.exchange.presences import Presences, refuse_overwriting, stamped
from zxdesk.exchange.rows import Entry, RowRejected
from zxdesk.exchange.saving import Saver
from zxdesk.queries.values import Values
from zxdesk.records.event import ATTENDANCE, EXPECTED, PRESENT
from zxdesk.records.kind import Reference

Pair = tuple[int, int, int]  # committee, event, member


class AttendanceRows:
    """Takes attendance: new rows go in together at the end."""

    def __init__(self, saver: Saver) -> None:
        """Take rows with this saver."""
        self._saver = saver
        self._waiting: dict[Pair, Values] = {}
        self._rows: dict[Pair, Entry] = {}  # the row that each waiting one comes from
        self._implied: list[Pair] = []
        self._pairs: dict[int, Pair] = {}  # by the row's place; also those that are rejected

    def attendees(self, entry: Entry, owner: int) -> tuple[int, ...]:
        """Resolve what stands in 参加委员.

        Raises:
            RowRejected: one of them is unknown, or several bear the name.
        """
        if entry.attendees is None:
            return ()
        self._saver.resolver.row = entry.key
        spec = Reference(title=ATTENDEES.title, name=ATTENDEES.name, target="member")
        return self._saver.resolver.several(spec, entry.attendees, owner)

    def imply(self, owner: int, event_id: int, members: Sequence[int]) -> None:
        """Remember that these members were at an event."""
        self._implied += [(owner, event_id, member_id) for member_id in members]

    def take(self, entries: Sequence[Entry], step: Callable[[], None]) -> None:
        """Take the rows of the sheet 出席; those of logs last: what is written by hand counts."""
        logs = stamped(entries)
        if logs:
            Presences(self._saver, self._saver.own_id).place(logs)
            of_logs = {id(entry) for entry in logs}
            entries = [*(e for e in entries if id(e) not in of_logs), *logs]
        self._preload(entries)
        for entry in entries:
            owner = self._saver.directory.owner(entry.owner)
            if owner is None or "programmes" in entry.words_of() or entry.problems:
                self._saver.row(entry, partial(self._take_under_owner, entry))
            else:
                self._take_plainly(entry, owner)
            step()

    def _preload(self, entries: Sequence[Entry]) -> None:
        directory = self._saver.directory
        ids = []
        for entry in entries:
            owner = directory.owner(entry.owner)
            pair = self._pair(entry, owner) if owner is not None else None
            if pair:
                self._pairs[entry.place] = pair
                found = directory.index(ATTENDANCE, pair[0]).by_key.get(pair[1:])
                ids += [found] if found else []
        self._saver.preload(ATTENDANCE, ids)

    def _pair(self, entry: Entry, owner: int) -> Pair | None:
        try:
            values = self._saver.resolved(entry, ATTENDANCE, owner, only=ATTENDANCE.key)
            return owner, values["event_id"], values["member_id"]
        except (RowRejected, KeyError):
            return None

    def _take_plainly(self, entry: Entry, owner: int) -> None:
        """Take a row that can create nothing beside itself, without a savepoint."""
        try:
            self._take(entry, owner)
        except RowRejected as rejection:
            self._saver.give_up(entry, rejection.problems)
        else:
            self._saver.let_stand(entry)

    def _take_under_owner(self, entry: Entry) -> None:
        self._take(entry, self._saver.owner(entry))

    def _take(self, entry: Entry, owner: int) -> None:
        pair = self._pairs.get(entry.place)
        values = self._values(entry, owner, pair)
        outcome = self._take_values(entry, owner, pair, values)
        self._saver.count(outcome, ATTENDANCE.sheet)

    def _values(self, entry: Entry, owner: int, pair: Pair | None) -> Values:
        if pair is None:
            return self._saver.resolved(entry, ATTENDANCE, owner)
        links = dict(zip(ATTENDANCE.key, pair[1:], strict=True))
        return links | self._saver.resolved(entry, ATTENDANCE, owner, only=("programmes",))

    def _take_values(self, entry: Entry, owner: int, pair: Pair | None, values: Values) -> str:
        found = pair and self._saver.directory.index(ATTENDANCE, owner).by_key.get(pair[1:])
        if found and entry.stamp:
            self._keep_what_is_said(entry, found, values)
        if found:
            changed = self._saver.update(ATTENDANCE, owner, found, values, entry)
            return UPDATED if changed else UNCHANGED
        missing = [n for n in (*ATTENDANCE.key, "status") if values.get(n) is None]
        if missing:
            raise RowRejected(*(entry.problem(name, "必填") for name in missing))
        assert pair is not None
        if "programmes" in values:
            self._saver.create(ATTENDANCE, owner, values, entry)
            return ADDED
        return self._wait(entry, pair, values)

    def _keep_what_is_said(self, entry: Entry, record_id: int, values: Values) -> None:
        """Refuse a stamp where the ledger says that its member was not there."""
        known = self._saver.current(ATTENDANCE, record_id)
        if known["status"] != values["status"]:
            refuse_overwriting(entry, known["status"], known["reason"])

    def _wait(self, entry: Entry, pair: Pair, values: Values) -> str:
        whole = {"capacity": EXPECTED, "reason": None, **values}
        before = self._waiting.setdefault(pair, whole)
        if before is whole:
            self._rows[pair] = entry
            return ADDED
        for name, value in values.items():
            if before[name] not in (value, None):
                raise RowRejected(
                    entry.problem(name, "与前面的一行是同一委员同一活动，但这一项的内容不同")
                )
        before |= values
        return UNCHANGED

    def _last_id(self) -> int:
        query = sa.select(sa.func.max(ATTENDANCE.table.c.id))
        return self._saver.session.connection().scalar(query) or 0

    def _touch(self, before: int) -> None:
        """Have the rules asked of the rows that were written together."""
        table = ATTENDANCE.table
        names = ("id", "owner_id", "event_id", "member_id")
        query = sa.select(*(table.c[name] for name in names)).where(table.c.id > before)
        for record_id, *pair in self._saver.session.connection().execute(query):
            entry = self._rows.get((pair[0], pair[1], pair[2]))
            self._saver.touched.add(ATTENDANCE, pair[0], record_id, entry, None)

    def finish(self) -> None:
        """Write the waiting rows, and those that 参加委员 implies where nothing else speaks."""
        index = self._saver.directory.index
        spoken_of = set(self._pairs.values())
        for pair in self._implied:
            if pair in spoken_of or pair[1:] in index(ATTENDANCE, pair[0]).by_key:
                continue
            if pair not in self._waiting:
                self._saver.count(ADDED, ATTENDANCE.sheet)
            self._waiting[pair] = {"capacity": EXPECTED, "status": PRESENT, "reason": None}
        rows: list[dict[str, Any]] = [
            {**values, "owner_id": owner, "event_id": event_id, "member_id": member_id}
            for (owner, event_id, member_id), values in self._waiting.items()
        ]
        if rows:
            # Rows that are records of their own wait with ids already given to them.
            self._saver.write()
            before = self._last_id()
            self._saver.session.connection().execute(ATTENDANCE.table.insert(), rows)
            self._touch(before)
        self._waiting.clear()
        self._rows.clear()
        self._implied.clear()
