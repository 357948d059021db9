"""An understanding as JSON: what sheets were read as, and the same, edited by hand, followed.

One object for each table: `{"sheet", "kind", "score", "heading_rows", "columns": {"A": field},
"event"?, "why"}` and further words that may be left out (see `explained`). A field is named by its
title; 工作单位+单位职务 is a column that fills two, 出生日期:年 one of several that fill one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from zxdesk.exchange.book import Sheet
from zxdesk.exchange.understanding.table import CROSS, FORM, Table, Understanding

_EVENT = "活动编号"


def explained(sheet: Sheet, understood: Understanding) -> list[dict[str, Any]]:
    """Give what a sheet was read as, an object for each table."""
    if not understood.tables and not understood.why:
        return []
    if not understood.tables:
        return [nothing(sheet, understood.best, [], understood.why)]
    found = [_table(sheet, table) for table in understood.tables]
    return found + [nothing(sheet, 0.0, [row], why) for row, why in understood.unread]


def nothing(sheet: Sheet, score: float, rows: list[int], why: str) -> dict[str, Any]:
    """Give the entry of a table that is not imported."""
    return {
        "file": sheet.file,
        "sheet": sheet.name,
        "kind": None,
        "score": round(score, 1),
        "heading_rows": rows,
        "columns": {},
        "why": why,
    }


def _table(sheet: Sheet, table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "file": sheet.file,
        "sheet": sheet.name,
        "kind": table.kind.sheet,
        "shape": table.shape,
        "score": round(table.score, 1),
        "heading_rows": list(table.heading_rows),
        "columns": _columns(table),
        "records": len(table.rows),
    }
    if table.span:
        found["rows"] = list(table.span)
    if table.shape == FORM:
        found["cells"] = {
            xl_rowcol_to_cell(row - 1, table.origin + column): field
            for (row, column), field in table.cells.items()
        }
    if table.shape == CROSS:
        found["above"] = {_letters(table, i): words for i, words in table.above.items()}
    fixed = dict(table.fixed)
    if _EVENT in fixed:
        found["event"] = fixed.pop(_EVENT)
    if fixed:
        found["fixed"] = fixed
    found["left"] = [{"row": left.row, "why": left.why} for left in table.left]
    found["why"] = "；".join(table.notes)
    return found


def _columns(table: Table) -> dict[str, str | None]:
    indexes = sorted({*table.headed, *table.read_as})
    return {_letters(table, index): table.read_as.get(index) for index in indexes}


def _letters(table: Table, index: int) -> str:
    return str(xl_col_to_name(table.origin + index))


def lines_of(entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the same for people."""
    return [line for entry in entries for line in _lines(entry)]


def _lines(entry: Mapping[str, Any]) -> Sequence[str]:
    where = f"{entry['file']} “{entry['sheet']}”"
    if entry["kind"] is None:
        return [f"{where}：{entry['why'] or '没有导入'}"]
    rows = "、".join(map(str, entry["heading_rows"]))
    lines = [
        f"{where}：{entry['kind']}，{entry['records']} 条，{entry['score']} 分"
        + (f"，表头在第 {rows} 行" if rows else "")
    ]
    for name in ("columns", "cells", "above"):
        for place, field in entry.get(name, {}).items():
            lines.append(f"  {place}  {field or '—'}")
    fixed = dict(entry.get("fixed", {})) | ({"活动": entry["event"]} if "event" in entry else {})
    lines += [f"  标题：{field} {words}" for field, words in fixed.items()]
    lines += [f"  第 {left['row']} 行没有读：{left['why']}" for left in entry["left"]]
    return [*lines, *([f"  {entry['why']}"] if entry["why"] else [])]
