"""What a sealed backup holds: the ledger's file alone, or with contents of attachments behind it.

With contents it begins with eight letters; then come the ledger and each content, every one with
its SHA-256 (zeros for the ledger) and its length before it.
"""

import errno
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from zxdesk.store import copies
from zxdesk.store.content_folder import ContentFolder, folder_of
from zxdesk.store.contents import PIECE, Contents, Spoilt
from zxdesk.store.named_contents import Named

WHOLE = b"ZXWHOLE\n"
_PART = struct.Struct(">32sQ")
_LEDGER = bytes(32)


class Broken(Exception):
    """Parts are not what they say."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Give so many bytes; fewer only at the end."""


class Stream:
    """Gives pieces in the lengths that are asked for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int) -> bytes:
        """Give so many bytes; fewer only at the end."""
        held = bytearray(self._rest)
        while len(held) < size and (piece := next(self._pieces, None)) is not None:
            held += piece
        self._rest = bytes(held[size:])
        return bytes(held[:size])


def parts(plain: Path, contents: Contents, wanted: Sequence[Named]) -> Iterator[bytes]:
    """Give what is to be sealed, in pieces.

    Raises:
        OSError: a content was altered meanwhile.
    """
    if wanted:
        yield WHOLE + _PART.pack(_LEDGER, plain.stat().st_size)
    yield from _of_file(plain)
    for one in wanted:
        yield _PART.pack(bytes.fromhex(one.content.sha256), one.content.size)
        try:
            yield from contents.pieces(one.content)
        except Spoilt as spoilt:
            raise OSError(errno.EIO, spoilt.reason) from spoilt


def _of_file(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece


def take(stream: Stream, plain: Path, ledger: Path | None) -> None:
    """Write the ledger of a backup to `plain`, and its contents among those of `ledger`.

    Args:
        ledger: None where contents are not wanted.

    Raises:
        Broken: a part is cut off or is not what it says.
        EnvironmentProblem: there is no room for a content.
    """
    first = stream.read(len(WHOLE))
    with plain.open("wb") as target:
        if first != WHOLE:
            target.write(first)
            while piece := stream.read(PIECE):
                target.write(piece)
            return
        _, size = _head(stream)
        for piece in _part(stream, size):
            target.write(piece)
    if ledger is not None:
        origin = copies.origin(plain)
        _take_contents(stream, ContentFolder(folder_of(ledger, origin), origin))


def _take_contents(stream: Stream, contents: Contents) -> None:
    while (head := stream.read(_PART.size)) != b"":
        sha256, size = _unpacked(head)
        stored = contents.add(_part(stream, size))
        if stored.sha256 != sha256:
            contents.remove(stored.sha256)
            raise Broken


def _head(stream: Stream) -> tuple[str, int]:
    return _unpacked(stream.read(_PART.size))


def _unpacked(head: bytes) -> tuple[str, int]:
    if len(head) != _PART.size:
        raise Broken
    sha256, size = _PART.unpack(head)
    return bytes(sha256).hex(), int(size)


def _part(stream: Stream, size: int) -> Iterator[bytes]:
    while size:
        piece = stream.read(min(size, PIECE))
        if not piece:
            raise Broken
        size -= len(piece)
        yield piece
