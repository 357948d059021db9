"""The migration that is drafted holds what is declared and not yet stored, and only that."""

from pathlib import Path

import pytest

from tests.store import drafting
from zxdesk.store import schema

UNIT = "CREATE TABLE unit (\n    id INTEGER,\n    owner_id INTEGER\n)"
NOTE = """CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    words TEXT,
    CONSTRAINT ck_note_words_listed CHECK (words IN ('甲', '乙'))
)"""


def test_a_new_table_and_its_index_are_drafted_as_declared() -> None:
    declared = {"unit": UNIT, "note": NOTE, "ix_note_words": "CREATE INDEX ix_note_words ON note"}
    table, index = drafting.draft({"unit": UNIT}, declared)
    assert drafting.parts(table.removesuffix(";")) == drafting.parts(NOTE)
    assert index == "CREATE INDEX ix_note_words ON note;"


def test_a_new_column_comes_with_its_checks_and_its_key() -> None:
    more = NOTE.replace(
        "words TEXT,",
        "words TEXT, tone TEXT, unit_id INTEGER, "
        "CONSTRAINT ck_note_tone_listed CHECK (tone IN ('甲')), "
        "CONSTRAINT fk_note_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id),",
    )
    statements = drafting.draft({"note": NOTE}, {"note": more})
    drafted = [" ".join(statement.split()) for statement in statements]
    assert drafted == [
        "ALTER TABLE note ADD COLUMN tone TEXT CONSTRAINT ck_note_tone_listed "
        "CHECK (tone IN ('甲'));",
        "ALTER TABLE note ADD COLUMN unit_id INTEGER CONSTRAINT fk_note_unit_id "
        "REFERENCES unit (id);",
    ]
    # SQLite keeps an added column behind the constraints: the table is as declared all the same.
    added = [line.split(" ADD COLUMN ")[1].removesuffix(";") for line in drafted]
    altered = NOTE.removesuffix(")") + ", " + ", ".join(added) + ")"
    assert drafting.differing({"note": altered}, {"note": more}) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [("words TEXT", "words TEXT NOT NULL"), ("words TEXT,", ""), ("'甲', '乙'", "'甲', '丙'")],
)
def test_what_cannot_be_added_is_left_to_be_written_by_hand(before: str, after: str) -> None:
    stored, declared = {"note": NOTE}, {"note": NOTE.replace(before, after)}
    assert list(drafting.draft(stored, declared)) == []
    assert drafting.differing(stored, declared) == ["note"]


def test_the_next_version_is_written_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(drafting, "VERSIONS", tmp_path)
    declared = drafting.declared()
    monkeypatch.setattr(drafting, "declared", lambda: declared | {"note": NOTE})
    assert drafting.main(["notes"]) == 1  # it stands elsewhere than where migrations are read
    (file,) = tmp_path.iterdir()
    version = schema.SCHEMA_VERSION + 1
    assert file.name == f"m{version:04}_notes.py"
    assert "CREATE TABLE note (id INTEGER NOT NULL" in file.read_text("utf-8")
    assert f'"{version:04}", "{version - 1:04}"' in file.read_text("utf-8")
    assert "note is stored as\nNone" in capsys.readouterr().out
    monkeypatch.undo()
    assert drafting.main(["nothing"]) == 0
