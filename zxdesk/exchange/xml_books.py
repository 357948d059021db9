"""Reads XML spreadsheets of 2003 (SpreadsheetML), which web systems name .xls.

Their elements: https://learn.microsoft.com/previous-versions/office/developer/office-xp/aa140066
"""

import io
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from zxdesk.exchange.book import Book, Cell, Sheet
from zxdesk.exchange.grids import Grid, Spanning
from zxdesk.exchange.guard import MAX_CELLS, MAX_COLUMNS, Look, unreadable
from zxdesk.exchange.web_pages import decoded

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DEEPEST = 200
_HIDDEN = ("SheetHidden", "SheetVeryHidden")


def read_xml(path: Path, data: bytes) -> tuple[Book, Look]:
    """Read every sheet, and tell what the workbook says of itself.

    Raises:
        EnvironmentProblem: it is damaged, declares entities, or holds more than is read.
    """
    text = _DECLARATION.sub("", decoded(path, data), count=1)
    reader = _Reader(path)
    try:
        for event, element in _walk(path, text):
            reader.take(event, element)
    except DefusedXmlException as error:
        raise unreadable(
            path, "含有 DOCTYPE 声明，不是正常的工作簿", "请不要使用这个文件"
        ) from error
    except (ParseError, UnicodeError) as error:
        raise unreadable(
            path, "已经损坏，读不出来", "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
        ) from error
    if not reader.book.sheets:
        raise unreadable(path, "里没有工作表", "请重新导出，或另存为 .xlsx 再导入")
    return reader.book, Look(reader.broken, reader.unvalued, reader.from_1904)


def _walk(path: Path, text: str) -> Iterator[tuple[str, Element]]:
    """Give the elements as they open and close, none too deep in another."""
    depth = 0
    source = io.BytesIO(text.encode("utf-8"))
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise unreadable(path, "的内容套得太深，不是正常的工作簿", "请另存为 .xlsx 再导入")
        yield event, element


class _Reader:
    """Takes the elements of a workbook as they end."""

    def __init__(self, path: Path) -> None:
        self.book = Book()
        self.broken = self.unvalued = 0
        self.from_1904 = False
        self._path = path
        self._left = MAX_CELLS
        self._grid = Grid(path)
        self._cells: list[Spanning] = []
        self._hidden = False

    def take(self, event: str, element: Element) -> None:
        """Take the beginning or the end of an element."""
        tag = _bare(element.tag)
        if event == "start":
            if tag == "Worksheet":
                self._grid, self._hidden = Grid(self._path, self._left), False
            elif tag == "Row":
                self._cells = []
        elif tag == "Cell":
            self._cells.append(self._cell(element))
            element.clear()
        elif tag == "Row":
            self._end_row(element)
        elif tag == "Visible":
            self._hidden = (element.text or "").strip() in _HIDDEN
        elif tag == "Date1904":
            self.from_1904 = True
        elif tag == "Worksheet":
            self._end_sheet(element)

    def _end_row(self, element: Element) -> None:
        number = _number(element, "Index")
        self._grid.add(self._cells, number)
        element.clear()

    def _end_sheet(self, element: Element) -> None:
        name = _attribute(element, "Name") or self._path.stem
        self._left = self._grid.left
        self.book.sheets.append(
            Sheet(self._path.name, name, tuple(self._grid.rows), hidden=self._hidden)
        )
        element.clear()

    def _cell(self, element: Element) -> Spanning:
        data = next((child for child in element if _bare(child.tag) == "Data"), None)
        value = None if data is None else self._value(data)
        if _attribute(element, "Formula") and data is None:
            self.unvalued += 1
        place = _number(element, "Index")
        column = None if place is None else min(place, MAX_COLUMNS + 1) - 1
        across, down = (_number(element, name) or 0 for name in ("MergeAcross", "MergeDown"))
        return Spanning(value, across + 1, down + 1, column)

    def _value(self, data: Element) -> Cell:
        words = "".join(data.itertext())
        kind = _attribute(data, "Type")
        if kind == "Error":
            self.broken += 1
            return None
        try:
            if kind == "Number":
                return float(words)
            if kind == "DateTime":
                return datetime.fromisoformat(words.strip()).replace(tzinfo=None)
            if kind == "Boolean":
                return words.strip() in ("1", "true")
        except ValueError:
            return words if words.strip() else None
        return words if words.strip() else None


def _bare(name: Any) -> str:
    return str(name).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    for key, value in element.attrib.items():
        if _bare(key) == name:
            return value
    return ""


def _number(element: Element, name: str) -> int | None:
    digits = _attribute(element, name).strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
