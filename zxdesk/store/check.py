"""Is the ledger whole, and does the change log agree with the rows?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from zxdesk.records import KINDS, Committee, Setting
from zxdesk.records.attachment import TITLE
from zxdesk.records.kind import Lines, RefList
from zxdesk.store import backups, blanking, fulltext
from zxdesk.store.dialect import dialect_of
from zxdesk.store.functions import digest
from zxdesk.store.images import same
from zxdesk.store.ledger import Ledger
from zxdesk.store.problems import explained
from zxdesk.store.schema import (
    CHANGE,
    OWN_COMMITTEE,
    STEP,
    logged_tables,
    metadata,
    owning_kind,
    triggers,
)
from zxdesk.store.search_entries import is_current
from zxdesk.store.steps import step_hash

_OTHER_TABLES = {
    "committee": "政协组织名册",
    "setting": "台账设置",
    "step": "变更日志的步骤",
    "origin": "合并来源",
}


def check(ledger: Ledger, *, deep: bool = False, index: bool = True) -> list[str]:
    """Give what is wrong, one Chinese sentence each; empty when all is well.

    Quick: file structure, foreign keys, the log's triggers, the chain of steps, changes outside any
    step. Deep: every index too, every image against its digest, every own row against the last
    image of the log, and the search index against the records.

    Args:
        index: Whether a deep check looks at the search index, which can be made anew.
    """
    with explained(ledger.path), ledger.connection() as connection:
        damaged = _structure(connection, deep=deep)
        ledger._doubtful |= bool(damaged)
        problems = [
            *damaged,
            *_foreign_keys(connection),
            *_triggers(connection),
            *_outside_steps(connection),
            *_chain(connection, deep=deep),
            *_cut_off(connection),
            *_behind_backups(connection, ledger.path),
        ]
        if deep:
            # Rows that were changed by stealth are not in the search index either.
            problems += _rows_against_log(connection)
            # One that is missing, or of another make, is made when it is opened for writing.
            if index and not problems and is_current(connection):
                problems += fulltext.problems(connection)
    return problems


def called(table_name: str) -> str:
    """Give what people call a table: 活动, 活动的阵地."""
    kind = KINDS.get(owning_kind(metadata.tables[table_name]))
    if kind is None:
        return _OTHER_TABLES.get(table_name, table_name)
    if table_name == kind.attachments.name:
        return f"{kind.sheet}的{TITLE}"
    links = (
        f for f in kind.extra if isinstance(f, (RefList, Lines)) and f.table.name == table_name
    )
    spec = next(links, None)
    return f"{kind.sheet}的{spec.caption}" if spec else kind.sheet


def _structure(connection: sa.Connection, *, deep: bool) -> list[str]:
    found = dialect_of(connection).structural_faults(connection, deep=deep)
    return [f"文件结构有误：{line}" for line in found]


def _foreign_keys(connection: sa.Connection) -> list[str]:
    rows = dialect_of(connection).broken_keys(connection)[:20]
    return [f"{called(name)}第 {row} 行指向的{called(there)}不存在" for name, row, there in rows]


def _triggers(connection: sa.Connection) -> list[str]:
    dialect = dialect_of(connection)
    there = set(dialect.stored_triggers(connection).values())
    lacking = sum(1 for statement in triggers(dialect).values() if statement not in there)
    return [f"变更日志的 {lacking} 个触发器不见了或被改动过"] if lacking else []


def _outside_steps(connection: sa.Connection) -> list[str]:
    query = (
        sa.select(CHANGE.c.table_name, CHANGE.c.row_id).where(CHANGE.c.step_no.is_(None)).limit(20)
    )
    return [
        f"{called(row.table_name)}第 {row.row_id} 行在程序之外被改动过"
        for row in connection.execute(query)
    ]


def _chain(connection: sa.Connection, *, deep: bool) -> list[str]:
    previous, problems = "", []
    blanked = blanking.blanked_images(connection) if deep else {}
    for step in connection.execute(sa.select(STEP).order_by(STEP.c.no)):
        rows = connection.execute(
            sa.select(CHANGE).where(CHANGE.c.step_no == step.no).order_by(CHANGE.c.seq)
        ).all()
        lines = [
            f"{row.table_name}:{row.row_id}:{row.before_digest}:{row.after_digest}" for row in rows
        ]
        if step_hash(previous, step, lines) != step.hash:
            problems.append(f"变更日志第 {step.no} 步“{step.label}”被改动过")
        if deep and any(not _image_holds(row, blanked) for row in rows):
            problems.append(f"变更日志第 {step.no} 步“{step.label}”的内容与校验值不符")
        previous = step.hash
    return problems


def _image_holds(row: Any, blanked: Mapping[int, tuple[str, str]]) -> bool:
    """Tell whether an image is what its step wrote, or what a later erasure made of it."""
    kept = (row.before_digest, row.after_digest)
    return (digest(row.before), digest(row.after)) == blanked.get(row.seq, kept)


def _cut_off(connection: sa.Connection) -> list[str]:
    """Tell of steps that were numbered and are not there: the last number given is remembered.

    A step that is rolled back gives its number back, and none is ever deleted.
    """
    given, problems = dialect_of(connection).last_numbers(connection), []
    for column, words in ((STEP.c.no, "步"), (CHANGE.c.seq, "处改动")):
        last = connection.scalar(sa.select(sa.func.max(column))) or 0
        counted = given.get(column.table.name, 0)
        if counted != last:
            problems.append(f"变更日志只到第 {last} {words}，曾经记到第 {counted} {words}")
    return problems


def _behind_backups(connection: sa.Connection, path: Path) -> list[str]:
    """Tell where a backup of this ledger has steps that it has not: it is older, or was cut.

    The chain of steps alone would not show it: whoever cuts its end can make it anew. Backups that
    a restore went back behind are left out, for that was done knowingly.
    """
    chained = {row.no: row.hash for row in connection.execute(sa.select(STEP.c.no, STEP.c.hash))}
    last, first = max(chained, default=0), chained.get(min(chained, default=0), "")
    for backup in backups.listed(path):
        if backup.abandoned or backup.origin != first or not backup.head:
            continue
        if backup.step > last:
            return [
                f"台账只到第 {last} 步，备份 {backup.file.name} 已有 {backup.step} 步："
                "它被换成了较旧的一份，或末尾被删去"
            ]
        if chained.get(backup.step) != backup.head:
            return [f"第 {backup.step} 步与备份 {backup.file.name} 记下的不同，台账被改写过"]
    return []


def against_head(ledger: Ledger, number: int, beginning: str) -> list[str]:
    """Compare a step with what a paper or a package says of it: its hash, or how that begins."""
    with explained(ledger.path), ledger.connection() as connection:
        found = connection.scalar(sa.select(STEP.c.hash).where(STEP.c.no == number))
    if found is None:
        return [f"台账没有第 {number} 步，它比纸上的旧，或末尾被删去"]
    same = found.startswith(beginning.lower())
    return [] if same else [f"第 {number} 步与纸上的校验值不符，台账被改写过"]


def _rows_against_log(connection: sa.Connection) -> list[str]:
    own = connection.scalar(sa.select(col(Setting.value)).where(col(Setting.key) == OWN_COMMITTEE))
    problems = []
    for table in logged_tables():
        last = (
            sa.select(CHANGE.c.row_id, sa.func.max(CHANGE.c.seq).label("seq"))
            .where(CHANGE.c.table_name == table.name)
            .group_by(CHANGE.c.row_id)
            .subquery()
        )
        logged = {
            row.row_id: row.after
            for row in connection.execute(
                sa.select(CHANGE.c.row_id, CHANGE.c.after).join(last, last.c.seq == CHANGE.c.seq)
            )
        }
        image = dialect_of(connection).image(table)
        query = f"SELECT id, {image}, {_owner(table)} FROM {table.name}"
        rows = connection.exec_driver_sql(query).all()
        # Received rows come and go without the log.
        mine = {row[0] for row in rows if row[2] is None or str(row[2]) == own}
        stored = {row[0]: row[1] for row in rows if row[0] in logged or row[0] in mine}
        problems += _differences(table, logged, stored)
    return problems


def _owner(table: sa.Table) -> str:
    """Give the SQL of a row's owner; NULL for what belongs to the ledger itself."""
    if table.name == Committee.__tablename__:
        return "id"
    if "owner_id" in table.columns:
        return "owner_id"
    if "record_id" in table.columns:
        return f"(SELECT owner_id FROM {owning_kind(table)} o WHERE o.id = record_id)"
    return "NULL"


def _differences(
    table: sa.Table, logged: dict[int, str | None], stored: dict[int, str]
) -> list[str]:
    changed = [i for i, row in stored.items() if not same(table, logged.get(i), row)]
    vanished = [i for i, row in logged.items() if row is not None and i not in stored]
    return [f"{called(table.name)}第 {i} 行与变更日志不符" for i in changed[:20]] + [
        f"{called(table.name)}第 {i} 行不见了，变更日志里没有删除它" for i in vanished[:20]
    ]
