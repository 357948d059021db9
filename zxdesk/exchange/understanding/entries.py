"""What an entry of a mapping says of one table: its lines, its columns, and whether it can."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol

from zxdesk.exchange.understanding.checked import wrong

Entry = Mapping[str, Any]
_MOST_COLUMNS = 16_384
_LETTERS = re.compile("[A-Z]{1,3}")


def object_of(entry: Entry, name: str) -> Mapping[str, Any]:
    """Give what stands under a word that holds several things; nothing where it is left out.

    Raises:
        UserError: it is written otherwise; and so with all that stands here.
    """
    found = entry.get(name, {})
    if not isinstance(found, dict):
        raise _wrong(entry, name)
    return found


def heading_rows(entry: Entry) -> list[int]:
    """Give the lines of the headings, as Excel counts."""
    found = entry.get("heading_rows", [])
    if not isinstance(found, list) or not all(type(number) is int for number in found):
        raise _wrong(entry, "heading_rows")
    return found


def span(entry: Entry) -> tuple[int, int] | None:
    """Give the first line and the last one; None where they are not told."""
    found = entry.get("rows")
    if found is None:
        return None
    if not isinstance(found, list) or [type(number) for number in found] != [int, int]:
        raise _wrong(entry, "rows")
    return found[0], found[1]


def heights(entry: Entry) -> tuple[int, int]:
    """Give the first and the last of all lines that are told."""
    numbers = [*heading_rows(entry), *(span(entry) or ())]
    return min(numbers, default=0), max(numbers, default=0)


def columns(entry: Entry) -> list[int]:
    """Give the columns that are told, counted from 0."""
    return [column_of(letters) for letters in object_of(entry, "columns")]


def column_of(letters: str) -> int:
    """Give a column by its letters, counted from 0."""
    column = int(xl_cell_to_rowcol(f"{letters}1")[1]) if _LETTERS.fullmatch(letters) else -1
    if not 0 <= column < _MOST_COLUMNS:
        raise wrong(f"对照文件里的“{letters}”不是列号")
    return column


def are_apart(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two tables stand beside each other, however high each of them is."""
    return bool(one and other) and (max(one) < min(other) or max(other) < min(one))


def _wrong(entry: Entry, name: str) -> Exception:
    return wrong(f"对照文件里“{entry['sheet']}”的 {name} 写法不对")
