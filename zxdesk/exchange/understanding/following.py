"""Reads sheets as a mapping says, which somebody looked through and put right."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from xlsxwriter.utility import xl_cell_to_rowcol

from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.book import Cell, Row, Sheet
from zxdesk.exchange.captions import (
    STAMP,
    Column,
    Meaning,
    counts_in_ten_thousands,
    plain,
    sheet_fields,
    vocabulary,
)
from zxdesk.exchange.understanding import entries, forms
from zxdesk.exchange.understanding.between import heads_before
from zxdesk.exchange.understanding.block import Block, Heading, headings_of
from zxdesk.exchange.understanding.checked import refuse_wrong, wrong
from zxdesk.exchange.understanding.composed import Composed, composed_of
from zxdesk.exchange.understanding.crosses import Cross, read_cross
from zxdesk.exchange.understanding.entries import Entry
from zxdesk.exchange.understanding.filling import Said, fill
from zxdesk.exchange.understanding.logs import (
    DAY,
    EVENT,
    MEMBER,
    STATUS,
    Log,
    day_in,
    is_stamp,
    read_log,
)
from zxdesk.exchange.understanding.scoring import Fit
from zxdesk.exchange.understanding.sheets import (
    bounds_of,
    cut,
    halves_of,
    place_of,
    understand,
)
from zxdesk.exchange.understanding.table import CROSS, FORM, TABLE, Table, Understanding
from zxdesk.exchange.understanding.titles import Title, title_of
from zxdesk.records import RecordKind, kind_of_sheet

_LARGEST = 8 << 20
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
Bounds = tuple[int, int | None]


def read_saved(path: Path) -> "SavedUnderstanding":
    """Read a mapping.

    Raises:
        EnvironmentProblem: the file cannot be read.
        UserError: it is no mapping.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise EnvironmentProblem(
            f"对照文件“{path.name}”读不出来，没有导入任何内容", "请检查文件名和权限"
        ) from error
    try:
        told = json.loads(data.decode("utf-8-sig"))["sheets"]
        named = all(isinstance(entry["sheet"], str) for entry in told)
    except (ValueError, KeyError, TypeError, RecursionError):
        named = False
    if not named:
        raise wrong(f"“{path.name}”不是对照文件")
    return SavedUnderstanding(tuple(told))


@dataclass(frozen=True)
class SavedUnderstanding:
    """A mapping as it was read.

    Attributes:
        remembered: A file is at hand whenever it is wanted: nothing.
    """

    entries: tuple[Entry, ...]
    remembered: ClassVar[tuple[Entry, ...]] = ()

    def of(self, sheet: Sheet) -> list[Entry]:
        """Give what is said of a sheet."""
        return [e for e in self.entries if _is_of(e, sheet)]

    def understand(self, sheet: Sheet) -> Understanding:
        """Read a sheet as the mapping says; one that it does not name as it is recognised.

        Raises:
            UserError: it names a kind, a field or a column that there is not.
        """
        told = self.of(sheet)
        if not told:
            return understand(sheet)
        parts = bounds_of(sheet) if sheet.rows else []
        tables = tuple(
            _Follower(sheet, entry, told, parts).table()
            for entry in told
            if entry.get("kind") is not None
        )
        why = "" if tables else f"{place_of(sheet)}按对照文件没有导入。"
        return Understanding(tables, why=why, on_purpose=True)

    def refuse_strange(self, sheets: Iterable[Sheet]) -> None:
        """Raise a UserError where a sheet is named that there is not."""
        known = list(sheets)
        for entry in self.entries:
            if not any(_is_of(entry, sheet) for sheet in known):
                raise wrong(f"对照文件里的工作表“{entry['sheet']}”不在要导入的文件里")


def _is_of(entry: Entry, sheet: Sheet) -> bool:
    return bool(entry["sheet"] == sheet.name and entry.get("file", sheet.file) == sheet.file)


def _holds(bounds: Bounds, columns: Sequence[int]) -> bool:
    """Tell whether columns lie within bounds."""
    start, end = bounds
    return start <= min(columns) and (end is None or max(columns) < end)


class _Follower:
    """Reads one table as an entry says."""

    def __init__(
        self, sheet: Sheet, entry: Entry, others: Sequence[Entry], parts: Sequence[Bounds]
    ) -> None:
        self._sheet, self._entry = sheet, entry
        self._kind = self._named_kind(entry["kind"])
        refuse_wrong(entry, sheet, self._kind)
        heading_rows = [row for row in sheet.rows if row.number in entries.heading_rows(entry)]
        self._start, end = self._bounds(heading_rows, others, parts)
        self._heading_rows = cut(heading_rows, self._start, end)
        below = [row for row in sheet.rows if self._is_below(row, others)]
        self._rows = cut(below, self._start, end)
        self._title = self._title_above(others, parts)

    def _title_above(self, others: Sequence[Entry], parts: Sequence[Bounds]) -> Title:
        """Give the title: the lines between the table above and the headings, else of the sheet."""
        own = entries.columns(self._entry)
        first = min(entries.heading_rows(self._entry), default=0)
        over = [other for other in others if not entries.are_apart(own, entries.columns(other))]
        ends = [entries.heights(other)[1] for other in over if entries.heading_rows(other)]
        after = max((end for end in ends if end < first), default=0)
        start, end = next((part for part in parts if own and _holds(part, own)), (0, None))
        heads = [row for row in self._sheet.rows if after < row.number < first]
        lines = cut(heads, start, end)
        if after and lines:
            return replace(title_of(self._sheet.name, heads_before(lines)), name="")
        top = min((n for other in others for n in entries.heading_rows(other)), default=0)
        above = [row for row in self._sheet.rows if row.number < top]
        return title_of(self._sheet.name, lines or ([] if after else above))

    def _bounds(
        self, heading_rows: Sequence[Row], others: Sequence[Entry], parts: Sequence[Bounds]
    ) -> Bounds:
        """Give the columns of the table: its part of the sheet, without what stands beside it."""
        own = entries.columns(self._entry)
        if not own:
            return 0, None
        start, end = next((part for part in parts if _holds(part, own)), (0, None))
        lines = [row.cells for row in cut(heading_rows, start, end)]
        halves = halves_of(headings_of(lines)) if lines else []
        begins = [start + half[0].index for half in halves]
        if len(begins) > 1:
            pairs = zip(begins, [*begins[1:], end], strict=True)
            start, end = next((half for half in pairs if _holds(half, own)), (start, end))
        for other in others:
            theirs = entries.columns(other)
            if not theirs or not self._is_beside(other):
                continue
            if max(theirs) < min(own):
                start = max(start, max(theirs) + 1)
            elif min(theirs) > max(own):
                end = min(theirs) if end is None else min(end, *theirs)
        return start, end

    def _is_beside(self, other: Entry) -> bool:
        """Tell whether another table has rows at the height of this one."""
        (first, last), (top, bottom) = entries.heights(self._entry), entries.heights(other)
        return first <= bottom and top <= last

    def table(self) -> Table:
        """Read the table."""
        shape = self._entry.get("shape", TABLE)
        if shape == FORM:
            return self._form()
        lines = [row.cells for row in self._heading_rows]
        headings = {h.index: h for h in headings_of(lines)} if lines else {}
        told = {
            self._index(letters): words
            for letters, words in entries.object_of(self._entry, "columns").items()
            if words is not None
        }
        block = Block(0, 0, tuple(headings.get(i) or Heading(i, (str(told[i]),)) for i in told))
        if shape == CROSS:
            table = self._cross(block, told)
        elif any(map(is_stamp, map(str, told.values()))):
            table = self._log(block, told)
        else:
            table = self._plain(block, told)
        return replace(table, origin=self._start)

    def _plain(self, block: Block, told: Mapping[int, str]) -> Table:
        columns: list[Column] = []
        parts: dict[str, dict[str, int]] = {}
        for heading in block.headings:
            name, colon, part = str(told[heading.index]).partition(":")
            meaning = self._meaning(name)
            if colon:
                parts.setdefault(meaning.field.title, {})[part] = heading.index
            else:
                columns.append(self._column(heading, meaning))
        made = tuple(self._made(title, places) for title, places in parts.items())
        if not block.headings:
            raise wrong(f"对照文件里“{self._sheet.name}”的 columns 没有写明哪一列是什么")
        fit = Fit(self._kind, tuple(columns), (), self._score(), 0, 0.0)
        return fill(
            fit,
            block,
            self._rows,
            self._title,
            heading_rows=self._heading_rows,
            where=place_of(self._sheet),
            said=Said(self._fixed(), made),
        )

    def _column(self, heading: Heading, meaning: Meaning) -> Column:
        return Column(
            heading.index,
            heading.word,
            meaning.kind,
            meaning.field,
            heading.ten_thousands,
            exact=True,
            second=meaning.second,
        )

    def _made(self, title: str, places: Mapping[str, int]) -> Composed:
        found = composed_of(self._meaning(title).field, places)
        if found is None:
            raise wrong(f"对照文件里“{title}”的几列（{'、'.join(places)}）合不成一项")
        return found

    def _cross(self, block: Block, told: Mapping[int, str]) -> Table:
        names = [h for h in block.headings if told[h.index] in (EVENT, MEMBER)]
        above = {
            self._index(letters): str(w)
            for letters, w in entries.object_of(self._entry, "above").items()
        }
        ticked = tuple(
            replace(h, said=above.get(h.index, h.said)) for h in block.headings if h not in names
        )
        if len(names) != 1 or not ticked or self._kind.sheet != "出席":
            raise wrong(f"对照文件里“{self._sheet.name}”不是考勤表：要有一列委员或活动编号")
        by_person = told[names[0].index] == MEMBER
        return read_cross(
            Cross(names[0], by_person, ticked, self._score()),
            block,
            self._rows,
            self._title,
            heading_rows=self._heading_rows,
            where=place_of(self._sheet),
        )

    def _log(self, block: Block, told: Mapping[int, str]) -> Table:
        places = {index: str(words) for index, words in told.items()}
        log = Log(
            tuple(index for index, words in places.items() if words == MEMBER),
            tuple(index for index, words in places.items() if words == STAMP.title),
            next((index for index, words in places.items() if words == DAY), None),
            {index: words for index, words in places.items() if words in (EVENT, STATUS)},
            self._score(),
            day_in(self._title),
        )
        if self._kind.sheet != "出席" or not log.persons or not log.stamps:
            raise wrong(
                f"对照文件里“{self._sheet.name}”不是打卡记录：要有一列委员、一列{STAMP.title}"
            )
        return read_log(
            log,
            block,
            self._rows,
            heading_rows=self._heading_rows,
            where=place_of(self._sheet),
            fixed=self._fixed(),
        )

    def _form(self) -> Table:
        cells = {row.number: row.cells for row in self._sheet.rows}
        pairs = []
        for place, words in entries.object_of(self._entry, "cells").items():
            if words is None:
                continue
            if not _CELL.fullmatch(place):
                raise wrong(f"对照文件里的“{place}”不是单元格")
            row, column = xl_cell_to_rowcol(place)
            pair = self._pair(cells.get(row + 1, ()), self._meaning(words), row + 1, column)
            if pair:
                pairs.append(pair)
        pairs.sort(key=lambda pair: (pair.row, pair.column))
        if not pairs:
            raise wrong(f"对照文件里“{self._sheet.name}”的单元格都是空的")
        fit = Fit(self._kind, forms.columns_of_pairs(pairs), (), self._score(), 0, 0.0)
        return forms.form_of(
            fit, pairs, {name: words for name, (words, _) in self._fixed().items()}
        )

    def _pair(
        self, line: Sequence[Cell], meaning: Meaning, row: int, column: int
    ) -> forms.Pair | None:
        """Give the value of a cell as the label says it that shares it or stands at its left."""
        cell = line[column] if column < len(line) else None
        if cell is None:
            return None
        beside = next((c for c in reversed(line[:column]) if c is not None), None)
        both = forms.inline(cell, vocabulary(self._kind.sheet))
        label, value = both or (beside, cell)
        scaled = counts_in_ten_thousands(label)
        return forms.Pair(plain(label) or meaning.field.title, meaning, value, row, column, scaled)

    def _fixed(self) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for name, words in entries.object_of(self._entry, "fixed").items():
            found[self._meaning(name).field.title] = str(words), ""
        event = self._entry.get("event")
        if event:
            title: Title = self._title
            found[EVENT] = str(event), title.context if event == title.event() else ""
        return found

    def _named_kind(self, name: object) -> RecordKind:
        kind = kind_of_sheet(name)
        if kind is None:
            raise wrong(f"对照文件里的“{name}”不是记录的种类")
        return kind

    def _meaning(self, words: object) -> Meaning:
        first, plus, second = str(words).partition("+")
        known = vocabulary(self._kind.sheet)
        found = known.get(plain(first))
        titles = {spec.title: spec for _, spec in sheet_fields(self._kind)}
        if found is None or (plus and second not in titles):
            raise wrong(f"对照文件里的“{words}”不是{self._kind.sheet}的列")
        return Meaning(found.kind, found.field, True, titles[second] if plus else None)

    def _index(self, letters: str) -> int:
        """Give a column by its letters, counted from the first one of the table."""
        return entries.column_of(letters) - self._start

    def _is_below(self, row: Row, others: Sequence[Entry]) -> bool:
        """Tell whether a row belongs to the table: within `rows`, else up to the next headings."""
        span = entries.span(self._entry)
        if span:
            return span[0] <= row.number <= span[1]
        last = max(entries.heading_rows(self._entry), default=0)
        own = entries.columns(self._entry)
        told = [entry for entry in others if entry.get("kind") is not None]
        below = [entry for entry in told if not entries.are_apart(own, entries.columns(entry))]
        following = [n for entry in below for n in entries.heading_rows(entry) if n > last]
        return last < row.number < min(following, default=row.number + 1)

    def _score(self) -> float:
        score = self._entry.get("score", 0)
        return float(score) if isinstance(score, (int, float)) else 0.0
