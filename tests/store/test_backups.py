import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kinds import populate
from tests.ledgers import Office, clock, dump, tree
from zxdesk.errors import EnvironmentProblem, ZxdeskError
from zxdesk.records import KINDS
from zxdesk.store import Ledger, backups, check, history, open_ledger
from zxdesk.store.backups import thinned

NOON = datetime(2026, 11, 22, 12)


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_backup_of_an_open_ledger_holds_everything(office: Office, tmp_path: Path) -> None:
    populate(office)
    backup = backups.make(office.ledger.path, tmp_path / "U盘" / "备份.zxd", now=NOON)
    assert dump(backup.file) == dump(office.ledger.path)
    note = json.loads(backup.file.with_suffix(".json").read_text(encoding="utf-8"))
    assert note["sha256"] == backup.sha256 == sha256(backup.file)
    rows = dump(backup.file)
    assert note["records"] == backup.records == sum(len(rows[name]) for name in KINDS)
    assert backup.step == history.listed(office.ledger, limit=1)[0].no
    assert backup.when == NOON
    with open_ledger(backup.file, writing=False) as copy:
        assert check.check(copy, deep=True) == []


def test_a_backup_is_one_file_with_its_note(ledger: Ledger, tmp_path: Path) -> None:
    backups.make(ledger.path, tmp_path / "备份" / "云溪.zxd", now=NOON)
    assert sorted(tree(tmp_path / "备份")) == ["云溪.json", "云溪.zxd"]
    assert (tmp_path / "备份" / "云溪.zxd").read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log


def test_closing_makes_a_backup_once_something_was_written(ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        Office(ledger).add("unit", name="经济界")
    first = backups.newest(ledger_file)
    assert first
    with open_ledger(ledger_file):
        pass
    assert backups.listed(ledger_file) == [first]


def test_backups_follow_each_other_after_some_time_and_only_after_changes(office: Office) -> None:
    ledger = office.ledger
    assert backups.make_if_due(ledger.path, now=NOON)
    office.add("unit", name="经济界")
    assert backups.make_if_due(ledger.path, now=NOON + timedelta(minutes=29)) is None
    second = backups.make_if_due(ledger.path, now=NOON + timedelta(minutes=31))
    assert second
    assert backups.make_if_due(ledger.path, now=NOON + timedelta(days=1)) is None
    assert backups.newest(ledger.path) == second
    assert len(backups.listed(ledger.path)) == 2


def test_a_clock_set_back_does_not_stop_the_backups(office: Office) -> None:
    ledger = office.ledger
    backups.make_if_due(ledger.path, now=NOON)
    office.add("unit", name="经济界")
    past = NOON - timedelta(days=400)
    assert backups.make_if_due(ledger.path, now=past)
    assert backups.make_if_due(ledger.path, now=past + timedelta(hours=1)) is None


def test_work_after_a_restore_is_backed_up_though_its_steps_have_old_numbers(
    ledger_file: Path,
) -> None:
    with open_ledger(ledger_file) as ledger:
        old = backups.make_if_changed(ledger_file, now=NOON)
        Office(ledger).add("unit", name="经济界")
        backups.make_if_changed(ledger_file, now=NOON + timedelta(hours=1))
    assert old
    backups.restore(old.file, ledger_file, now=NOON + timedelta(hours=2))
    with open_ledger(ledger_file) as ledger:
        Office(ledger).add("unit", name="工会界")
        again = backups.make_if_changed(ledger_file, now=NOON + timedelta(hours=3))
    assert again
    assert [row[2] for row in dump(again.file)["unit"]] == ["工会界"]


def test_a_damaged_backup_counts_for_none(ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        first = ledger.back_up()
        assert first
        first.file.write_bytes(first.file.read_bytes()[:5000])
        again = backups.make_if_changed(ledger_file, now=NOON + timedelta(hours=1))
    assert again


def test_backups_are_found_whatever_the_ledger_is_called(ledger_file: Path) -> None:
    file = ledger_file.rename(ledger_file.with_name("云溪[2026]*.zxd"))
    with open_ledger(file) as ledger:
        backup = ledger.back_up()
    assert backup
    assert backups.listed(file) == [backup]


def test_a_backup_without_its_note_or_with_a_broken_one_is_not_listed(ledger: Ledger) -> None:
    backup = backups.make_if_changed(ledger.path, now=NOON)
    assert backup
    for content in ("", "[]", "{}", '{"sha256": 1}'):
        backup.file.with_suffix(".json").write_text(content, encoding="utf-8")
        assert backups.listed(ledger.path) == []
    backup.file.with_suffix(".json").unlink()
    assert backups.newest(ledger.path) is None


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_backup_that_fails_leaves_no_file(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "没有空间")

    target = tmp_path / "备份"
    target.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(os, call, full)
        with pytest.raises(EnvironmentProblem) as caught:
            backups.make(ledger.path, target / "云溪.zxd", now=NOON)
    assert caught.value.code == "backup_failed"
    assert tree(target) == {}


def test_a_backup_that_fails_keeps_the_one_that_is_there(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "备份" / "云溪.zxd"
    backups.make(ledger.path, target, now=NOON)
    before = tree(target.parent)
    with monkeypatch.context() as patched:
        counts = iter([1, 2])
        patched.setattr(backups, "count", lambda _: next(counts))
        with pytest.raises(EnvironmentProblem):
            backups.make(ledger.path, target, now=NOON)
    assert tree(target.parent) == before


def test_a_backup_never_takes_the_place_of_its_ledger(ledger: Ledger) -> None:
    before = dump(ledger.path)
    inode = ledger.path.stat().st_ino
    with pytest.raises(ZxdeskError):
        backups.make(ledger.path, ledger.path, now=NOON)
    assert ledger.path.stat().st_ino == inode
    assert dump(ledger.path) == before


def test_a_place_that_is_no_folder_is_an_environment_problem(
    ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentProblem):
        backups.make(ledger.path, tmp_path / "文件" / "备份.zxd", now=NOON)


def days_ago(number: int) -> datetime:
    return NOON - timedelta(days=number)


def test_a_year_of_daily_backups_is_thinned_to_days_weeks_and_months() -> None:
    made = [days_ago(number) for number in range(365)]
    dropped = set(thinned(made, now=NOON))
    kept = [when for when in made if when not in dropped]
    assert kept[:14] == made[:14]  # two days whole, then twelve daily ones
    assert len(kept) == 2 + 12 + 10 + 9


def test_all_backups_of_two_days_are_kept() -> None:
    made = [NOON - timedelta(minutes=30 * number) for number in range(96)]
    assert thinned(made, now=NOON) == []


def test_backups_made_every_hour_and_thinned_each_time_keep_reaching_back() -> None:
    kept: list[datetime] = []
    for hour in range(24 * 400):
        if hour % 24 not in range(8, 18, 3):
            continue
        now = NOON + timedelta(hours=hour)
        kept.append(now)
        dropped = set(thinned(kept, now=now))
        kept = [when for when in kept if when not in dropped]
    ages = [(now - when).days for when in kept]
    assert len(kept) <= 8 + 12 + 10 + 9
    assert max(ages) >= 240
    for limit, gap in ((14, 1), (75, 8), (240, 62)):
        older = sorted(age for age in ages if age <= limit)
        assert max(b - a for a, b in pairwise(older)) <= gap


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), unique=True))
def test_the_newest_backup_is_never_dropped_whatever_the_clock_says(made: list[datetime]) -> None:
    dropped = thinned(made, now=NOON)
    assert set(dropped) <= set(made)
    if made:
        assert max(made) not in dropped
        assert all(when <= NOON - timedelta(days=2) for when in dropped)


def test_thinned_backups_are_removed_with_their_notes(office: Office) -> None:
    file = office.ledger.path
    for number in range(20):
        office.add("unit", name=f"界别{number}")
        backups.make_if_changed(file, now=days_ago(60 - number))
    folder = backups.folder(file)
    kept = backups.listed(file)
    assert len(kept) < 20
    assert {path.stem for path in folder.iterdir()} == {backup.file.stem for backup in kept}
    assert len(list(folder.iterdir())) == 2 * len(kept)


def test_restoring_puts_the_backup_in_place_and_todays_file_aside(ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        Office(ledger).add("unit", name="经济界")
        then = dump(ledger_file)
        backup = ledger.back_up()
        Office(ledger).add("unit", name="工会界")
        today = dump(ledger_file)
    assert backup
    kept = backups.restore(backup.file, ledger_file, now=NOON)
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
    kept = backups.restore(backup.file, crashed, now=NOON)
    assert kept
    assert dump(kept) == today
    assert dump(crashed)["unit"] == []


def test_a_lost_ledger_is_restored_from_its_backup(ledger: Ledger, tmp_path: Path) -> None:
    backup = backups.make(ledger.path, tmp_path / "备份.zxd", now=NOON)
    lost = tmp_path / "新电脑" / "云溪.zxd"
    lost.parent.mkdir()
    assert backups.restore(backup.file, lost, now=NOON) is None
    assert dump(lost) == dump(ledger.path)


def test_a_damaged_ledger_is_restored_and_kept_aside(ledger_file: Path, tmp_path: Path) -> None:
    backup = backups.make(ledger_file, tmp_path / "备份.zxd", now=NOON)
    ledger_file.write_bytes(ledger_file.read_bytes()[:10_000])
    kept = backups.restore(backup.file, ledger_file, now=NOON)
    assert kept
    assert kept.stat().st_size == 10_000
    with open_ledger(ledger_file) as ledger:
        assert check.check(ledger, deep=True) == []


def tampered(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE committee SET name = '政协桥头县委员会'")


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-2000] ^= 1
    file.write_bytes(content)


def emptied(file: Path) -> None:
    content = file.read_bytes()
    file.with_suffix(".json").unlink()
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
        backups.restore(backup.file, ledger_file, now=NOON)
    assert caught.value.code in ("damaged", "foreign")
    assert tree(ledger_file.parent) == before


def test_a_ledger_in_use_is_not_restored(ledger: Ledger, tmp_path: Path) -> None:
    backup = backups.make(ledger.path, tmp_path / "备份.zxd", now=NOON)
    Office(ledger).add("unit", name="经济界")
    before = dump(ledger.path)
    with pytest.raises(EnvironmentProblem) as caught:
        backups.restore(backup.file, ledger.path, now=NOON)
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
            backups.restore(backup.file, crashed, now=NOON)
    assert caught.value.code == "restore_failed"
    with open_ledger(crashed, clock=clock) as opened:
        assert Office(opened).values("unit", 1)
