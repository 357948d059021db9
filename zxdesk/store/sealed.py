"""Backups under a password: AES-256-GCM, chunk by chunk, under a key that is slow to guess.

The file: eight letters, the cost of the key (Argon2id), salt, the beginning of the nonces, a mark
by which a wrong password is known; then chunks of a megabyte with their tags. Each nonce counts on
and says whether its chunk is the last, so that none can be left out, moved or cut off (the STREAM
construction, https://eprint.iacr.org/2015/189). The head is authenticated with every chunk.

What is sealed is the ledger's file, or where it names contents of attachments, these behind it
(`sealed_parts`).
"""

import os
import struct
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from zxdesk.errors import EnvironmentProblem, RefusedError, UserError
from zxdesk.files import reason_of
from zxdesk.store import backups, bringing, copies, sealed_parts
from zxdesk.store.backup_notes import Backup, note_of
from zxdesk.store.content_folder import beside
from zxdesk.store.named_contents import Named
from zxdesk.store.problems import explained
from zxdesk.store.sealed_parts import Readable, Stream
from zxdesk.store.sqlite import SEALED

MAGIC = SEALED
CHUNK = 1 << 20
_TAG = 16
# RFC 9106, second recommended choice: three passes over 64 MiB by four lanes.
_PASSES, _LANES, _KIB = 3, 4, 64 * 1024
_MOST_PASSES, _MOST_LANES, _MOST_KIB = 16, 16, 1 << 20
_HEAD = struct.Struct(">8sHHI16s7s16s")
_LAST = struct.Struct(">I?")


@dataclass(frozen=True)
class Head:
    """What stands before the chunks."""

    passes: int
    lanes: int
    kib: int
    salt: bytes
    prefix: bytes
    mark: bytes = bytes(16)

    @property
    def packed(self) -> bytes:
        """Give it as it stands in the file."""
        return _HEAD.pack(
            MAGIC, self.passes, self.lanes, self.kib, self.salt, self.prefix, self.mark
        )

    def keys(self, password: str) -> tuple[bytes, bytes]:
        """Give the key and the mark by which a wrong password is known."""
        words = unicodedata.normalize("NFC", password).encode()
        slow = Argon2id(
            salt=self.salt,
            length=48,
            iterations=self.passes,
            lanes=self.lanes,
            memory_cost=self.kib,
        ).derive(words)
        return slow[:32], slow[32:]


def is_sealed(file: Path) -> bool:
    """Tell whether a file is a backup under a password."""
    try:
        with file.open("rb") as opened:
            return opened.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def seal(source: Readable, target: BinaryIO, password: str) -> None:
    """Write what `source` holds to `target` under a password, in flat memory."""
    bare = Head(_PASSES, _LANES, _KIB, os.urandom(16), os.urandom(7))
    key, mark = bare.keys(password)
    head = Head(bare.passes, bare.lanes, bare.kib, bare.salt, bare.prefix, mark)
    cipher, place = AESGCM(key), 0
    target.write(head.packed)
    chunk, following = source.read(CHUNK), source.read(CHUNK)
    while True:
        nonce = head.prefix + _LAST.pack(place, not following)
        target.write(cipher.encrypt(nonce, chunk, head.packed))
        if not following:
            return
        chunk, following, place = following, source.read(CHUNK), place + 1


def opened(source: BinaryIO, password: str, name: str) -> Iterator[bytes]:
    """Give what a sealed file holds, chunk by chunk; each is proved before it is given.

    Args:
        name: What the file is called in a sentence.

    Raises:
        RefusedError: the password is wrong.
        EnvironmentProblem: the file is cut off or altered.
    """
    head = _head(source.read(_HEAD.size), name)
    key, mark = head.keys(password)
    if not compare_digest(mark, head.mark):
        raise RefusedError(
            f"打开备份 {name} 的密码不对，没有恢复，台账没有改动",
            "请核对密码再试；密码忘了就打不开，请换一份备份",
            code="wrong_password",
        )
    cipher, place = AESGCM(key), 0
    chunk, following = source.read(CHUNK + _TAG), source.read(CHUNK + _TAG)
    while True:
        nonce = head.prefix + _LAST.pack(place, not following)
        try:
            yield cipher.decrypt(nonce, chunk, head.packed)
        except (InvalidTag, ValueError):
            raise _altered(name) from None
        if not following:
            return
        chunk, following, place = following, source.read(CHUNK + _TAG), place + 1


def _head(found: bytes, name: str) -> Head:
    if len(found) < _HEAD.size or not found.startswith(MAGIC):
        raise _altered(name)
    _, passes, lanes, kib, salt, prefix, mark = _HEAD.unpack(found)
    # An altered head must not ask for all the memory there is.
    possible = 1 <= passes <= _MOST_PASSES and 1 <= lanes <= _MOST_LANES
    if not possible or not 8 * lanes <= kib <= _MOST_KIB:
        raise _altered(name)
    return Head(passes, lanes, kib, salt, prefix, mark)


def _altered(name: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"加密的备份 {name} 不完整或被改动过，没有恢复，台账没有改动",
        "请换一份备份",
        code="damaged",
    )


def back_up(ledger: Path, target: Path, *, password: str, now: datetime) -> Backup:
    """Make a verified copy of the ledger under a password.

    Nothing readable ever lies beside `target`, which may be on a stick: the copy that is encrypted
    is made beside the ledger and goes at once.

    Raises:
        EnvironmentProblem: no room or no right; nothing is left at `target`.
        UserError: something stands there already.
    """
    target = backups.named(target)
    if target.exists() or note_of(target).exists():
        raise UserError(
            f"{target.name} 已经存在，没有备份，也没有改动它", "请换一个文件名", code="exists"
        )
    try:
        with _plain_copy(ledger, now) as (plain, made):
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = copies.partial_of(target)
            wanted, lacking = _wanted(ledger, plain)
            with copies.being_made(partial):
                _sealed(
                    lambda: sealed_parts.parts(plain, beside(ledger), wanted), partial, password
                )
                copies.put_in_place(partial, target)
            sealed = Backup(target, copies.sha256(target), made.records, made.step, made.made)
            return replace(sealed, lacking=lacking)
    except OSError as error:
        raise EnvironmentProblem(
            f"备份没有做成（{reason_of(error)}），台账本身完好",
            "请检查备份位置的空间和权限后再备份一次",
            code="backup_failed",
        ) from error


@contextmanager
def _plain_copy(ledger: Path, now: datetime) -> Iterator[tuple[Path, Backup]]:
    """Give a verified copy beside the ledger while it is needed."""
    plain = copies.partial_of(_passing(ledger, f"{now:%Y%m%d-%H%M%S}"))
    with copies.being_made(plain):
        with explained(ledger):
            copies.copy(ledger, plain)
            made = backups.described(ledger, plain, plain, now)
        yield plain, made


def _passing(ledger: Path, name: str) -> Path:
    """Give a file that lies beside the ledger for a moment; the sweeper knows its name."""
    return ledger.with_name(f"{ledger.stem}-加密-{name}{ledger.suffix}")


def _wanted(ledger: Path, plain: Path) -> tuple[list[Named], tuple[str, ...]]:
    """Give the contents that go along, and the names of those that cannot."""
    named, contents = bringing.named_in(plain), beside(ledger)
    wanted = [one for one in named if not contents.fault(one.content, deep=True)]
    return wanted, tuple(one.name for one in named if one not in wanted)


def _sealed(pieces: Callable[[], Iterator[bytes]], partial: Path, password: str) -> None:
    """Seal what comes in pieces and read it back."""
    with partial.open("wb") as target:
        seal(Stream(pieces()), target, password)
    copies.sync(partial)
    source = Stream(pieces())
    with partial.open("rb") as sealed:
        for chunk in opened(sealed, password, partial.name):
            if chunk != source.read(len(chunk)):
                raise _altered(partial.name)


@contextmanager
def unsealed(backup: Path, ledger: Path, password: str, *, looking: bool = False) -> Iterator[Path]:
    """Give a sealed backup's content as a file beside the ledger, for as long as it is needed.

    Args:
        looking: Only to be looked at; else contents of attachments are put among the ledger's.

    Raises:
        RefusedError: the password is wrong.
        EnvironmentProblem: it is cut off or altered, or there is no room.
    """
    plain = copies.partial_of(_passing(ledger, backup.stem))
    try:
        with copies.being_made(plain):
            with backup.open("rb") as source:
                stream = Stream(opened(source, password, backup.name))
                try:
                    sealed_parts.take(stream, plain, None if looking else ledger)
                except sealed_parts.Broken:
                    raise _altered(backup.name) from None
            yield plain
    except OSError as error:
        raise EnvironmentProblem(
            f"加密的备份 {backup.name} 没有解开（{reason_of(error)}），台账没有改动",
            "请检查磁盘空间和权限后重试",
            code="restore_failed",
        ) from error
