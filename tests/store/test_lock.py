"""One lock holds for a file under all its names, and when its note or its lock file is gone."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.ledgers import Office, clock
from zxdesk.errors import EnvironmentProblem
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, check, open_ledger
from zxdesk.store.lock import InodeLock, head_of, is_abandoned, is_held

SECOND = """
import sys
from pathlib import Path
from zxdesk.errors import EnvironmentProblem
from zxdesk.store import open_ledger
try:
    open_ledger(Path(sys.argv[1])).close()
except EnvironmentProblem as problem:
    print(problem.code)
"""


def second(file: Path) -> str:
    """Give why another program may not open a ledger; empty where it may."""
    done = subprocess.run(
        [sys.executable, "-c", SECOND, str(file)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def symbolic(file: Path) -> Path:
    (file.parent / "链接").mkdir()
    link = file.parent / "链接" / "别名.zxd"
    link.symlink_to(file)
    return link


def hard(file: Path) -> Path:
    link = file.parent / "硬链接.zxd"
    link.hardlink_to(file)
    return link


def without_lock_file(file: Path) -> Path:
    file.with_name(file.name + ".lock").unlink()
    file.with_name(file.name + ".holder").unlink()
    return file


def through_a_folder(file: Path) -> Path:
    link = file.parent.parent / "快捷方式"
    link.symlink_to(file.parent, target_is_directory=True)
    return link / file.name


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("way", [symbolic, hard, without_lock_file, through_a_folder])
def test_a_second_writer_never_gets_in(ledger: Ledger, way: object) -> None:
    assert callable(way)
    path = way(ledger.path)
    Office(ledger).add("unit", name="经济界")
    assert second(path) == "locked"
    with pytest.raises(EnvironmentProblem) as caught:
        open_ledger(path)
    assert caught.value.code == "locked"
    # The attempts have not loosened anything.
    assert second(path) == "locked"
    Office(ledger).add("unit", name="工会界")
    assert check.check(ledger, deep=True) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_opens_the_ledger_it_leads_to(ledger_file: Path) -> None:
    with open_ledger(symbolic(ledger_file), clock=clock) as ledger:
        assert ledger.path == ledger_file
        assert second(ledger_file) == "locked"
    assert second(ledger_file) == ""


def test_the_lock_and_its_note_lie_beside_the_ledger(ledger: Ledger) -> None:
    beside = {path.name for path in ledger.path.parent.iterdir()}
    assert beside >= {f"{ledger.path.name}.lock", f"{ledger.path.name}.holder"}


def test_the_head_of_an_open_ledger_is_read_without_loosening_its_locks(ledger: Ledger) -> None:
    Office(ledger).add("unit", name="经济界")
    assert head_of(ledger.path, 16) == b"SQLite format 3\x00"
    log = ledger.path.with_name(ledger.path.name + "-wal")
    reader = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT 1 FROM unit')"
    )
    subprocess.run([sys.executable, "-c", reader, str(ledger.path)], check=True)
    # Had it been the last to have the ledger open, it would have put the log away.
    assert log.exists()


def test_a_half_made_file_is_known_by_who_is_at_work_on_it(tmp_path: Path) -> None:
    file = tmp_path / "云溪.zxd.part"
    file.touch()
    lock = InodeLock(file)
    assert lock.take()
    assert not is_abandoned(file)
    lock.release()
    assert is_abandoned(file)


def test_a_link_that_leads_in_a_circle_is_no_ledger_and_no_place_for_one(tmp_path: Path) -> None:
    circle = tmp_path / "环.zxd"
    circle.symlink_to(circle)
    with pytest.raises(EnvironmentProblem):
        open_ledger(circle, clock=clock)
    with pytest.raises(EnvironmentProblem, match="已经存在"):
        found_ledger(circle, committee="政协云溪县委员会", level="县", clock=clock)
    with pytest.raises(EnvironmentProblem):
        found_ledger(circle / "台账.zxd", committee="政协云溪县委员会", level="县", clock=clock)
    assert circle.is_symlink()
    assert list(tmp_path.iterdir()) == [circle]


def test_a_ledger_is_held_while_it_is_open_and_by_asking_by_nobody(ledger_file: Path) -> None:
    with open_ledger(ledger_file):
        assert is_held(ledger_file)
    assert not is_held(ledger_file)
    assert not is_held(ledger_file)
    assert is_held(ledger_file.with_name("没有.zxd"))


@pytest.mark.skipif(sys.platform == "win32", reason="the lock is another there")
def test_who_asks_keeps_no_writer_and_no_other_who_asks_out(ledger_file: Path) -> None:
    import fcntl

    asking = os.open(ledger_file, os.O_RDONLY)
    fcntl.flock(asking, fcntl.LOCK_SH)
    assert not is_held(ledger_file)
    gone = threading.Timer(0.1, os.close, (asking,))
    gone.start()
    with open_ledger(ledger_file) as ledger:
        assert not ledger.read_only
    gone.join()


def test_asking_leaves_nothing_that_another_thread_would_read_from(ledger_file: Path) -> None:
    until = time.monotonic() + 0.5

    def ask() -> None:
        while time.monotonic() < until:
            is_held(ledger_file)

    asking = threading.Thread(target=ask)
    asking.start()
    while time.monotonic() < until:
        assert head_of(ledger_file, 16) == b"SQLite format 3\x00"
    asking.join()
