"""Reads tables of web pages, alone or packed as mail: web systems name such files .xls."""

import email
import email.policy
import re
from email.message import EmailMessage
from html import unescape
from pathlib import Path

from zxdesk.exchange.book import Book, Sheet
from zxdesk.exchange.grids import Grid
from zxdesk.exchange.guard import MAX_CELLS, unreadable
from zxdesk.exchange.page_tables import PageTables

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
# What pages say of their letters -> what reads these; GB 18030 holds what the older ones hold.
_ENCODINGS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5",
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "utf-16": "utf-16",
}
_SHEET_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>")


def read_page(path: Path, data: bytes) -> Book:
    """Read the tables of a web page, one below the other as a spreadsheet shows them.

    Raises:
        EnvironmentProblem: there is none, or more than is read.
    """
    return _book(path, [decoded(path, data)])


def read_mail(path: Path, data: bytes) -> Book:
    """Read a page that is packed as mail (.mht, and .xls that some systems write so).

    Raises:
        EnvironmentProblem: there is no table, or more than is read.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        pages = [_page(path, part) for part in message.walk() if _is_page(part)]
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise unreadable(
            path, "已经损坏，读不出来", "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
        ) from error
    return _book(path, pages)


def _is_page(part: object) -> bool:
    return isinstance(part, EmailMessage) and part.get_content_type() == "text/html"


def _page(path: Path, part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    said = str(part.get_content_charset() or "")
    return decoded(path, content if isinstance(content, bytes) else b"", said=said)


def _book(path: Path, pages: list[str]) -> Book:
    names = [unescape(name) for page in pages for name in _SHEET_NAME.findall(page)]
    book, left = Book(), MAX_CELLS
    found: list[Grid] = []
    for page in pages:
        tables = PageTables(path, left)
        tables.feed(page)
        tables.close()
        tables.end()
        left = tables.grid.left
        book.notes += tables.nested.notes(path)
        if tables.grid.rows:
            found.append(tables.grid)
    if not found:
        raise unreadable(path, "其实是网页，里面没有表格", "请重新导出，或另存为 .xlsx 再导入")
    for place, grid in enumerate(found):
        name = names[place] if len(names) >= len(found) else path.stem
        book.sheets.append(Sheet(path.name, name, tuple(grid.rows)))
    return book


def decoded(path: Path, data: bytes, *, said: str = "") -> str:
    """Give a page's text by what it says of its letters, else by what fits.

    Raises:
        EnvironmentProblem: nothing fits.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        said = "utf-16"
    elif not said and (found := _CHARSET.search(data[:_HEAD])):
        said = found[1].decode("ascii")
    named = _ENCODINGS.get(said.casefold())
    for encoding in [*([named] if named else []), "utf-8-sig", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(path, "的文字编码认不出", "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入")
