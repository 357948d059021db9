"""Removes contents of attachments that nothing names: no row, no image of the log, no kept copy.

They are left by a step that failed, by an erasure, or by a restore to a time before them once the
last backup that names them is dropped.
"""

import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from zxdesk.errors import ZxdeskError
from zxdesk.store import bringing, copies, steps
from zxdesk.store.content_folder import BACKUPS, ENDING, ContentFolder, folder_of
from zxdesk.store.named_contents import named
from zxdesk.store.sqlite import SEALED

_LONG = 3600  # seconds in which whoever stores a content writes the row that names it
_LEDGERS = "*.zxd"


def is_there(path: Path) -> bool:
    """Tell whether any ledger here may have contents."""
    return any(path.parent.glob(f"*{ENDING}"))


def sweep(path: Path, connection: sa.Connection) -> None:
    """Remove what nothing names and nobody has stored just now.

    Args:
        connection: To the ledger.
    """
    folder = _folder(path, connection)
    if not folder.folder.exists():
        return
    before = time.time() - _LONG
    old = {one for one in folder.listed() if folder.place(one).stat().st_mtime < before}
    for sha256 in unnamed(path, connection, old):
        folder.remove(sha256)


def remove(path: Path, connection: sa.Connection, contents: Collection[str]) -> set[str]:
    """Remove those of some contents that nothing names; give those that stay."""
    folder, going = _folder(path, connection), unnamed(path, connection, contents)
    for sha256 in going:
        folder.remove(sha256)
    return {one for one in contents if one not in going and folder.place(one).exists()}


def unnamed(path: Path, connection: sa.Connection, contents: Collection[str]) -> set[str]:
    """Give those of some contents that neither the ledger nor a copy of it beside it names.

    A copy that cannot be read may name any.
    """
    left = set(contents) - {one.content.sha256 for one in named(connection)}
    if not left:
        return left
    origin = steps.origin(connection)
    for file in _copies(path, folder_of(path, origin)):
        try:
            if not _is_sealed(file) and copies.origin(file) == origin:
                left -= {one.content.sha256 for one in bringing.named_in(file)}
        except (ZxdeskError, OSError, sqlite3.DatabaseError):
            return set()
    return left


def _copies(path: Path, folder: Path) -> Iterator[Path]:
    """Give every ledger that may share a folder of contents: those beside it, and backups."""
    for place in {path.parent, folder.parent}:
        for each in (place, *place.glob(f"*{BACKUPS}")):
            with suppress(NotADirectoryError):
                yield from (file for file in each.glob(_LEDGERS) if file != path)


def _is_sealed(file: Path) -> bool:
    """Tell whether a copy is under a password: it has its contents in itself."""
    with file.open("rb") as opened:
        return opened.read(len(SEALED)) == SEALED


def _folder(path: Path, connection: sa.Connection) -> ContentFolder:
    origin = steps.origin(connection)
    return ContentFolder(folder_of(path, origin), origin)
