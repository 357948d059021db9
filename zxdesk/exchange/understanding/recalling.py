"""How a sheet was read before: recalled by the words of its headings, wherever they stand now."""

from collections.abc import Mapping, Sequence
from typing import Any

from zxdesk.exchange.book import Row, Sheet
from zxdesk.exchange.captions import plain
from zxdesk.exchange.understanding.entries import are_apart, columns
from zxdesk.exchange.understanding.form_lessons import form_lesson, is_form, recalled_form
from zxdesk.exchange.understanding.proposing import proposed
from zxdesk.exchange.understanding.table import TABLE
from zxdesk.records import kind_of_sheet

Lesson = Mapping[str, Any]
_KEPT = ("kind", "columns", "shape")
_MOST = 200
Within = tuple[int, int]


def within(entries: Sequence[Mapping[str, Any]], place: int) -> Within | None:
    """Give the columns of a table that has others beside it; None where it has the whole width."""
    own = columns(entries[place])
    others = [columns(entry) for number, entry in enumerate(entries) if number != place]
    if not own or not any(are_apart(own, other) for other in others):
        return None
    return min(own), max(own) + 1


def lesson(
    sheet: Sheet, entry: Mapping[str, Any], columns_of: Within | None = None
) -> dict[str, Any] | None:
    """Give what is to be remembered of a table; None where it has no headings to know it by.

    Args:
        columns_of: The table has others beside it, and these columns.
    """
    if is_form(entry):
        return form_lesson(sheet, entry)
    heads = [row for row in sheet.rows if row.number in entry.get("heading_rows", ())]
    words = [_words(row, columns_of) for row in heads]
    if not any(len([word for word in line if word]) > 1 for line in words):
        return None
    beside = {"within": list(columns_of)} if columns_of else {}
    return {"headings": words} | beside | {name: entry[name] for name in _KEPT if name in entry}


def learned(known: Sequence[Lesson], new: Sequence[Lesson]) -> list[Lesson]:
    """Give all lessons, the new ones in place of those of the same headings; the oldest go."""
    fresh = [_known_by(one) for one in new]
    rest = [one for one in known if isinstance(one, dict) and _known_by(one) not in fresh]
    return [*rest, *new][-_MOST:]


def _known_by(one: Lesson) -> tuple[object, object]:
    return one.get("headings"), one.get("labels")


def recalled(
    sheet: Sheet, entries: Sequence[Mapping[str, Any]], lessons: Sequence[Lesson]
) -> list[dict[str, Any]]:
    """Give the entries of a sheet as they were put right for one with the same headings."""
    found = [dict(entry) for entry in entries]
    for one in lessons:
        if isinstance(one, dict) and is_form(one):
            found = [recalled_form(sheet, entry, one) or entry for entry in found]
            continue
        rows = _found(sheet, one)
        if not rows:
            continue
        known = _entry(sheet, one, rows)
        own = _within(one)
        places = [
            i
            for i, entry in enumerate(found)
            if set(entry["heading_rows"]) & set(rows)
            and not (own and are_apart(range(*own), columns(entry)))
        ]
        if len(places) == 1:
            found[places[0]] = known
        elif not places:
            found = [entry for entry in found if entry["kind"] is not None] + [known]
    return found


def _entry(sheet: Sheet, one: Lesson, rows: list[int]) -> dict[str, Any]:
    kind = kind_of_sheet(one.get("kind"))
    entry = proposed(sheet, kind, rows, _within(one))
    told = one.get("columns")
    if kind and isinstance(told, dict) and one.get("shape", TABLE) == entry["shape"]:
        entry["columns"] = told
    return entry


def _within(one: Lesson) -> Within | None:
    match one.get("within"):
        case [int(first), int(end)] if 0 <= first < end:
            return first, end
    return None


def _found(sheet: Sheet, one: Lesson) -> list[int]:
    """Give the lines of a sheet that bear the headings of a lesson; none where none do."""
    wanted = one.get("headings") if isinstance(one, dict) else None
    if not wanted or not isinstance(wanted, list):
        return []
    words = [_words(row, _within(one)) for row in sheet.rows]
    for start in range(len(words) - len(wanted) + 1):
        if words[start : start + len(wanted)] == wanted:
            return [row.number for row in sheet.rows[start : start + len(wanted)]]
    return []


def _words(row: Row, own: Within | None = None) -> list[str]:
    """Give the words of a line; of a table with others beside it those in its own columns."""
    cells = (None,) * own[0] + row.cells[own[0] : own[1]] if own else row.cells
    found = [plain(cell) if isinstance(cell, str) else str(cell or "") for cell in cells]
    while found and not found[-1]:
        found.pop()
    return found
