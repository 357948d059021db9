"""Makes the schema of a new ledger and brings an older ledger's schema up to date.

All pending migrations and the version are one transaction, with a verified backup before; foreign
keys are off around table rebuilds (with them on, rebuilding a parent deletes its children) and
checked before the commit. Triggers are recreated, for rebuilding a table drops them.
"""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from zxdesk.errors import EnvironmentProblem
from zxdesk.store import backups, sqlite
from zxdesk.store.dialect import dialect_of
from zxdesk.store.schema import (
    APPLICATION_ID,
    MIGRATIONS,
    SCHEMA_VERSION,
    STEP_STATE,
    triggers,
)

Fill = Callable[[sa.Connection], None]


def create(path: Path, *, at: int = SCHEMA_VERSION, fill: Fill | None = None) -> None:
    """Make an empty ledger file; nothing is left at `path` if that fails.

    Args:
        at: The version in which it is filled, before it is brought up to date.
        fill: Enters rows that no trigger logs.
    """
    try:
        _migrate(path, at=at, fill=fill)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def bring_up_to_date(path: Path, *, backing_up: bool = True) -> None:
    """Migrate an older ledger, after a verified backup; a current one is left alone.

    Args:
        backing_up: Not for what is a copy itself.
    """
    if sqlite.inspect_header(path) == SCHEMA_VERSION:
        return
    if backing_up:
        backups.make_if_changed(path, now=datetime.now())
    _migrate(path)


def _migrate(path: Path, *, at: int = SCHEMA_VERSION, fill: Fill | None = None) -> None:
    engine = _migration_engine(path)
    try:
        with engine.connect() as connection, connection.begin():
            if fill is not None:
                run_migrations(connection, to=f"{at:04d}")
                fill(connection)
            run_migrations(connection)
            recreate_triggers(connection)
            if not connection.scalar(sa.select(sa.func.count()).select_from(STEP_STATE)):
                connection.execute(STEP_STATE.insert().values(id=1, receiving=False))
            broken = dialect_of(connection).broken_keys(connection)
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

    engine = sqlite.engine_of(connect, sa.pool.NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def run_migrations(connection: sa.Connection, *, to: str = "head") -> None:
    """Make every table and index that is still missing; the triggers are another matter.

    Args:
        to: The migration that is the last: a version in four digits.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def recreate_triggers(connection: sa.Connection) -> None:
    """Make the triggers of the change log anew."""
    for name, statement in triggers(dialect_of(connection)).items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(statement)
