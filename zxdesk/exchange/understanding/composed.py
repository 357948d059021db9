"""Columns that together fill one field: 年, 月, 日 below 出生日期; 日期 beside 时间; 议题."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from zxdesk.exchange.book import Cell, Row
from zxdesk.exchange.captions import Column, vocabulary
from zxdesk.exchange.understanding.block import Heading
from zxdesk.records import RecordKind
from zxdesk.records.daytypes import Day, Moment, PartialDay
from zxdesk.records.fieldtypes import as_text
from zxdesk.records.kind import Field, Lines

_PARTS = ("年", "月", "日")
_ON, _AT = CLOCKED = ("日期", "时刻")
_SAMPLED = 60
_MOMENT, _DAY = Moment(), Day()
_BAR = "｜"
_SPECIAL = re.compile(r"([\\|｜])")


@dataclass(frozen=True)
class Composed:
    """A column made of others.

    Attributes:
        heading: The title of its field.
        sources: The columns that it is made of, in their order.
        parts: What each of them holds: 年, 月, 责任单位.
        fresh: None of them is a column of the field by itself.
    """

    heading: str
    sources: tuple[int, ...]
    parts: tuple[str, ...]
    make: Callable[[Sequence[Cell]], Cell]
    fresh: bool = True


def composed(
    kind: RecordKind, strange: Sequence[Heading], columns: Sequence[Column]
) -> list[Composed]:
    """Give the columns that can be made of headings which mean nothing by themselves."""
    return [*_dates(kind, strange, columns), *_lines(kind, strange, columns)]


def _dates(
    kind: RecordKind, strange: Sequence[Heading], columns: Sequence[Column]
) -> list[Composed]:
    known = vocabulary(kind.sheet)
    taken = {column.field.title for column in columns}
    parts: dict[str, dict[str, int]] = {}
    for heading in strange:
        group = heading.path[-2] if len(heading.path) > 1 else ""
        if heading.word in _PARTS and group in known:
            parts.setdefault(known[group].field.title, {})[heading.word] = heading.index
    found = []
    for title, places in parts.items():
        is_date = isinstance(known[title].field.type, (Day, Moment, PartialDay))
        named = tuple(part for part in _PARTS if part in places)
        if is_date and title not in taken and named[:2] == _PARTS[:2]:
            found.append(Composed(title, tuple(places[p] for p in named), named, _date))
    return found


def _date(cells: Sequence[Cell]) -> Cell:
    # In a column 月 stands 3 as well as 3月.
    words = [as_text(cell).strip() for cell in cells]
    pairs = zip(words, _PARTS, strict=False)
    return "".join(word.removesuffix(part) + part for word, part in pairs if word) or None


def _lines(
    kind: RecordKind, strange: Sequence[Heading], columns: Sequence[Column]
) -> list[Composed]:
    """Give the column of lines whose parts stand in columns of their own."""
    for column in columns:
        spec = column.field
        if not isinstance(spec, Lines) or column.exact or column.kind is not kind:
            continue
        titles = [title for _, title, _ in spec.parts]
        places = {h.word: h.index for h in strange if h.word in titles[1:]}
        if places:
            return [_of_lines(spec, {titles[0]: column.index, **places}, fresh=False)]
    return []


def _of_lines(spec: Lines, places: Mapping[str, int], *, fresh: bool) -> Composed:
    titles = [title for _, title, _ in spec.parts]
    used = tuple(title for title in titles if title in places)
    make = _line_maker(len(titles), [titles.index(title) for title in used[1:]])
    return Composed(spec.title, tuple(places[title] for title in used), used, make, fresh=fresh)


def composed_of(field: Field, places: Mapping[str, int]) -> Composed | None:
    """Give the column made of parts at these places; None where the field has no such parts."""
    if isinstance(field, Lines):
        titles = [title for _, title, _ in field.parts]
        known = places.keys() <= set(titles) and titles[0] in places
        return _of_lines(field, places, fresh=True) if known else None
    if places.keys() == {_ON, _AT} and isinstance(field.type, Moment):
        return _of_moment(field, places, fresh=True)
    if places.keys() <= set(_PARTS) and {"年", "月"} <= places.keys():
        named = tuple(part for part in _PARTS if part in places)
        return Composed(field.title, tuple(places[p] for p in named), named, _date)
    return None


def clocked(
    taken: Sequence[Column], doubled: Sequence[Column], rows: Sequence[Row]
) -> list[Composed]:
    """Give the moments whose day and whose time of day stand in columns of their own."""
    found = []
    for column in doubled:
        main = next((c for c in taken if c.field is column.field), None)
        if main is None or not isinstance(main.field.type, Moment):
            continue
        for on, at in ((main.index, column.index), (column.index, main.index)):
            pairs = [(_at(row, on), _at(row, at)) for row in rows[:_SAMPLED]]
            filled = [pair for pair in pairs if pair[1] is not None]
            if filled and all(_is_clock(*pair) for pair in filled):
                found.append(_of_moment(main.field, {_ON: on, _AT: at}, fresh=False))
                break
    return found


def _of_moment(field: Field, places: Mapping[str, int], *, fresh: bool) -> Composed:
    return Composed(field.title, (places[_ON], places[_AT]), (_ON, _AT), _moment, fresh=fresh)


def _is_clock(day: Cell, clock: Cell) -> bool:
    """Tell whether a cell is a time of day only, which stands beside its day."""
    if isinstance(clock, (time, float)):
        return isinstance(clock, time) or 0 < clock < 1
    made = _moment([day, clock])
    return isinstance(clock, str) and not _reads(clock) and _reads(made)


def _reads(cell: Cell) -> bool:
    try:
        return _MOMENT.parse(cell) is not None
    except (ValueError, OverflowError):
        return False


def _moment(cells: Sequence[Cell]) -> Cell:
    day, clock = cells
    if day is None or clock is None:
        return day
    try:
        on = _DAY.parse(day)
    except (ValueError, OverflowError):
        on = None
    words = on.isoformat() if on else as_text(day)
    if isinstance(clock, float) and 0 <= clock < 1:
        hour, minute = divmod(round(clock * 24 * 60), 60)
        return f"{words} {hour}:{minute:02}"
    return f"{words} {as_text(clock)}"


def _at(row: Row, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None


def _line_maker(count: int, gaps: Sequence[int]) -> Callable[[Sequence[Cell]], Cell]:
    def make(cells: Sequence[Cell]) -> Cell:
        first = as_text(cells[0]).strip()
        # Several lines, or parts that stand within the cell, are whole already.
        if not first or "\n" in first or _BAR in first:
            return cells[0]
        parts = [first, *[""] * (count - 1)]
        for place, cell in zip(gaps, cells[1:], strict=True):
            parts[place] = _SPECIAL.sub(r"\\\1", "、".join(as_text(cell).split("\n"))).strip()
        return _BAR.join(parts).rstrip(_BAR)

    return make
