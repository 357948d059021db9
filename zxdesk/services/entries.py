"""What one form or one click writes: records made, changed or deleted, all in one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from zxdesk import text
from zxdesk.queries.attachments import counted
from zxdesk.queries.values import Values, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.attachment import TITLE
from zxdesk.services import records
from zxdesk.services.new_targets import with_targets
from zxdesk.store import Changes, Ledger

LONGEST_TITLE = 24


@dataclass(frozen=True, kw_only=True)
class RecordEntry:
    """A record as it is entered.

    Attributes:
        record_id: None for a new one.
        values: All that is known of a new record; of a kept one what was changed.
        under: The field that takes the id of the record entered first; empty for none.
    """

    kind: RecordKind
    record_id: int | None
    values: Values
    under: str = ""


@dataclass(frozen=True)
class EnteredRecords:
    """What was written, and the ids of the records in the order of their entries."""

    changes: Changes
    ids: tuple[int, ...]


def enter(ledger: Ledger, entries: Sequence[RecordEntry], *, label: str) -> EnteredRecords:
    """Write records in one step, with what they name and is missing.

    Raises:
        InvalidRecord: one of them would not hold; nothing is written.
        UserError: one of them is gone.
    """
    ids: list[int] = []
    with ledger.write(label) as session:
        for entry in entries:
            first = {entry.under: ids[0]} if entry.under else {}
            ids.append(_written(session, ledger, entry, entry.values | first))
    return EnteredRecords(session.changes, tuple(ids))


def _written(session: Session, ledger: Ledger, entry: RecordEntry, values: Values) -> int:
    owner_id, today = ledger.own_id, ledger.today
    known = with_targets(session, values, owner_id=owner_id, today=today)
    if entry.record_id is not None:
        records.update(session, entry.kind, entry.record_id, known)
        return entry.record_id
    now = ledger.clock()
    return records.create(session, entry.kind, known, owner_id=owner_id, today=today, now=now)


def short_title(ledger: Ledger, kind: RecordKind, record_id: int) -> str:
    """Give what a record is called, short enough for the name of a step."""
    with ledger.read() as session:
        title = titles(session, kind.name, [record_id]).get(record_id, "")
    return text.shortened(title, LONGEST_TITLE)


def removed_along(ledger: Ledger, kind: RecordKind, ids: Sequence[int]) -> tuple[str, ...]:
    """Name what is listed under records, or hangs on them, and goes with them: 24 条出席."""
    with ledger.read() as session:
        below = records.listed_under(session, kind, ids)
        found = [f"{count} 条{KINDS[child].sheet}" for child, count in below]
        files = counted(session, kind, ids)
    return (*found, *([f"{files} 个{TITLE}"] if files else []))


def remove_records(ledger: Ledger, kind: RecordKind, ids: Sequence[int]) -> Changes:
    """Delete records and the rows listed under them, all in one step or none.

    Raises:
        UserError: records that stay refer to one of them (named), or a rule speaks against it.
    """
    one = short_title(ledger, kind, ids[0]) if len(ids) == 1 else f"{len(ids)} 条"
    with ledger.write(f"删除{kind.sheet} {one}") as session:
        _remove(session, kind, list(ids))
    return session.changes


def _remove(session: Session, kind: RecordKind, ids: list[int]) -> None:
    """Delete records, those first to which none of the others refers."""
    while ids:
        used = [one for one in ids if records.users_of(session, kind, one)]
        free = [one for one in ids if one not in set(used)] or ids[:1]
        for record_id in free:
            records.delete(session, kind, record_id)
        ids = [one for one in ids if one not in set(free)]
