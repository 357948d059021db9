"""Is the ledger whole, and does the change log agree with the rows?"""

from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from zxdesk.records import KINDS, Committee, Setting
from zxdesk.records.kind import Lines, RefList
from zxdesk.store import fulltext
from zxdesk.store.ledger import Ledger
from zxdesk.store.problems import explained
from zxdesk.store.schema import (
    CHANGE,
    OWN_COMMITTEE,
    STEP,
    image,
    logged_tables,
    metadata,
    owning_kind,
    triggers,
)
from zxdesk.store.steps import digest, step_hash

_OTHER_TABLES = {"committee": "政协组织名册", "setting": "台账设置", "step": "变更日志的步骤"}


def check(ledger: Ledger, *, deep: bool = False) -> list[str]:
    """Give what is wrong, one Chinese sentence each; empty when all is well.

    Quick: file structure, foreign keys, the log's triggers, the chain of steps, changes outside any
    step. Deep: every index too, every image against its digest, every own row against the last
    image of the log, and the search index against the records.
    """
    with explained(ledger.path), ledger.connection() as connection:
        problems = [
            *_structure(connection, deep=deep),
            *_foreign_keys(connection),
            *_triggers(connection),
            *_outside_steps(connection),
            *_chain(connection, deep=deep),
        ]
        if deep:
            # Rows that were changed by stealth are not in the search index either.
            problems += _rows_against_log(connection) or fulltext.problems(connection)
    return problems


def called(table_name: str) -> str:
    """Give what people call a table: 活动, 活动的阵地."""
    kind = KINDS.get(owning_kind(metadata.tables[table_name]))
    if kind is None:
        return _OTHER_TABLES.get(table_name, table_name)
    links = (
        f for f in kind.extra if isinstance(f, (RefList, Lines)) and f.table.name == table_name
    )
    spec = next(links, None)
    return f"{kind.sheet}的{spec.caption}" if spec else kind.sheet


def _structure(connection: sa.Connection, *, deep: bool) -> list[str]:
    pragma = "integrity_check" if deep else "quick_check"
    found = connection.exec_driver_sql(f"PRAGMA {pragma}(20)").scalars()
    return [f"文件结构有误：{line}" for line in found if line != "ok"]


def _foreign_keys(connection: sa.Connection) -> list[str]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    return [f"{called(row[0])}第 {row[1]} 行指向的{called(row[2])}不存在" for row in rows[:20]]


def _triggers(connection: sa.Connection) -> list[str]:
    query = "SELECT sql FROM sqlite_master WHERE type = 'trigger'"
    there = set(connection.exec_driver_sql(query).scalars())
    lacking = sum(1 for statement in triggers() if statement not in there)
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
    for step in connection.execute(sa.select(STEP).order_by(STEP.c.no)):
        rows = connection.execute(
            sa.select(CHANGE).where(CHANGE.c.step_no == step.no).order_by(CHANGE.c.seq)
        ).all()
        lines = [
            f"{row.table_name}:{row.row_id}:{row.before_digest}:{row.after_digest}" for row in rows
        ]
        if step_hash(previous, step, lines) != step.hash:
            problems.append(f"变更日志第 {step.no} 步“{step.label}”被改动过")
        if deep and any(not _image_holds(row) for row in rows):
            problems.append(f"变更日志第 {step.no} 步“{step.label}”的内容与校验值不符")
        previous = step.hash
    return problems


def _image_holds(row: Any) -> bool:
    return (digest(row.before), digest(row.after)) == (row.before_digest, row.after_digest)


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
        query = f"SELECT id, {image(table)}, {_owner(table)} FROM {table.name}"
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
    changed = [i for i, row in stored.items() if logged.get(i) != row]
    vanished = [i for i, row in logged.items() if row is not None and i not in stored]
    return [f"{called(table.name)}第 {i} 行与变更日志不符" for i in changed[:20]] + [
        f"{called(table.name)}第 {i} 行不见了，变更日志里没有删除它" for i in vanished[:20]
    ]
