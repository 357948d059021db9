"""What belongs together: the records that refer to a record, and those it refers to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.values import Names, Values, load, load_many, referred, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Field, OneOf, Reference, RefList

SHOWN = 50
# Links whose field does not say what they are when seen from the other end.
_SEEN_FROM_BEHIND = {
    ("proposal", "merged_into_id"): "并入本案的提案",
    ("venue", "leads"): "牵头的阵地",
    ("venue", "team"): "所在团队的阵地",
}


@dataclass(frozen=True)
class LinkGroup:
    """Linked records of one kind under one heading.

    Attributes:
        records: (id, title), the newest first, at most `SHOWN`.
        total: How many there are.
        ids: All of them.
    """

    title: str
    kind: str
    records: tuple[tuple[int, str], ...]
    total: int
    ids: tuple[int, ...] = ()


def linked(session: Session, kind: RecordKind, record_id: int) -> list[LinkGroup]:
    """Give everything linked with a record, both ways, without empty groups."""
    values = load(session, kind, record_id)
    if values is None:
        return []
    groups = [*_forward(session, kind, values), *_backward(session, kind, record_id)]
    return [group for group in groups if group.total]


def ids_under(session: Session, kind: RecordKind, column: str, parent_id: int) -> list[int]:
    """Give the records of a kind that belong to a record, in the order they were entered."""
    query = sa.select(kind.table.c.id).where(kind.table.c[column] == parent_id)
    return list(session.connection().scalars(query.order_by(kind.table.c.id)))


def _forward(session: Session, kind: RecordKind, values: Values) -> Iterator[LinkGroup]:
    for spec in kind.visible_fields():
        by_kind: dict[str, list[int]] = {}
        for target, target_id in referred(spec, values.get(spec.name)):
            by_kind.setdefault(target, []).append(target_id)
        for target, ids in by_kind.items():
            yield _group(session, spec.caption, target, ids)


def _backward(session: Session, kind: RecordKind, record_id: int) -> Iterator[LinkGroup]:
    children = {child for child, _ in kind.children}
    for other in KINDS.values():
        if other.name in children:
            continue
        for spec in other.fields.values():
            column = _points_to(other, spec, kind)
            if column is None:
                continue
            ids = _users(session, other, spec, column, record_id)
            same = sum(1 for f in other.fields.values() if _points_to(other, f, kind) is not None)
            usual = other.sheet if same == 1 else f"{other.sheet}（{spec.caption}）"
            title = _SEEN_FROM_BEHIND.get((other.name, spec.name), usual)
            yield _group(session, title, other.name, ids, seen_from=kind.name)


def _points_to(other: RecordKind, spec: Field, kind: RecordKind) -> Any | None:
    """Give the column by which a field of `other` points to records of `kind`."""
    if isinstance(spec, OneOf):
        return next((other.table.c[c] for t, c in spec.options if t == kind.name), None)
    if spec.name in other.hidden_columns or not isinstance(spec, Reference):
        return None
    if spec.target != kind.name:
        return None
    return spec.table.c.target_id if isinstance(spec, RefList) else other.table.c[spec.name]


def _users(
    session: Session, other: RecordKind, spec: Field, column: Any, record_id: int
) -> list[int]:
    table = other.table
    if isinstance(spec, RefList):
        chosen = table.c.id.in_(
            sa.select(spec.table.c.record_id).where(spec.table.c.target_id == record_id)
        )
    else:
        chosen = column == record_id
    query = sa.select(table.c.id).where(chosen)
    if other.dated:
        query = query.order_by(table.c[other.dated].desc())
    return list(session.connection().scalars(query.order_by(table.c.id.desc())))


def _group(
    session: Session, title: str, kind: str, ids: list[int], *, seen_from: str = ""
) -> LinkGroup:
    shown = ids[:SHOWN]
    named = _named(session, KINDS[kind], shown, seen_from)
    records = tuple((i, named[i]) for i in shown if i in named)
    return LinkGroup(title, kind, records, len(ids), tuple(ids))


def _named(session: Session, kind: RecordKind, ids: list[int], seen_from: str) -> dict[int, str]:
    """Give what these records are called; not by the very record from which they are seen."""
    spec = kind.fields[kind.naming]
    if not isinstance(spec, Reference) or spec.target != seen_from:
        return titles(session, kind.name, ids)
    rest = [name for name in kind.key if name != kind.naming]
    words = Names(session).show(kind, load_many(session, kind, ids, rest))
    return {i: " ".join(filter(None, (words[i][name] for name in rest))) for i in words}
