"""Hangs files on records for tests, and spoils them."""

from pathlib import Path

from tests.ledgers import Office
from zxdesk.queries.attachments import Attachment, attachments
from zxdesk.records import KINDS
from zxdesk.services.attachments import Pasted, attach
from zxdesk.store import Ledger
from zxdesk.store.content_folder import ContentFolder

PHOTO = b"\x89PNG all of us"


def hang(office: Office, name: str = "合影.png", data: bytes = PHOTO, event: str = "读书会") -> int:
    """Hang a file on a new meeting; give the meeting."""
    record_id = office.add("event", name=event)
    attach(office.ledger, KINDS["event"], record_id, [Pasted(name, data)])
    return record_id


def hung(ledger: Ledger, record_id: int, kind: str = "event") -> list[Attachment]:
    """What hangs on a record."""
    with ledger.read() as session:
        return attachments(session, KINDS[kind], record_id)


def folder(ledger: Ledger) -> ContentFolder:
    """Where the contents of a ledger's attachments stand."""
    contents = ledger.contents
    assert isinstance(contents, ContentFolder)
    return contents


def spoil(path: Path, data: bytes | None = None) -> None:
    """Put something else in a content's place, or nothing."""
    path.chmod(0o644)
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)
