"""Where the contents of attachments stand: one small interface, named by SHA-256, never changed.

A ledger in a file has them in a folder beside it (`content_folder`). Another database is another
class here, and contents are rows of a table there.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

PIECE = 1 << 20
MISSING, ALTERED = "不见了", "被改动过"


@dataclass(frozen=True)
class Content:
    """A content that is stored: what it is called and how long it is."""

    sha256: str
    size: int


class Spoilt(Exception):
    """A content is not what it was.

    Attributes:
        reason: MISSING, ALTERED, or why it cannot be read.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Contents(Protocol):
    """What the store of a ledger's contents can do."""

    def add(self, pieces: Iterable[bytes]) -> Content:
        """Store a content, whole or not at all; one that is there already stays.

        Raises:
            EnvironmentProblem: there is no room or no right.
        """

    def pieces(self, content: Content) -> Iterator[bytes]:
        """Give a content piece by piece; only after the last is it known to be unaltered.

        Raises:
            Spoilt: it is missing, cannot be read, or is not what it was.
        """

    def fault(self, content: Content, *, deep: bool = False) -> str:
        """Say what is wrong with a content; empty where nothing is.

        Args:
            deep: Read all of it, and not only how long it is.
        """

    def listed(self) -> Collection[str]:
        """Give the SHA-256 of all that is stored."""

    def strange(self) -> Collection[str]:
        """Name what stands among the contents and is none."""

    def remove(self, sha256: str) -> None:
        """Remove a content; whoever does so knows that nothing names it any more."""

    def remove_empty(self) -> None:
        """Leave no trace of the store where nothing is in it."""
