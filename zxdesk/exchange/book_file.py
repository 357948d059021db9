"""Reads workbooks and comma separated files into plain sheets; the reading process does this alone.

The rest of the program asks `reading.read_book`, which has it done there.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from zxdesk.exchange.book import Book, Cell, Row, Sheet
from zxdesk.exchange.extents import OpenScan, SheetScan
from zxdesk.exchange.guard import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Look,
    Scan,
    check_package,
    load_bytes,
    sniff,
    too_large,
    unreadable,
)
from zxdesk.exchange.plain_files import unguarded

_MARKED_UP = (".xml", ".rels", ".vml")
_QUOTED = re.compile(r'"[^"]*"')
_CONTENT_OF_ODS = "content.xml"
# Behind the last line of a text: a row of its own, unless an open quote swallows it.
_END = "."
_CELLS_OF_A_ROW = 3


def open_book(path: Path, password: str = "") -> Book:
    """Read every sheet of a file, whatever its name says it is.

    Args:
        password: What it is locked with, where it is.

    Raises:
        EnvironmentProblem: the file is missing, damaged, locked or hostile.
    """
    data = load_bytes(path)
    form = sniff(path, data)
    look = _look_over(path, form, data)
    if look.locked:
        from zxdesk.exchange.unlocking import unlocked

        data = unlocked(path, data, password)
        form = sniff(path, data)
        look = _look_over(path, form, data)
    book, more = _read(path, form, data)
    look = more or look
    book.sheets = [replace(sheet, from_1904=look.from_1904) for sheet in book.sheets]
    book.notes += _notes(path, look)
    return book


def _read(path: Path, form: str, data: bytes) -> tuple[Book, Look | None]:
    """Read a file by its form; of an XML spreadsheet the reader tells what it says of itself."""
    if form == "csv":
        return _read_text(path, data), None
    if form == "json":
        from zxdesk.exchange.json_books import read_json

        return read_json(path, _decoded(path, data)), None
    if form == "xml":
        from zxdesk.exchange.xml_books import read_xml

        return read_xml(path, data)
    if form in ("html", "mail"):
        from zxdesk.exchange import web_pages

        read = web_pages.read_page if form == "html" else web_pages.read_mail
        return read(path, data), None
    return _read_packed(path, data), None


def _look_over(path: Path, form: str, data: bytes) -> Look:
    """Tell what a workbook says of itself, and refuse a packed one that would swell."""
    if form == "locked":
        return Look(locked=True)
    if form == "xls":
        from zxdesk.exchange.old_books import look_over

        return look_over(data)
    if form not in _PACKED:
        return Look()
    if form == "ods" and _is_locked(data):
        return Look(locked=True)
    needed, scan_for = _PACKED[form]
    extents = [scan.extent for scan in check_package(path, data, needed, scan_for)]
    return Look(
        sum(extent.broken for extent in extents),
        sum(extent.unvalued for extent in extents),
        any(extent.from_1904 for extent in extents),
    )


def _is_locked(data: bytes) -> bool:
    from zxdesk.exchange.open_document_locks import is_locked

    return is_locked(data)


def _scan_of_xlsx(part: str) -> Scan | None:
    return SheetScan() if part.endswith(_MARKED_UP) else None


def _scan_of_ods(part: str) -> Scan | None:
    return OpenScan() if part == _CONTENT_OF_ODS else None


_PACKED: dict[str, tuple[str, Callable[[str], Scan | None]]] = {
    "xlsx": ("workbook.xml", _scan_of_xlsx),
    "ods": (_CONTENT_OF_ODS, _scan_of_ods),
}


def _notes(path: Path, look: Look) -> list[str]:
    notes = []
    if look.broken:
        notes.append(f"文件“{path.name}”有 {look.broken} 个单元格是公式错误，已按空白处理。")
    if look.unvalued:
        notes.append(
            f"文件“{path.name}”有 {look.unvalued} 个单元格的公式没有存下结果，已按空白处理；"
            "用 Excel 或 WPS 打开保存后可再导入。"
        )
    return notes


def _read_packed(path: Path, data: bytes) -> Book:
    book = Book()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in workbook.sheets_metadata:
            sheet = _read_sheet(path, workbook.get_sheet_by_name(about.name))
            hidden = about.visible is not SheetVisibleEnum.Visible
            book.sheets.append(replace(sheet, hidden=hidden))
    except PasswordError as error:
        raise unreadable(path, "有打开密码", "请取消密码后另存再导入") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged(path) from error
    except BaseException as error:
        # The reader's own crash is no Exception: https://pyo3.rs/latest/function/error-handling
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path) from None
    return book


def _damaged(path: Path) -> Exception:
    return unreadable(path, "已经损坏，读不出来", "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入")


def _read_sheet(path: Path, sheet: CalamineSheet) -> Sheet:
    height, width = sheet.total_height + 1, sheet.total_width + 1
    if height * width > MAX_CELLS or width > MAX_COLUMNS:
        raise too_large(path, height, width)
    grid = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for start, end in sheet.merged_cell_ranges or ():
        _fill_down(grid, start, end[0])
    return Sheet(path.name, sheet.name, _numbered(grid))


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return value


def _fill_down(grid: list[list[Cell]], start: tuple[int, int], last_row: int) -> None:
    """Give every row of a merged cell the value that stands in its first row."""
    top, column = start
    if top >= len(grid) or column >= len(grid[top]) or grid[top][column] is None:
        return
    for row in grid[top + 1 : last_row + 1]:
        if row[column] is None:
            row[column] = grid[top][column]


def _numbered(grid: Iterable[list[Cell]]) -> tuple[Row, ...]:
    return tuple(
        Row(number, tuple(cells))
        for number, cells in enumerate(grid, start=1)
        if any(cell is not None for cell in cells)
    )


def _read_text(path: Path, data: bytes) -> Book:
    text = _decoded(path, data)
    grid: list[list[Cell]] = []
    cells = 0
    try:
        for row in _parted(text, _delimiter(text)):
            cells += len(row)
            if cells > MAX_CELLS or len(grid) >= MAX_ROWS:
                raise unreadable(path, "的行列太多", "请拆成几个文件再导入")
            grid.append([_cell(unguarded(value)) for value in row])
    except _OpenQuoteError as error:
        raise unreadable(
            path,
            f"第 {error.line} 行有一个引号没有配对，后面的几行连成了一格，没有导入任何内容",
            "请补上或删去这个引号，或另存为 .xlsx 再导入",
        ) from error
    except csv.Error as error:
        raise unreadable(path, "不是完好的 CSV 文件", "请另存为 .xlsx 再导入") from error
    return Book([Sheet(path.name, path.stem, _numbered(grid))])


class _OpenQuoteError(ValueError):
    """A quote that nothing closes, or closes lines further down than it was meant to.

    Attributes:
        line: In which line of the file it stands, from 1.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _parted(text: str, delimiter: str) -> Iterator[list[str]]:
    """Part a text into rows of cells.

    A cell may stand over several lines (RFC 4180, 2.6). A quote that was never meant to open one
    takes the rows behind it into a single cell, and the reader of the standard library says
    nothing: a row over several lines is looked at again, strictly.

    Raises:
        _OpenQuoteError: rows became one cell by a quote without its twin.
    """
    # An open quote takes all that is behind it, and is to be told by its line.
    csv.field_size_limit(max(len(text) + 1, csv.field_size_limit()))
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader([*lines, _END], delimiter=delimiter)
    begin = 0
    for row in reader:
        if reader.line_num > len(lines):
            if row != [_END]:  # the last cell is open still where the text ends
                raise _OpenQuoteError(_opening(lines[begin:], delimiter) + begin)
            return
        end = reader.line_num
        if end - begin > 1 and _runs_on(lines[begin:end], delimiter, len(row)):
            raise _OpenQuoteError(begin + 1)
        begin = end
        yield row


def _opening(lines: list[str], delimiter: str) -> int:
    """Give in which of the lines, from 1, the cell begins that is open at their end."""
    return next(
        (
            number
            for number in range(len(lines), 0, -1)
            if f"{delimiter}{lines[number - 1]}".count(f'{delimiter}"')
        ),
        1,
    )


def _runs_on(lines: list[str], delimiter: str, width: int) -> bool:
    """Tell whether lines became one row by a quote that was not meant to hold them together.

    Two such quotes close each other, and nothing is wrong with what stands between them but that
    every line is as wide as the row: a cell that only has a wide line in it begins and ends short.
    """
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    enough = max(width - 1, _CELLS_OF_A_ROW)
    first, *between, last = (line.count(delimiter) >= enough for line in lines)
    return first and last and any(between)


def _decoded(path: Path, data: bytes) -> str:
    encodings = ["utf-8-sig", "gb18030"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable(path, "的文字编码认不出", "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入")


def _delimiter(text: str) -> str:
    head = _QUOTED.sub("", text[:20_000])
    return max(",\t;", key=head.count)
