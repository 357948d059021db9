"""Reads workbooks and comma separated files into plain sheets, with rows as Excel counts them."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from zxdesk.exchange.guard import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    check_package,
    load_bytes,
    sniff,
    unreadable,
)

Cell = object
LONGEST_TEXT = 32_767  # what a cell of Excel holds


@dataclass(frozen=True)
class Row:
    """One row that is not empty; None stands for an empty cell."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet of one file.

    Attributes:
        file: The file's name.
    """

    file: str
    name: str
    rows: tuple[Row, ...]


@dataclass
class Book:
    """What one file holds, and what should be said about reading it."""

    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_book(path: Path) -> Book:
    """Read every sheet of a file, whatever its name says it is.

    Raises:
        EnvironmentProblem: the file is missing, damaged, protected or hostile.
    """
    data = load_bytes(path)
    form = sniff(path, data)
    if form == "csv":
        return Book([_read_text(path, data)])
    book = Book()
    if form == "xlsx" and (broken := check_package(path, data)):
        book.notes.append(f"文件“{path.name}”有 {broken} 个单元格是公式错误，已按空白处理。")
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            book.sheets.append(_read_sheet(path, workbook.get_sheet_by_name(name)))
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
        raise unreadable(
            path, f"的表格太大（到第{height}行、第{width}列）", "请删去正文以外的零星单元格再导入"
        )
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


def _read_text(path: Path, data: bytes) -> Sheet:
    text = _decoded(path, data)
    grid: list[list[Cell]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            cells += len(row)
            if cells > MAX_CELLS or len(grid) >= MAX_ROWS:
                raise unreadable(path, "的行列太多", "请拆成几个文件再导入")
            grid.append([_cell(value) for value in row])
    except csv.Error as error:
        raise unreadable(path, "不是完好的 CSV 文件", "请另存为 .xlsx 再导入") from error
    return Sheet(path.name, path.stem, _numbered(grid))


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
    head = text[:20_000]
    return max(",\t;", key=head.count)
