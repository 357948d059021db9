"""Rows that have the number of one of our records and are another one: they come in beside it."""

from collections.abc import Iterable
from typing import Protocol

from sqlmodel import Session

from zxdesk.exchange.rows import Entry, RowRejected
from zxdesk.exchange.saving import Saver
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import Value
from zxdesk.records.proposal import PROPOSAL
from zxdesk.services.numbering import next_serial

Key = tuple[Value, ...]
_DOUBTFUL = "与本方同编号的记录有同有异，分不清是不是同一条，请在一边改好编号、名称或日期"


class Colleague(Protocol):
    """What is asked where the rows are those of a colleague who worked apart."""

    def judge(self, kind: RecordKind, record_id: int, current: Values, changed: Values) -> bool:
        """Tell whether a record of ours is changed as a row says."""

    def same(self, kind: RecordKind, current: Values, values: Values) -> bool | None:
        """Tell whether a row is the record of its number; None where it cannot be told."""

    def enters(self, kind: RecordKind, new_id: int, ours_id: int, key: Key) -> None:
        """Hear that a row came in beside ours, which has its key."""

    def finish(self, session: Session) -> None:
        """Look at what was done, within the step, once every row is taken."""


class Beside:
    """Enters such rows under free numbers; rows that name the number mean them from then on."""

    def __init__(self, saver: Saver, colleague: Colleague | None, entries: Iterable[Entry]) -> None:
        """Enter rows with this saver.

        Args:
            colleague: Asked whether a row is the record of its number; without him, it is.
            entries: All rows, whose numbers are not to be given to others.
        """
        self._saver = saver
        self._colleague = colleague
        self._keys = {
            tuple(entry.plain().get(name) for name in PROPOSAL.key)
            for entry in entries
            if entry.kind is PROPOSAL
        }
        self._entered: dict[tuple[str, int], Key] = {}

    def enter(
        self, kind: RecordKind, owner: int, record_id: int, values: Values, entry: Entry
    ) -> int | None:
        """Enter a row that has a record's key and is another one; None where it is the same.

        Raises:
            RowRejected: it cannot be told, or the new record does not hold.
        """
        if self._colleague is None or (kind.name, record_id) in self._entered:
            return None
        same = self._colleague.same(kind, self._saver.current(kind, record_id), values)
        if same is None:
            self._saver.doubt(kind, owner, record_id)
            raise RowRejected(entry.problem(kind.key[-1], _DOUBTFUL, kind))
        return None if same else self._enter(kind, owner, record_id, values, entry)

    def _enter(
        self, kind: RecordKind, owner: int, record_id: int, values: Values, entry: Entry
    ) -> int:
        key = tuple(values[name] for name in kind.key)
        fresh = {name: value for name, value in values.items() if name != "number"}
        if kind is PROPOSAL:
            fresh["serial"] = self._serial(owner, key)
        new_id = self._saver.create(kind, owner, fresh, entry)
        by_key = self._saver.directory.index(kind, owner).by_key
        by_key[key] = new_id
        self._entered[kind.name, new_id] = key
        self._saver.on_revert(lambda: by_key.update({key: record_id}))
        assert self._colleague is not None
        self._colleague.enters(kind, new_id, record_id, key)
        return new_id

    def settled(self, kind: RecordKind, record_id: int, values: Values) -> Values:
        """Leave the number out of a further row on a record that got another one."""
        if (kind.name, record_id) not in self._entered:
            return values
        return {name: value for name, value in values.items() if name not in kind.key}

    def _serial(self, owner: int, key: Key) -> str:
        """Give the next free 流水号 of a session."""
        self._saver.write()
        taken = self._saver.directory.index(PROPOSAL, owner).by_key.keys() | self._keys
        serial = next_serial(self._saver.session, key[0], key[1], owner_id=owner)
        while (*key[:-1], serial) in taken:
            serial = f"{int(serial) + 1:0{len(serial)}d}"
        return serial
