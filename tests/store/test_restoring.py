"""A backup is put in the ledger's place: sound, whole, and only where it belongs."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from tests.ledgers import Office, clock, dump, tree
from zxdesk.errors import EnvironmentProblem, RefusedError, UserError
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, backups, check, copies, history, open_ledger
from zxdesk.store.backup_notes import note_of
from zxdesk.store.restoring import restore

NOON = datetime(2026, 11, 22, 12)


def test_restoring_puts_the_backup_in_place_and_todays_file_aside(ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        Office(ledger).add("unit", name="经济界")
        then = dump(ledger_file)
        backup = ledger.back_up()
        Office(ledger).add("unit", name="工会界")
        today = dump(ledger_file)
    assert backup
    kept = restore(backup.file, ledger_file, now=NOON).kept
    assert kept
    assert dump(ledger_file) == then
    assert dump(kept) == today
    with open_ledger(ledger_file) as ledger:
        assert check.check(ledger, deep=True) == []
        history.undo(ledger)


def test_todays_file_is_kept_with_what_its_crashed_program_had_not_put_away(
    ledger: Ledger, tmp_path: Path
) -> None:
    backup = backups.make(ledger.path, tmp_path / "备份.zxd", now=NOON)
    Office(ledger).add("unit", name="经济界")
    today = dump(ledger.path)
    crashed = tmp_path / "停电" / "云溪.zxd"
    crashed.parent.mkdir()
    for suffix in ("", "-wal"):
        name = ledger.path.name + suffix
        shutil.copy(ledger.path.with_name(name), crashed.with_name(crashed.name + suffix))
    kept = restore(backup.file, crashed, now=NOON).kept
    assert kept
    assert dump(kept) == today
    assert dump(crashed)["unit"] == []


def test_a_lost_ledger_is_restored_from_its_backup(ledger: Ledger, tmp_path: Path) -> None:
    backup = backups.make(ledger.path, tmp_path / "备份.zxd", now=NOON)
    lost = tmp_path / "新电脑" / "云溪.zxd"
    lost.parent.mkdir()
    assert restore(backup.file, lost, now=NOON).kept is None
    assert dump(lost) == dump(ledger.path)


def test_a_damaged_ledger_is_restored_and_kept_aside(ledger_file: Path, tmp_path: Path) -> None:
    backup = backups.make(ledger_file, tmp_path / "备份.zxd", now=NOON)
    ledger_file.write_bytes(ledger_file.read_bytes()[:10_000])
    kept = restore(backup.file, ledger_file, now=NOON).kept
    assert kept
    assert kept.stat().st_size == 10_000
    with open_ledger(ledger_file) as ledger:
        assert check.check(ledger, deep=True) == []


def test_what_lies_beside_a_file_that_is_no_database_any_more_is_kept_too(
    ledger_file: Path, tmp_path: Path
) -> None:
    backup = backups.make(ledger_file, tmp_path / "备份.zxd", now=NOON)
    ledger_file.write_bytes(b"x" * 10_000)
    log = ledger_file.with_name(ledger_file.name + "-wal")
    log.write_bytes(b"what nobody can read")
    kept = restore(backup.file, ledger_file, now=NOON).kept
    assert kept
    assert kept.read_bytes() == b"x" * 10_000
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"what nobody can read"
    assert not log.exists()


def tampered(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE committee SET name = '政协桥头县委员会'")


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-2000] ^= 1
    file.write_bytes(content)


def emptied(file: Path) -> None:
    content = file.read_bytes()
    note_of(file).unlink()
    file.write_bytes(content[:8192] + bytes(4096) + content[12288:])


def foreign(file: Path) -> None:
    file.write_text("不是备份", encoding="utf-8")


@pytest.mark.parametrize("spoil", [tampered, flipped, emptied, foreign])
def test_a_spoilt_backup_is_not_restored(ledger_file: Path, tmp_path: Path, spoil: object) -> None:
    backup = backups.make(ledger_file, tmp_path / "备份" / "备份.zxd", now=NOON)
    assert callable(spoil)
    spoil(backup.file)
    before = tree(ledger_file.parent)
    with pytest.raises(EnvironmentProblem) as caught:
        restore(backup.file, ledger_file, now=NOON)
    assert caught.value.code in ("damaged", "foreign")
    assert tree(ledger_file.parent) == before


def unlogged(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TRIGGER log_listed_value_delete")
        connection.execute("DELETE FROM listed_value WHERE id = 1")
    note_of(file).unlink()


def without_a_table(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TABLE media_programmes")
    note_of(file).unlink()


def rewritten(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE step SET label = '别的' WHERE no = 1")
    note_of(file).unlink()


def of_a_wrong_index(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '(owner_id)', '(owner_id) WHERE id > 1')"
            " WHERE name = 'ix_listed_value_owner_id'"
        )
    note_of(file).unlink()


@pytest.mark.parametrize("spoil", [unlogged, without_a_table, rewritten, of_a_wrong_index])
def test_a_backup_is_checked_from_end_to_end_before_anything_is_replaced(
    ledger_file: Path, tmp_path: Path, spoil: object
) -> None:
    backup = backups.make(ledger_file, tmp_path / "备份" / "备份.zxd", now=NOON)
    assert callable(spoil)
    spoil(backup.file)
    before, inode = dump(ledger_file), ledger_file.stat().st_ino
    with pytest.raises(EnvironmentProblem) as caught:
        restore(backup.file, ledger_file, now=NOON)
    assert caught.value.code in ("damaged", "schema")
    assert (dump(ledger_file), ledger_file.stat().st_ino) == (before, inode)
    assert not list(ledger_file.parent.glob("*.part*"))


def test_a_copy_that_the_disk_spoils_is_not_put_in_place(
    ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backups.make(ledger_file, tmp_path / "备份" / "备份.zxd", now=NOON)
    before = dump(ledger_file)

    def spoilt(source: Path, target: Path) -> None:
        content = source.read_bytes()
        target.write_bytes(content[:8192] + bytes(4096) + content[12288:])

    with monkeypatch.context() as patched:
        patched.setattr(copies, "copy", spoilt)
        with pytest.raises(EnvironmentProblem, match=r"备份\.zxd 已损坏.*复制后核对不符"):
            restore(backup.file, ledger_file, now=NOON)
    assert dump(ledger_file) == before
    assert not list(ledger_file.parent.glob("*.part*"))


def test_another_committees_ledger_is_restored_only_on_purpose(
    ledger_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "桥头.zxd"
    found_ledger(other, committee="政协桥头县委员会", level="县").close()
    before = dump(ledger_file)
    with pytest.raises(RefusedError, match=r"政协桥头县委员会.*政协云溪县委员会"):
        restore(other, ledger_file, now=NOON)
    assert dump(ledger_file) == before
    done = restore(other, ledger_file, now=NOON, other_committee=True)
    assert done.committee == "政协桥头县委员会"
    assert dump(ledger_file) == dump(other)


def test_of_a_damaged_ledger_its_last_backup_says_whose_it_was(
    ledger_file: Path, tmp_path: Path
) -> None:
    with open_ledger(ledger_file, clock=clock) as ledger:
        ledger.back_up()
    other = tmp_path / "桥头.zxd"
    found_ledger(other, committee="政协桥头县委员会", level="县").close()
    ledger_file.write_bytes(ledger_file.read_bytes()[:10_000])
    with pytest.raises(RefusedError):
        restore(other, ledger_file, now=NOON)


def test_nothing_is_restored_into_a_synchronised_folder(ledger_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    with pytest.raises(EnvironmentProblem, match="同步文件夹") as caught:
        restore(ledger_file, folder / "云溪.zxd", now=NOON)
    assert caught.value.code == "network_folder"
    assert not list(folder.iterdir())


def test_a_ledger_is_not_restored_from_itself(ledger_file: Path) -> None:
    before = tree(ledger_file.parent)
    with pytest.raises(UserError):
        restore(ledger_file, ledger_file, now=NOON)
    assert tree(ledger_file.parent) == before


def test_what_is_kept_aside_never_takes_the_place_of_another_file(
    ledger_file: Path, tmp_path: Path
) -> None:
    backup = backups.make(ledger_file, tmp_path / "备份.zxd", now=NOON)
    first, second = (restore(backup.file, ledger_file, now=NOON).kept for _ in range(2))
    assert first
    assert second
    assert first != second


@pytest.mark.parametrize(
    "statements",
    [
        ("PRAGMA journal_mode=WAL", "BEGIN", "SELECT count(*) FROM unit"),
        ("PRAGMA journal_mode=DELETE", "BEGIN EXCLUSIVE"),
    ],
)
def test_a_ledger_that_is_being_looked_at_is_not_restored(
    ledger_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    statements: tuple[str, ...],
) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0.05))
    backup = backups.make(ledger_file, tmp_path / "备份.zxd", now=NOON)
    with closing(sqlite3.connect(ledger_file)) as looking:
        for statement in statements:
            looking.execute(statement).fetchall()
        with pytest.raises(EnvironmentProblem) as caught:
            restore(backup.file, ledger_file, now=NOON)
        looking.rollback()
    assert caught.value.code == "locked"
    restore(backup.file, ledger_file, now=NOON)


def test_a_ledger_in_use_is_not_restored(ledger: Ledger, tmp_path: Path) -> None:
    backup = backups.make(ledger.path, tmp_path / "备份.zxd", now=NOON)
    Office(ledger).add("unit", name="经济界")
    before = dump(ledger.path)
    with pytest.raises(EnvironmentProblem) as caught:
        restore(backup.file, ledger.path, now=NOON)
    assert caught.value.code == "locked"
    assert ledger.author in caught.value.message
    assert dump(ledger.path) == before


@pytest.mark.parametrize("failing", [1, 2])
def test_a_restore_that_fails_leaves_todays_ledger(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    backup = backups.make(ledger.path, tmp_path / "备份.zxd", now=NOON)
    Office(ledger).add("unit", name="经济界")
    crashed = tmp_path / "停电" / "云溪.zxd"
    crashed.parent.mkdir()
    for suffix in ("", "-wal"):
        name = ledger.path.name + suffix
        shutil.copy(ledger.path.with_name(name), crashed.with_name(crashed.name + suffix))
    replace, calls = os.replace, iter(range(1, 100))

    def failing_replace(source: Path, target: Path) -> None:
        if next(calls) == failing:
            raise OSError(13, "没有权限")
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", failing_replace)
        with pytest.raises(EnvironmentProblem) as caught:
            restore(backup.file, crashed, now=NOON)
    assert caught.value.code == "restore_failed"
    with open_ledger(crashed, clock=clock) as opened:
        assert Office(opened).values("unit", 1)
