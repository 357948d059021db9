"""How each sheet of an import is read: as recognised, as recalled, as somebody puts it right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from zxdesk.errors import UserError
from zxdesk.exchange import import_words
from zxdesk.exchange.book import Sheet
from zxdesk.exchange.captions import OWNER, STAMP, sheet_fields
from zxdesk.exchange.choices import RowKey
from zxdesk.exchange.rows import shown
from zxdesk.exchange.understanding import (
    SavedUnderstanding,
    Understanding,
    explained,
    understand,
)
from zxdesk.exchange.understanding.composed import CLOCKED
from zxdesk.exchange.understanding.form_lessons import is_form, proposed_form
from zxdesk.exchange.understanding.logs import DAY
from zxdesk.exchange.understanding.proposing import likeliest, proposed
from zxdesk.exchange.understanding.recalling import Lesson, lesson, recalled, within
from zxdesk.records import RecordKind, kind_of_sheet, workbook_kinds
from zxdesk.records.daytypes import Day, Moment, PartialDay
from zxdesk.records.event import ATTENDANCE

HEADING, RECORD, ABOVE = "表头", "", "标题"
_PARTS = ("年", "月", "日")


@dataclass
class SheetMap:
    """How one sheet is read.

    Attributes:
        entries: An entry of a mapping for each of its tables.
        fault: Why it cannot be read so, in a sentence.
        recalled: It is read as a sheet with these headings was read before.
        touched: The tables that somebody put right, by their places.
    """

    sheet: Sheet
    entries: list[dict[str, Any]]
    fault: str = ""
    recalled: bool = False
    touched: set[int] = field(default_factory=set)
    understood: Understanding | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether somebody should say what the sheet holds."""
        none = all(entry["kind"] is None for entry in self.entries)
        told = self.touched or self.recalled
        return bool(self.fault) or (bool(self.entries) and none and not told)

    @property
    def records(self) -> int:
        """How many records the sheet has."""
        return sum(len(table.rows) for table in self.understood.tables) if self.understood else 0


class SheetMaps:
    """The maps of all sheets; reads sheets by them (see `incoming.Mapped`)."""

    def __init__(self, sheets: Sequence[Sheet], lessons: Sequence[Lesson] = ()) -> None:
        self.maps = [self._begin(sheet, lessons) for sheet in sheets]

    def _begin(self, sheet: Sheet, lessons: Sequence[Lesson]) -> SheetMap:
        found = understand(sheet)
        entries = explained(sheet, found)
        known = recalled(sheet, entries, lessons) if lessons else entries
        if known == entries:
            return SheetMap(sheet, entries, understood=found)
        made = SheetMap(sheet, known, recalled=True)
        self._follow(made)
        return made

    def reset(self, place: int) -> None:
        """Read a sheet as it is recognised."""
        self.maps[place] = self._begin(self.maps[place].sheet, ())

    def set_kind(
        self, place: int, table: int, kind: RecordKind | None, *, headed: bool = True
    ) -> None:
        """Say what a table holds; None: it is not imported.

        Args:
            headed: It has headings; where no line is known to be one, the likeliest is.
        """
        one = self.maps[place]
        if one.entries and is_form(one.entries[table]):
            self._put(one, table, proposed_form(one.sheet, kind, one.entries[table]))
            return
        rows = one.entries[table]["heading_rows"] if one.entries else []
        beside = within(one.entries, table) if one.entries else None
        self._put(one, table, proposed(one.sheet, kind, (rows or None) if headed else (), beside))

    def put_right(self, place: int, entry: dict[str, Any]) -> None:
        """Read the first table of a sheet as an entry says."""
        self._put(self.maps[place], 0, entry)

    def set_headings(self, place: int, table: int, first: int, last: int) -> None:
        """Say in which lines the headings of a table stand; 0: it has none."""
        one = self.maps[place]
        numbers = [row.number for row in one.sheet.rows if first <= row.number <= last]
        kind = kind_of_sheet(one.entries[table]["kind"])
        beside = within(one.entries, table)
        self._put(one, table, proposed(one.sheet, kind, numbers, beside))

    def set_cell(self, place: int, table: int, cell: str, words: str) -> None:
        """Say what a cell of a form holds, by its name (B2); nothing: it is not imported."""
        one = self.maps[place]
        entry = dict(one.entries[table])
        self._put(one, table, entry | {"cells": {**entry["cells"], cell: words or None}})

    def set_column(self, place: int, table: int, index: int, words: str) -> None:
        """Say what a column holds; nothing: it is not imported."""
        one = self.maps[place]
        entry = dict(one.entries[table])
        columns = dict(entry["columns"])
        letters = letters_of(index)
        for other, known in columns.items():
            if known == words != STAMP.title and other != letters:
                columns[other] = None
        columns[letters] = words or None
        entry["columns"] = dict(sorted(columns.items(), key=lambda pair: (len(pair[0]), pair[0])))
        self._put(one, table, entry)

    def _put(self, one: SheetMap, table: int, entry: dict[str, Any]) -> None:
        if one.entries:
            one.entries[table] = entry
        else:
            one.entries = [entry]
        one.touched.add(table)
        self._follow(one)

    def _follow(self, one: SheetMap) -> None:
        one.fault = ""
        without = [e for e in one.entries if e["kind"] and not _says(e)]
        said = [e | {"kind": None} if e in without else e for e in one.entries]
        if without:
            one.fault = f"工作表“{one.sheet.name}”还没有写明哪一列是什么，暂不导入；请点列头选择"
        try:
            one.understood = SavedUnderstanding(tuple(said)).understand(one.sheet)
        except UserError as error:
            one.understood = Understanding()
            one.fault = str(error).replace("对照文件里", "")

    @property
    def remembered(self) -> list[Lesson]:
        """What was put right, to be remembered by the headings."""
        found = (
            lesson(one.sheet, one.entries[table], within(one.entries, table))
            for one in self.maps
            for table in sorted(one.touched)
            if not one.fault
        )
        return [one for one in found if one]

    def understand(self, sheet: Sheet) -> Understanding:
        """Read a sheet by its map."""
        one = next((one for one in self.maps if one.sheet is sheet), None)
        return one.understood if one and one.understood else understand(sheet)

    def said_in(self, key: RowKey) -> dict[str, str]:
        """Give what the cells of a row say, by the titles of its fields."""
        file, name, number, part = key
        for one in self.maps:
            if (one.sheet.file, one.sheet.name) != (file, name) or one.understood is None:
                continue
            rows = (
                (t, row) for t in one.understood.tables for row in t.rows if row.number == number
            )
            for table, row in list(rows)[part : part + 1]:
                cells = dict(enumerate(row.cells))
                known = {c.field.title: shown(cells.get(c.index)) for c in table.columns}
                return {title: words for title, words in known.items() if words}
        return {}

    def refuse_strange(self, sheets: Iterable[Sheet]) -> None:
        """Every map is that of a sheet which was read."""


def marks(one: SheetMap) -> Mapping[int, str]:
    """Give what lines of a sheet are, by their numbers: headings, records, or why not taken."""
    found: dict[int, str] = {}
    tables = one.understood.tables if one.understood else ()
    for table in tables:
        found |= {row.number: RECORD for row in table.rows}
        found |= {row: RECORD for row, _ in table.cells}
        found |= {left.row: left.why for left in table.left}
    for entry in one.entries:
        found |= dict.fromkeys(entry["heading_rows"], HEADING)
    if tables:
        first = min((n for entry in one.entries for n in entry["heading_rows"]), default=0)
        found |= {row.number: ABOVE for row in one.sheet.rows if row.number < first}
    return found


def letters_of(index: int) -> str:
    """Give the letters of a column."""
    return str(xl_col_to_name(index))


def can_be_mapped(entry: Mapping[str, Any]) -> bool:
    """Tell whether the columns of a table can be said: of a form its cells are."""
    return entry["kind"] is not None and not is_form(entry)


def column_words(kind: RecordKind) -> list[str]:
    """Give all that a column of a kind's sheet, or a cell of its form, may be said to hold."""
    fields = [spec for _, spec in sheet_fields(kind)]
    titles = [spec.title for spec in fields]
    found = [*titles, OWNER.title]
    joined = {f"{first}+{second}" for first, second in import_words.lists("joined").values()}
    found += sorted(one for one in joined if set(one.split("+")) <= set(titles))
    dated = [spec.title for spec in fields if isinstance(spec.type, (Day, Moment, PartialDay))]
    stamped = [STAMP.title, DAY] if kind is ATTENDANCE else []
    timed = [spec.title for spec in fields if isinstance(spec.type, Moment)]
    found += stamped + [f"{title}:{part}" for title in timed for part in CLOCKED]
    return found + [f"{title}:{part}" for title in dated for part in _PARTS]


def kinds_for(one: SheetMap, table: int) -> list[RecordKind]:
    """Give every kind, those that a table most likely holds first."""
    rows = one.entries[table]["heading_rows"] if one.entries else []
    first = likeliest(one.sheet, rows)
    return [*first, *(kind for kind in workbook_kinds() if kind not in first)]


def _says(entry: Mapping[str, Any]) -> bool:
    return any(entry["columns"].values()) or any(entry.get("cells", {}).values())
