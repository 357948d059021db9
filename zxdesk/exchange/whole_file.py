"""A whole ledger as one zip of open formats: written in one go, read back piece by piece.

- `记录/KIND.csv`: our own records as people read them;
- `数据/TABLE.jsonl`: every table as it is stored, an object a line (https://jsonlines.org), from
  which the ledger can be made anew;
- `报送包/…`: the packages that are kept beside the ledger;
- `附件/SHA-256`: the contents of attachments;
- `manifest.json`: what the ledger needs beside its rows, and the SHA-256 of every other file.
"""

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, NoReturn

from zxdesk.errors import EnvironmentProblem, RefusedError
from zxdesk.exchange import frames
from zxdesk.files import is_safe_name, reason_of

ENDING = ".zip"
FORMAT = 1
RECORDS, DATA, PACKAGES, MANIFEST = "记录", "数据", "报送包", "manifest.json"
CONTENTS = "附件"
LINES = ".jsonl"
_LARGEST_MANIFEST = 20_000_000
_MOST_FILES = 100_000
_SHA256 = re.compile("[0-9a-f]{64}")
_DEFLATED = zipfile.ZIP_DEFLATED
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FIXED_TIME = (2000, 1, 1, 0, 0, 0)
_SPOILT = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError)


class Packing:
    """Packs a whole ledger, file by file, and says at the end what was packed."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        self._hashes: dict[str, str] = {}

    def add(
        self, folder: str, name: str, pieces: Iterable[bytes], *, packing: int = _DEFLATED
    ) -> None:
        """Add a file of these pieces."""
        path, digest = f"{folder}/{name}", hashlib.sha256()
        with self._zip.open(_entry(path, packing), "w", force_zip64=True) as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
        self._hashes[path] = digest.hexdigest()

    def say(self, manifest: Mapping[str, Any]) -> None:
        """Add what the zip says of itself, and of every file that was added."""
        whole = dict(manifest) | {"format": FORMAT, "files": self._hashes}
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        self._zip.writestr(_entry(MANIFEST), text.encode(), zipfile.ZIP_DEFLATED)


def _entry(path: str, packing: int = _DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _FIXED_TIME)
    entry.compress_type = packing
    return entry


_ADVICE = "请用“全部导出”写成的 .zip，并核对它是否完整"


def refuse(path: Path, reason: str, advice: str = _ADVICE) -> NoReturn:
    """Refuse a zip as the whole of a ledger, saying why."""
    raise RefusedError(
        f"没有用“{path.name}”建台账，{reason}，没有留下任何文件",
        advice,
        code="whole_refused",
    )


def send(path: Path, out: BinaryIO) -> None:
    """Send what a zip holds, held against its manifest; the reading process does this.

    Raises:
        RefusedError: it is not whole, not what it says, or hostile.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(path, archive)
            frames.send_json(out, frames.VALUE, manifest)
            for name, known in manifest["files"].items():
                _send_file(path, archive, name, known, out)
    except OSError as error:
        raise EnvironmentProblem(
            f"文件“{path.name}”读不了（{reason_of(error, reading=True)}），没有建台账",
            "请检查文件名和文件夹",
            code="unreadable_file",
        ) from error
    except _SPOILT:
        refuse(path, "它不是完整的 .zip 文件（损坏或被截断）")


def _manifest(path: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    names = archive.namelist()
    if MANIFEST not in names or len(names) != len(set(names)) or len(names) > _MOST_FILES:
        refuse(path, "它不是台账的全部导出")
    if not {entry.compress_type for entry in archive.infolist()} <= _PACKINGS:
        refuse(path, "它不是台账的全部导出")
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        refuse(path, "说明文件太大")
    try:
        found = json.loads(archive.read(MANIFEST))
    except RecursionError:
        refuse(path, "说明文件不能读取")
    if not isinstance(found, dict) or not isinstance(found.get("files"), dict):
        refuse(path, "说明文件不能读取")
    if found.get("format") != FORMAT:
        refuse(path, "它由更新版本的程序写成，或不是台账的全部导出")
    if set(names) != {*found["files"], MANIFEST}:
        refuse(path, "里面的文件与说明文件的清单不符")
    return found


def _send_file(
    path: Path, archive: zipfile.ZipFile, name: str, known: object, out: BinaryIO
) -> None:
    digest = hashlib.sha256()
    wanted = not name.startswith(f"{RECORDS}/")  # they are told once more in the data
    if wanted:
        frames.send_json(out, frames.NAMED, name)
    with archive.open(name) as file:
        while piece := file.read(frames.PIECE):
            digest.update(piece)
            if wanted:
                frames.send(out, frames.PART, piece)
    if digest.hexdigest() != known:
        refuse(path, f"“{name[:60]}”被改动过")


def table_of(name: str) -> str:
    """Give the table whose rows a file of a zip holds; empty where it holds none."""
    place = PurePosixPath(name)
    return place.stem if place.parts[:-1] == (DATA,) and place.suffix == LINES else ""


def package_of(name: str) -> str:
    """Give what a kept package in a zip is called; empty where it is none, or no safe name."""
    place = PurePosixPath(name)
    kept = place.parts[:-1] == (PACKAGES,) and place.suffix == ENDING and is_safe_name(place.name)
    return place.name if kept else ""


def content_of(name: str) -> str:
    """Give the SHA-256 of a content in a zip; empty where a file is none."""
    place = PurePosixPath(name)
    is_content = place.parts[:-1] == (CONTENTS,) and _SHA256.fullmatch(place.name)
    return place.name if is_content else ""


def line_of(row: Mapping[str, object]) -> bytes:
    """Give a row as a line of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def rows_in(pieces: Iterable[bytes]) -> Iterator[dict[str, object]]:
    """Give the rows that stand in pieces of a file.

    Raises:
        Garbled: there is something else.
    """
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > frames.LONGEST:
            raise frames.Garbled
        yield from map(_row, lines)
    if rest:
        raise frames.Garbled


def _row(line: bytes) -> dict[str, object]:
    found = frames.value_of(line)
    if not isinstance(found, dict):
        raise frames.Garbled
    return found
