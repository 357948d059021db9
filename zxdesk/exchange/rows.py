"""Reads the cells of a row by the fields of its kind; references are kept as words for later."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from zxdesk.exchange import spelling
from zxdesk.exchange.captions import ATTENDEES, OWNER, Column
from zxdesk.exchange.headings import Layout, records
from zxdesk.exchange.lines import read_lines
from zxdesk.exchange.reading import LONGEST_TEXT, Cell, Sheet
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import Amount, Code, Value, Whole, as_text
from zxdesk.records.kind import Field, Lines, OneOf, Reference

_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2}")
_BARE_NUMBER = re.compile(r"[+-]?[\d,]+(?:\.\d+)?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SHOWN = 200


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken."""

    column: str
    value: str
    reason: str


class RowRejected(Exception):
    """A row cannot be taken."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Word:
    """What a cell says of a field that points to other records.

    Attributes:
        raw: The cell's text with its line breaks.
        meant: The same spelled out, where the rest of the row says more than the cell.
    """

    column: Column
    raw: str
    meant: str = ""

    @property
    def words(self) -> str:
        """The words by which a single record is looked for."""
        return self.meant or spelling.one_line(self.raw)


@dataclass
class Entry:
    """One row on its way into the ledger.

    Attributes:
        values: Plain values by kind and field; only cells that hold something.
        words: References by kind and field, in words; several where two columns name one.
        owner: The committee it belongs to in words; empty for our own.
        attendees: What stands in 参加委员.
        place: Its place among all rows of the import.
    """

    sheet: Sheet
    layout: Layout
    row: int
    cells: tuple[Cell, ...]
    values: dict[str, Values] = field(default_factory=dict)
    words: dict[str, dict[str, list[Word]]] = field(default_factory=dict)
    owner: str = ""
    attendees: Word | None = None
    problems: list[Problem] = field(default_factory=list)
    place: int = 0

    @property
    def kind(self) -> RecordKind:
        """The kind of its sheet."""
        return self.layout.kind

    def plain(self, kind: RecordKind | None = None) -> Values:
        """Give the plain values of the sheet's kind, or of another kind on the same sheet."""
        return self.values.get((kind or self.kind).name, {})

    def words_of(self, kind: RecordKind | None = None) -> dict[str, list[Word]]:
        """Give the references in words, by field."""
        return self.words.get((kind or self.kind).name, {})

    def column_of(self, name: str, kind: RecordKind | None = None) -> str:
        """Give the heading under which a field stands here, else its title."""
        kind = kind or self.kind
        for column in self.layout.columns:
            if column.kind is kind and column.field.name == name:
                return column.heading
        return kind.fields[name].title

    def problem(self, name: str, reason: str, kind: RecordKind | None = None) -> Problem:
        """Give a problem with a field, showing what stands in its cell."""
        heading = self.column_of(name, kind)
        for column in self.layout.columns:
            if column.heading == heading and column.index < len(self.cells):
                return Problem(heading, shown(self.cells[column.index]), reason)
        return Problem(heading, "", reason)


def shown(cell: Cell) -> str:
    """Give a cell as a message shows it."""
    words = as_text(cell)
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def read_entries(sheet: Sheet, layout: Layout) -> Iterator[Entry]:
    """Read every record of a sheet."""
    for row in records(sheet, layout):
        entry = Entry(sheet, layout, row.number, row.cells)
        for column in layout.columns:
            cell = row.cells[column.index] if column.index < len(row.cells) else None
            if cell is None:
                continue
            try:
                _take(entry, column, cell)
            except (ValueError, OverflowError) as error:
                entry.problems.append(Problem(column.heading, shown(cell), _reason(error)))
        yield entry


def _reason(error: Exception) -> str:
    words = str(error)
    return words if _CHINESE.search(words) else "填写的内容读不懂"


def _take(entry: Entry, column: Column, cell: Cell) -> None:
    words = as_text(cell)
    if len(words) > LONGEST_TEXT:
        raise ValueError(f"超过 {LONGEST_TEXT} 字，一个单元格放不下")
    spec, kind = column.field, column.kind.name
    if not spelling.clean(words):
        return
    if spec.name == OWNER.name:
        entry.owner = spelling.one_line(words)
    elif spec.name == ATTENDEES.name:
        entry.attendees = Word(column, spelling.clean(words))
    elif isinstance(spec, (Reference, OneOf)):
        if isinstance(cell, (date, datetime)):
            raise ValueError("被存成了日期，请改为文本格式后重新填写")
        said = entry.words.setdefault(kind, {}).setdefault(spec.name, [])
        # A number says more than a name beside it.
        said.insert(
            0 if "编号" in column.heading else len(said), Word(column, spelling.clean(words))
        )
    else:
        value = _parsed(column, cell)
        if value not in (None, ()):
            entry.values.setdefault(kind, {})[spec.name] = value


def _parsed(column: Column, cell: Cell) -> Value:
    spec = column.field
    if isinstance(spec, Lines):
        return read_lines(spec, as_text(cell))
    if isinstance(spec.type, Code):
        return _code(spec, cell)
    if column.ten_thousands and isinstance(spec.type, (Whole, Amount)):
        words = spelling.one_line(as_text(cell))
        return spec.type.parse(f"{words}万" if _BARE_NUMBER.fullmatch(words) else words)
    return spelling.parse(spec.type, cell)


def _code(spec: Field, cell: Cell) -> Value:
    if isinstance(cell, int) and abs(cell) >= 10**15:
        cell = float(cell)
    if isinstance(cell, (date, datetime)):
        raise ValueError("号码被存成了日期，请改为文本格式后重新填写")
    if isinstance(cell, str) and _POWER.fullmatch(spelling.one_line(cell)):
        raise ValueError("号码被存成了科学计数，末几位已丢失，请改为文本格式后重新填写")
    return spelling.parse(spec.type, cell)
