"""A ledger that an earlier version has written opens, is whole, and can be taken back to its start.

`tests/data/ledgers` keeps one of each version of the schema, made by `keep_ledger` of its time.
"""

import errno
import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledgers import Office, clock, dump
from tests.store.keep_ledger import KEPT, write
from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.whole_ledger import export_whole, rebuild_ledger
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS, workbook_kinds
from zxdesk.store import Ledger, check, copies, history, open_ledger, schema, sqlite
from zxdesk.store.restoring import restore


@pytest.fixture(params=sorted(KEPT.glob("*.zxd.gz")), ids=lambda file: file.name)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A closed ledger of an earlier version."""
    file = tmp_path / "云溪.zxd"
    file.write_bytes(gzip.decompress(request.param.read_bytes()))
    return file


def undone(ledger: Ledger) -> int:
    """Take everything back; give how many steps that were."""
    count = 0
    while history.undo_state(ledger).undo:
        history.undo(ledger)
        count += 1
    return count


def test_every_version_but_this_one_is_kept() -> None:
    kept = {int(file.name.split(".")[0]) for file in KEPT.glob("*.zxd.gz")}
    missing = set(range(1, schema.SCHEMA_VERSION)) - kept
    assert not missing, "run python3 -m tests.store.keep_ledger before the migration is written"


def test_one_of_this_version_can_be_kept(tmp_path: Path) -> None:
    write(tmp_path / "云溪.zxd")
    assert sqlite.inspect_header(tmp_path / "云溪.zxd") == schema.SCHEMA_VERSION


def test_it_is_brought_up_to_date_and_whole(older: Path) -> None:
    assert sqlite.inspect_header(older) < schema.SCHEMA_VERSION
    with open_ledger(older, clock=clock) as ledger:
        assert check.check(ledger, deep=True) == []
        assert undone(ledger) > 40
        assert check.check(ledger, deep=True) == []
        assert [k.sheet for k in workbook_kinds() if RecordList(ledger, k).ids()] == []
        while history.undo_state(ledger).redo:
            history.redo(ledger)
        assert check.check(ledger, deep=True) == []
    assert sqlite.inspect_header(older) == schema.SCHEMA_VERSION


def test_it_is_read_without_a_change(older: Path) -> None:
    before = older.read_bytes()
    with closing(sqlite3.connect(older)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    with open_ledger(older, writing=False, clock=clock) as ledger:
        assert check.check(ledger, deep=True) == []
        for kind in KINDS.values():
            found = RecordList(ledger, kind)
            assert bool(found.rows(found.ids())) is (kind.name in tables), kind.name
    assert older.read_bytes() == before
    assert [file.name for file in older.parent.iterdir()] == [older.name]


def test_all_of_it_goes_out_and_comes_back(older: Path, tmp_path: Path) -> None:
    with open_ledger(older, writing=False, clock=clock) as ledger:
        export_whole(ledger, tmp_path / "全部.zip")
    with rebuild_ledger(tmp_path / "重建.zxd", tmp_path / "全部.zip", clock=clock) as ledger:
        assert Office(ledger).values("member", 3)
    with open_ledger(older, clock=clock) as ledger:
        ledger._let_go()
    assert dump(tmp_path / "重建.zxd") == dump(older)


def test_a_restored_one_is_whole_before_it_is_opened_for_writing(
    older: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "恢复.zxd"
    restore(older, ledger, now=clock())
    with open_ledger(ledger, writing=False, clock=clock) as read:
        assert check.check(read, deep=True) == []


def full_by_sqlite(_source: Path, _target: Path) -> None:
    """A copy for which there is no room."""
    with closing(sqlite3.connect(":memory:")) as small:
        small.execute("PRAGMA max_page_count=1")
        small.execute("CREATE TABLE large (id)")


def full_by_the_system(_source: Path, _target: Path) -> None:
    """A copy for which there is no room on the disk."""
    raise OSError(errno.ENOSPC, "")


@pytest.mark.parametrize("full", [full_by_sqlite, full_by_the_system])
def test_where_it_cannot_be_copied_the_place_is_named(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: object
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "临时"))
    (tmp_path / "临时").mkdir()
    monkeypatch.setattr(copies, "copy", full)
    with pytest.raises(EnvironmentProblem, match="临时文件夹里复制一份（磁盘已满）") as caught:
        open_ledger(older, writing=False, clock=clock)
    assert str(tmp_path / "临时") in caught.value.advice
    assert list((tmp_path / "临时").iterdir()) == []


def test_without_a_folder_for_the_copy_it_says_so(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "没有"))
    with pytest.raises(EnvironmentProblem, match="没有能为查看它在临时文件夹里复制一份"):
        open_ledger(older, writing=False, clock=clock)


READ_AND_DIE = """
import os, sys
from pathlib import Path
from zxdesk.store import open_ledger
open_ledger(Path(sys.argv[1]), writing=False)
os._exit(9)
"""


def settle(place: Path) -> None:
    """Let what is there have been there for long."""
    for claim in place.glob("*/in-use"):
        os.utime(claim, (0, 0))


@pytest.mark.parametrize("writing", [True, False])
def test_a_killed_readers_copy_goes_and_one_in_use_stays(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writing: bool
) -> None:
    place = tmp_path / "临时"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    environment = {**os.environ, "TMPDIR": str(place), "TEMP": str(place)}
    program = [sys.executable, "-c", READ_AND_DIE, str(older)]
    assert subprocess.run(program, env=environment, check=False).returncode == 9
    (left,) = place.iterdir()
    settle(place)
    with open_ledger(older, writing=False, clock=clock):
        (mine,) = place.iterdir()  # what was left went as the next copy was made
        assert mine != left
        assert subprocess.run(program, env=environment, check=False).returncode == 9
        assert len(list(place.iterdir())) == 2
        settle(place)
        other = tmp_path / "另一份.zxd"
        shutil.copy(older, other)
        with open_ledger(other, writing=writing, clock=clock):
            assert mine in place.iterdir()
            assert len(list(place.iterdir())) == (1 if writing else 2)
    assert list(place.iterdir()) == []
