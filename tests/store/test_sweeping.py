"""What killed programs left half made does not lie about for ever."""

import os
import time
from pathlib import Path

from tests.ledgers import clock
from zxdesk.store import backups, open_ledger
from zxdesk.store.lock import claimed


def test_half_made_copies_are_swept_at_the_start(ledger_file: Path) -> None:
    folder = backups.folder(ledger_file)
    folder.mkdir()
    left = [
        folder / "云溪-20261101-090000.zxd.part",
        folder / "云溪-20261101-090000.zxd.json.part",
        ledger_file.with_name("云溪.zxd.part"),
        ledger_file.with_name("云溪-恢复前-20261101-090000.zxd.part"),
        ledger_file.with_name("云溪-抢救-20261101-090000.zxd.part"),
    ]
    others = [folder / "别的.zxd.part", ledger_file.with_name("方案.docx.part")]
    for file in (*left, *others):
        file.write_text("张晓荣", encoding="utf-8")
    beside = folder / "云溪-20261101-090000.zxd.part-journal"
    beside.write_text("张晓荣", encoding="utf-8")
    with open_ledger(ledger_file, clock=clock):
        assert not [file for file in (*left, beside) if file.exists()]
        assert all(file.exists() for file in others)


def test_a_copy_that_is_being_made_is_left_alone(ledger_file: Path) -> None:
    partial = backups.folder(ledger_file) / "云溪-20261101-090000.zxd.part"
    partial.parent.mkdir()
    with claimed(partial), open_ledger(ledger_file, clock=clock):
        assert partial.exists()


def test_files_half_written_long_ago_are_swept(ledger_file: Path) -> None:
    old, new = (ledger_file.with_name(f".zxdesk-{name}.tmp") for name in ("old", "new"))
    for file in (old, new):
        file.write_text("张晓荣", encoding="utf-8")
    for file, written in ((old, time.time() - 86_400), (new, time.time())):
        os.utime(file, (written, written))
    with open_ledger(ledger_file, clock=clock):
        assert not old.exists()
        assert new.exists()


def test_a_ledger_for_reading_sweeps_nothing(ledger_file: Path) -> None:
    partial = ledger_file.with_name("云溪.zxd.part")
    partial.touch()
    with open_ledger(ledger_file, writing=False):
        assert partial.exists()
