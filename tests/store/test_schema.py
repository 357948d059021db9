import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.ledgers import Office, clock, dump, tree
from tests.store import drafting
from zxdesk.errors import EnvironmentProblem
from zxdesk.records import KINDS
from zxdesk.store import backups, check, migrate, open_ledger, schema

OWN_TABLES = {"step", "change", "step_state", "alembic_version", "sqlite_sequence"}


def engine(file: Path) -> sa.Engine:
    return sa.create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(file), poolclass=sa.NullPool
    )


def tables_of(file: Path) -> dict[str, str]:
    """The CREATE TABLE statements of a ledger by table."""
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        return dict(connection.execute(query).fetchall())


def is_index(table: str | None) -> bool:
    """Whether a table belongs to the search index, which is no part of the schema."""
    return bool(table) and str(table).startswith("search_")


def test_the_baseline_makes_just_what_the_records_declare(ledger_file: Path) -> None:
    with engine(ledger_file).connect() as connection:
        opts = {"compare_type": True, "include_name": lambda name, *_: not is_index(name)}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, schema.metadata) == []


def test_the_baseline_is_what_the_records_declare_byte_for_byte() -> None:
    """Tables, links, lines, CHECKs, keys and indexes: nothing is written by hand beside them."""
    baseline = (schema.MIGRATIONS / "versions" / "m0001_baseline.sql").read_text("utf-8")
    declared = drafting.declared()
    for name, statement in drafting.stored().items():
        if statement in baseline:  # no later version altered it
            assert statement == declared[name]


def test_numbers_of_rows_are_never_given_again(ledger_file: Path) -> None:
    with closing(sqlite3.connect(ledger_file)) as connection:
        stored = dict(
            connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        )
    for table in schema.logged_tables():
        assert "AUTOINCREMENT" in stored[table.name], table.name


def test_every_table_of_records_is_logged_by_three_triggers(ledger_file: Path) -> None:
    with closing(sqlite3.connect(ledger_file)) as connection:
        query = "SELECT tbl_name, name FROM sqlite_master WHERE type = ?"
        triggers = connection.execute(query, ["trigger"]).fetchall()
        tables = {name for name, _ in connection.execute(query, ["table"])}
    logged = {table for table in tables - OWN_TABLES if not is_index(table)}
    assert {table for table, _ in triggers} == logged
    assert sorted(name for _, name in triggers) == sorted(
        f"log_{table}_{event}" for table in logged for event in ("insert", "update", "delete")
    )


def test_a_received_row_is_not_logged_and_an_own_one_is(office: Office) -> None:
    with office.ledger.write("接收", kind="fixed") as session:
        connection = session.connection()
        connection.execute(schema.STEP_STATE.update().values(receiving=True))
        for name in ("经济界", "工会界"):
            connection.execute(
                KINDS["unit"].table.insert().values(owner_id=1, name=name, category="界别")
            )
        connection.execute(schema.STEP_STATE.update().values(receiving=False))
        connection.execute(KINDS["programme"].table.insert().values(owner_id=1, name="云溪有约"))
    assert set(session.changes.ids) == {"programme"}


def older(file: Path) -> None:
    """Make a ledger look as if an earlier version of the program had written it."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TRIGGER log_unit_update")
        connection.execute("PRAGMA user_version = 0")


def test_an_older_ledger_is_backed_up_and_brought_up_to_date(ledger_file: Path) -> None:
    before = dump(ledger_file)
    shutil.rmtree(backups.folder(ledger_file), ignore_errors=True)
    older(ledger_file)
    with open_ledger(ledger_file, clock=clock) as ledger:
        assert check.check(ledger, deep=True) == []
        assert backups.listed(ledger_file)
    assert dump(ledger_file) == before


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older(ledger_file)
    with closing(sqlite3.connect(ledger_file)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO unit (owner_id, name, category) VALUES (77, '甲', '界别')")
    before = dump(ledger_file)
    with pytest.raises(EnvironmentProblem) as caught:
        open_ledger(ledger_file, clock=clock)
    assert caught.value.code == "migration_failed"
    assert dump(ledger_file) == before
    with closing(sqlite3.connect(ledger_file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 0


def test_an_older_ledger_whose_backup_fails_is_not_migrated(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(backups.folder(ledger_file), ignore_errors=True)
    backups.folder(ledger_file).write_text("不是文件夹", encoding="utf-8")
    older(ledger_file)
    with pytest.raises(EnvironmentProblem):
        open_ledger(ledger_file, clock=clock)
    with closing(sqlite3.connect(ledger_file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 0


def test_a_new_file_that_cannot_be_finished_is_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: object) -> None:
        raise RuntimeError(str(datetime.now()))

    monkeypatch.setattr(migrate, "recreate_triggers", stop)
    with pytest.raises(RuntimeError):
        migrate.create(tmp_path / "云溪.zxd")
    assert tree(tmp_path) == {}
    # What could not even be begun says why.
    with pytest.raises(sa.exc.OperationalError, match="unable to open"):
        migrate.create(tmp_path / "没有" / "云溪.zxd")
