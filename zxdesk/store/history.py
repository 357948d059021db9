"""What was done: steps, the history of a record, undo and redo across restarts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import RefusedError, UserError
from zxdesk.records import KINDS
from zxdesk.store import conflicts, steps
from zxdesk.store.conflicts import Net
from zxdesk.store.dialect import dialect_of
from zxdesk.store.images import row_of
from zxdesk.store.ledger import Ledger, WriteSession
from zxdesk.store.schema import BLANKED, CHANGE, STEP, metadata
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
    """One row's change within a step: its images before and after, None where it was not.

    Attributes:
        kind: Kind and id of the record that the row belongs to.
        parent: The record that this one is listed under, if any.
    """

    step: Step
    table: str
    kind: str
    record_id: int
    parent: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True)
class UndoState:
    """What can be taken back next, and what can be done again."""

    undo: Step | None
    redo: Step | None


@dataclass(frozen=True, kw_only=True)
class StepQuery:
    """Which steps are wanted; what is empty wants all.

    Attributes:
        since: The first moment.
        words: Part of what a step is called.
    """

    by: str = ""
    kind: str = ""
    since: datetime | None = None
    words: str = ""

    def conditions(self) -> Iterator[sa.ColumnElement[bool]]:
        """Say it in SQL."""
        if self.by:
            yield STEP.c.by == self.by
        if self.kind:
            yield STEP.c.no.in_(sa.select(CHANGE.c.step_no).where(CHANGE.c.kind == self.kind))
        if self.since:
            yield STEP.c.at >= self.since
        if self.words:
            yield STEP.c.label.contains(self.words, autoescape=True)


def listed(
    ledger: Ledger,
    *,
    record: tuple[str, int] | None = None,
    asked: StepQuery | None = None,
    limit: int = 50,
) -> list[Step]:
    """Give the newest steps, of the whole ledger or of one record (kind, id)."""
    query = sa.select(STEP).order_by(STEP.c.no.desc()).limit(limit)
    if record:
        touching = sa.select(CHANGE.c.step_no).where(_touches(*record))
        query = query.where(STEP.c.no.in_(touching))
    if asked:
        query = query.where(*asked.conditions())
    with ledger.connection() as connection:
        return [_step(row) for row in connection.execute(query)]


def of_record(ledger: Ledger, kind: str, record_id: int, *, limit: int = 100) -> list[RecordChange]:
    """Give the changes of a record and of the rows listed under it, newest first."""
    query = (
        with_steps()
        .where(_touches(kind, record_id), CHANGE.c.table_name != BLANKED)
        .order_by(CHANGE.c.seq.desc())
        .limit(limit)
    )
    with ledger.connection() as connection:
        return [record_change(row) for row in connection.execute(query)]


def of_step(ledger: Ledger, number: int, *, limit: int = 2000) -> list[RecordChange]:
    """Give the changes of one step in their order."""
    query = (
        with_steps()
        .where(CHANGE.c.step_no == number, CHANGE.c.table_name != BLANKED)
        .order_by(CHANGE.c.seq)
        .limit(limit)
    )
    with ledger.connection() as connection:
        return [record_change(row) for row in connection.execute(query)]


def authors(ledger: Ledger) -> list[str]:
    """Give everybody who made a step."""
    with ledger.connection() as connection:
        return list(connection.scalars(sa.select(STEP.c.by).distinct().order_by(STEP.c.by)))


def standing(ledger: Ledger) -> frozenset[int]:
    """Give the numbers of the steps that may be taken back."""
    with ledger.connection() as connection:
        done, _ = _stacks(_step(row) for row in connection.execute(sa.select(STEP)))
    return frozenset(done)


def with_steps() -> sa.Select[Any]:
    """Ask for changes, each with its step."""
    columns = [column.label(f"of_{column.name}") for column in STEP.columns]
    return sa.select(CHANGE, *columns).join(STEP, STEP.c.no == CHANGE.c.step_no)


def last_changes(session: Session, kind: str, *, since: int) -> dict[int, Step]:
    """Give the last step after step `since` that changed each record of a kind, by id."""
    query = (
        sa.select(CHANGE.c.record_id, *[c.label(f"of_{c.name}") for c in STEP.columns])
        .join(STEP, STEP.c.no == CHANGE.c.step_no)
        .where(CHANGE.c.kind == kind, CHANGE.c.step_no > since)
        .order_by(CHANGE.c.seq)
    )
    return {row.record_id: _labelled(row) for row in session.connection().execute(query)}


def last_images(session: Session, kind: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Give deleted records' rows as the log last had them, by id."""
    found = {}
    for record_id in ids:
        query = (
            sa.select(CHANGE.c.before)
            .where(CHANGE.c.table_name == kind, CHANGE.c.row_id == record_id)
            .where(CHANGE.c.after.is_(None))
            .order_by(CHANGE.c.seq.desc())
        )
        before = session.connection().scalar(query.limit(1))
        if before is not None:
            found[record_id] = row_of(metadata.tables[kind], before)
    return found


def deleted(session: Session, kind: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a kind as they were when they were deleted; undone creations are none."""
    query = (
        sa.select(CHANGE.c.before)
        .join(STEP, STEP.c.no == CHANGE.c.step_no)
        .where(CHANGE.c.table_name == kind, CHANGE.c.after.is_(None), STEP.c.kind == steps.EDIT)
    )
    table = metadata.tables[kind]
    return (row_of(table, before) for before in session.connection().scalars(query))


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


def record_change(row: Any) -> RecordChange:
    """Read a row of `with_steps`."""
    step = _labelled(row)
    table = metadata.tables[row.table_name]
    before, after = (row_of(table, text) if text else None for text in (row.before, row.after))
    return RecordChange(step, row.table_name, row.kind, row.record_id, row.parent_id, before, after)


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


def _reverse(session: WriteSession, step: Step, *, verb: str, force: bool) -> None:
    connection = session.connection()
    changed = [net for net in _nets(connection, step) if net.before != net.after]
    what = {"title": _title(step), "verb": verb}
    if not force:
        conflicts.refuse_later_changes(connection, changed, **what)
    conflicts.refuse_used(connection, changed, **what)
    conflicts.refuse_impossible(connection, changed, **what)
    dialect_of(connection).check_keys_at_end(connection)
    for table, made in reversed([*conflicts.by_table(n for n in changed if n.before is None)]):
        _remove(connection, table, made)
    kept = [n for n in changed if n.before is not None]
    for net in kept:
        _free_key(connection, net)
    for table, rows in conflicts.by_table(kept):
        put_back(connection, table, rows)
    session.expire_all()


def _nets(connection: sa.Connection, step: Step) -> Iterable[Net]:
    """Give what a step did to each row on balance, in the order in which it came to them."""
    names = ("table_name", "row_id", "kind", "record_id", "before", "after")
    query = sa.select(*[CHANGE.c[name] for name in names]).where(CHANGE.c.step_no == step.no)
    nets: dict[tuple[str, int], Net] = {}
    for row in connection.execute(query.order_by(CHANGE.c.seq)):
        name, row_id, kind, record_id, before, after = row
        if net := nets.get((name, row_id)):
            net.after = after
        else:
            table = metadata.tables[name]
            nets[name, row_id] = Net(table, row_id, kind, record_id, before, after)
    return nets.values()


def _title(step: Step) -> str:
    return f"第 {step.no} 步“{step.label}”"


def _free_key(connection: sa.Connection, net: Net) -> None:
    """Let a row whose key will change give its key up, for another row may get it first."""
    kind = KINDS.get(net.table.name)
    if kind is None or net.before is None or net.after is None:
        return
    before, after = row_of(net.table, net.before), row_of(net.table, net.after)
    if any(before[name] != after[name] for name in kind.key):
        # Every key holds within its owner; foreign keys are not looked at before the commit.
        connection.execute(
            net.table.update().where(net.table.c.id == net.row_id).values(owner_id=-net.row_id)
        )


def _remove(connection: sa.Connection, table: sa.Table, nets: Sequence[Net]) -> None:
    """Take rows away, the last that came first: another of them may stand on it."""
    going = [{"going": net.row_id} for net in reversed(nets)]
    connection.execute(table.delete().where(table.c.id == sa.bindparam("going")), going)


def put_back(connection: sa.Connection, table: sa.Table, nets: Sequence[Net]) -> None:
    """Let rows be what they were."""
    images = [row_of(table, net.before or "") for net in reversed(nets)]
    dialect_of(connection).put_back(connection, table, images)
