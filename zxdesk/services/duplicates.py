"""Two records that are one: merged field by field, with every link; or said to be two."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.duplicates import Pair
from zxdesk.queries.values import load, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Through
from zxdesk.services import records
from zxdesk.services.ledger_memory import APART, UNIT_NAMES, recalled, remember
from zxdesk.statistics.renames import Renaming
from zxdesk.store import Changes, Ledger

_LISTS = (list, tuple)


def said_apart(ledger: Ledger, kind: RecordKind) -> set[Pair]:
    """Give the pairs of a kind of which somebody said that they are not the same."""
    with ledger.read() as session:
        found = recalled(session, APART)
    pairs = set()
    for entry in found:
        match entry:
            case [str(name), int(one), int(other)] if name == kind.name:
                pairs.add((one, other))
    return pairs


def say_apart(ledger: Ledger, kind: RecordKind, pair: Pair) -> Changes:
    """Remember that two records are not the same; one step."""
    with ledger.write(f"记下两条{kind.sheet}不是同一个") as session:
        remember(session, APART, [*recalled(session, APART), [kind.name, *sorted(pair)]])
    return session.changes


def merge_records(
    ledger: Ledger, kind: RecordKind, keep: int, drop: int, *, take: Collection[str] = ()
) -> Changes:
    """Make one record of two; one step, so one undo.

    What refers to the one that goes refers to the other from then on; where both have a row for
    the same (two attendances of one event), that of the one that stays is kept. Expressions that
    name it (saved figures, quotas, reporting tables, ratings) name the other.

    Args:
        take: The fields in which the one that goes is right.

    Raises:
        UserError: the record would not hold, or cannot go.
    """
    with ledger.read() as session:
        named = titles(session, kind.name, [keep, drop])
    if len(named) != 2:
        raise UserError(f"两条{kind.sheet}有一条已经不在，没有合并", "请刷新后再看一看")
    with ledger.write(f"合并{kind.sheet}：{named[drop]} 并入 {named[keep]}") as session:
        ours, theirs = load(session, kind, keep), load(session, kind, drop)
        assert ours is not None
        assert theirs is not None
        values = {name: theirs[name] for name in take} | {
            name: tuple(dict.fromkeys((*ours[name], *theirs[name])))
            for name in kind.fields
            if isinstance(ours[name], _LISTS) and name not in take and theirs[name]
        }
        following = Renaming(session, kind, keep, ledger.own_id, gone=drop)
        _move_links(session, kind, keep, drop)
        records.delete(session, kind, drop)
        following.follow()
        known = {name: value for name, value in values.items() if name not in _moved(kind)}
        records.update(session, kind, keep, known)
        if kind.name == "unit":
            _remember_name(session, keep, drop, theirs)
    return session.changes


def _moved(kind: RecordKind) -> set[str]:
    """Give the fields whose rows are records of their own, which move by themselves."""
    return {name for name, spec in kind.fields.items() if isinstance(spec, Through)}


def _remember_name(session: Session, keep: int, drop: int, theirs: dict[str, Any]) -> None:
    """Have the next import know the unit by the name that went, too."""
    entries = [e for e in recalled(session, UNIT_NAMES) if isinstance(e, list) and len(e) == 3]
    moved = [[*e[:2], keep if e[2] == drop else e[2]] for e in entries]
    named = [theirs["category"], theirs["name"], keep]
    remember(session, UNIT_NAMES, [*(e for e in moved if e[:2] != named[:2]), named])


def names_now(ledger: Ledger) -> dict[str, str]:
    """Give what the unit is called by now whose name went when it was merged."""
    unit = KINDS["unit"].table
    with ledger.read() as session:
        entries = recalled(session, UNIT_NAMES)
        rows = session.connection().execute(
            sa.select(unit.c.id, unit.c.name).where(unit.c.owner_id == ledger.own_id)
        )
        called = {row.id: row.name for row in rows}
    found: dict[str, set[str]] = {}
    for entry in entries:
        match entry:
            case [str(), str(words), int(unit_id)] if unit_id in called:
                found.setdefault(words, set()).add(called[unit_id])
    there = set(called.values())
    return {
        words: next(iter(names))
        for words, names in found.items()
        if len(names) == 1 and words not in there
    }


def _move_links(session: Session, kind: RecordKind, keep: int, drop: int) -> None:
    """Have all that refers to one record refer to the other."""
    for table in kind.table.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is kind.table:
                _move(session, table, key.parent, keep, drop)


def _move(session: Session, table: sa.Table, column: sa.Column[Any], keep: int, drop: int) -> None:
    connection = session.connection()
    for row in connection.execute(sa.select(table).where(column == drop)).mappings().all():
        mine = table.c.id == row["id"]
        if row["id"] == keep and any(key.column.table is table for key in column.foreign_keys):
            connection.execute(table.update().where(mine).values({column: None}))  # its own parent
        elif _stands(session, table, column, keep, dict(row)):
            _drop_row(session, table, int(row["id"]))
        else:
            connection.execute(table.update().where(mine).values({column: keep}))


def _stands(
    session: Session, table: sa.Table, column: sa.Column[Any], keep: int, row: dict[str, Any]
) -> bool:
    """Tell whether a row, once moved, would be there twice."""
    for constraint in table.constraints:
        if not isinstance(constraint, sa.UniqueConstraint):
            continue
        names = [c.name for c in constraint.columns]
        if column.name not in names:
            continue
        wanted = {name: keep if name == column.name else row[name] for name in names}
        same = [table.c[name].is_not_distinct_from(value) for name, value in wanted.items()]
        if session.connection().scalar(sa.select(table.c.id).where(*same)) is not None:
            return True
    return False


def _drop_row(session: Session, table: sa.Table, row_id: int) -> None:
    if table.name in KINDS:
        records.delete(session, KINDS[table.name], row_id)
    else:
        session.connection().execute(table.delete().where(table.c.id == row_id))
