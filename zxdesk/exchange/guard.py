"""Looks a file over before a spreadsheet reader may touch it: what it is, and whether it is safe.

A few kilobytes of workbook can ask for gigabytes of memory: packed parts that swell, or two cells
a million rows apart, which abort the whole process inside the reader
(https://github.com/tafia/calamine/issues/693).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.extents import Extent
from zxdesk.files import reason_of

MAX_BYTES = 200_000_000
MAX_CELLS = 2_000_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 256
LOCKED, WRONG_PASSWORD = "locked_file", "wrong_password"
_MAX_RATIO = 100
_RATIO_MATTERS_FROM = 20_000_000
_CHUNK = 1 << 20
_LONGEST_TAG = 4 << 20
_HEAD = 8192
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(r"\s*<[a-z!?]", re.IGNORECASE)
_XML_BOOK = re.compile(r"<(?:[\w.-]+:)?Workbook[\s/>]")
_HTML = re.compile(r"<(?:html|table|tr|body|head|meta|!doctype\s+html)[\s>]", re.IGNORECASE)
_MAIL = re.compile(r"\s*[a-z-]+:(?s:.*?)^content-type:\s*(?:multipart/|text/html)", re.I | re.M)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_JSON_NAMES = (".jsonl", ".json")
_TEXT_NAMES = (".csv", ".txt", ".tsv", ".xls")


def unreadable(
    path: Path, reason: str, advice: str, *, code: str = "unreadable_file"
) -> EnvironmentProblem:
    """Give the error for a file that cannot be taken."""
    return EnvironmentProblem(f"文件“{path.name}”{reason}，没有导入任何内容", advice, code=code)


def load_bytes(path: Path) -> bytes:
    """Read a file whole.

    Raises:
        EnvironmentProblem: it is missing, empty, too large or not readable.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise unreadable(path, "太大（超过200MB）", "请拆成几个文件再导入")
        data = path.read_bytes()
    except FileNotFoundError:
        raise unreadable(path, "不存在", "请检查文件名和文件夹") from None
    except OSError as error:
        raise unreadable(
            path,
            f"读不了（{reason_of(error, reading=True)}）",
            "请检查它是不是一个有权限读取的文件",
        ) from None
    if not data.strip(b"\0 \r\n\t"):
        raise unreadable(path, "是空文件", "请重新取得这个文件")
    return data


def sniff(path: Path, data: bytes) -> str:
    """Tell by its content what a file is: xlsx, ods, xls, locked, xml, html, mail, json or csv.

    Raises:
        EnvironmentProblem: it is anything else.
    """
    if data.startswith(_ZIP):
        return "ods" if b"application/vnd.oasis.opendocument.spreadsheet" in data[:200] else "xlsx"
    if data.startswith(_OLE):
        return "locked" if _ENCRYPTED in data else "xls"
    head = opening(data)
    if form := _markup(path, head):
        return form
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if path.suffix.lower() in _JSON_NAMES and head.lstrip("\xef\xbb\xbf \t\r\n")[:1] in ("{", "["):
        return "json"
    named = path.suffix.lower() in _TEXT_NAMES or _is_table_of_text(head)
    if not named or (b"\0" in data and not wide):
        raise unreadable(
            path, "不是工作簿，或者已经损坏", "请用 Excel 或 WPS 打开检查，另存为 .xlsx 再导入"
        )
    return "csv"


def opening(data: bytes) -> str:
    """Give the beginning of a file as text, as far as its Latin letters go."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _markup(path: Path, head: str) -> str:
    """Tell which markup a file is; empty where it is none."""
    if _MAIL.match(head):
        return "mail"
    if not _MARKUP.match(head):
        return ""
    if _XML_BOOK.search(head):
        return "xml"
    if _HTML.search(head):
        return "html"
    if head.lstrip().startswith("<?xml"):
        raise unreadable(
            path, "其实是别的 XML，不是工作簿", "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
        )
    return ""


def _is_table_of_text(head: str) -> bool:
    """Tell whether the first lines are parted alike, whatever the file is called."""
    lines = [line for line in head.splitlines() if line.strip()][:3]
    if len(lines) < 2 or any(ord(char) < 32 and char not in "\t\r\n" for char in head):
        return False
    return any(len({line.count(mark) for line in lines}) == 1 and mark in head for mark in ",\t")


@dataclass(frozen=True)
class Look:
    """What a workbook says of itself before it is read.

    Attributes:
        broken: Cells that hold an error.
        unvalued: Cells whose formula was saved without its result.
        from_1904: Its days count from 1904.
        locked: It asks for a password.
    """

    broken: int = 0
    unvalued: int = 0
    from_1904: bool = False
    locked: bool = False


class Scan(Protocol):
    """Looks through the markup of one part, piece by piece."""

    extent: Extent

    def take(self, text: bytes, *, last: bool) -> bytes:
        """Look at a piece; give what must be seen again together with the next one."""


def check_package(
    path: Path, data: bytes, needed: str, scan_for: Callable[[str], Scan | None]
) -> list[Scan]:
    """Refuse a packed workbook that is damaged or would overwhelm the reader.

    Args:
        needed: How the name of a part ends without which it is no workbook.
        scan_for: Gives what looks through a part of that name; None for one that is not read.

    Raises:
        EnvironmentProblem: not one byte of it reached the reader.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if not any(part.filename.lower().endswith(needed) for part in package.infolist()):
                raise unreadable(
                    path, "不是工作簿", "请用 Excel 或 WPS 打开检查，另存为 .xlsx 再导入"
                )
            return _check_parts(path, package, len(data), scan_for)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise unreadable(
            path, "已经损坏或没有下载完整", "请重新取得这个文件，或用 Excel 打开后另存再导入"
        ) from error
    except RuntimeError as error:  # zipfile's word for a part with a password
        raise unreadable(path, "有打开密码", "请取消密码后另存再导入") from error


def _check_parts(
    path: Path, package: zipfile.ZipFile, packed: int, scan_for: Callable[[str], Scan | None]
) -> list[Scan]:
    total = cells = 0
    scans: list[Scan] = []
    for part in package.infolist():
        scan = scan_for(part.filename.replace("\\", "/").lower())
        tail = b""
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                refuse_swelling(path, total, packed)
                if scan:
                    _refuse_wide(path, tail or chunk)
                    tail = _scanned(path, tail + chunk, scan, last=False)
        if scan:
            _scanned(path, tail, scan, last=True)
            cells += scan.extent.cells
            _refuse_far(path, scan.extent, cells)
            scans.append(scan)
    return scans


def _scanned(path: Path, text: bytes, scan: Scan, *, last: bool) -> bytes:
    if _DECLARATION.search(text):
        raise unreadable(path, "含有 DOCTYPE 声明，不是正常的工作簿", "请不要使用这个文件")
    tail = scan.take(text, last=last)
    if len(tail) > _LONGEST_TAG:
        raise unreadable(path, "有过长的内容，不是正常的工作簿", "请另存后再导入")
    return tail


def refuse_swelling(path: Path, total: int, packed: int) -> None:
    """Refuse what grows beyond all measure while it is unpacked."""
    swollen = total > _RATIO_MATTERS_FROM and total > _MAX_RATIO * packed
    if total > MAX_BYTES or swollen:
        raise unreadable(path, "展开后过大，可能不是正常的工作簿", "请删去多余的内容，另存后再导入")


def _refuse_wide(path: Path, text: bytes) -> None:
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):  # where no declaration would be seen
        raise unreadable(path, "的编码不是正常工作簿的编码", "请另存为 .xlsx 后再导入")


def _refuse_far(path: Path, extent: Extent, cells: int) -> None:
    if extent.rows > MAX_ROWS or extent.columns > MAX_COLUMNS or cells > MAX_CELLS:
        raise too_large(path, extent.rows, extent.columns)
    if extent.rows * extent.columns > MAX_CELLS:
        raise too_large(path, extent.rows, extent.columns)


def too_large(path: Path, rows: int, columns: int) -> EnvironmentProblem:
    """Give the error for a sheet that reaches too far."""
    return unreadable(
        path,
        f"的表格太大（到第{rows}行、第{columns}列）",
        "请删去正文以外的零星单元格，另存后再导入",
    )
