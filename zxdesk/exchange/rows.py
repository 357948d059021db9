"""Reads the cells of a row by the fields of its kind; references are kept as words for later."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from zxdesk import text
from zxdesk.exchange import cells, spelling
from zxdesk.exchange.book import LONGEST_TEXT, Cell, Sheet
from zxdesk.exchange.captions import ATTENDEES, OWNER, STAMP, Column
from zxdesk.exchange.choices import RowKey
from zxdesk.exchange.posts import part_posts
from zxdesk.exchange.understanding import Table
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import as_text
from zxdesk.records.kind import OneOf, Reference

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
        stamp: In a log, when somebody passed (see `presences`).
        beside: What cells say of fields other than their own, by kind and field.
        unkept: What cells say besides and no field keeps, by heading.
        place: Its place among all rows of the import.
        part: Which of the records it is that its row of the sheet makes.
    """

    sheet: Sheet
    layout: Table
    row: int
    cells: tuple[Cell, ...]
    values: dict[str, Values] = field(default_factory=dict)
    words: dict[str, dict[str, list[Word]]] = field(default_factory=dict)
    owner: str = ""
    attendees: Word | None = None
    stamp: datetime | None = None
    beside: dict[str, Values] = field(default_factory=dict)
    unkept: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    place: int = 0
    part: int = 0

    @property
    def key(self) -> RowKey:
        """What tells the row from all others, however the sheets are read."""
        return self.sheet.file, self.sheet.name, self.row, self.part

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
        return Problem(self.column_of(name, kind), shown(self.written(name, kind)), reason)

    def written(self, name: str, kind: RecordKind | None = None) -> Cell:
        """Give the cell of a field just as it stands; an empty text where it has none."""
        heading = self.column_of(name, kind)
        for column in self.layout.columns:
            if column.heading == heading and column.index < len(self.cells):
                return self.cells[column.index]
        return ""


def shown(cell: Cell) -> str:
    """Give a cell as a message shows it."""
    words = as_text(cell)
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def names_of(entry: Entry) -> list[str]:
    """Give the words by which other rows may refer to a row."""
    kind, values = entry.kind, entry.plain()
    parts = [kind.fields[name].type.show(values.get(name)) for name in kind.key]
    names = ["/".join(parts)] if all(parts) else []
    naming = values.get(kind.naming)
    if isinstance(naming, str) and naming:
        names.append(naming)
    return names


def read_entries(sheet: Sheet, layout: Table) -> Iterator[Entry]:
    """Read every record of a sheet."""
    for row in layout.rows:
        entry = Entry(sheet, layout, row.number, row.cells)
        for column in layout.columns:
            cell = row.cells[column.index] if column.index < len(row.cells) else None
            if cell is None:
                continue
            try:
                _take(entry, column, cell)
            except (ValueError, OverflowError) as error:
                entry.problems.append(Problem(column.heading, shown(cell), _reason(error)))
        for kind in entry.beside:
            _put_beside(entry, kind)
        yield entry


def unkept(entries: Iterable[Entry]) -> Iterator[str]:
    """Give notes of what cells of a sheet say beside their values and no field keeps."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for heading in entry.unkept:
            found.setdefault(heading, []).append(entry)
    for heading, said in found.items():
        first = said[0]
        yield (
            f"工作表“{first.sheet.name}”（{first.sheet.file}）的列“{heading}”"
            f"有 {len(said)} 行在括号里另有说明（如第 {first.row} 行"
            f"“{shown(first.unkept[heading])}”），没有登记。"
        )


def _reason(error: Exception) -> str:
    words = str(error)
    return words if _CHINESE.search(words) else "填写的内容读不懂"


def _take(entry: Entry, column: Column, cell: Cell) -> None:
    words = as_text(cell)
    if len(words) > LONGEST_TEXT:
        raise ValueError(f"超过 {LONGEST_TEXT} 字，一个单元格放不下")
    spec, kind = column.field, column.kind.name
    if text.is_blank(words):
        return
    if spec.name == OWNER.name:
        entry.owner = spelling.one_line(words)
    elif spec.name == ATTENDEES.name:
        entry.attendees = Word(column, spelling.clean(words))
    elif spec.name == STAMP.name:
        stamp = cells.read(column, cell, from_1904=entry.sheet.from_1904).value
        entry.stamp = stamp if isinstance(stamp, datetime) else None
    elif isinstance(spec, (Reference, OneOf)):
        if isinstance(cell, (date, datetime)):
            raise ValueError("被存成了日期，请改为文本格式后重新填写")
        said = entry.words.setdefault(kind, {}).setdefault(spec.name, [])
        # A number says more than a name beside it.
        said.insert(
            0 if "编号" in column.heading else len(said), Word(column, spelling.clean(words))
        )
    elif column.second:
        _take_both(entry, column, words)
    else:
        _take_value(entry, column, cell)


def _take_both(entry: Entry, column: Column, words: str) -> None:
    """Take the employer and the posts of a column that holds both."""
    assert column.second is not None
    employer, posts = part_posts(words) or (None, spelling.one_line(words))
    both = {column.field.name: employer, column.second.name: posts}
    values = entry.values.setdefault(column.kind.name, {})
    values.update({name: value for name, value in both.items() if value})


def _take_value(entry: Entry, column: Column, cell: Cell) -> None:
    kind, found = column.kind.name, cells.read(column, cell, from_1904=entry.sheet.from_1904)
    if found.value not in (None, ()):
        entry.values.setdefault(kind, {})[column.field.name] = found.value
    if found.beside:
        entry.beside.setdefault(kind, {}).update(found.beside)
    if found.unkept:
        entry.unkept[column.heading] = found.unkept


def _put_beside(entry: Entry, kind: str) -> None:
    """Put in what cells say of fields that have no cell; a reason of its own stands behind it."""
    values = entry.values.setdefault(kind, {})
    for name, said in entry.beside.get(kind, {}).items():
        own = values.get(name)
        if own is None:
            values[name] = said
        elif isinstance(own, str) and said not in own:
            values[name] = f"{said}，{own}"
