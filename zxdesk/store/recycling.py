"""The recycle bin: what was deleted and is not there now, and the way back."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from zxdesk.records import KINDS
from zxdesk.store import conflicts, steps
from zxdesk.store.conflicts import Net
from zxdesk.store.dialect import dialect_of
from zxdesk.store.history import RecordChange, put_back, record_change, with_steps
from zxdesk.store.ledger import Ledger
from zxdesk.store.schema import CHANGE, STEP, metadata
from zxdesk.store.steps import Changes


def removals(ledger: Ledger, *, limit: int = 1000) -> list[RecordChange]:
    """Give the newest deletions of records that are not there now, each record once."""
    query = (
        with_steps()
        .where(CHANGE.c.table_name == CHANGE.c.kind, CHANGE.c.after.is_(None))
        .where(STEP.c.kind.in_((steps.EDIT, steps.REDO)))
        .order_by(CHANGE.c.seq.desc())
        .limit(limit)
    )
    found: dict[tuple[str, int], RecordChange] = {}
    with ledger.connection() as connection:
        for row in connection.execute(query):
            if row.kind in KINDS:
                found.setdefault((row.kind, row.record_id), record_change(row))
        for kind in {kind for kind, _ in found}:
            there = set(connection.scalars(sa.select(KINDS[kind].table.c.id)))
            found = {
                key: one for key, one in found.items() if key[0] != kind or key[1] not in there
            }
    return list(found.values())


def bring_back(ledger: Ledger, gone: RecordChange, title: str) -> Changes:
    """Put a deleted record back, with its links and all that was listed under it.

    Raises:
        RefusedError: its number was given to another, or what it points to is gone (named).
    """
    children = [child for child, _ in KINDS[gone.kind].children]
    with ledger.write(f"恢复{KINDS[gone.kind].sheet} {title}") as session:
        connection = session.connection()
        nets = [
            Net(metadata.tables[one.table], one.row_id, one.kind, one.record_id, one.image, None)
            for one in _gone_with(connection, gone, children)
        ]
        conflicts.refuse_impossible(connection, nets, title=f"“{title}”", verb="恢复")
        dialect_of(connection).check_keys_at_end(connection)
        for table, rows in conflicts.by_table(nets):
            put_back(connection, table, rows)
        session.expire_all()
    return session.changes


def _gone_with(
    connection: sa.Connection, gone: RecordChange, children: Sequence[str]
) -> Iterator[Any]:
    """Give the rows that went with a record: table, row_id, kind, record_id and last image."""
    own = sa.and_(CHANGE.c.kind == gone.kind, CHANGE.c.record_id == gone.record_id)
    under = sa.and_(CHANGE.c.kind.in_(children), CHANGE.c.parent_id == gone.record_id)
    query = sa.select(
        CHANGE.c.table_name.label("table"),
        CHANGE.c.row_id,
        CHANGE.c.kind,
        CHANGE.c.record_id,
        CHANGE.c.before.label("image"),
    ).where(CHANGE.c.step_no == gone.step.no, CHANGE.c.after.is_(None), sa.or_(own, under))
    return iter(connection.execute(query.order_by(CHANGE.c.seq)).all())
