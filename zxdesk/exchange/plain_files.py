"""Writes tables as text that any program reads: comma separated, JSON Lines, JSON."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from zxdesk import dates

Rows = Iterable[Sequence[object]]
KIND = "种类"  # which kind of record a line of JSON holds
# What a spreadsheet would take for a formula, and our own guard: https://owasp.org/www-community/attacks/CSV_Injection
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")
_GUARD = "'"
# What some readers take for the end of a line.
_ESCAPED = str.maketrans({code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)})


def csv_bytes(headings: Sequence[str], rows: Rows) -> bytes:
    """Give a table as Excel reads it in China: UTF-8 with its mark, every text quoted.

    A text that a spreadsheet would calculate gets an apostrophe, which `unguarded` takes away.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def unguarded(cell: str) -> str:
    """Give a cell of a comma separated file as it was meant: '=1+1 is =1+1, ="0572" is 0572."""
    if cell.startswith(_GUARD) and cell[1:2] in _GUARDED and len(cell) > 1:
        return cell[1:]
    if len(cell) > 3 and cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1].replace('""', '"')
    return cell


def _cell(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float)):
        return "" if value is None else value
    words = _words(value)
    return _GUARD + words if words.startswith(_GUARDED) else words


def _words(value: object) -> str:
    if isinstance(value, datetime):
        return dates.show_moment(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def json_bytes(tables: Iterable[tuple[str, Sequence[str], Rows]], *, lines: bool) -> bytes:
    """Give tables as JSON: an object for each record, which names its kind.

    Args:
        tables: Name, headings and rows of each.
        lines: An object a line; else one list of them.
    """
    records = (
        {KIND: name} | {h: _plain(value) for h, value in zip(headings, row, strict=True)}
        for name, headings, rows in tables
        for row in rows
    )
    texts = [json.dumps(record, ensure_ascii=False).translate(_ESCAPED) for record in records]
    joined = "".join(f"{text}\n" for text in texts) if lines else _listed(texts)
    return joined.encode("utf-8", errors="replace")


def _listed(texts: Sequence[str]) -> str:
    return "[" + ",\n".join(texts) + "]\n"


def _plain(value: object) -> object:
    if value == "" or value is None:
        return None
    return value if isinstance(value, (bool, int, float)) else _words(value)
