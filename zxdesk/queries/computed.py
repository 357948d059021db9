"""Columns of lists that are worked out from other records."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries import handling
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.event import EXPECTED, HELD, PRESENT
from zxdesk.records.kind import RefList

# Fields that a list shows as other records say: a deadline as its units' extensions have it.
_SORTS: dict[tuple[str, str], Callable[[Any], sa.ColumnElement[Any]]] = {
    ("proposal", "due_on"): handling.due_on
}
TITLES = {"@attendance": "实到/应到", "@sessions": "已开展", "@events": "活动"}

_EVENT = KINDS["event"].table
_ATTENDANCE = KINDS["attendance"].table


def values(session: Session, kind: RecordKind, name: str, ids: Sequence[int]) -> dict[int, str]:
    """Give a worked-out column for these records, as text."""
    return _COLUMNS[name](session, kind, ids)


def _attendance(session: Session, _kind: RecordKind, ids: Sequence[int]) -> dict[int, str]:
    expected = sa.func.count().filter(_ATTENDANCE.c.capacity == EXPECTED)
    present = sa.func.count().filter(
        _ATTENDANCE.c.capacity == EXPECTED, _ATTENDANCE.c.status == PRESENT
    )
    query = (
        sa.select(_ATTENDANCE.c.event_id, present, expected)
        .where(_ATTENDANCE.c.event_id.in_(ids))
        .group_by(_ATTENDANCE.c.event_id)
    )
    found = {row[0]: f"{row[1]}/{row[2]}" for row in session.connection().execute(query)}
    return {record_id: found.get(record_id, "—") for record_id in ids}


def _held_links(field: str) -> Callable[[Session, RecordKind, Sequence[int]], dict[int, str]]:
    def count(session: Session, _kind: RecordKind, ids: Sequence[int]) -> dict[int, str]:
        link = _link(field)
        query = (
            sa.select(link.c.target_id, sa.func.count())
            .join(_EVENT, _EVENT.c.id == link.c.record_id)
            .where(link.c.target_id.in_(ids), _EVENT.c.state == HELD)
            .group_by(link.c.target_id)
        )
        found = {row[0]: str(row[1]) for row in session.connection().execute(query)}
        return {record_id: found.get(record_id, "0") for record_id in ids}

    return count


def _link(field: str) -> Any:
    spec = KINDS["event"].fields[field]
    assert isinstance(spec, RefList)
    return spec.table


_COLUMNS: dict[str, Callable[[Session, RecordKind, Sequence[int]], dict[int, str]]] = {
    "@attendance": _attendance,
    "@sessions": _held_links("topics"),
    "@events": _held_links("venues"),
}


def is_worked_out(kind: RecordKind, name: str) -> bool:
    """Tell whether a column is sorted by what other records say."""
    return name.startswith("@") or (kind.name, name) in _SORTS


def sort_key(kind: RecordKind, name: str) -> sa.ColumnElement[Any]:
    """Give the SQL by which a worked-out column is sorted."""
    if (kind.name, name) in _SORTS:
        return _SORTS[kind.name, name](kind.table)
    if name == "@attendance":
        return (
            sa.select(sa.func.count())
            .where(
                _ATTENDANCE.c.event_id == kind.table.c.id,
                _ATTENDANCE.c.capacity == EXPECTED,
                _ATTENDANCE.c.status == PRESENT,
            )
            .scalar_subquery()
        )
    link = _link("topics" if name == "@sessions" else "venues")
    event = _EVENT.alias()
    return (
        sa.select(sa.func.count())
        .select_from(link.join(event, event.c.id == link.c.record_id))
        .where(link.c.target_id == kind.table.c.id, event.c.state == HELD)
        .scalar_subquery()
    )
