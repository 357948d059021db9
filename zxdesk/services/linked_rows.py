"""The fields of a record that stand in rows of their own: links, lines, and records below it."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.values import Values
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import Lines, RefList, Through
from zxdesk.services.batches import rows_of
from zxdesk.services.removal import refused_removals


def store_collections(
    session: Session, kind: RecordKind, record_id: int, values: Values, *, owner_id: int
) -> None:
    """Write the fields of a record that stand in rows of their own."""
    through: dict[str, list[Through]] = {}
    for name, value in values.items():
        spec = kind.fields[name]
        if isinstance(spec, Through):
            through.setdefault(spec.child, []).append(spec)
        elif isinstance(spec, (RefList, Lines)):
            _store_links(session, record_id, spec, value or ())
    for specs in through.values():
        _store_through(session, record_id, specs, values, owner_id=owner_id)


def _store_links(
    session: Session, record_id: int, spec: RefList | Lines, value: Sequence[Value]
) -> None:
    connection = session.connection()
    connection.execute(spec.table.delete().where(spec.table.c.record_id == record_id))
    rows = rows_of(spec, record_id, value)
    if rows:
        connection.execute(spec.table.insert(), rows)


def _store_through(
    session: Session, record_id: int, specs: Sequence[Through], values: Values, *, owner_id: int
) -> None:
    """Make the missing rows of fields whose rows are records, delete those that went.

    A target that stood under another of the fields changes over with its dates.
    """
    first = specs[0]
    table, column = KINDS[first.child].table, first.fixed[0]
    wanted = {target: spec.fixed[1] for spec in specs for target in values[spec.name] or ()}
    connection = session.connection()
    mine = table.c[first.parent] == record_id
    query = sa.select(table.c[first.target_column], table.c.id, table.c[column]).where(mine)
    standing = {target: (row, fixed) for target, row, fixed in connection.execute(query)}
    given = {spec.fixed[1] for spec in specs}
    gone = [row for t, (row, fixed) in standing.items() if fixed in given and t not in wanted]
    if gone:
        connection.execute(table.delete().where(table.c.id.in_(gone)))
    for target, fixed in wanted.items():
        if target in standing and standing[target][1] != fixed:
            changed = table.update().where(table.c.id == standing[target][0])
            connection.execute(changed.values({column: fixed}))
    rows = [
        {"owner_id": owner_id, first.parent: record_id, first.target_column: target, column: fixed}
        for target, fixed in wanted.items()
        if target not in standing
    ]
    if rows:
        connection.execute(table.insert(), rows)


def losses(
    session: Session, kind: RecordKind, record_id: int, current: Values, changed: Values
) -> dict[str, str]:
    """Give, by field, why a record that a change would delete may not be deleted."""
    found: dict[str, str] = {}
    kept = {
        (spec.child, target)
        for name, spec in kind.fields.items()
        if isinstance(spec, Through)
        for target in (current | changed)[name] or ()
    }
    for name in changed:
        spec = kind.fields[name]
        if not isinstance(spec, Through):
            continue
        gone = [t for t in current[name] if (spec.child, t) not in kept]
        rows = KINDS[spec.child].table
        query = sa.select(rows.c.id).where(
            rows.c[spec.parent] == record_id, rows.c[spec.target_column].in_(gone)
        )
        ids = list(session.connection().scalars(query)) if gone else []
        if refused := refused_removals(session, KINDS[spec.child], ids):
            found[name] = refused[0]
    return found
