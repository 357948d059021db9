"""What only one database knows stands below one interface, and that does what it says."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledgers import Office
from tests.test_house import PACKAGE, ROOT, modules, place, tree_of
from zxdesk.records import KINDS
from zxdesk.store import schema
from zxdesk.store.dialect import Dialect, dialect_of
from zxdesk.store.sqlite_dialect import SQLite

STORE = PACKAGE / "store"
VERSIONS = STORE / "migrations" / "versions"
# Where SQLite's words stand: the implementation, the index of words in its own tables, and what
# is done with the file as such. The list only gets shorter.
SQLITE = {
    STORE / f"{name}.py"
    for names in (
        "dialect functions sqlite sqlite_dialect",
        "fulltext fulltext_check lookup search_entries",
        "backups copies damage ledger migrate problems rescue restoring shape standing",
    )
    for name in names.split()
}
# What every database has under this name.
STANDARD = {"coalesce", "count", "length", "lower", "max", "min", "substr", "sum", "upper"}
WORDS = re.compile(
    r"\b(sqlite\w*|pragma\w*|rowid|json_\w+|strftime|julianday|glob|autoincrement|group_concat)\b"
    r"|\bINSERT OR \w+|\bON CONFLICT\b|\bMATCH \?",
    re.IGNORECASE,
)
# Above the store: what an error of the database is called, for the note of a fault.
NOT_SQL = {"sqlite_errorname"}


def docstrings(module: Path) -> set[int]:
    """The nodes that only say something to readers."""
    return {
        id(node.value)
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def own_words(module: Path) -> Iterator[str]:
    """The places where a module says what only one database understands."""
    silent = docstrings(module)
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Attribute(value=ast.Name(id="func") | ast.Attribute(attr="func"), attr=name):
                if name not in STANDARD:
                    yield f"{place(module, node)}: func.{name}"
            case ast.Constant(value=str(words)) if id(node) not in silent:
                if (found := WORDS.search(words)) and found[0] not in NOT_SQL:
                    yield f"{place(module, node)}: “{found[0]}”"


def test_only_the_store_knows_which_database_it_is() -> None:
    # What a migration did is kept as it was written, word by word.
    told = [
        module for module in modules() if module not in SQLITE and VERSIONS not in module.parents
    ]
    found = [use for module in told for use in own_words(module)]
    assert not found, (
        "say it in zxdesk/store/functions.py (within a statement) or zxdesk/store/dialect.py "
        "(an act):\n" + "\n".join(found)
    )


def test_the_list_of_modules_that_know_sqlite_has_no_more_than_those() -> None:
    silent = [
        str(module.relative_to(ROOT))
        for module in sorted(SQLITE - {STORE / "dialect.py"})
        if not any(own_words(module)) and "sqlite3" not in module.read_text("utf-8")
    ]
    assert silent == []


def test_sqlite_does_all_that_is_asked_of_a_database() -> None:
    asked = {name for name in vars(Dialect) if not name.startswith("_")}
    assert asked <= set(vars(SQLite))


def test_the_last_number_is_remembered_when_its_row_is_gone(office: Office) -> None:
    kept = office.add("unit", name="经济界")
    office.delete("unit", office.add("unit", name="工会界"))
    with office.ledger.read() as session:
        connection = session.connection()
        dialect = dialect_of(connection)
        given = dialect.last_numbers(connection)
    assert given["unit"] == kept + 1
    assert "venue" not in given


def test_rows_are_found_by_what_images_hold(office: Office) -> None:
    table = KINDS["unit"].table
    ids = [office.add("unit", name=name) for name in ("经济界", "工会界")]
    with office.ledger.read() as session:
        connection = session.connection()
        wanted = [["没有", "界别"], ["工会界", "界别"], [None, "界别"]]
        found = dialect_of(connection).rows_with(connection, table, ("name", "category"), wanted)
    assert found == [(1, ids[1])]


def test_what_is_wrong_with_a_ledger_is_nothing_at_first(office: Office) -> None:
    with office.ledger.read() as session:
        connection = session.connection()
        dialect = dialect_of(connection)
        assert dialect.structural_faults(connection, deep=True) == []
        assert dialect.broken_keys(connection) == []
        assert dialect.stored_triggers(connection) == schema.triggers(dialect)


@pytest.mark.parametrize("words", ["PRAGMA x", "SELECT rowid", "json_each(?)", "a MATCH ?"])
def test_the_words_of_one_database_are_known_as_such(words: str) -> None:
    assert WORDS.search(words)
