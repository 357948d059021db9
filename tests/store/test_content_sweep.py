"""A content goes when nothing names it: no row, no step that can be undone, no copy beside."""

import os
import shutil
import time
from datetime import timedelta

import pytest

from tests.ledgers import NOW, Office, clock
from tests.store.attaching import PHOTO, folder, hang, hung
from zxdesk.records import KINDS
from zxdesk.services.attachments import Pasted, attach, detach, store
from zxdesk.store import Ledger, backups, content_sweep, open_ledger
from zxdesk.store.restoring import restore


def age(ledger: Ledger, seconds: int = 90_000) -> None:
    """Let all contents be of yesterday, or of so long ago."""
    there, then = folder(ledger), time.time() - seconds
    for name in there.listed():
        os.utime(there.place(name), (then, then))


def swept(ledger: Ledger) -> list[bytes]:
    """What is left after a sweep."""
    with ledger.connection() as connection:
        content_sweep.sweep(ledger.path, connection)
    there = folder(ledger)
    return sorted(there.place(name).read_bytes() for name in there.listed())


def test_what_was_taken_off_stays_for_undo(office: Office) -> None:
    event = hang(office)
    detach(office.ledger, KINDS["event"], event, [hung(office.ledger, event)[0].id])
    age(office.ledger)
    assert swept(office.ledger) == [PHOTO]


def test_what_no_step_has_entered_goes_once_it_is_old(office: Office) -> None:
    hang(office)
    store(office.ledger, [Pasted("半途.png", b"no step")])
    age(office.ledger, 60)
    assert swept(office.ledger) == [b"no step", PHOTO]  # a step may be about to name it
    age(office.ledger)
    assert swept(office.ledger) == [PHOTO]


def test_a_ledger_is_swept_when_it_is_closed(office: Office) -> None:
    hang(office)
    store(office.ledger, [Pasted("半途.png", b"no step")])
    there = folder(office.ledger)
    age(office.ledger)
    office.ledger.close()
    assert [there.place(name).read_bytes() for name in there.listed()] == [PHOTO]


def test_what_a_kept_backup_names_goes_with_the_last_of_them(office: Office) -> None:
    path = office.ledger.path
    office.ledger.back_up()
    (empty,) = backups.listed(path)
    hang(office)
    later = office.ledger.back_up()
    assert later
    office.ledger._let_go()
    done = restore(empty.file, path, now=NOW + timedelta(hours=1))
    with open_ledger(path, clock=clock) as ledger:
        age(ledger)
        assert swept(ledger) == [PHOTO]
        later.file.unlink()
        assert swept(ledger) == [PHOTO]  # the ledger that stood before the restore has it
        assert done.kept
        done.kept.unlink()
        assert swept(ledger) == []
        ledger._let_go()


@pytest.mark.parametrize("content", [b"SQLite format 3\x00 spoilt", b""])
def test_a_copy_that_cannot_be_read_may_name_any(office: Office, content: bytes) -> None:
    store(office.ledger, [Pasted("半途.png", b"no step")])
    age(office.ledger)
    other = office.ledger.path.with_name("云溪-旧.zxd")
    other.write_bytes(content)
    assert swept(office.ledger) == [b"no step"]
    other.unlink()
    assert swept(office.ledger) == []


def test_a_copy_that_shares_the_folder_keeps_its_own(office: Office) -> None:
    hang(office)
    office.ledger._let_go()
    copy = office.ledger.path.with_name("同事.zxd")
    shutil.copy(office.ledger.path, copy)
    with open_ledger(copy, clock=clock) as theirs:
        hang(Office(theirs), "同事的.png", b"hers", "他的会")
        theirs._let_go()
    with open_ledger(office.ledger.path, clock=clock) as ours:
        age(ours)
        assert swept(ours) == sorted([PHOTO, b"hers"])
        copy.unlink()
        assert swept(ours) == [PHOTO]
        ours._let_go()


def test_the_same_content_on_two_records_stays_for_the_other(office: Office) -> None:
    hang(office)
    other = office.add("event", name="另一场")
    attach(office.ledger, KINDS["event"], other, [Pasted("同一张.png", PHOTO)])
    (name,) = folder(office.ledger).listed()
    with office.ledger.connection() as connection:
        assert content_sweep.remove(office.ledger.path, connection, [name]) == {name}
    assert folder(office.ledger).listed() == [name]
