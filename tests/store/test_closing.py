"""What was written stands, whatever goes wrong when the ledger is closed."""

import errno
import os
from pathlib import Path

import pytest

from tests.ledgers import Office, clock, dump
from zxdesk.store import backups, open_ledger


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "没有空间")


def test_a_closing_backup_that_fails_is_a_note(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(ledger_file, clock=clock) as ledger:
        Office(ledger).add("unit", name="经济界")
        monkeypatch.setattr(os, "fsync", full)
    monkeypatch.undo()
    (note,) = ledger.notes
    assert "已写入的内容都在" in note
    assert "没有写入" not in note
    assert len(dump(ledger_file)["unit"]) == 1
    with open_ledger(ledger_file, clock=clock):
        pass
    assert backups.newest(ledger_file)


def test_a_backup_folder_that_cannot_be_made_is_a_note(ledger_file: Path) -> None:
    backups.folder(ledger_file).write_text("不是文件夹", encoding="utf-8")
    with open_ledger(ledger_file, clock=clock) as ledger:
        Office(ledger).add("unit", name="经济界")
    assert len(ledger.notes) == 1
    assert len(dump(ledger_file)["unit"]) == 1
