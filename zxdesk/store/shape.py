"""Has an open ledger the tables this program writes, and the triggers that log every change?"""

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from zxdesk.errors import EnvironmentProblem
from zxdesk.store import migrate, sqlite
from zxdesk.store.schema import SCHEMA_VERSION, metadata, triggers
from zxdesk.store.sqlite_dialect import SQLite

# Tables that belong to the database, to its migrations and to the search index.
_NOT_RECORDS = ("sqlite_", "alembic_", "search_")
_COLUMNS = """
SELECT m.name, p.name, p."notnull", p.pk > 0 FROM sqlite_master m
JOIN pragma_table_info(m.name) p WHERE m.type = 'table'
"""
_INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def refuse_other_shape(path: Path) -> None:
    """Refuse a ledger whose tables are not those of this program's version.

    Raises:
        EnvironmentProblem: a table, a column or an index is missing or one too many.
    """
    if sqlite.inspect_header(path) != SCHEMA_VERSION:
        return
    with closing(sqlite.connect_for_reading(path)) as connection:
        found = differences(connection)
    if found:
        raise EnvironmentProblem(
            f"台账 {path.name} 的结构与本程序不符（{found[0]}），没有改动它",
            "请用写成它的那个版本的程序打开，或从备份恢复",
            code="schema",
        )


def differences(connection: sqlite3.Connection) -> list[str]:
    """Give what is other than the records declare, tables first."""
    stored: dict[str, dict[str, tuple[bool, bool]]] = defaultdict(dict)
    for table, column, required, key in connection.execute(_COLUMNS):
        if not table.startswith(_NOT_RECORDS):
            stored[table][column] = (bool(required), bool(key))
    declared = {
        table.name: {c.name: (not c.nullable, c.primary_key) for c in table.columns}
        for table in metadata.tables.values()
    }
    found = [f"缺少表 {name}" for name in declared if name not in stored]
    found += [f"多出表 {name}" for name in stored if name not in declared]
    for name in declared.keys() & stored.keys():
        there, wanted = stored[name], declared[name]
        found += [f"表 {name} 缺少 {c}" for c in wanted if c not in there]
        found += [f"表 {name} 多出 {c}" for c in there if c not in wanted]
        found += [f"表 {name} 的 {c} 不同" for c in wanted if c in there and wanted[c] != there[c]]
    return found + _of_indexes(connection) + _foreign_triggers(connection)


def _of_indexes(connection: sqlite3.Connection) -> list[str]:
    stored = {name for (name,) in connection.execute(_INDEXES)}
    declared = {index.name for table in metadata.tables.values() for index in table.indexes}
    return [f"缺少索引 {name}" for name in sorted(map(str, declared - stored))]


def _foreign_triggers(connection: sqlite3.Connection) -> list[str]:
    """Name triggers that are not the change log's: they would write unasked."""
    ours = triggers(SQLite())
    return [f"多出触发器 {name}" for name, _ in connection.execute(_TRIGGERS) if name not in ours]


def lacking_triggers(connection: sqlite3.Connection) -> int:
    """Give how many of the change log's triggers are missing or altered."""
    there = {sql for _, sql in connection.execute(_TRIGGERS)}
    return sum(1 for statement in triggers(SQLite()).values() if statement not in there)


def mend_triggers(path: Path) -> str:
    """Make the change log's triggers anew where one is missing, and say so.

    Without them nothing would be logged, and a step without a logged change is rolled back.
    """
    with closing(sqlite.connect_for_reading(path)) as connection:
        lacking = lacking_triggers(connection)
    if not lacking:
        return ""
    engine = sqlite.writer_engine(path)
    try:
        with engine.connect() as writing, writing.begin():
            migrate.recreate_triggers(writing)
    finally:
        engine.dispose()
    return (
        f"变更日志的 {lacking} 个触发器不见了或被改动过，已重新建立；"
        "这段时间的改动可能没有记下，请用 check --deep 核对台账"
    )
