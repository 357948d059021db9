"""Forms: a label, and its value beside it; one record a form, or one a column."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zxdesk.exchange.book import Cell, Row
from zxdesk.exchange.captions import (
    Column,
    Meaning,
    counts_in_ten_thousands,
    is_heading,
    must_be_filled,
    plain,
    points_to_one,
    vocabulary,
)
from zxdesk.exchange.cells import in_ten_thousands
from zxdesk.exchange.understanding import scoring
from zxdesk.exchange.understanding.scoring import Fit, said_for
from zxdesk.exchange.understanding.table import FORM, Table
from zxdesk.exchange.understanding.titles import Title
from zxdesk.records import RecordKind, workbook_kinds
from zxdesk.records.fieldtypes import Choice

Slot = tuple[str, str]
TURNED = "每列是一条记录，请转成一行一条再导入"
_LEAST_PAIRS = 3
_LEAST_AGAIN = 2
_SHARE = 0.6
_WITHIN = 400  # rows that a sheet of forms may have
_INLINE = re.compile(r"^([^:：]{1,12})[:：](.+)$", re.DOTALL)


@dataclass(frozen=True)
class Pair:
    """A label and what stands beside it, with the place of the value.

    Attributes:
        ten_thousands: The label says that its number counts in 万; every form says it anew.
    """

    label: str
    meaning: Meaning
    value: Cell
    row: int
    column: int
    ten_thousands: bool = False


@dataclass
class _Found:
    """The labels of one kind on a sheet."""

    pairs: list[Pair] = field(default_factory=list)
    empty: int = 0
    rows: set[int] = field(default_factory=set)
    widths: list[int] = field(default_factory=list)
    columns: set[int] = field(default_factory=set)

    @property
    def is_turned(self) -> bool:
        """Tell whether every label has several values behind it: a table laid on its side."""
        return len(self.columns) == 1 and bool(self.widths) and min(self.widths) > 2

    @property
    def is_form(self) -> bool:
        """Tell whether labels mostly have values beside them, over several lines."""
        labels = len(self.pairs) + self.empty
        return (
            len(self.pairs) >= _LEAST_PAIRS
            and len(self.rows) > 1
            and len(self.pairs) >= _SHARE * labels
        )


def find_form(rows: Sequence[Row], title: Title) -> list[Fit]:
    """Tell how each kind fits the labels of a form; empty where the rows are none."""
    if len(rows) > _WITHIN:
        return []
    fits = []
    for kind in workbook_kinds():
        found = _pairs(kind, rows)
        if found.is_form:
            fits.append(_fit(kind, found, title))
    return fits


def columns_of_pairs(pairs: Sequence[Pair]) -> tuple[Column, ...]:
    """Give a column for each field that labels name, for both labels of one that has two."""
    columns: dict[Slot, Column] = {}
    for pair, slot in zip(pairs, _slots(pairs), strict=True):
        columns.setdefault(slot, _column(pair, len(columns)))
    return tuple(columns.values())


def _slots(pairs: Sequence[Pair]) -> list[Slot]:
    """Give what each pair fills: a field, or of one with number and name in a form, either.

    Where such labels together come no more often than another label does, each form has only
    one of them.
    """
    counts = Counter((pair.meaning.field.name, pair.label) for pair in pairs)
    fields = Counter(pair.meaning.field.name for pair in pairs)
    slots = []
    for pair in pairs:
        name = pair.meaning.field.name
        most = max((count for (other, _), count in counts.items() if other != name), default=0)
        both = points_to_one(pair.meaning.field) and fields[name] > most
        slots.append((name, pair.label if both else ""))
    return slots


def _fit(kind: RecordKind, found: _Found, title: Title) -> Fit:
    columns = columns_of_pairs(found.pairs)
    said = said_for(kind, title)
    own = sum(not scoring.is_generic(column) for column in columns)
    required = any(must_be_filled(c.kind, c.field) or c.field.required for c in columns)
    fault = "" if (own or said > 0) and required else f"没有{kind.sheet}独有的栏目"
    if found.is_turned:
        fault = TURNED
    score = said + sum(scoring.weight(column) for column in columns)
    return Fit(kind, columns, (), score, own, said, fault)


def _column(pair: Pair, place: int) -> Column:
    meaning = pair.meaning
    return Column(
        place,
        pair.label,
        meaning.kind,
        meaning.field,
        exact=meaning.exact,
        second=meaning.second,
    )


def _pairs(kind: RecordKind, rows: Sequence[Row]) -> _Found:
    known, found = vocabulary(kind.sheet), _Found()
    for row in rows:
        filled = [(i, cell) for i, cell in enumerate(row.cells) if cell is not None]
        for place, (column, cell) in enumerate(filled):
            both = inline(cell, known)
            if both:
                label, value = both
                meant = known[plain(label)]
                scaled = counts_in_ten_thousands(label)
                pair = Pair(plain(label), meant, value, row.number, column, scaled)
                found.pairs.append(pair)
                found.rows.add(row.number)
                continue
            label = plain(cell)
            if label not in known or _is_value(filled, place, known):
                continue
            if place and _is_listed(known.get(plain(filled[place - 1][1])), cell):
                continue
            found.rows.add(row.number)
            found.columns.add(column)
            found.widths.append(len(filled))
            following = filled[place + 1] if place + 1 < len(filled) else None
            is_value = following is not None and _is_listed(known[label], following[1])
            if following is None or (is_heading(plain(following[1])) and not is_value):
                found.empty += 1
            else:
                pair = Pair(
                    label,
                    known[label],
                    following[1],
                    row.number,
                    following[0],
                    counts_in_ten_thousands(cell),
                )
                found.pairs.append(pair)
    found.pairs = _beside(found.pairs)
    return found


def _beside(pairs: Sequence[Pair]) -> list[Pair]:
    """Give pairs form by form, where forms stand beside each other: the left one first."""
    places: dict[tuple[int, str], list[int]] = {}
    for pair in pairs:
        places.setdefault((pair.row, pair.label), []).append(pair.column)
    again = [columns for columns in places.values() if len(columns) > 1]
    # Of forms that stand beside each other several labels come again, each in its own line.
    if len(again) < _LEAST_AGAIN:
        return list(pairs)
    most = max(map(len, again))
    starts = [min(found[n] for found in again if len(found) > n) for n in range(1, most)]
    return sorted(pairs, key=lambda one: (bisect_right(starts, one.column), one.row, one.column))


def _is_value(filled: Sequence[tuple[int, Cell]], place: int, known: dict[str, Meaning]) -> bool:
    """Tell whether a known word is the value of an odd label before it (类别: 界别)."""
    return (
        place > 0
        and place % 2 == 1
        and plain(filled[place - 1][1]) in known
        and (place + 1 < len(filled) and plain(filled[place + 1][1]) in known)
    )


def _is_listed(meaning: Meaning | None, cell: Cell) -> bool:
    """Tell whether a cell is one of the values of the label before it, as 出席 of 出席情况 is."""
    return (
        meaning is not None
        and isinstance(meaning.field.type, Choice)
        and cell in meaning.field.type.values
    )


def inline(cell: Cell, known: dict[str, Meaning]) -> tuple[str, str] | None:
    """Give the label, with its remark in brackets, and the value that share a cell."""
    match = _INLINE.match(cell.strip()) if isinstance(cell, str) else None
    if not match or plain(match[1]) not in known:
        return None
    return match[1], match[2].strip()


def form_as(kind: RecordKind, rows: Sequence[Row]) -> Table | None:
    """Give the records of forms that somebody says are of this kind; None where no label fits."""
    pairs = _pairs(kind, rows).pairs
    if not pairs:
        return None
    return form_of(Fit(kind, columns_of_pairs(pairs), (), 0.0, 0, 0.0), pairs, {})


def read_form(fit: Fit, rows: Sequence[Row], fixed: Mapping[str, str]) -> Table:
    """Give the records of forms: a label that comes again begins the next one."""
    return form_of(fit, _pairs(fit.kind, rows).pairs, fixed)


def form_of(fit: Fit, pairs: Sequence[Pair], fixed: Mapping[str, str]) -> Table:
    """Give the records that labels and values make."""
    columns = list(fit.columns)
    slots = _slots(pairs)
    places = {slot: place for place, slot in enumerate(dict.fromkeys(slots))}
    known = vocabulary(fit.kind.sheet)
    for name in fixed:
        meaning = known[name]
        columns.append(Column(len(columns), name, meaning.kind, meaning.field))
    records: list[Row] = []
    cells: list[Cell] = [None] * len(columns)
    first = last = 0
    for pair, slot in zip(pairs, slots, strict=True):
        place = places[slot]
        if cells[place] is not None:
            records.append(Row(first, tuple(cells)))
            cells, first = [None] * len(columns), 0
        if not first:
            first = max(pair.row, last + 1)
        last = pair.row
        scaled = pair.ten_thousands
        cells[place] = (
            in_ten_thousands(pair.meaning.field.type, pair.value) if scaled else pair.value
        )
    records.append(Row(first, tuple(cells)))
    tail = tuple(fixed.values())
    records = [Row(r.number, (*r.cells[: len(places)], *tail)) for r in records]
    return Table(
        fit.kind,
        tuple(columns),
        tuple(column.heading for column in columns),
        records,
        shape=FORM,
        score=fit.score,
        cells={(p.row, p.column): _read_as(p.meaning) for p in pairs},
        fixed=fixed,
    )


def _read_as(meaning: Meaning) -> str:
    second = f"+{meaning.second.title}" if meaning.second else ""
    return meaning.field.title + second
