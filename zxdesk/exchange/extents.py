"""How far the cells of a packed workbook reach, told from its markup without building anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CELL = re.compile(
    rb"<(?:[\w.-]+:)?(?P<tag>c|row)(?P<attributes>(?:\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*?)?)"
    rb"(?P<end>/>|>(?:\s*</(?:[\w.-]+:)?c\s*>)?)"
)
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{0,6})(\d{1,9})\s*[\"']")
_BROKEN = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?c(?P<attributes>\s[^>]*)?>\s*"
    rb"<(?:[\w.-]+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:[\w.-]+:)?f>)\s*"
    rb"(?:<(?:[\w.-]+:)?v\s*/>|<(?:[\w.-]+:)?v>\s*</(?:[\w.-]+:)?v>)?\s*</(?:[\w.-]+:)?c>"
)
_TEXT_RESULT = re.compile(rb"\st\s*=\s*[\"']str[\"']")
_FROM_1904 = re.compile(rb"<(?:[\w.-]+:)?workbookPr\s[^>]*date1904\s*=\s*[\"'](?:1|true|on)[\"']")
_TAGS_OF_FORMULA = 6
_ODS = re.compile(
    rb"<table:(?P<tag>table-row|table-cell|covered-table-cell|table)(?P<attributes>\s[^>]*?)?"
    rb"(?P<end>/?)>|(?P<close></table:table-row>)"
)
_REPEATED = re.compile(rb"table:number-(?:rows|columns)-repeated=[\"'](\d{1,9})[\"']")
_VALUE = re.compile(rb"office:value-type=|office:(?:string-)?value=")
_ODS_BROKEN = re.compile(rb"calcext:value-type=[\"']error[\"']")


@dataclass
class Extent:
    """What the cells of one part reach to while it is scanned.

    Attributes:
        broken: Cells that hold an error.
        unvalued: Formulas that were saved without their results.
        from_1904: The part says that days count from 1904.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    broken: int = 0
    unvalued: int = 0
    row: int = 0
    column: int = 0
    from_1904: bool = False


class SheetScan:
    """Scans a part of an .xlsx workbook."""

    def __init__(self) -> None:
        self.extent = Extent()

    def take(self, text: bytes, *, last: bool) -> bytes:
        """Look at a piece; give what must be seen again together with the next one."""
        cut = len(text) if last else _cut(text, _TAGS_OF_FORMULA if b"<f" in text else 2)
        for match in _until(_CELL, text, cut):
            self._count(match)
        if b"f>" in text or b"<f" in text or b":f" in text:
            self.extent.unvalued += sum(
                not _TEXT_RESULT.search(match["attributes"] or b"")
                for match in _until(_FORMULA, text, cut)
            )
        self.extent.from_1904 |= b"date1904" in text and bool(_FROM_1904.search(text))
        return text[cut:]

    def _count(self, match: re.Match[bytes]) -> None:
        extent, attributes = self.extent, match["attributes"]
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


class OpenScan:
    """Scans the content of an .ods workbook, where one tag may stand for a million rows."""

    def __init__(self) -> None:
        self.extent = Extent()
        self._repeated = 1
        self._filled = 0

    def take(self, text: bytes, *, last: bool) -> bytes:
        """Look at a piece; give what must be seen again together with the next one."""
        cut = len(text) if last else _cut(text, 1)
        for match in _until(_ODS, text, cut):
            if match["close"]:
                self._end_row()
            elif match["tag"] == b"table":
                self.extent.row = 0
            elif match["tag"] == b"table-row":
                self._begin_row(match)
            else:
                self._cell(match)
        return text[cut:]

    def _begin_row(self, match: re.Match[bytes]) -> None:
        self._repeated, self._filled, self.extent.column = _times(match), 0, 0
        if match["end"]:
            self._end_row()

    def _cell(self, match: re.Match[bytes]) -> None:
        attributes = match["attributes"] or b""
        self.extent.column += _times(match)
        if match["end"] and not _VALUE.search(attributes):
            return
        self._filled = self.extent.column
        self.extent.broken += bool(_ODS_BROKEN.search(attributes))
        formula = b"table:formula=" in attributes
        self.extent.unvalued += formula and not _VALUE.search(attributes)

    def _end_row(self) -> None:
        self.extent.row += self._repeated
        if self._filled:
            self.extent.rows = max(self.extent.rows, self.extent.row)
            self.extent.columns = max(self.extent.columns, self._filled)
            self.extent.cells += self._filled * self._repeated


def _times(match: re.Match[bytes]) -> int:
    found = _REPEATED.search(match["attributes"] or b"")
    return int(found[1]) if found else 1


def _cut(text: bytes, tags: int) -> int:
    """Give the place of the last few tags, which may go on in the next piece."""
    cut = len(text)
    for _ in range(tags):
        cut = text.rfind(b"<", 0, max(cut, 0))
    return max(cut, 0)


def _until(pattern: re.Pattern[bytes], text: bytes, cut: int) -> Iterator[re.Match[bytes]]:
    for match in pattern.finditer(text):
        if match.start() >= cut:
            return
        yield match


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
