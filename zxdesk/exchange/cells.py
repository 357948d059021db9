"""What a cell says to the field of its column: its value, and what it says of other fields."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from zxdesk import dates
from zxdesk.exchange import cell_words, spelling
from zxdesk.exchange.book import Cell
from zxdesk.exchange.captions import Column
from zxdesk.exchange.lines import read_lines
from zxdesk.records.daytypes import Day, Moment, PartialDay
from zxdesk.records.fieldtypes import Amount, Choice, Code, FieldType, Value, Whole, as_text
from zxdesk.records.identity import IdNumber, Phone
from zxdesk.records.kind import Lines

_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2}")
_BARE_NUMBER = re.compile(r"[+-]?[\d,]+(?:\.\d+)?")
_DATED = (Day, PartialDay, Moment)
_MAY_SAY_NOTHING = (*_DATED, Whole, Amount, Phone, IdNumber)
_DAYS_TO_1904 = 1462  # between the two beginnings of Excel's calendars
_LATEST = 80_000
_START, _END = "start", "end"


class Reading(NamedTuple):
    """What was read in a cell.

    Attributes:
        value: None where it says nothing.
        beside: What it says of other fields, by their names.
        unkept: What it says besides, for which there is no field.
    """

    value: Value = None
    beside: Mapping[str, Value] = MappingProxyType({})
    unkept: str = ""


def read(column: Column, cell: Cell, *, from_1904: bool = False) -> Reading:
    """Read a cell that refers to no other record.

    Args:
        from_1904: The workbook counts its days from 1904.

    Raises:
        ValueError: it does not fit; the text is the Chinese reason, or English of a library.
    """
    type_ = column.field.type
    if isinstance(column.field, Lines):
        return Reading(read_lines(column.field, as_text(cell)))
    if isinstance(cell, str):
        if isinstance(type_, _MAY_SAY_NOTHING) and cell.strip() in cell_words.nothing():
            return Reading()
        if isinstance(type_, Choice):
            return _choice(column, type_, cell)
        if isinstance(type_, Moment):
            return _moment(column, type_, cell)
    elif from_1904 and isinstance(type_, _DATED):
        cell = _as_of_1900(cell)
    return Reading(_plain(column, cell))


def _plain(column: Column, cell: Cell) -> Value:
    type_ = column.field.type
    if isinstance(type_, Code):
        return _code(type_, cell)
    return spelling.parse(type_, in_ten_thousands(type_, cell) if column.ten_thousands else cell)


def in_ten_thousands(type_: FieldType, cell: Cell) -> Cell:
    """Give a bare number with the 万 that its heading or label says; all else as it stands."""
    if not isinstance(type_, (Whole, Amount)):
        return cell
    words = spelling.one_line(as_text(cell))
    return f"{words}万" if _BARE_NUMBER.fullmatch(words) else words


def _choice(column: Column, type_: Choice, cell: str) -> Reading:
    if cell in type_.values:
        return Reading(cell)
    found = cell_words.meant(column.kind.sheet, column.field.title, type_.values, cell)
    if found is None:
        return Reading(spelling.parse(type_, cell))
    keeps = column.kind.by_caption(found.field) if found.field else None
    if keeps is None:
        return Reading(found.value, unkept=found.remark)
    return Reading(found.value, {keeps.name: found.remark})


def _moment(column: Column, type_: Moment, cell: str) -> Reading:
    """Read a moment; of a stretch the end goes into the field for it."""
    value = spelling.parse(type_, cell)
    if column.field.name != _START or _END not in column.kind.fields:
        return Reading(value)
    _, end = dates.parse_stretch(spelling.one_line(cell))
    return Reading(value, {} if end is None else {_END: end})


def _as_of_1900(cell: Cell) -> Cell:
    """Give a bare number of a workbook that counts from 1904 as others count."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 < cell < _LATEST:
        return cell + _DAYS_TO_1904
    return cell


def _code(type_: Code, cell: Cell) -> Value:
    if isinstance(cell, int) and abs(cell) >= 10**15:
        cell = float(cell)
    if isinstance(cell, (date, datetime)):
        raise ValueError("号码被存成了日期，请改为文本格式后重新填写")
    if isinstance(cell, str) and _POWER.fullmatch(spelling.one_line(cell)):
        raise ValueError("号码被存成了科学计数，末几位已丢失，请改为文本格式后重新填写")
    return spelling.parse(type_, cell)
