"""A file that stands as it was closed is not read through again; any other is."""

import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.ledgers import clock, lent
from zxdesk.errors import EnvironmentProblem
from zxdesk.store import backups, check, open_ledger, soundness, sqlite


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read through."""
    found: list[Path] = []
    check = sqlite.quick_check

    def checking(path: Path) -> list[str]:
        found.append(path)
        return check(path)

    monkeypatch.setattr(sqlite, "quick_check", checking)
    return found


def add(file: Path) -> None:
    with lent(file) as ledger, ledger.write("登记") as session:
        session.connection().exec_driver_sql(
            "INSERT INTO unit (owner_id, name, category) VALUES (1, '甲', '界别')"
        )


def test_what_was_closed_in_order_is_not_checked(ledger_file: Path, checked: list[Path]) -> None:
    add(ledger_file)
    checked.clear()
    for writing in (True, False):
        with open_ledger(ledger_file, writing=writing, clock=clock) as ledger:
            ledger._let_go()
    assert checked == []


def test_what_was_written_since_is_checked(ledger_file: Path, checked: list[Path]) -> None:
    add(ledger_file)
    checked.clear()
    content = bytearray(ledger_file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = bytes(4096)
    ledger_file.write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="已损坏"):
        open_ledger(ledger_file)
    assert checked == [ledger_file]


def test_what_left_a_log_behind_is_checked(ledger_file: Path, checked: list[Path]) -> None:
    add(ledger_file)
    ledger_file.with_name(f"{ledger_file.name}-wal").write_bytes(b"x")
    assert not soundness.is_known(ledger_file)


@pytest.mark.parametrize("old", [False, True], ids=["fresh", "old"])
def test_a_ledger_that_failed_is_checked(ledger_file: Path, checked: list[Path], old: bool) -> None:
    written = time.time() - 3600 * old  # an old file is noted as sound when it is opened
    os.utime(ledger_file, (written, written))
    with pytest.raises(sqlite3.OperationalError), lent(ledger_file) as ledger, ledger.read() as s:
        s.connection().exec_driver_sql("SELECT nothing")
    assert not soundness.is_known(ledger_file)


def rot(file: Path) -> None:
    """Have a page decay of which neither the file's time nor its head tells."""
    found = file.stat()
    with file.open("r+b") as content:
        content.seek(found.st_size // 2 // 4096 * 4096)
        content.write(bytes(4096))
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_what_a_check_finds_is_remembered(ledger_file: Path) -> None:
    add(ledger_file)
    rot(ledger_file)
    with open_ledger(ledger_file, writing=False, clock=clock) as ledger:
        assert check.check(ledger)
    with pytest.raises(EnvironmentProblem, match="已损坏"):
        open_ledger(ledger_file)


@pytest.mark.parametrize("asked", [True, False], ids=["asked for", "at closing"])
def test_a_backup_finds_a_damaged_ledger_and_says_so(ledger_file: Path, asked: bool) -> None:
    open_ledger(ledger_file, clock=clock).close()
    rot(ledger_file)
    assert soundness.is_known(ledger_file)
    with suppress(EnvironmentProblem), open_ledger(ledger_file, clock=clock) as ledger:
        shutil.rmtree(backups.folder(ledger_file), ignore_errors=True)
        if asked:
            with pytest.raises(EnvironmentProblem, match="已损坏，没有备份") as caught:
                ledger.back_up()
            assert "完好" not in str(caught.value)
    if not asked:
        assert any("已损坏" in note and "完好" not in note for note in ledger.notes)
    with pytest.raises(EnvironmentProblem, match="已损坏"):
        open_ledger(ledger_file)


def test_what_another_program_wrote_meanwhile_is_checked(ledger_file: Path) -> None:
    with lent(ledger_file) as ledger, closing(sqlite3.connect(ledger.path)) as other:
        other.execute("CREATE TABLE other (id)")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert not soundness.is_known(ledger_file)


def test_what_was_found_sound_and_is_old_is_not_checked_again(
    ledger_file: Path, checked: list[Path]
) -> None:
    os.utime(ledger_file, (1_700_000_000, 1_700_000_000))
    for _ in range(2):
        open_ledger(ledger_file, writing=False).close()
    assert checked == [ledger_file]


def test_for_want_of_notes_a_file_is_checked(ledger_file: Path, home: Path) -> None:
    add(ledger_file)
    assert soundness.is_known(ledger_file)
    soundness._file().write_text("[1]", encoding="utf-8")
    assert not soundness.is_known(ledger_file)


def test_the_files_noted_longest_ago_are_forgotten(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.zxd" for number in range(60)]
    for file in files:
        file.write_bytes(bytes(100))
        soundness.note_closed(file)
    assert [soundness.is_known(file) for file in files] == [False] * 10 + [True] * 50
