"""Erases the files that hang on a person's record, and on what is listed under it.

The rows go, and the log forgets what they were called and which contents they named. A place is
left in its images, so that steps before can still be undone.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from zxdesk.records import KINDS, RecordKind
from zxdesk.store.functions import image_with, in_image
from zxdesk.store.schema import CHANGE

_ERASED = "（已抹除 {}）"


@dataclass(frozen=True)
class Forgotten:
    """What was erased.

    Attributes:
        names: What the files were called.
        contents: Their SHA-256.
        entries: The log's entries whose images were blanked.
    """

    names: tuple[str, ...] = ()
    contents: frozenset[str] = frozenset()
    entries: tuple[int, ...] = ()


def holds(connection: sa.Connection, kind: RecordKind, ids: Collection[int]) -> bool:
    """Tell whether anything of such files is left, in rows or images."""
    stored = set(sa.inspect(connection).get_table_names())
    for holder, records in _holders(connection, kind, ids):
        if holder.attachments.name not in stored:
            continue
        rows = sa.select(holder.attachments.c.id).where(_of(holder.attachments, records))
        if connection.execute(rows.limit(1)).first():
            return True
        if connection.execute(_images(holder, records).limit(1)).first():
            return True
    return False


def forget(connection: sa.Connection, kind: RecordKind, ids: Collection[int]) -> Forgotten:
    """Erase the files of records, within a step that is being written."""
    names: dict[str, None] = {}
    contents: set[str] = set()
    entries: list[int] = []
    for holder, records in list(_holders(connection, kind, ids)):
        table = holder.attachments
        for row in connection.execute(sa.select(table).where(_of(table, records))):
            names[row.name] = None
            contents.add(row.sha256)
        connection.execute(table.delete().where(_of(table, records)))
        for row in connection.execute(_images(holder, records)).all():
            names |= {name: None for name in (row.was, row.then) if name}
            contents |= {sha256 for sha256 in (row.sha256_was, row.sha256_then) if sha256}
            entries.append(row.seq)
            _blank(connection, row.seq, row.row_id)
    return Forgotten(tuple(names), frozenset(contents - {""}), tuple(entries))


def _blank(connection: sa.Connection, entry: int, row_id: int) -> None:
    values = {"name": _ERASED.format(row_id), "sha256": "", "size": 0, "note": ""}
    connection.execute(
        CHANGE.update()
        .where(CHANGE.c.seq == entry)
        .values(
            before=image_with(CHANGE.c.before, values), after=image_with(CHANGE.c.after, values)
        )
    )


def _holders(
    connection: sa.Connection, kind: RecordKind, ids: Collection[int]
) -> Iterator[tuple[RecordKind, set[int]]]:
    """Give the records by kind: those themselves, and what is or was listed under them."""
    yield kind, set(ids)
    for name, column in kind.children:
        child = KINDS[name]
        there = sa.select(child.table.c.id).where(child.table.c[column].in_(ids))
        gone = sa.select(CHANGE.c.record_id).where(
            CHANGE.c.kind == name, CHANGE.c.parent_id.in_(ids)
        )
        yield child, {*connection.scalars(there), *connection.scalars(gone)}


def _of(table: sa.Table, records: Collection[int]) -> sa.ColumnElement[bool]:
    return table.c.record_id.in_(records)


def _images(kind: RecordKind, records: Collection[int]) -> sa.Select[tuple[object, ...]]:
    """Select the log's entries that still know a file of these records."""
    was, then = CHANGE.c.before, CHANGE.c.after
    known = [sa.func.coalesce(in_image(image, "sha256"), "") != "" for image in (was, then)]
    return (
        sa.select(
            CHANGE.c.seq,
            CHANGE.c.row_id,
            in_image(was, "name").label("was"),
            in_image(then, "name").label("then"),
            in_image(was, "sha256").label("sha256_was"),
            in_image(then, "sha256").label("sha256_then"),
        )
        .where(
            CHANGE.c.table_name == kind.attachments.name,
            CHANGE.c.record_id.in_(records),
            sa.or_(*known),
        )
        .order_by(CHANGE.c.seq)
    )
