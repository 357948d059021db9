"""Which ledger was opened last is remembered, and forgotten once it is gone."""

from pathlib import Path

import pytest

from zxdesk import paths
from zxdesk.recent import DEFAULT_NAME, default_ledger, last_opened, remember


def test_the_ledger_opened_last_is_opened_again_while_it_is_there(tmp_path: Path) -> None:
    first, second = tmp_path / "一.zxd", tmp_path / "二.zxd"
    for file in (first, second):
        file.touch()
        remember(file)
        assert last_opened() == default_ledger() == file
    second.unlink()
    assert last_opened() is None
    assert default_ledger() == paths.user_data() / DEFAULT_NAME


@pytest.mark.parametrize("note", ["", "{}", "[]", '{"ledger": 5}'])
def test_a_note_that_says_nothing_is_none(note: str) -> None:
    (paths.user_data() / "recent.json").write_text(note, encoding="utf-8")
    assert last_opened() is None
