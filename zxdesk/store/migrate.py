"""Makes the schema of a new ledger and brings an older ledger's schema up to date.

All pending migrations and the version are one transaction, with a verified backup before; foreign
keys are off around table rebuilds (with them on, rebuilding a parent deletes its children) and
checked before the commit. Triggers are recreated, for rebuilding a table drops them.
"""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from zxdesk.errors import EnvironmentProblem
from zxdesk.store import backups, sqlite
from zxdesk.store.schema import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    STEP_STATE,
    logged_tables,
    trigger_name,
    triggers,
)

MIGRATIONS = Path(__file__).with_name("migrations")


def create(path: Path) -> None:
    """Make an empty ledger file; nothing is left at `path` if that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".part")
    partial.unlink(missing_ok=True)
    try:
        _migrate(partial)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def bring_up_to_date(path: Path) -> None:
    """Migrate an older ledger, after a verified backup; a current one is left alone."""
    if sqlite.inspect_header(path) == SCHEMA_VERSION:
        return
    backups.make_if_changed(path, now=datetime.now())
    _migrate(path)


def _migrate(path: Path) -> None:
    engine = _migration_engine(path)
    try:
        with engine.connect() as connection, connection.begin():
            _run_alembic(connection)
            _recreate_triggers(connection)
            if not connection.scalar(sa.select(sa.func.count()).select_from(STEP_STATE)):
                connection.execute(STEP_STATE.insert().values(id=1, receiving=False))
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise EnvironmentProblem(
                    f"台账 {path.name} 升级时发现 {len(broken)} 处关联断开，已放弃升级，原样保留",
                    "请先用原来的程序检查台账，或从备份恢复",
                    code="migration_failed",
                )
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    finally:
        engine.dispose()


def _migration_engine(path: Path) -> sa.Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys=OFF")
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _run_alembic(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _recreate_triggers(connection: sa.Connection) -> None:
    for table in logged_tables():
        for name in ("INSERT", "UPDATE", "DELETE"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger_name(table, name)}")
    for statement in triggers():
        connection.exec_driver_sql(statement)
