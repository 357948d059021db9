"""What was done: steps, the history of a record, undo and redo across restarts."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import RefusedError, UserError
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Reference
from zxdesk.store import steps
from zxdesk.store.ledger import Ledger, WriteSession
from zxdesk.store.schema import CHANGE, STEP, all_tables, image, metadata
from zxdesk.store.steps import Changes


@dataclass(frozen=True)
class Step:
    """One entry of the history."""

    no: int
    label: str
    at: datetime
    by: str
    kind: str
    target: int | None
    changes: int


@dataclass(frozen=True)
class RecordChange:
    """One row's change within a step: its images before and after, None where it was not."""

    step: Step
    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class UndoState:
    """What can be taken back next, and what can be done again."""

    undo: Step | None
    redo: Step | None


def listed(ledger: Ledger, *, record: tuple[str, int] | None = None, limit: int = 50) -> list[Step]:
    """Give the newest steps, of the whole ledger or of one record (kind, id)."""
    query = sa.select(STEP).order_by(STEP.c.no.desc()).limit(limit)
    if record:
        touching = sa.select(CHANGE.c.step_no).where(_touches(*record))
        query = query.where(STEP.c.no.in_(touching))
    with ledger.connection() as connection:
        return [_step(row) for row in connection.execute(query)]


def of_record(ledger: Ledger, kind: str, record_id: int, *, limit: int = 100) -> list[RecordChange]:
    """Give the changes of a record and of the rows listed under it, newest first."""
    query = (
        sa.select(CHANGE, *[c.label(f"of_{c.name}") for c in STEP.columns])
        .join(STEP, STEP.c.no == CHANGE.c.step_no)
        .where(_touches(kind, record_id))
        .order_by(CHANGE.c.seq.desc())
        .limit(limit)
    )
    with ledger.connection() as connection:
        return [_record_change(row) for row in connection.execute(query)]


def last_changes(session: Session, kind: str, *, since: int) -> dict[int, Step]:
    """Give the last step after step `since` that changed each record of a kind, by id."""
    query = (
        sa.select(CHANGE.c.record_id, *[c.label(f"of_{c.name}") for c in STEP.columns])
        .join(STEP, STEP.c.no == CHANGE.c.step_no)
        .where(CHANGE.c.kind == kind, CHANGE.c.step_no > since)
        .order_by(CHANGE.c.seq)
    )
    return {row.record_id: _labelled(row) for row in session.connection().execute(query)}


def deleted(session: Session, kind: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a kind as they were when they were deleted; undone creations are none."""
    query = (
        sa.select(CHANGE.c.before)
        .join(STEP, STEP.c.no == CHANGE.c.step_no)
        .where(CHANGE.c.table_name == kind, CHANGE.c.after.is_(None), STEP.c.kind == steps.EDIT)
    )
    return (json.loads(before) for before in session.connection().scalars(query))


def _touches(kind: str, record_id: int) -> sa.ColumnElement[bool]:
    own = sa.and_(CHANGE.c.kind == kind, CHANGE.c.record_id == record_id)
    children = [child for child, _ in KINDS[kind].children]
    if not children:
        return own
    return sa.or_(own, sa.and_(CHANGE.c.kind.in_(children), CHANGE.c.parent_id == record_id))


def _step(row: Any) -> Step:
    return Step(row.no, row.label, row.at, row.by, row.kind, row.target, row.changes)


def _labelled(row: Any) -> Step:
    return Step(
        row.of_no,
        row.of_label,
        row.of_at,
        row.of_by,
        row.of_kind,
        row.of_target,
        row.of_changes,
    )


def _record_change(row: Any) -> RecordChange:
    step = _labelled(row)
    before, after = (json.loads(text) if text else None for text in (row.before, row.after))
    return RecordChange(step, row.table_name, row.row_id, before, after)


def undo_state(ledger: Ledger) -> UndoState:
    """Tell which step `undo` and which `redo` would take."""
    with ledger.connection() as connection:
        found = {row.no: _step(row) for row in connection.execute(sa.select(STEP))}
    done, undone = _stacks(found.values())
    return UndoState(
        found[done[-1]] if done else None,
        found[undone[-1]] if undone else None,
    )


def _stacks(history: Iterable[Step]) -> tuple[list[int], list[int]]:
    """Give the steps that stand and the undo steps that can be reversed, oldest first."""
    done: list[int] = []
    undone: list[int] = []
    for step in history:
        if step.kind == steps.EDIT:
            done.append(step.no)
            undone.clear()
        elif step.kind == steps.UNDO and step.target in done:
            done.remove(step.target)
            undone.append(step.no)
        elif step.kind == steps.REDO and step.target in undone:
            undone.remove(step.target)
            done.append(step.no)
    return done, undone


def undo(ledger: Ledger, number: int | None = None, *, force: bool = False) -> Changes:
    """Take back the last step, or step `number` alone, by appending its inverse.

    Args:
        force: Take it back even where records were changed since; their later changes go.

    Raises:
        RefusedError: there is nothing to undo, or records were changed since (named).
    """
    step = _undoable(ledger, number)
    with ledger.write(f"撤销：{step.label}", kind=steps.UNDO, target=step.no) as session:
        _reverse(session, step, verb="撤销", force=force)
    return session.changes


def _undoable(ledger: Ledger, number: int | None) -> Step:
    with ledger.connection() as connection:
        found = {row.no: _step(row) for row in connection.execute(sa.select(STEP))}
    done, _ = _stacks(found.values())
    if number is None:
        if not done:
            raise RefusedError(
                "没有可以撤销的步骤，没有改动任何内容", "请用 history 查看已做的步骤"
            )
        return found[done[-1]]
    if number not in found:
        raise UserError(f"没有第 {number} 步，没有改动任何内容", "请用 history 查看步骤的编号")
    if number not in done:
        raise RefusedError(
            f"第 {number} 步“{found[number].label}”不能撤销或已经撤销，没有改动任何内容",
            "请用 history 查看步骤",
        )
    return found[number]


def redo(ledger: Ledger) -> Changes:
    """Do again what was last undone.

    Raises:
        RefusedError: nothing was undone, or records were changed since.
    """
    state = undo_state(ledger)
    if state.redo is None:
        raise RefusedError("没有可以重做的步骤，没有改动任何内容", "撤销之后才能重做")
    label = state.redo.label.removeprefix("撤销：")
    with ledger.write(label, kind=steps.REDO, target=state.redo.no) as session:
        _reverse(session, state.redo, verb="重做", force=False)
    return session.changes


@dataclass
class _Net:
    """What a step did to one row on balance."""

    table: sa.Table
    row_id: int
    kind: str
    record_id: int
    before: str | None
    after: str | None


def _reverse(session: WriteSession, step: Step, *, verb: str, force: bool) -> None:
    rows = session.connection().execute(
        sa.select(CHANGE).where(CHANGE.c.step_no == step.no).order_by(CHANGE.c.seq)
    )
    nets: dict[tuple[str, int], _Net] = {}
    for row in rows:
        table = metadata.tables[row.table_name]
        net = nets.setdefault(
            (row.table_name, row.row_id),
            _Net(table, row.row_id, row.kind, row.record_id, row.before, row.after),
        )
        net.after = row.after
    changed = [net for net in nets.values() if net.before != net.after]
    if not force:
        _refuse_conflicts(session, step, changed, verb=verb)
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for net in reversed([n for n in changed if n.before is None]):
        connection.execute(net.table.delete().where(net.table.c.id == net.row_id))
    kept = [n for n in changed if n.before is not None]
    for net in kept:
        _free_key(connection, net)
    for net in reversed(kept):
        _put_back(connection, net)
    session.expire_all()


def _free_key(connection: sa.Connection, net: _Net) -> None:
    """Let a row whose key will change give its key up, for another row may get it first."""
    kind = KINDS.get(net.table.name)
    if kind is None or net.before is None or net.after is None:
        return
    before, after = json.loads(net.before), json.loads(net.after)
    if any(before[name] != after[name] for name in kind.key):
        # Every key holds within its owner; foreign keys are not looked at before the commit.
        connection.execute(
            net.table.update().where(net.table.c.id == net.row_id).values(owner_id=-net.row_id)
        )


def _put_back(connection: sa.Connection, net: _Net) -> None:
    assert net.before is not None
    values = json.loads(net.before)
    columns = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(f":{name}" for name in values)
    assignments = ", ".join(f'"{name}" = :{name}' for name in values if name != "id")
    # The image holds the stored form of each value, so it goes back untouched by column types.
    connection.execute(
        sa.text(
            f"INSERT INTO {net.table.name} ({columns}) VALUES ({places}) "
            f"ON CONFLICT (id) DO UPDATE SET {assignments}"
        ),
        values,
    )


def _refuse_conflicts(
    session: WriteSession, step: Step, changed: Sequence[_Net], *, verb: str
) -> None:
    connection = session.connection()
    conflicts = [net for net in changed if _current(connection, net) != net.after]
    gone = {(n.table.name, n.row_id) for n in changed if n.before is None}
    conflicts += [n for n in changed if n.before is None and _used_elsewhere(connection, n, gone)]
    if not conflicts:
        return
    names = list(dict.fromkeys(_named(connection, net) for net in conflicts))
    shown = "、".join(names[:5]) + (f" 等 {len(names)} 条" if len(names) > 5 else "")
    raise RefusedError(
        f"第 {step.no} 步“{step.label}”之后，{shown} 又有改动，没有{verb}",
        "请先撤销后来的改动，或在命令行用 undo 加 --force 连同后来的改动一起撤销",
        code="conflict",
    )


def _current(connection: sa.Connection, net: _Net) -> str | None:
    query = f"SELECT {image(net.table)} FROM {net.table.name} WHERE id = {net.row_id:d}"
    found: str | None = connection.exec_driver_sql(query).scalar()
    return found


def _used_elsewhere(connection: sa.Connection, net: _Net, gone: set[tuple[str, int]]) -> bool:
    for table in all_tables():
        for key in table.foreign_keys:
            if key.column.table is not net.table:
                continue
            users = (
                connection.scalars(sa.select(table.c.id).where(key.parent == net.row_id))
                if "id" in table.c
                else ()
            )
            if any((table.name, user) not in gone for user in users):
                return True
    return False


def _named(connection: sa.Connection, net: _Net) -> str:
    kind = KINDS.get(net.kind)
    if kind is None:
        return net.kind
    there = connection.scalar(sa.select(kind.table.c.id).where(kind.table.c.id == net.record_id))
    gone = "" if there else "（已删除）"
    return f"{kind.sheet}“{_name(connection, kind, net.record_id)}”{gone}"


def _name(connection: sa.Connection, kind: RecordKind, record_id: int) -> str:
    """Give what people call a record, or called it while it was there."""
    row = sa.select(CHANGE.c.before, CHANGE.c.after).where(
        CHANGE.c.table_name == kind.name, CHANGE.c.row_id == record_id
    )
    last = connection.execute(row.order_by(CHANGE.c.seq.desc()).limit(1)).one_or_none()
    value = json.loads(last.after or last.before)[kind.naming] if last else None
    spec = kind.fields[kind.naming]
    if isinstance(spec, Reference) and value is not None:
        return _name(connection, KINDS[spec.target], value)
    return spec.type.show(value)
