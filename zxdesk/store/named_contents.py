"""Which contents a ledger names: those of the files on its records, and those its log remembers.

What the log remembers can be brought back by undo or from the recycle bin, however long ago it was.
Only an erasure makes it forget.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from zxdesk.records import KINDS
from zxdesk.records.attachment import TITLE
from zxdesk.store import conflicts
from zxdesk.store.contents import Content, Contents
from zxdesk.store.functions import in_image
from zxdesk.store.schema import CHANGE

_MOST = 20


@dataclass(frozen=True)
class Named:
    """A content that a ledger names, and as what.

    Attributes:
        gone: Whether only the log remembers the file.
    """

    kind: str
    record_id: int
    name: str
    content: Content
    gone: bool = False


def named(connection: sa.Connection) -> list[Named]:
    """Give every content that a ledger names once, of any version that has attachments."""
    stored = set(sa.inspect(connection).get_table_names())
    tables = {kind.name: kind.attachments for kind in KINDS.values()}
    there = {kind: table for kind, table in tables.items() if table.name in stored}
    found: dict[str, Named] = {}
    for one in (*_standing(connection, there), *_remembered(connection, there)):
        if one.content.sha256:
            found.setdefault(one.content.sha256, one)
    return list(found.values())


def _standing(connection: sa.Connection, tables: dict[str, sa.Table]) -> Iterator[Named]:
    for kind, table in tables.items():
        for row in connection.execute(sa.select(table).order_by(table.c.id)):
            yield Named(kind, row.record_id, row.name, Content(row.sha256, row.size))


def _remembered(connection: sa.Connection, tables: dict[str, sa.Table]) -> Iterator[Named]:
    kinds = {table.name: kind for kind, table in tables.items()}
    for image in (CHANGE.c.before, CHANGE.c.after):
        held = [in_image(image, name) for name in ("name", "sha256", "size")]
        query = sa.select(CHANGE.c.table_name, CHANGE.c.record_id, *held).distinct()
        query = query.where(CHANGE.c.table_name.in_(kinds), image.is_not(None))
        for table, record_id, name, sha256, size in connection.execute(query):
            yield Named(kinds[table], record_id, name, Content(sha256 or "", size or 0), gone=True)


def faults(connection: sa.Connection, contents: Contents, *, deep: bool = False) -> list[str]:
    """Give what is wrong with the contents of a ledger's attachments, one sentence each.

    Args:
        deep: Read all of each, and not only how long it is.
    """
    found = [
        f"{_called(connection, one)}的内容{fault}"
        for one in named(connection)
        if (fault := contents.fault(one.content, deep=deep))
    ]
    if len(found) > _MOST:
        found = [*found[:_MOST], f"另有 {len(found) - _MOST} 个{TITLE}的内容不对"]
    return found


def _called(connection: sa.Connection, one: Named) -> str:
    record = conflicts.named(connection, one.kind, one.record_id)
    return f"{record}{'移除过' if one.gone else ''}的{TITLE}“{one.name}”"
