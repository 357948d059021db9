"""`python3 dev.py migration NAME`: writes the migration that the declarations still lack.

What is stored is asked of an empty database that all migrations have made, what is declared of the
tables. New tables, columns and indexes are drafted; whatever else differs is said, to be written by
hand.
"""

import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import fill

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from zxdesk.store import migrate, schema

VERSIONS = schema.MIGRATIONS / "versions"
Statements = dict[str, str]
_KEY = re.compile(r"FOREIGN KEY\(\w+\) ")
_MODULE = '''"""Version {version}: {words}, as literal SQL."""

from zxdesk.store.migrations import sql

revision, down_revision = "{version:04}", "{before:04}"
upgrade = sql("""
{statements}
""")
'''


def stored() -> Statements:
    """Give the statements of every table and index that the migrations make, by name."""
    engine = sa.create_engine("sqlite://", creator=_in_memory)
    with engine.connect() as connection:
        migrate.run_migrations(connection)
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL")
        made = {str(name): str(sql) for name, sql in rows}
    engine.dispose()
    return {name: sql for name, sql in made.items() if not name.startswith(("sqlite_", "alembic_"))}


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def declared() -> Statements:
    """Give the statements of every table and index that is declared, parents first."""
    found = {}
    for table in schema.all_tables():
        found[table.name] = _laid_out(CreateTable(table))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            found[str(index.name)] = _laid_out(CreateIndex(index))
    return found


def _laid_out(element: DDLElement) -> str:
    made = str(element.compile(dialect=sqlite.dialect()))
    return "\n".join(line.rstrip() for line in made.strip().replace("\t", "    ").splitlines())


def parts(statement: str) -> list[str]:
    """Give the columns and constraints of a table, each as it is written, in one order.

    A column that a later version added stands last and bears its constraints itself.
    """
    if not statement.startswith("CREATE TABLE"):
        return [statement]
    inner = " ".join(statement.split()).partition("(")[2].removesuffix(")")
    found, depth, begin = [], 0, 0
    for place, character in enumerate(inner + ","):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            found.append(inner[begin:place])
            begin = place + 1
    pieces = [piece.strip() for part in found for piece in part.split("CONSTRAINT ")]
    return sorted(_KEY.sub("", piece) for piece in pieces if piece)


def differing(stored: Mapping[str, str], declared: Mapping[str, str]) -> list[str]:
    """Give the tables and indexes that are not stored as they are declared."""
    names = dict.fromkeys([*declared, *stored])
    return [n for n in names if parts(stored.get(n, "")) != parts(declared.get(n, ""))]


def draft(stored: Mapping[str, str], declared: Mapping[str, str]) -> Iterator[str]:
    """Give the statements that bring the schema to what is declared, as far as they are plain."""
    for name in differing(stored, declared):
        if name not in stored:
            yield _in_lines(declared[name])
        elif name in declared:
            yield from _added(name, parts(stored[name]), parts(declared[name]))


def _in_lines(statement: str) -> str:
    words = " ".join(statement.split()).replace("( ", "(").replace(" )", ")")
    return fill(words, 99, break_long_words=False, break_on_hyphens=False) + ";"


def _added(table: str, there: list[str], wanted: list[str]) -> Iterator[str]:
    """Give the ALTER TABLE of columns that are new, each with the constraints named after it."""
    new = [part for part in wanted if part not in there]
    for part in new:
        column = part.partition(" ")[0]
        if re.match(r"(uq|ck|fk|pk)_", part) or " NOT NULL" in part:
            continue
        own = [p for p in new if re.match(rf"(ck_{table}_{column}_|fk_{table}_{column} )", p)]
        yield _in_lines(f"ALTER TABLE {table} ADD COLUMN {' CONSTRAINT '.join([part, *own])}")


def main(words: list[str]) -> int:
    """Write the module of the next version; say what is left."""
    if len(words) != 1 or not words[0].isidentifier():
        print("usage: python3 dev.py migration NAME   (small letters, such as letter)")
        return 2
    there, wanted = stored(), declared()
    statements = list(draft(there, wanted))
    if statements:
        print(f"written: {_write(words[0], statements)}")
        there = stored()
    left = differing(there, wanted)
    for name in left:
        print(f"to be written by hand: {name} is stored as\n{there.get(name)}\nand declared as")
        print(wanted.get(name))
    if not statements and not left:
        print("nothing to do: the schema is what the records declare")
    return int(bool(left))


def _write(name: str, statements: list[str]) -> Path:
    version = schema.SCHEMA_VERSION + 1
    file = VERSIONS / f"m{version:04}_{name}.py"
    text = _MODULE.format(
        version=version,
        before=version - 1,
        words=name.replace("_", " "),
        statements="\n".join(statements),
    )
    file.write_text(text, encoding="utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
