"""Lines that are pasted from a spreadsheet: text with tabs, read like a sheet of a file."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from zxdesk.exchange.book import Book, Cell, Row, Sheet
from zxdesk.exchange.captions import is_heading, plain
from zxdesk.exchange.import_trial import Reading
from zxdesk.exchange.sheet_maps import SheetMaps, letters_of
from zxdesk.exchange.understanding.crosses import is_mark
from zxdesk.records import RecordKind
from zxdesk.records.event import ATTENDANCE, PRESENT

_NAME = "粘贴的内容"
_MOST_LINES = 20_000
_MOST_COLUMNS = 500


@dataclass(frozen=True)
class Pasted:
    """Lines on their way into a list, or into the roll of an event.

    Attributes:
        kind: What they hold where their headings do not say.
        event: The number of the event whose roll they are.
    """

    reading: Reading
    kind: RecordKind
    label: str
    event: str = ""

    def settle(self, maps: SheetMaps) -> None:
        """Say of the lines what the place says into which they are pasted."""
        for place, one in enumerate(maps.maps):
            if self.event:
                _settle_roll(maps, place, self.event)
            elif one.is_open or not one.entries:
                headed = any(_is_headed(row) for row in one.sheet.rows[:3])
                maps.set_kind(place, 0, self.kind, headed=headed)


def pasted(text: str, kind: RecordKind, *, event: str = "") -> Pasted | None:
    """Read text of the clipboard; None where it is no table.

    Args:
        event: The number of the event whose roll it is.
    """
    rows = _rows(text)
    if not rows:
        return None
    sheet = Sheet(_NAME, kind.sheet if event else _NAME, tuple(rows))
    label = f"粘贴 {len(rows)} 行到{'签到' if event else kind.sheet}"
    return Pasted(Reading({Path(_NAME): Book([sheet])}), kind, label, event)


def _rows(text: str) -> list[Row]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    found: list[Row] = []
    try:
        for number, cells in enumerate(lines, start=1):
            if number > _MOST_LINES:
                break
            line: tuple[Cell, ...] = tuple(cell.strip() or None for cell in cells[:_MOST_COLUMNS])
            if any(cell is not None for cell in line):
                found.append(Row(number, line))
    except csv.Error:
        return []
    return found


def _is_headed(row: Row) -> bool:
    words = [plain(cell) for cell in row.cells if isinstance(cell, str)]
    return sum(is_heading(word) for word in words) * 2 > len(words)


def _settle_roll(maps: SheetMaps, place: int, event: str) -> None:
    """Read lines as the roll of an event: who, and whether he came; without a mark he did."""
    one = maps.maps[place]
    headed = any(_is_headed(row) for row in one.sheet.rows[:3])
    maps.set_kind(place, 0, ATTENDANCE, headed=headed)
    entry = one.entries[0]
    columns = dict(entry["columns"])
    if not headed:
        columns = _guessed(one.sheet)
    entry |= {"columns": columns, "event": event, "shape": "table"}
    if "出席情况" not in columns.values():
        entry["fixed"] = {"出席情况": PRESENT}
    maps.put_right(place, entry)


def _guessed(sheet: Sheet) -> dict[str, str | None]:
    """Tell the columns of lines without headings: marks are marks, the first other is the name."""
    found: dict[str, str | None] = {}
    width = max(len(row.cells) for row in sheet.rows)
    for index in range(width):
        cells = [row.cells[index] for row in sheet.rows if index < len(row.cells)]
        filled = [cell for cell in cells if cell is not None]
        marks = sum(map(is_mark, filled))
        words = None
        if filled and marks * 2 > len(filled) and "出席情况" not in found.values():
            words = "出席情况"
        elif filled and "委员" not in found.values() and not all(map(_is_number, filled)):
            words = "委员"
        found[letters_of(index)] = words
    return found


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.isdigit()
