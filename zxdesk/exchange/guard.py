"""Looks a file over before a spreadsheet reader may touch it: what it is, and whether it is safe.

A few kilobytes of workbook can ask for gigabytes of memory: packed parts that swell, or two cells
a million rows apart, which abort the whole process inside the reader
(https://github.com/tafia/calamine/issues/693).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zxdesk.errors import EnvironmentProblem

MAX_BYTES = 200_000_000
MAX_CELLS = 2_000_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 256
_MAX_RATIO = 100
_RATIO_MATTERS_FROM = 20_000_000
_CHUNK = 1 << 20
_LONGEST_TAG = 4 << 20
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(
    rb"\s*<(?:\?xml|!doctype|html|table|head|meta|body|div|style)\b", re.IGNORECASE
)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL = re.compile(
    rb"<(?:[\w.-]+:)?(?P<tag>c|row)(?P<attributes>(?:\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*?)?)"
    rb"(?P<end>/>|>(?:\s*</(?:[\w.-]+:)?c\s*>)?)"
)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{0,6})(\d{1,9})\s*[\"']")
_BROKEN = re.compile(rb"\st\s*=\s*[\"']e[\"']")


def unreadable(path: Path, reason: str, advice: str) -> EnvironmentProblem:
    """Give the error for a file that cannot be taken."""
    return EnvironmentProblem(
        f"文件“{path.name}”{reason}，没有导入任何内容", advice, code="unreadable_file"
    )


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
            f"读不了（{error.strerror or type(error).__name__}）",
            "请检查它是不是一个有权限读取的文件",
        ) from None
    if not data.strip(b"\0 \r\n\t"):
        raise unreadable(path, "是空文件", "请重新取得这个文件")
    return data


def sniff(path: Path, data: bytes) -> str:
    """Tell by its content what a file is: xlsx, xls or csv.

    Raises:
        EnvironmentProblem: it is a web page, encrypted or anything else.
    """
    if data.startswith(_ZIP):
        return "xlsx"
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise unreadable(path, "有打开密码", "请在 Excel 或 WPS 里取消密码后另存再导入")
        return "xls"
    if _MARKUP.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        raise unreadable(
            path, "其实是网页或 XML，不是工作簿", "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
        )
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if path.suffix.lower() not in (".csv", ".txt", ".tsv", ".xls") or (b"\0" in data and not wide):
        raise unreadable(
            path, "不是工作簿，或者已经损坏", "请用 Excel 或 WPS 打开检查，另存为 .xlsx 再导入"
        )
    return "csv"


@dataclass
class _Extent:
    """What the cells of one part reach to while it is scanned."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    broken: int = 0
    row: int = 0
    column: int = 0


def check_package(path: Path, data: bytes) -> int:
    """Refuse an .xlsx that is damaged or would overwhelm the reader; count its error cells.

    Raises:
        EnvironmentProblem: not one byte of it reached the reader.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _check_parts(path, package, len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise unreadable(
            path, "已经损坏或没有下载完整", "请重新取得这个文件，或用 Excel 打开后另存再导入"
        ) from error
    except RuntimeError as error:  # zipfile's word for a part with a password
        raise unreadable(path, "有打开密码", "请取消密码后另存再导入") from error


def _check_parts(path: Path, package: zipfile.ZipFile, packed: int) -> int:
    parts = package.infolist()
    if not any(part.filename.lower().endswith("workbook.xml") for part in parts):
        raise unreadable(path, "不是 .xlsx 工作簿", "请用 Excel 或 WPS 另存为 .xlsx 再导入")
    total = cells = broken = 0
    for part in parts:
        marked_up = part.filename.lower().endswith((".xml", ".rels", ".vml"))
        extent = _Extent()
        tail = b""
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                _refuse_swelling(path, total, packed)
                if marked_up:
                    _refuse_wide(path, tail or chunk)
                    tail = _scan(path, tail + chunk, extent, last=False)
        if marked_up:
            _scan(path, tail, extent, last=True)
        cells += extent.cells
        broken += extent.broken
        _refuse_far(path, extent, cells)
    return broken


def _refuse_swelling(path: Path, total: int, packed: int) -> None:
    swollen = total > _RATIO_MATTERS_FROM and total > _MAX_RATIO * packed
    if total > MAX_BYTES or swollen:
        raise unreadable(path, "展开后过大，可能不是正常的工作簿", "请删去多余的内容，另存后再导入")


def _refuse_wide(path: Path, text: bytes) -> None:
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):  # where no declaration would be seen
        raise unreadable(path, "的编码不是正常工作簿的编码", "请另存为 .xlsx 后再导入")


def _refuse_far(path: Path, extent: _Extent, cells: int) -> None:
    far = extent.rows > MAX_ROWS or extent.columns > MAX_COLUMNS
    if far or extent.rows * extent.columns > MAX_CELLS or cells > MAX_CELLS:
        raise unreadable(
            path,
            f"的表格太大（到第{extent.rows}行、第{extent.columns}列）",
            "请删去正文以外的零星单元格，另存后再导入",
        )


def _scan(path: Path, text: bytes, extent: _Extent, *, last: bool) -> bytes:
    """Look over markup; give what must be seen again together with the next piece."""
    if _DECLARATION.search(text):
        raise unreadable(path, "含有 DOCTYPE 声明，不是正常的工作簿", "请不要使用这个文件")
    # The last two tags may go on in the next piece.
    cut = len(text) if last else text.rfind(b"<", 0, max(text.rfind(b"<"), 0))
    cut = max(cut, 0)
    if len(text) - cut > _LONGEST_TAG:
        raise unreadable(path, "有过长的内容，不是正常的工作簿", "请另存后再导入")
    for match in _cells(text, cut):
        _count(match, extent)
    return text[cut:]


def _cells(text: bytes, cut: int) -> Iterator[re.Match[bytes]]:
    for match in _CELL.finditer(text):
        if match.start() >= cut:
            return
        yield match


def _count(match: re.Match[bytes], extent: _Extent) -> None:
    attributes = match["attributes"]
    found = _REFERENCE.search(attributes)
    if match["tag"] == b"row":
        extent.row = int(found[2]) if found else extent.row + 1
        extent.column = 0
        return
    if found:
        extent.column, extent.row = _column_number(found[1]), int(found[2])
    else:
        extent.column += 1
    if match["end"] != b">":  # an empty cell: only its looks are kept
        return
    extent.cells += 1
    extent.broken += bool(_BROKEN.search(attributes))
    extent.rows = max(extent.rows, extent.row)
    extent.columns = max(extent.columns, extent.column)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
