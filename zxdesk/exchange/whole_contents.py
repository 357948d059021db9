"""The contents of attachments in the zip of a whole ledger."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from zxdesk.exchange import whole_file
from zxdesk.exchange.whole_file import refuse
from zxdesk.store import Ledger
from zxdesk.store.bringing import lacking_words
from zxdesk.store.content_folder import ContentFolder, folder_of
from zxdesk.store.named_contents import named


def pack(packing: whole_file.Packing, ledger: Ledger, connection: sa.Connection) -> None:
    """Add every content that a ledger names; what is missing or altered is told at the end."""
    contents, lacking = ledger.contents, []
    for one in sorted(named(connection), key=lambda one: one.content.sha256):
        if contents.fault(one.content, deep=True):
            lacking.append(one.name)
            continue
        packing.add(
            whole_file.CONTENTS,
            one.content.sha256,
            contents.pieces(one.content),
            packing=zipfile.ZIP_STORED,
        )
    if words := lacking_words(lacking):
        ledger.notes.append(words)


class Taken:
    """The contents that are taken out of a zip and put beside the ledger that is made of it."""

    def __init__(self, file: Path, ledger: Path) -> None:
        """Say of which zip, and of which ledger."""
        self._file, self._ledger = file, ledger
        self._origin = ""
        self._added: list[str] = []
        self._there: set[str] = set()
        self._folder: ContentFolder | None = None

    def begin(self, origin: object) -> None:
        """Note the beginning of the ledger, by which its contents are known."""
        self._origin = origin if isinstance(origin, str) else ""

    def take(self, sha256: str, pieces: Iterator[bytes]) -> None:
        """Put a content beside the ledger.

        Raises:
            RefusedError: it is not what its name says.
        """
        if self._folder is None:
            if not self._origin:
                refuse(self._file, "里面有附件，却没有写明是哪本台账的")
            self._folder = ContentFolder(folder_of(self._ledger, self._origin), self._origin)
            self._there = set(self._folder.listed())
        stored = self._folder.add(pieces).sha256
        if stored not in self._there:
            self._added.append(stored)
        if stored != sha256:
            refuse(self._file, f"里面的附件被改动过（{sha256[:12]}）")

    def take_back(self) -> None:
        """Remove what was put there: the ledger was not made."""
        if self._folder is not None:
            for sha256 in self._added:
                self._folder.remove(sha256)
            self._folder.remove_empty()

    def tell_lacking(self, ledger: Ledger) -> None:
        """Note which contents were not in the zip."""
        with ledger.read() as session:
            wanted = named(session.connection())
        contents = ledger.contents
        lacking = [one.name for one in wanted if contents.fault(one.content)]
        if words := lacking_words(lacking):
            ledger.notes.append(words)
