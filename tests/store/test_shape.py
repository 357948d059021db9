"""A ledger has the tables and triggers of this program's version, or it is said in one sentence."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledgers import Office, clock, dump
from zxdesk.errors import EnvironmentProblem
from zxdesk.store import check, migrate, open_ledger, schema, shape


def alter(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def test_the_version_the_migrations_and_the_declared_tables_belong_together(
    ledger_file: Path,
) -> None:
    """A new column or table without a migration, or a migration without a version, fails here."""
    modules = sorted((migrate.MIGRATIONS / "versions").glob("m[0-9]*.py"))
    numbers = [int(re.match(r"m(\d+)", module.name)[1]) for module in modules]  # type: ignore[index]
    assert numbers == list(range(1, schema.SCHEMA_VERSION + 1))
    head = f'revision = "{schema.SCHEMA_VERSION:04}"'
    assert head in modules[-1].read_text(encoding="utf-8")
    with closing(sqlite3.connect(ledger_file)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        assert version == schema.SCHEMA_VERSION
        assert shape.differences(connection) == []
        assert shape.lacking_triggers(connection) == 0


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DROP TABLE media_programmes", "缺少表 media_programmes"),
        ("CREATE TABLE notes (id INTEGER)", "多出表 notes"),
        ("ALTER TABLE unit ADD COLUMN colour TEXT", "表 unit 多出 colour"),
        ("ALTER TABLE unit RENAME COLUMN region TO area", "表 unit 缺少 region"),
        ("DROP INDEX ix_change_row", "缺少索引 ix_change_row"),
        (
            "CREATE TRIGGER sneak AFTER INSERT ON unit BEGIN DELETE FROM unit; END",
            "多出触发器 sneak",
        ),
    ],
)
@pytest.mark.parametrize("writing", [True, False])
def test_a_ledger_of_another_shape_is_refused_in_one_sentence(
    ledger_file: Path, statement: str, words: str, writing: bool
) -> None:
    alter(ledger_file, "PRAGMA foreign_keys = OFF", statement)
    before = ledger_file.read_bytes()
    with pytest.raises(EnvironmentProblem) as caught:
        open_ledger(ledger_file, writing=writing)
    assert caught.value.code == "schema"
    assert words in caught.value.message
    assert ledger_file.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER log_unit_insert",
        "DROP TRIGGER log_event_update",
    ],
)
def test_missing_triggers_are_made_anew_and_said(ledger_file: Path, statement: str) -> None:
    alter(ledger_file, statement)
    with open_ledger(ledger_file, clock=clock) as ledger:
        assert any("触发器" in note and "check --deep" in note for note in ledger.notes)
        Office(ledger).add("unit", name="经济界")
        assert check.check(ledger, deep=True) == []
    assert len(dump(ledger_file)["unit"]) == 1
    with open_ledger(ledger_file, clock=clock) as ledger:
        assert ledger.notes == []


def test_what_was_changed_without_triggers_is_found(ledger_file: Path) -> None:
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with closing(sqlite3.connect(ledger_file)) as connection, connection:
        for (name,) in connection.execute(triggers).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("INSERT INTO unit (owner_id, name, category) VALUES (1, '假', '界别')")
    with open_ledger(ledger_file, clock=clock) as ledger:
        assert "触发器" in ledger.notes[0]
        assert any("单位第 1 行" in problem for problem in check.check(ledger, deep=True))
