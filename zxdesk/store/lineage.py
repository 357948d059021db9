"""What two copies of one ledger have in common, and what a record was since they parted.

Step hashes are chained: where a step has the same hash in both logs, all before it is the same too.
A record is known across ledgers by the step that made it and its id there (see `schema.ORIGIN`).
"""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from zxdesk.records import RecordKind
from zxdesk.records.kind import Lines, OneOf, RefList, Through
from zxdesk.store.dialect import dialect_of
from zxdesk.store.images import row_of
from zxdesk.store.schema import BLANKED, CHANGE, STEP, metadata

# A record as it is stored: by field, references as ids, lists as tuples.
State = Mapping[str, Any]
_Rows = dict[tuple[str, int], dict[str, Any]]


def step_hashes(connection: sa.Connection) -> dict[str, int]:
    """Give the number of every finished step by its hash."""
    query = sa.select(STEP.c.hash, STEP.c.no).where(STEP.c.hash != "")
    return {row.hash: row.no for row in connection.execute(query)}


def common_step(ours: Mapping[str, int], his: Mapping[str, int]) -> int:
    """Give the last step that both logs have; 0 where the ledgers were founded apart."""
    return max((number for hash_, number in his.items() if ours.get(hash_) == number), default=0)


def touched(connection: sa.Connection, since: int) -> dict[str, list[int]]:
    """Give the records by kind that were made, changed or deleted after a step."""
    query = (
        sa.select(CHANGE.c.kind, CHANGE.c.record_id)
        .where(CHANGE.c.step_no > since)
        .group_by(CHANGE.c.kind, CHANGE.c.record_id)
        .order_by(CHANGE.c.kind, CHANGE.c.record_id)
    )
    found: dict[str, list[int]] = {}
    for row in connection.execute(query):
        found.setdefault(row.kind, []).append(row.record_id)
    return found


def erased(connection: sa.Connection, since: int) -> set[tuple[str, int]]:
    """Give the records whose personal fields were blanked after a step, by kind and id."""
    query = sa.select(CHANGE.c.kind, CHANGE.c.record_id).distinct()
    rows = connection.execute(query.where(CHANGE.c.table_name == BLANKED, CHANGE.c.step_no > since))
    return {(row.kind, row.record_id) for row in rows}


def born(connection: sa.Connection, since: int) -> dict[tuple[str, int], str]:
    """Give the hash of the step that made each record made after a step, by kind and id."""
    first = (
        sa.select(sa.func.min(CHANGE.c.seq).label("seq"))
        .where(CHANGE.c.step_no > since, CHANGE.c.table_name == CHANGE.c.kind)
        .group_by(CHANGE.c.table_name, CHANGE.c.row_id)
        .subquery()
    )
    query = (
        sa.select(CHANGE.c.kind, CHANGE.c.row_id, STEP.c.hash)
        .join(first, first.c.seq == CHANGE.c.seq)
        .join(STEP, STEP.c.no == CHANGE.c.step_no)
        .where(CHANGE.c.before.is_(None))
    )
    return {(row.kind, row.row_id): row.hash for row in connection.execute(query)}


def states(
    connection: sa.Connection, kind: RecordKind, record_id: int, *, since: int
) -> list[State | None]:
    """Give what a record is and what it was after each step since a step, the newest first."""
    rows = _stored(connection, kind, record_id)
    found = [_state(kind, record_id, rows)]
    query = (
        sa.select(CHANGE.c.step_no, CHANGE.c.table_name, CHANGE.c.row_id, CHANGE.c.before)
        .where(CHANGE.c.kind == kind.name, CHANGE.c.record_id == record_id)
        .where(CHANGE.c.step_no > since)
        .order_by(CHANGE.c.seq.desc())
    )
    for _, changes in groupby(connection.execute(query), key=lambda row: row.step_no):
        for change in changes:
            if change.before is None:
                rows.pop((change.table_name, change.row_id), None)
            else:
                table = metadata.tables[change.table_name]
                rows[table.name, change.row_id] = row_of(table, change.before)
        found.append(_state(kind, record_id, rows))
    return found


def _stored(connection: sa.Connection, kind: RecordKind, record_id: int) -> _Rows:
    rows: _Rows = {}
    for table in (kind.table, *_link_tables(kind)):
        column = "id" if table is kind.table else "record_id"
        image = dialect_of(connection).image(table)
        query = f"SELECT id, {image} FROM {table.name} WHERE {column} = {record_id:d}"
        for row_id, text in connection.exec_driver_sql(query):
            rows[table.name, row_id] = row_of(table, text)
    return rows


def _link_tables(kind: RecordKind) -> Iterator[sa.Table]:
    for spec in kind.extra:
        if isinstance(spec, (RefList, Lines)) and not isinstance(spec, Through):
            yield spec.table


def _state(kind: RecordKind, record_id: int, rows: _Rows) -> State | None:
    own = rows.get((kind.name, record_id))
    if own is None:
        return None
    state: dict[str, Any] = {}
    for spec in kind.visible_fields():
        if isinstance(spec, OneOf):
            ids = [(target, own[column]) for target, column in spec.options]
            state[spec.name] = next((one for one in ids if one[1] is not None), None)
        elif isinstance(spec, (RefList, Lines)):
            if not isinstance(spec, Through):
                state[spec.name] = _listed(spec, rows)
        else:
            state[spec.name] = own[spec.name]
    return state


def _listed(spec: RefList | Lines, rows: _Rows) -> tuple[Any, ...]:
    found = [row for (table, _), row in rows.items() if table == spec.table.name]
    found.sort(key=lambda row: (row["position"], row["id"]))
    if isinstance(spec, RefList):
        return tuple(row["target_id"] for row in found)
    return tuple(tuple(row[name] for name, _, _ in spec.parts) for row in found)
