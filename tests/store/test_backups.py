import errno
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
from zxdesk.errors import EnvironmentProblem, UserError, ZxdeskError
from zxdesk.records import KINDS
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, backups, check, copies, history, open_ledger, sqlite
from zxdesk.store.backup_notes import note_of, read
from zxdesk.store.backups import thinned
from zxdesk.store.restoring import restore

NOON = datetime(2026, 11, 22, 12)


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_backup_of_an_open_ledger_holds_everything(office: Office, tmp_path: Path) -> None:
    populate(office)
    backup = backups.make(office.ledger.path, tmp_path / "U盘" / "备份.zxd", now=NOON)
    assert dump(backup.file) == dump(office.ledger.path)
    note = json.loads(note_of(backup.file).read_text(encoding="utf-8"))
    assert note["sha256"] == backup.sha256 == sha256(backup.file)
    rows = dump(backup.file)
    assert note["records"] == backup.records == sum(len(rows[name]) for name in KINDS)
    assert backup.step == history.listed(office.ledger, limit=1)[0].no
    assert backup.when == NOON
    with open_ledger(backup.file, writing=False) as copy:
        assert check.check(copy, deep=True) == []


def test_a_backup_is_one_file_with_its_note(ledger: Ledger, tmp_path: Path) -> None:
    backups.make(ledger.path, tmp_path / "备份" / "云溪.zxd", now=NOON)
    assert sorted(tree(tmp_path / "备份")) == ["云溪.zxd", "云溪.zxd.json"]
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
    restore(old.file, ledger_file, now=NOON + timedelta(hours=2))
    with open_ledger(ledger_file) as ledger:
        Office(ledger).add("unit", name="工会界")
        again = backups.make_if_changed(ledger_file, now=NOON + timedelta(hours=3))
    assert again
    assert [row[2] for row in dump(again.file)["unit"]] == ["工会界"]


def test_what_is_backed_up_before_a_kind_is_added_counts_without_it(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(ledger_file) as ledger:
        Office(ledger).add("unit", name="经济界")
    before = copies.count(ledger_file)
    monkeypatch.setattr(copies, "KINDS", KINDS | {"letter": KINDS["venue"]})
    assert copies.count(ledger_file) == before > 0
    made = backups.make(ledger_file, ledger_file.with_name("备份.zxd"), now=NOON)
    assert made.records == before


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
        note_of(backup.file).write_text(content, encoding="utf-8")
        assert backups.listed(ledger.path) == []
    note_of(backup.file).unlink()
    assert backups.newest(ledger.path) is None


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_a_backup_that_fails_leaves_no_file(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "备份"
    target.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(os, call, full)
        with pytest.raises(EnvironmentProblem) as caught:
            backups.make(ledger.path, target / "云溪.zxd", now=NOON)
    assert caught.value.code == "backup_failed"
    assert "磁盘已满" in caught.value.message
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
        with pytest.raises(EnvironmentProblem, match=r"^备份核对不符.*台账本身完好"):
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
    assert {path.name.removesuffix(".json") for path in folder.iterdir()} == {
        backup.file.name for backup in kept
    }
    assert len(list(folder.iterdir())) == 2 * len(kept)


def test_backups_whose_names_have_dots_have_notes_of_their_own(
    office: Office, tmp_path: Path
) -> None:
    made = []
    for name in ("备份2026.11.29", "备份2026.11.30", "x.json", "x.zxd"):
        office.add("unit", name=name)
        made.append(backups.make(office.ledger.path, tmp_path / name, now=NOON))
    assert [backup.file.name for backup in made] == [
        "备份2026.11.29.zxd",
        "备份2026.11.30.zxd",
        "x.json.zxd",
        "x.zxd",
    ]
    for backup in made:
        note = json.loads(note_of(backup.file).read_text(encoding="utf-8"))
        assert note["file"] == backup.file.name
        assert note["sha256"] == sha256(backup.file)
        assert note["committee"] == "政协云溪县委员会"


@pytest.mark.parametrize("taken", ["重要.zxd", "重要.zxd.json"])
def test_a_file_that_is_no_backup_of_this_ledger_is_left_alone(
    ledger: Ledger, tmp_path: Path, taken: str
) -> None:
    (tmp_path / taken).write_text('{"mine": 1}', encoding="utf-8")
    before = tree(tmp_path)
    with pytest.raises(UserError) as caught:
        backups.make(ledger.path, tmp_path / "重要.zxd", now=NOON)
    assert caught.value.code == "exists"
    assert tree(tmp_path) == before


def test_a_word_file_of_the_name_is_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "重要.docx").write_text("文件", encoding="utf-8")
    made = backups.make(ledger.path, tmp_path / "重要.docx", now=NOON)
    assert made.file == tmp_path / "重要.docx.zxd"
    assert (tmp_path / "重要.docx").read_text(encoding="utf-8") == "文件"


def test_a_backup_worked_in_since_and_another_ledgers_backup_are_left_alone(
    office: Office, tmp_path: Path
) -> None:
    worked = backups.make(office.ledger.path, tmp_path / "同事.zxd", now=NOON).file
    with open_ledger(worked, clock=clock) as colleague:
        Office(colleague).add("unit", name="工会界")
    other = tmp_path / "桥头.zxd"
    found_ledger(other, committee="政协桥头县委员会", level="县").close()
    theirs = backups.make(other, tmp_path / "桥头备份.zxd", now=NOON).file
    for target in (worked, other, theirs):
        before = target.read_bytes()
        with pytest.raises(UserError):
            backups.make(office.ledger.path, target, now=NOON)
        assert target.read_bytes() == before


def test_an_earlier_backup_of_the_same_ledger_is_replaced(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "U盘.zxd"
    backups.make(office.ledger.path, target, now=NOON)
    office.add("unit", name="经济界")
    second = backups.make(office.ledger.path, target, now=NOON)
    assert sha256(target) == second.sha256
    assert len(dump(target)["unit"]) == 1


def test_a_note_about_another_file_is_none(office: Office, tmp_path: Path) -> None:
    backup = backups.make(office.ledger.path, tmp_path / "甲.zxd", now=NOON)
    copy = Path(shutil.copy(backup.file, tmp_path / "乙.zxd"))
    shutil.copy(note_of(backup.file), note_of(copy))
    assert read(copy) is None


def test_backups_are_ordered_by_what_they_hold_whatever_the_clock_said(office: Office) -> None:
    file = office.ledger.path
    backups.make_if_changed(file, now=datetime(2031, 1, 1))
    office.add("unit", name="经济界")
    right = backups.make_if_changed(file, now=NOON)
    assert right
    assert backups.newest(file) == right
    office.add("unit", name="工会界")
    assert backups.make_if_due(file, now=NOON + timedelta(minutes=10)) is None
    later = backups.make_if_due(file, now=NOON + timedelta(hours=1))
    assert backups.newest(file) == later


def test_the_newest_is_the_last_made_also_after_a_restore(ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        old = backups.make_if_changed(ledger_file, now=NOON)
        for name in ("经济界", "工会界"):
            Office(ledger).add("unit", name=name)
        backups.make_if_changed(ledger_file, now=NOON + timedelta(hours=1))
    assert old
    restore(old.file, ledger_file, now=NOON + timedelta(hours=2))
    with open_ledger(ledger_file) as ledger:
        Office(ledger).add("unit", name="农业界")
        again = backups.make_if_changed(ledger_file, now=NOON + timedelta(hours=3))
        assert check.check(ledger, deep=True) == []
    assert again
    assert backups.newest(ledger_file) == again


def test_two_backups_of_one_second_are_two_files(office: Office) -> None:
    file = office.ledger.path
    first = backups.make_if_changed(file, now=NOON)
    office.add("unit", name="经济界")
    second = backups.make_if_changed(file, now=NOON)
    assert first
    assert second
    assert second.file.name == f"{first.file.stem}-2.zxd"
    assert backups.listed(file) == [second, first]


def test_an_index_that_a_quick_check_misses_is_found_once_a_day(ledger_file: Path) -> None:
    spoilt = (
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, '(owner_id)', '(owner_id) WHERE id > 1')"
        " WHERE name = 'ix_listed_value_owner_id'",
    )
    with closing(sqlite3.connect(ledger_file)) as connection, connection:
        for statement in spoilt:
            connection.execute(statement)
    backup = backups.make_if_changed(ledger_file, now=NOON)
    assert backup
    found = backups.examine(ledger_file, now=NOON)
    assert found
    assert found.file == backup.file
    assert backups.listed(ledger_file) == []


def test_a_sound_backup_is_examined_once_a_day(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = backups.make_if_changed(ledger.path, now=NOON)
    asked = []
    monkeypatch.setattr(sqlite, "integrity_check", lambda file: asked.append(file) or [])
    for now in (NOON, NOON + timedelta(hours=2), NOON + timedelta(days=1)):
        assert backups.examine(ledger.path, now=now) is None
    assert backup
    assert asked == [backup.file] * 2
    assert len(backups.listed(ledger.path)) == 1
