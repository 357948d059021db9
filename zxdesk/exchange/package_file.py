"""The quarterly package as a file: written whole, opened only where nothing in it is hostile."""

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pyzipper

from zxdesk.errors import EnvironmentProblem, RefusedError
from zxdesk.exchange import frames, guarded
from zxdesk.exchange.frames import Frame, Garbled
from zxdesk.exchange.guarded import ReadingFailed, Waiting
from zxdesk.exchange.limits import Limits

REPORT_PDF, REPORT_BOOK, DETAILS, MANIFEST = NAMES = (
    "季度报表.pdf",
    "季度报表.xlsx",
    "明细.xlsx",
    "manifest.json",
)
# The content of an attachment, followed by its SHA-256; there are none where nobody asked.
ATTACHED = "附件/"
UNREADABLE = "package_unreadable"
# An encrypted zip still shows its names: they tell nothing there.
_NEUTRAL = ("1.pdf", "2.xlsx", "3.xlsx", "4.json")
_ATTACHED_NEUTRAL = "{}.bin"
_ATTACHED = re.compile(f"{ATTACHED}[0-9a-f]{{64}}")
_MOST_ATTACHED = 5000
MAX_PACKED, _MAX_UNPACKED, _MAX_MANIFEST = 200_000_000, 600_000_000, 5_000_000
_MAX_RATIO, _RATIO_MATTERS_FROM = 200, 20_000_000
_DEEPEST, _MOST_VALUES, _LARGEST = 12, 100_000, 10**16
# Control and direction characters, and half characters, which no database takes.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SPOILT = (
    zipfile.BadZipFile,
    pyzipper.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
)
_FIXED_TIME = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Opened:
    """A package whose files are what its manifest says they are."""

    manifest: dict[str, Any]
    files: Mapping[str, bytes]
    sha256: str


def pack(files: Mapping[str, bytes], manifest: Mapping[str, Any], *, password: str = "") -> bytes:
    """Give the bytes of a package.

    Args:
        files: The three files by name, and contents of attachments.
        manifest: What it says of itself, without the hashes of the files.
        password: Encrypts it with AES-256.
    """
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    whole = json.dumps(dict(manifest) | {"files": hashes}, ensure_ascii=False, indent=1)
    parts = dict(files) | {MANIFEST: whole.encode()}
    attached = sorted(name for name in files if name.startswith(ATTACHED))
    names = (*NAMES, *attached)
    buffer = io.BytesIO()
    if password:
        with pyzipper.AESZipFile(
            buffer, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
        ) as locked:
            locked.setpassword(password.encode())
            for name, neutral in zip(names, _neutral(len(attached)), strict=True):
                locked.writestr(neutral, parts[name], _packing(name))
        return buffer.getvalue()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as plain:
        for name in names:
            plain.writestr(zipfile.ZipInfo(name, _FIXED_TIME), parts[name], _packing(name))
    return buffer.getvalue()


def _packing(name: str) -> int:
    """Leave attachments as long as they are: one that shrinks much would be taken for hostile."""
    return zipfile.ZIP_STORED if name.startswith(ATTACHED) else zipfile.ZIP_DEFLATED


def _neutral(attached: int) -> tuple[str, ...]:
    """Give the names of a package under a password that has so many attachments."""
    further = range(len(_NEUTRAL) + 1, len(_NEUTRAL) + 1 + attached)
    return (*_NEUTRAL, *(_ATTACHED_NEUTRAL.format(number) for number in further))


def open_package(
    path: Path, *, password: str = "", waiting: Waiting | None = None, limits: Limits | None = None
) -> Opened:
    """Have a package opened by the reading process, which holds its files against its manifest.

    Args:
        waiting: Called again and again; what it raises ends the reading.

    Raises:
        RefusedError: it is not whole, not what it says, or hostile; the reason is named.
    """
    asked = guarded.read("package", path, limits=limits, waiting=waiting, password=password)
    try:
        with closing(asked) as found:
            return _opened(found)
    except ReadingFailed as failed:
        refuse(path, failed.reason)
    except Garbled:
        refuse(path, "读出来的内容是乱的")


def _opened(found: Iterator[Frame]) -> Opened:
    said: Any = None
    parts: dict[str, bytearray] = {}
    name = ""
    for kind, content in found:
        if kind == frames.VALUE:
            said = frames.value_of(content)
        elif kind == frames.NAMED:
            name = frames.words_of(content)
            parts[name] = bytearray()
        elif kind == frames.PART and name:
            parts[name] += content
        else:
            raise Garbled
    if not isinstance(said, dict) or not isinstance(said.get("manifest"), dict):
        raise Garbled
    plain = {name for name in parts if not name.startswith(ATTACHED)}
    if plain != set(NAMES) - {MANIFEST} or not isinstance(said.get("sha256"), str):
        raise Garbled
    return Opened(said["manifest"], {n: bytes(part) for n, part in parts.items()}, said["sha256"])


def unpack(path: Path, *, password: str = "") -> Opened:
    """Open a package and hold its files against its manifest; the reading process does this.

    Raises:
        RefusedError: it is not whole, not what it says, or hostile; the reason is named.
    """
    data = _load(path)
    try:
        with pyzipper.AESZipFile(io.BytesIO(data)) as archive:
            parts = _parts(path, archive, password)
    except _SPOILT:
        refuse(path, "不是完整的报送包（文件损坏或被截断）")
    manifest = _manifest(path, parts.pop(MANIFEST))
    _hold_against(path, manifest, parts)
    return Opened(manifest, parts, hashlib.sha256(data).hexdigest())


def refuse(path: Path, reason: str, *, advice: str = "请让报送单位重新导出") -> NoReturn:
    """Refuse a package, saying why."""
    raise RefusedError(
        f"报送包“{path.name}”没有接收，{reason}，台账没有改动", advice, code="package_refused"
    )


def _load(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_PACKED:
            refuse(path, "文件太大（超过 200MB）")
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(
            f"报送包“{path.name}”没有接收，文件不存在或不能读取，台账没有改动",
            "请检查文件名和文件夹",
            code=UNREADABLE,
        ) from error


def _parts(path: Path, archive: Any, password: str) -> dict[str, bytes]:
    names = [info.filename for info in archive.infolist()]
    encrypted = any(info.flag_bits & 1 for info in archive.infolist())
    attached = sorted(name for name in names if _ATTACHED.fullmatch(name))
    hidden = max(len(names) - len(_NEUTRAL), 0) if encrypted else 0
    if max(len(attached), hidden) > _MOST_ATTACHED:
        refuse(path, "附件太多")
    expected = _neutral(hidden) if encrypted else (*NAMES, *attached)
    if len(names) != len(set(names)):
        refuse(path, "里面有重名的文件")
    if sorted(names) != sorted(expected):
        odd = next((n for n in names if n not in expected), "") or "少了文件"
        refuse(path, f"里面的文件不对（{odd[:40]}）")
    if encrypted and not password:
        refuse(path, "它有密码", advice="请填写报送单位告知的密码（--password）")
    unpacked = sum(info.file_size for info in archive.infolist())
    packed = sum(info.compress_size for info in archive.infolist())
    swollen = unpacked > _RATIO_MATTERS_FROM and unpacked > _MAX_RATIO * max(packed, 1)
    if unpacked > _MAX_UNPACKED or swollen:
        refuse(path, "解开后太大")
    archive.setpassword(password.encode() if encrypted else None)
    parts = {name: _read(path, archive, at) for name, at in zip(NAMES, expected, strict=False)}
    contents = [_read(path, archive, at) for at in expected[len(NAMES) :]]
    return parts | {f"{ATTACHED}{hashlib.sha256(data).hexdigest()}": data for data in contents}


def _read(path: Path, archive: Any, name: str) -> bytes:
    size = archive.getinfo(name).file_size
    try:
        with archive.open(name) as part:
            data: bytes = part.read(size + 1)
    except RuntimeError:
        refuse(path, "密码不对", advice="请向报送单位核对密码")
    if len(data) != size:
        refuse(path, "里面的文件与登记的大小不符")
    return data


def _manifest(path: Path, data: bytes) -> dict[str, Any]:
    if len(data) > _MAX_MANIFEST:
        refuse(path, "说明文件太大")
    try:
        found = json.loads(data.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        refuse(path, "说明文件不能读取")
    if not isinstance(found, dict) or not _is_plain(found):
        refuse(path, "说明文件不能读取")
    return found


def _refuse_constant(words: str) -> NoReturn:
    """Refuse NaN and Infinity, which JSON does not have and Python reads all the same."""
    raise ValueError(words)


def _is_plain(manifest: Any) -> bool:
    """Tell whether all of it can be kept and shown: not deep, not endless, nothing unseen."""
    level, left = [manifest], _MOST_VALUES
    for _ in range(_DEEPEST):
        left -= len(level)
        if not level or left < 0:
            break
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += [*value, *value.values()]
            elif isinstance(value, list):
                inner += value
            elif not _is_plain_value(value):
                return False
        level = inner
    return not level


def _is_plain_value(value: Any) -> bool:
    if isinstance(value, str):
        return not _UNSEEN.search(value)
    # An exponent makes infinity of a number; one of thousands of digits fits no column.
    return not isinstance(value, (int, float)) or -_LARGEST < value < _LARGEST


def _hold_against(path: Path, manifest: Mapping[str, Any], parts: Mapping[str, bytes]) -> None:
    hashes = manifest.get("files")
    if not isinstance(hashes, dict) or set(hashes) != set(parts):
        refuse(path, "说明文件里的文件清单不对")
    for name, data in parts.items():
        if hashes[name] != hashlib.sha256(data).hexdigest():
            refuse(path, f"{name} 被改动过")
