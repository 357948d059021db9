"""The files that hang on records."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.records import RecordKind
from zxdesk.store.contents import Content
from zxdesk.store.functions import among


@dataclass(frozen=True)
class Attachment:
    """A file that hangs on a record.

    Attributes:
        content: Which content it is; nothing is left of one that was erased.
    """

    id: int
    name: str
    media_type: str
    content: Content
    note: str

    @property
    def erased(self) -> bool:
        """Tell whether only the place is left."""
        return not self.content.sha256


def attachments(session: Session, kind: RecordKind, record_id: int) -> list[Attachment]:
    """Give a record's files in their order."""
    table = kind.attachments
    query = sa.select(table).where(table.c.record_id == record_id)
    rows = session.connection().execute(query.order_by(table.c.position, table.c.id))
    return [
        Attachment(row.id, row.name, row.media_type, Content(row.sha256, row.size), row.note)
        for row in rows
    ]


def counted(session: Session, kind: RecordKind, ids: Iterable[int]) -> int:
    """Count the files that hang on records."""
    table = kind.attachments
    query = sa.select(sa.func.count()).where(among(table.c.record_id, ids))
    return session.connection().scalar(query) or 0


def size_words(size: int) -> str:
    """Say how long a file is: 318 字节, 24 KB, 3.5 MB."""
    if size < 1024:
        return f"{size} 字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"
