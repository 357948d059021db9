"""Reads records that stand as JSON, one an object: JSON Lines, or one list of them."""

import json
from collections.abc import Iterator
from math import isinf
from pathlib import Path
from typing import Any, NoReturn

from zxdesk.exchange.book import Book, Cell, Row, Sheet
from zxdesk.exchange.guard import MAX_CELLS, MAX_COLUMNS, unreadable
from zxdesk.exchange.plain_files import KIND

_ADVICE = "请核对文件，一条记录写成一个对象，列名同工作表；或另存为 .xlsx 再导入"


def read_json(path: Path, text: str) -> Book:
    """Read objects as sheets, by the kind that each of them names; the others are one sheet.

    Raises:
        EnvironmentProblem: it is not what `plain_files.json_bytes` writes, or too large.
    """
    parts: dict[str, list[dict[str, Cell]]] = {}
    cells = 0
    for record in _records(path, text):
        cells += len(record)
        if cells > MAX_CELLS or len(record) > MAX_COLUMNS:
            raise unreadable(path, "的内容太多", "请拆成几个文件再导入")
        parts.setdefault(str(record.pop(KIND, None) or path.stem), []).append(record)
    return Book([_sheet(path, name, records) for name, records in parts.items()])


def _records(path: Path, text: str) -> Iterator[dict[str, Cell]]:
    if text.lstrip().startswith("["):
        for number, record in enumerate(_parsed(path, text, 1), start=1):
            yield _record(path, record, f"第 {number} 条")
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _record(path, _parsed(path, line, number), f"第 {number} 行")


def _parsed(path: Path, text: str, line: int) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise unreadable(path, f"第 {line + error.lineno - 1} 行不是完好的 JSON", _ADVICE) from None
    except (ValueError, RecursionError):
        raise unreadable(path, f"第 {line} 行不是完好的 JSON", _ADVICE) from None


def _refuse_constant(words: str) -> NoReturn:
    """Refuse NaN and Infinity, which JSON does not have and Python reads all the same."""
    raise ValueError(words)


def _finite(words: str) -> float:
    """Refuse a number too large for any, of which Python makes Infinity."""
    number = float(words)
    if isinf(number):
        raise ValueError(words)
    return number


def _record(path: Path, found: Any, where: str) -> dict[str, Cell]:
    if isinstance(found, dict) and all(map(_is_plain, found.values())):
        return dict(found)
    raise unreadable(path, f"{where}不是一条记录", _ADVICE)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (str, int, float))


def _sheet(path: Path, name: str, records: list[dict[str, Cell]]) -> Sheet:
    headings = list(dict.fromkeys(heading for record in records for heading in record))
    rows = [Row(1, tuple(headings))]
    rows += [
        Row(number, tuple(_cell(record.get(heading)) for heading in headings))
        for number, record in enumerate(records, start=2)
    ]
    return Sheet(path.name, name, tuple(rows))


def _cell(value: Cell) -> Cell:
    return None if isinstance(value, str) and not value.strip() else value
