"""Writes workbooks: every text as text, dates as dates, and the file whole or not at all."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zxdesk.errors import UserError
from zxdesk.exchange.book import LONGEST_TEXT
from zxdesk.exchange.guard import MAX_ROWS
from zxdesk.files import write_whole

_FIRST_DATE = date(1900, 3, 1)  # before it Excel counts a day that never was
_NARROW, _WIDE = 8, 48


@dataclass(frozen=True)
class Looks:
    """The formats of a workbook."""

    heading: Format
    required: Format
    text: Format
    code: Format
    day: Format
    moment: Format
    number: Format


def save_workbook(path: Path, fill: Callable[[Workbook, Looks], None]) -> None:
    """Make a workbook and put it in its place in one step.

    Raises:
        EnvironmentProblem: it cannot be written; what stood there stays.
    """
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with Workbook(buffer, options) as workbook:
        fill(workbook, _looks(workbook))
    write_whole(path, buffer.getvalue())


def _looks(workbook: Workbook) -> Looks:
    top = {"valign": "top"}
    heading = {
        "bold": True,
        "bg_color": "#E8EEF4",
        "bottom": 1,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
    }
    return Looks(
        heading=workbook.add_format(heading),
        required=workbook.add_format(heading | {"font_color": "#B3261E"}),
        text=workbook.add_format(top | {"text_wrap": True}),
        code=workbook.add_format(top | {"num_format": "@"}),
        day=workbook.add_format(top | {"num_format": "yyyy-mm-dd", "align": "left"}),
        moment=workbook.add_format(top | {"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
        number=workbook.add_format(top),
    )


def write_cell(
    sheet: Worksheet, place: tuple[int, int], value: object, looks: Looks, *, code: bool = False
) -> None:
    """Write one value; a text never becomes a formula, a link or a number.

    Raises:
        UserError: the text is longer than a cell holds.
    """
    row, column = place
    if value is None or value == "":
        return
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, looks.text)
    elif isinstance(value, date) and _as_day(value) >= _FIRST_DATE:
        form = looks.moment if isinstance(value, datetime) else looks.day
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value, looks.number)
    else:
        _write_text(sheet, place, _words(value), looks.code if code else looks.text)


def _as_day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _words(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value)


def _write_text(sheet: Worksheet, place: tuple[int, int], words: str, form: Format) -> None:
    if len(words) > LONGEST_TEXT or sheet.write_string(*place, words, form) != 0:
        raise UserError(
            f"工作表“{sheet.get_name()}”第 {place[0] + 1} 行有一项超过 {LONGEST_TEXT} 字，"
            "一个单元格放不下，没有写文件",
            "请把这条记录的长文缩短，或移到附件里再导出",
            code="too_long",
        )


def refuse_too_many(sheet: str, rows: int) -> None:
    """Refuse more rows than a sheet holds.

    Raises:
        UserError: there are more.
    """
    if rows >= MAX_ROWS:
        raise UserError(
            f"{sheet}有 {rows} 行，一个工作表放不下，没有写文件",
            "请加条件分批导出",
            code="too_long",
        )


def width_for(longest: int) -> float:
    """Give a column's width for its longest text, counted in narrow characters."""
    return float(min(max(longest + 2, _NARROW), _WIDE))


def narrow_length(words: str) -> int:
    """Count a text's longest line in narrow characters; a Chinese one counts as two."""
    lines = words[:200].split("\n")
    return max(sum(2 if ord(char) > 0x2E7F else 1 for char in line) for line in lines)
