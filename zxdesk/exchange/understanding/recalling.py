"""How a sheet was read before: recalled by the words of its headings, wherever they stand now."""

from collections.abc import Mapping, Sequence
from typing import Any

from zxdesk.exchange.book import Row, Sheet
from zxdesk.exchange.captions import plain
from zxdesk.exchange.understanding.mapping import nothing
from zxdesk.exchange.understanding.proposing import proposed
from zxdesk.exchange.understanding.table import TABLE
from zxdesk.records import kind_of_sheet

Lesson = Mapping[str, Any]
_KEPT = ("kind", "columns", "shape")
_MOST = 200


def lesson(sheet: Sheet, entry: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give what is to be remembered of a table; None where it has no headings to know it by."""
    heads = [row for row in sheet.rows if row.number in entry.get("heading_rows", ())]
    words = [_words(row) for row in heads]
    if not any(len([word for word in line if word]) > 1 for line in words):
        return None
    return {"headings": words} | {name: entry[name] for name in _KEPT if name in entry}


def learned(known: Sequence[Lesson], new: Sequence[Lesson]) -> list[Lesson]:
    """Give all lessons, the new ones in place of those of the same headings; the oldest go."""
    fresh = [one["headings"] for one in new]
    rest = [one for one in known if isinstance(one, dict) and one.get("headings") not in fresh]
    return [*rest, *new][-_MOST:]


def recalled(
    sheet: Sheet, entries: Sequence[Mapping[str, Any]], lessons: Sequence[Lesson]
) -> list[dict[str, Any]]:
    """Give the entries of a sheet as they were put right for one with the same headings."""
    found = [dict(entry) for entry in entries]
    for one in lessons:
        rows = _found(sheet, one)
        if not rows:
            continue
        known = _entry(sheet, one, rows)
        places = [i for i, entry in enumerate(found) if set(entry["heading_rows"]) & set(rows)]
        if len(places) == 1:
            found[places[0]] = known
        elif not places:
            found = [entry for entry in found if entry["kind"] is not None] + [known]
    return found


def _entry(sheet: Sheet, one: Lesson, rows: list[int]) -> dict[str, Any]:
    kind = kind_of_sheet(one.get("kind"))
    if kind is None:
        return nothing(sheet, 0.0, rows, "")
    entry = proposed(sheet, kind, rows)
    columns = one.get("columns")
    if isinstance(columns, dict) and one.get("shape", TABLE) == entry["shape"]:
        entry["columns"] = columns
    return entry


def _found(sheet: Sheet, one: Lesson) -> list[int]:
    """Give the lines of a sheet that bear the headings of a lesson; none where none do."""
    wanted = one.get("headings") if isinstance(one, dict) else None
    if not wanted or not isinstance(wanted, list):
        return []
    words = [_words(row) for row in sheet.rows]
    for start in range(len(words) - len(wanted) + 1):
        if words[start : start + len(wanted)] == wanted:
            return [row.number for row in sheet.rows[start : start + len(wanted)]]
    return []


def _words(row: Row) -> list[str]:
    found = [plain(cell) if isinstance(cell, str) else str(cell or "") for cell in row.cells]
    while found and not found[-1]:
        found.pop()
    return found
