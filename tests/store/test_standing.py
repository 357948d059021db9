"""A ledger whose file is taken away, exchanged or written over is not written any more."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.ledgers import Office, clock, dump, lent
from zxdesk.errors import EnvironmentProblem
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, check, history, open_ledger
from zxdesk.store.standing import EXCHANGED, GONE, OVERWRITTEN, WRITTEN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file stays in its place")


def deleted(file: Path) -> None:
    file.unlink()


def moved(file: Path) -> None:
    file.rename(file.with_name("移走.zxd"))


def exchanged(file: Path) -> None:
    other = file.with_name("别家.zxd")
    found_ledger(other, committee="政协桥头县委员会", level="县").close()
    other.replace(file)


def exchanged_with_its_copy(file: Path) -> None:
    shutil.copy(file, file.with_name("复制.zxd"))
    file.with_name("复制.zxd").replace(file)


def refused(ledger: Ledger) -> EnvironmentProblem:
    with pytest.raises(EnvironmentProblem) as caught:
        Office(ledger).add("unit", name="工会界")
    assert caught.value.code == "exchanged"
    assert "没有写入" in caught.value.message
    return caught.value


@pytest.mark.parametrize(
    ("act", "words"),
    [(deleted, GONE), (moved, GONE), (exchanged, EXCHANGED), (exchanged_with_its_copy, EXCHANGED)],
)
def test_a_ledger_taken_away_is_saved_and_not_written(
    ledger_file: Path, act: Callable[[Path], None], words: str
) -> None:
    with open_ledger(ledger_file, clock=clock) as ledger:
        Office(ledger).add("unit", name="经济界")
        known = dump(ledger_file)
        act(ledger_file)
        there = dump(ledger_file) if ledger_file.exists() else None
        problem = refused(ledger)
        assert words in problem.message
        refused(ledger)
        with pytest.raises(EnvironmentProblem), ledger.read():
            pass
    (saved,) = ledger_file.parent.glob("云溪-抢救-*.zxd")
    assert str(saved) in problem.advice
    assert dump(saved) == known
    with open_ledger(saved, clock=clock) as again:
        assert check.check(again, deep=True) == []
    assert any("没有备份" in note for note in ledger.notes)
    if there is not None:
        assert dump(ledger_file) == there


def test_a_ledger_written_by_others_is_not_written(ledger_file: Path) -> None:
    with lent(ledger_file) as ledger:
        with closing(sqlite3.connect(ledger_file)) as other, other:
            other.execute(
                "INSERT INTO step (label, at, by, kind, hash)"
                " VALUES ('混入', '2026-01-01 00:00:00', '', '', 'f00d')"
            )
        assert WRITTEN in refused(ledger).message


def test_a_ledger_that_an_older_copy_is_written_over_is_not_written(ledger_file: Path) -> None:
    older = ledger_file.read_bytes()
    with lent(ledger_file) as ledger:
        for name in ("经济界", "工会界"):
            Office(ledger).add("unit", name=name)
    with lent(ledger_file) as ledger:
        with ledger_file.open("r+b") as file:
            file.truncate(0)
            file.write(older)
        assert OVERWRITTEN in refused(ledger).message


def test_a_ledger_that_something_else_is_written_over_is_not_written(ledger_file: Path) -> None:
    with lent(ledger_file) as ledger:
        Office(ledger).add("unit", name="经济界")
        ledger_file.write_bytes(b"PK\x03\x04" * 5000)
        refused(ledger)


def test_a_write_ahead_log_taken_away_is_noticed(ledger_file: Path) -> None:
    with open_ledger(ledger_file, clock=clock) as ledger:
        Office(ledger).add("unit", name="经济界")
        ledger_file.with_name(ledger_file.name + "-wal").unlink()
        refused(ledger)
        (saved,) = ledger_file.parent.glob("云溪-抢救-*.zxd")
        assert len(dump(saved)["unit"]) == 1


def test_nothing_is_refused_for_a_new_date_of_the_file(ledger: Ledger) -> None:
    office = Office(ledger)
    for name in ("经济界", "工会界"):
        os.utime(ledger.path)
        office.add("unit", name=name)
    history.undo(ledger)
    for number in range(40):
        office.add("event", name=f"会议{number}", minutes="协商" * 20_000)
    assert check.check(ledger, deep=True) == []


def test_a_reader_notices_that_the_file_is_another(ledger_file: Path) -> None:
    with open_ledger(ledger_file, writing=False) as ledger:
        exchanged(ledger_file)
        with pytest.raises(EnvironmentProblem) as caught, ledger.read():
            pass
    assert caught.value.code == "exchanged"
