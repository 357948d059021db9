"""Opens OpenDocument workbooks that ask for a password.

Each part is packed and then encrypted, and the manifest says how (OpenDocument 1.2, part 3, 3.8.1):
Blowfish of OpenOffice, AES of LibreOffice. LibreOffice from 24.8 on encrypts the whole package as
one part, which is a workbook of its own.
"""

import base64
import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import new as hash_of
from hashlib import pbkdf2_hmac
from pathlib import Path
from xml.etree.ElementTree import Element

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from defusedxml.ElementTree import fromstring

from zxdesk.exchange.guard import refuse_swelling

MANIFEST, CONTENT, WHOLE = "META-INF/manifest.xml", "content.xml", "encrypted-package"
_TYPE = "mimetype"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_LARGEST_MANIFEST = 4 << 20
_CHUNK = 1 << 20
_CHECKED = 1024  # bytes of which a checksum is kept
_BLOCK = 16
_NONCE = 12
_MOST_ROUNDS, _MOST_PASSES, _MOST_LANES, _MOST_KIB = 10_000_000, 100, 64, 262_144


class WrongPassword(Exception):
    """The workbook does not open with this password."""


@dataclass(frozen=True)
class _Locked:
    """A part that is encrypted, and what the manifest says of it."""

    name: str
    said: dict[str, str]

    def number(self, name: str, most: int) -> int:
        found = int(self.said[name])
        if not 0 < found <= most:
            raise ValueError(name)
        return found

    def bytes_of(self, name: str) -> bytes:
        return base64.b64decode(self.said[name], validate=True)


def is_locked(data: bytes) -> bool:
    """Tell whether a packed workbook has parts under a password."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return bool(_locked_parts(package))
    # What is no package, or has no manifest that can be read: whoever reads it says what it lacks.
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, SyntaxError):
        return False


def opened(path: Path, data: bytes, password: str) -> bytes:
    """Give a workbook's bytes without its password.

    Raises:
        WrongPassword: it is another one.
        EnvironmentProblem: it would swell.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = _locked_parts(package)
        part = next(part for name in (WHOLE, CONTENT) for part in parts if part.name == name)
        plain = _decrypted(part, package.read(part.name), password)
    if part.name == WHOLE and plain.startswith(b"PK"):
        return plain
    content = _unpacked(path, plain)
    return content if part.name == WHOLE else _as_package(content)


def _locked_parts(package: zipfile.ZipFile) -> list[_Locked]:
    if MANIFEST not in package.namelist():
        return []
    if package.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise ValueError(MANIFEST)
    found = []
    for entry in fromstring(package.read(MANIFEST)):
        about = next((child for child in entry if _bare(child.tag) == "encryption-data"), None)
        if about is not None:
            found.append(_Locked(_attributes(entry).get("full-path", ""), _said(about)))
    return found


def _said(about: Element) -> dict[str, str]:
    """Give all that is said of an encryption; what its parts share by name stands once."""
    said: dict[str, str] = {}
    for element in (*about, about):
        said |= {"key-size": "16"} if _bare(element.tag) == "key-derivation" else {}
        if _bare(element.tag) == "start-key-generation":
            said["start"] = _attributes(element).get("start-key-generation-name", "")
        else:
            said |= _attributes(element)
    return said


def _attributes(element: Element) -> dict[str, str]:
    return {_bare(name): value for name, value in element.attrib.items()}


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def _decrypted(part: _Locked, data: bytes, password: str) -> bytes:
    start = hash_of("sha256" if "256" in part.said.get("start", "") else "sha1", password.encode())
    key = _key(part, start.digest())
    algorithm = part.said["algorithm-name"].lower()
    decrypt = next(do for name, do in _CIPHERS.items() if name in algorithm)
    return decrypt(part, key, data)


def _key(part: _Locked, start: bytes) -> bytes:
    salt, size = part.bytes_of("salt"), part.number("key-size", 64)
    if "argon2id" in part.said["key-derivation-name"].lower():
        return Argon2id(
            salt=salt,
            length=size,
            iterations=part.number("argon2-iterations", _MOST_PASSES),
            lanes=part.number("argon2-lanes", _MOST_LANES),
            memory_cost=part.number("argon2-memory", _MOST_KIB),
        ).derive(start)
    return pbkdf2_hmac("sha1", start, salt, part.number("iteration-count", _MOST_ROUNDS), size)


def _of_gcm(part: _Locked, key: bytes, data: bytes) -> bytes:
    """Decrypt what carries its own proof; the nonce stands once more before it."""
    nonce = part.bytes_of("initialisation-vector")
    try:
        return AESGCM(key).decrypt(nonce, data[_NONCE:] if data.startswith(nonce) else data, None)
    except InvalidTag:
        raise WrongPassword from None


def _of_cbc(part: _Locked, key: bytes, data: bytes) -> bytes:
    decryptor = Cipher(AES(key), CBC(part.bytes_of("initialisation-vector"))).decryptor()
    plain = decryptor.update(data) + decryptor.finalize()
    fill = plain[-1] if plain else 0
    return _checked(part, plain[:-fill] if 0 < fill <= _BLOCK else plain)


def _of_blowfish(part: _Locked, key: bytes, data: bytes) -> bytes:
    decryptor = Cipher(Blowfish(key), CFB(part.bytes_of("initialisation-vector"))).decryptor()
    return _checked(part, decryptor.update(data) + decryptor.finalize())


_CIPHERS: dict[str, Callable[[_Locked, bytes, bytes], bytes]] = {
    "-gcm": _of_gcm,
    "-cbc": _of_cbc,
    "blowfish": _of_blowfish,
}


def _checked(part: _Locked, plain: bytes) -> bytes:
    kind = "sha256" if "256" in part.said["checksum-type"] else "sha1"
    if hash_of(kind, plain[:_CHECKED]).digest() != part.bytes_of("checksum"):
        raise WrongPassword
    return plain


def _unpacked(path: Path, packed: bytes) -> bytes:
    """Unpack a part, which nobody has looked over before."""
    unpacker, out = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    rest = packed
    while not unpacker.eof:
        piece = unpacker.decompress(rest, _CHUNK)
        rest = unpacker.unconsumed_tail
        out += piece
        refuse_swelling(path, len(out), len(packed))
        if not piece and not rest:
            raise ValueError("cut short")
    return bytes(out)


def _as_package(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(_TYPE, _SPREADSHEET, zipfile.ZIP_STORED)
        package.writestr(CONTENT, content)
        package.writestr(MANIFEST, "<manifest/>")
    return out.getvalue()
