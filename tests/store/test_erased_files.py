"""Erasing a person takes the files of the record along: rows, history, contents, copies."""

from pathlib import Path

import pytest

from tests.ledgers import NOW, Office
from tests.store.attaching import folder, hung
from zxdesk.errors import RefusedError
from zxdesk.exchange.checking import check_ledger
from zxdesk.records import KINDS
from zxdesk.services.attachments import Pasted, attach, detach
from zxdesk.store import backups, history
from zxdesk.store.erasure import Erasure, erase

MEMBER, SERVICE = KINDS["member"], KINDS["service"]
CARD, FORM, GONE = b"the card, both sides", b"the form", b"an older card"
WORDS = ("身份证", "登记表", "旧证")


@pytest.fixture
def person(office: Office) -> int:
    """A member with files on the record, one taken off, one on a service."""
    record = office.member("程立言")
    attach(office.ledger, MEMBER, record, [Pasted("身份证.jpg", CARD), Pasted("旧证.jpg", GONE)])
    off = next(one for one in hung(office.ledger, record, "member") if one.name == "旧证.jpg")
    detach(office.ledger, MEMBER, record, [off.id])
    with office.ledger.read() as session:
        service = session.connection().scalar(
            SERVICE.table.select().with_only_columns(SERVICE.table.c.id)
        )
    assert service is not None
    attach(office.ledger, SERVICE, service, [Pasted("登记表.pdf", FORM)])
    return record


def erased(office: Office, record: int, **how: object) -> Erasure:
    return erase(office.ledger, MEMBER, [record], title="程立言", reason="本人要求", **how)  # type: ignore[arg-type]


def left_of(ledger: Path) -> list[str]:
    """What words or contents of the files stand anywhere beside the ledger."""
    secrets = [word.encode() for word in WORDS] + [CARD, FORM, GONE]
    files = [file for file in ledger.parent.rglob("*") if file.is_file()]
    return [f"{file.name}: {s!r}" for file in files for s in secrets if s in file.read_bytes()]


def test_rows_history_and_contents_go(office: Office, person: int) -> None:
    done = erased(office, person)
    assert done.fields == ("附件“身份证.jpg”", "附件“旧证.jpg”", "附件“登记表.pdf”")
    assert done.steps == 3
    assert hung(office.ledger, person, "member") == []
    assert folder(office.ledger).listed() == []
    assert left_of(office.ledger.path) == []
    assert check_ledger(office.ledger, deep=True).problems == []
    assert erased(office, person).fields == ()


def test_undo_brings_back_no_more_than_a_place(office: Office, person: int) -> None:
    removal = next(s for s in history.listed(office.ledger) if s.label.startswith("移除附件"))
    erased(office, person)
    history.undo(office.ledger, removal.no, force=True)
    (one,) = hung(office.ledger, person, "member")
    assert one.erased
    assert one.name.startswith("（已抹除")
    assert check_ledger(office.ledger, deep=True).problems == []
    with pytest.raises(RefusedError):
        history.undo(office.ledger, 1)


def test_a_content_that_another_record_has_stays(office: Office, person: int) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, KINDS["event"], event, [Pasted("扫描.jpg", CARD)])
    done = erased(office, person)
    assert done.notes == ("1 个附件的内容还留着，别的记录或旁边的备份里还有它",)
    assert [
        folder(office.ledger).place(n).read_bytes() for n in folder(office.ledger).listed()
    ] == [CARD]


def test_what_copies_still_name_stays_until_they_are_cleared(office: Office, person: int) -> None:
    backups.make_if_changed(office.ledger.path, now=NOW)
    done = erased(office, person)
    assert [copy.why for copy in done.left] == ["没有要求抹除备份"]
    assert len(folder(office.ledger).listed()) == 3
    done = erased(office, person, in_backups=True)
    assert len(done.cleared) == 1
    assert folder(office.ledger).listed() == []
    assert left_of(office.ledger.path) == []
