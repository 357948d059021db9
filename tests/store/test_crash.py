"""What is left after a program was killed, or the disk was full, in the middle of its work."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.kinds import populate
from tests.ledgers import NOW, Office, clock, dump, tree
from tests.store.writer import ATTENDANCES
from zxdesk.errors import EnvironmentProblem
from zxdesk.records import KINDS
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, backups, check, history, open_ledger

ROOT = Path(__file__).resolve().parents[2]


def start_writer(file: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("writer.py")), str(file)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def killed_while_writing(file: Path, seconds: float) -> int:
    """Let a program write for a while, kill it and give the last step it had finished."""
    writer = start_writer(file)
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(seconds)
    os.kill(writer.pid, signal.SIGKILL)
    rest, _ = writer.communicate()
    return int([first, *rest.splitlines()][-1])


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_program_loses_no_finished_step_and_leaves_no_half_one(
    ledger_file: Path, loops: int, chance: Random
) -> None:
    with open_ledger(ledger_file, clock=clock) as ledger:
        office = Office(ledger)
        for number in range(ATTENDANCES):
            office.add("member", name=f"张{number}")
    for _ in range(loops):
        finished = killed_while_writing(ledger_file, chance.uniform(0.05, 0.35))
        with open_ledger(ledger_file, clock=clock) as ledger:
            assert check.check(ledger, deep=True) == []
            last = history.listed(ledger, limit=1)[0].no
            # The last step may have been written without its word having got through.
            assert finished <= last <= finished + 1
            rows = dump(ledger_file)
            attended = Counter(row[2] for row in rows["attendance"])
            assert set(attended) == {row[0] for row in rows["event"]}
            assert set(attended.values()) <= {ATTENDANCES}
            history.undo(ledger)


@contextmanager
def full_disk(spare: int, file: Path) -> Iterator[None]:
    """Let no file grow past the size of `file` and a little more."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + spare, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def write_much(office: Office) -> None:
    office.add("event", name="专题协商会", minutes="协商" * 500_000)


@pytest.mark.parametrize("spare", [0, 5_000, 100_000, 1_500_000])
def test_a_full_disk_leaves_the_ledger_as_it_was_and_usable(ledger_file: Path, spare: int) -> None:
    with open_ledger(ledger_file, clock=clock) as ledger:
        office = Office(ledger)
        office.add("unit", name="经济界")
        before, steps = dump(ledger_file), len(history.listed(ledger))
        with full_disk(spare, ledger_file), pytest.raises(EnvironmentProblem) as caught:
            write_much(office)
        assert caught.value.code in ("disk_full", "disk_error")
        assert dump(ledger_file) == before
        assert len(history.listed(ledger)) == steps
        assert office.add("unit", name="工会界")
        assert check.check(ledger, deep=True) == []
    with open_ledger(ledger_file, clock=clock) as ledger:
        assert check.check(ledger, deep=True) == []


def test_a_disk_full_within_a_savepoint_is_still_a_full_disk(ledger_file: Path) -> None:
    with open_ledger(ledger_file, clock=clock) as ledger:
        before = dump(ledger_file)
        with full_disk(0, ledger_file), pytest.raises(EnvironmentProblem) as caught:
            write_within_savepoint(ledger)
        assert caught.value.code in ("disk_full", "disk_error")
        assert dump(ledger_file) == before
        assert Office(ledger).add("unit", name="工会界")


def write_within_savepoint(ledger: Ledger) -> None:
    values = {"owner_id": 1, "name": "云溪有约", "description": "协商" * 500_000}
    with ledger.write("登记") as session, session.begin_nested():
        session.connection().execute(KINDS["programme"].table.insert().values(values))


def test_a_disk_full_in_the_midst_of_an_undo_leaves_the_step_standing(
    ledger_file: Path, tmp_path: Path
) -> None:
    small = tmp_path / "小"
    small.write_bytes(bytes(50_000))
    with open_ledger(ledger_file, clock=clock) as ledger:
        office = Office(ledger)
        event_id = office.add("event", name="专题协商会", minutes="协商" * 500_000)
        office.delete("event", event_id)
        before = dump(ledger_file)
        with full_disk(0, small), pytest.raises(EnvironmentProblem):
            history.undo(ledger)
        assert dump(ledger_file) == before
        history.undo(ledger)
        assert office.values("event", event_id)


def test_a_disk_full_in_the_midst_of_a_backup_leaves_no_file(
    ledger: Ledger, tmp_path: Path
) -> None:
    populate(Office(ledger))
    target = tmp_path / "备份"
    target.mkdir()
    small = tmp_path / "小"
    small.write_bytes(bytes(50_000))
    with full_disk(0, small), pytest.raises(EnvironmentProblem) as caught:
        backups.make(ledger.path, target / "云溪.zxd", now=NOW)
    assert caught.value.code in ("disk_full", "disk_error", "backup_failed")
    assert tree(target) == {}
    assert backups.make(ledger.path, target / "云溪.zxd", now=NOW).records


def test_every_statement_that_may_fail_leaves_nothing_behind(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fail the first, second, third … statement of a write, until it passes."""
    ids = populate(office)
    ledger = office.ledger
    assert ledger._writer is not None
    before, statement = dump(ledger.path), 0
    passed = False
    while not passed:
        statement += 1
        remaining = iter(range(statement, 0, -1))
        with failing_at(ledger, remaining):
            passed = tried(office, ids)
        if not passed:
            assert dump(ledger.path) == before
    assert statement > 10
    assert check.check(ledger, deep=True) == []


def tried(office: Office, ids: dict[str, list[int]]) -> bool:
    try:
        office.add("event", name="座谈会", organisers=tuple(ids["unit"]))
    except EnvironmentProblem as problem:
        return problem.code != "disk_full"
    return True


@contextmanager
def failing_at(ledger: Ledger, remaining: Iterator[int]) -> Iterator[None]:
    """Let the statement at which `remaining` comes to 1 fail as on a full disk."""
    import sqlite3

    import sqlalchemy as sa

    def fail(*_: Any) -> None:
        if next(remaining, None) == 1:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error

    sa.event.listen(ledger._writer, "before_cursor_execute", fail)
    try:
        yield
    finally:
        sa.event.remove(ledger._writer, "before_cursor_execute", fail)


def stage(act: str, at: int, *files: Path) -> int:
    """Do an act in a program that dies at its call `at`; give its calls, 0 if it died."""
    done = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).with_name("stages.py")),
            act,
            str(at),
            *map(str, files),
        ],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == (0 if done.stdout else -signal.SIGKILL), done.stderr
    return int(done.stdout or 0)


def moments(calls: int, loops: int, chance: Random) -> list[int]:
    """Choose the calls at which to die: all of them in a long run, else some, the last always."""
    every = list(range(1, calls + 1))
    chosen = every if loops > len(every) else chance.sample(every, min(loops, len(every)))
    return sorted({*chosen, *every[-6:]}) if loops > 3 else sorted(chosen)


killed = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")


def crashed_copy(file: Path, folder: Path) -> Path:
    """Copy an open ledger as a power cut would leave it, its write-ahead log beside it."""
    folder.mkdir(parents=True)
    for suffix in ("", "-wal"):
        name = file.name + suffix
        shutil.copy(file.with_name(name), folder / name)
    return folder / file.name


@killed
def test_a_restore_killed_at_any_point_leaves_the_old_or_the_new_ledger(
    ledger: Ledger, tmp_path: Path, loops: int, chance: Random
) -> None:
    backup = backups.make(ledger.path, tmp_path / "备份.zxd", now=NOW)
    then = dump(ledger.path)
    Office(ledger).add("unit", name="经济界")
    today = dump(ledger.path)
    calls = stage("restore", 0, backup.file, crashed_copy(ledger.path, tmp_path / "整"))
    assert calls > 20
    states = []
    for at in moments(calls, loops, chance):
        crashed = crashed_copy(ledger.path, tmp_path / str(at))
        assert stage("restore", at, backup.file, crashed) == 0
        with open_ledger(crashed, clock=clock) as opened:
            assert check.check(opened, deep=True) == []
        states.append(dump(crashed))
        assert states[-1] in (then, today)
        assert not list(crashed.parent.rglob("*.part*"))
    # It happened once: what was new does not become old again.
    assert states == sorted(states, key=lambda state: state == then)


@killed
def test_a_founding_killed_at_any_point_leaves_no_ledger_or_a_whole_one(
    founded: Path, tmp_path: Path, loops: int, chance: Random
) -> None:
    whole = dump(founded)
    calls = stage("found", 0, tmp_path / "整" / "云溪.zxd")
    assert calls > 50
    for at in moments(calls, loops, chance):
        file = tmp_path / str(at) / "云溪.zxd"
        assert stage("found", at, file) == 0
        if not file.exists():
            found_ledger(file, committee="政协云溪县委员会", level="县").close()
        with open_ledger(file, clock=clock) as opened:
            assert check.check(opened, deep=True) == []
            assert opened.own.name == "政协云溪县委员会"
        found = dump(file)
        for table in ("listed_value", "reporting_table", "reporting_row", "setting"):
            assert found[table] == whole[table]
        assert not list(file.parent.rglob("*.part*"))


@killed
def test_a_closing_killed_at_any_point_keeps_every_step(
    ledger_file: Path, tmp_path: Path, loops: int, chance: Random
) -> None:
    with open_ledger(ledger_file, clock=clock) as ledger:
        Office(ledger).add("unit", name="经济界")
        ledger._let_go()
    calls = stage("close", 0, Path(shutil.copy(ledger_file, tmp_path / "整.zxd")))
    assert calls > 10
    for at in moments(calls, loops, chance):
        folder = tmp_path / str(at)
        folder.mkdir()
        file = Path(shutil.copy(ledger_file, folder))
        assert stage("close", at, file) == 0
        with open_ledger(file, clock=clock) as opened:
            assert check.check(opened, deep=True) == []
        assert [row[2] for row in dump(file)["unit"]] == ["工会界"]
        assert not list(folder.rglob("*.part*"))
        for backup in backups.listed(file):
            assert backups.sha256(backup.file) == backup.sha256
