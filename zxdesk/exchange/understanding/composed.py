"""Columns that together fill one field: 年, 月, 日 below 出生日期; 议题 beside 责任单位."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from zxdesk.exchange.book import Cell
from zxdesk.exchange.captions import Column, vocabulary
from zxdesk.exchange.understanding.block import Heading
from zxdesk.records import RecordKind
from zxdesk.records.daytypes import Day, Moment, PartialDay
from zxdesk.records.fieldtypes import as_text
from zxdesk.records.kind import Field, Lines

_PARTS = ("年", "月", "日")
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
    if places.keys() <= set(_PARTS) and {"年", "月"} <= places.keys():
        named = tuple(part for part in _PARTS if part in places)
        return Composed(field.title, tuple(places[p] for p in named), named, _date)
    return None


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
