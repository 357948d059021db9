"""Reads the rows of workbooks that come in: every file, every sheet, as it is understood."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from zxdesk.exchange.book import Book, Sheet
from zxdesk.exchange.choices import NO_CHOICES, Choices, RowKey
from zxdesk.exchange.reading import Unlock, read_asking
from zxdesk.exchange.rows import Entry, read_entries, unkept
from zxdesk.exchange.understanding import (
    Understanding,
    explained,
    place_of,
    understand,
)


class Mapped(Protocol):
    """What says how sheets are to be understood."""

    @property
    def remembered(self) -> Sequence[Mapping[str, Any]]:
        """What of it is to be remembered once it was followed (see `recalling`)."""

    def understand(self, sheet: Sheet) -> Understanding:
        """Read a sheet."""

    def refuse_strange(self, sheets: Iterable[Sheet]) -> None:
        """Raise a UserError where a sheet is named that there is not."""


@dataclass(frozen=True)
class Answers:
    """What somebody says while files are read.

    Attributes:
        unlock: Asked for the password of a file that has one (see `reading.read_asking`).
        saved: How sheets are to be understood.
        choices: What was decided of single rows.
        books: What some of the files hold, where they were read already.
    """

    unlock: Unlock | None = None
    saved: Mapped | None = None
    choices: Choices = NO_CHOICES
    books: Mapping[Path, Book] = field(default_factory=dict)


NO_ANSWERS = Answers()


@dataclass(frozen=True)
class Incoming:
    """What files hold.

    Attributes:
        notes: What is to be said of them.
        held_back: Sheets of which nothing, or not all, was understood: where they stand.
    """

    entries: list[Entry]
    notes: list[str]
    held_back: list[str]


def read_rows(files: Sequence[Path], answers: Answers = NO_ANSWERS) -> Incoming:
    """Read every record of files.

    Raises:
        UserError: the saved understanding names what there is not.
        EnvironmentProblem: a file cannot be read.
    """
    entries: list[Entry] = []
    notes: list[str] = []
    held_back: list[str] = []
    for sheet, understood in _understood(files, notes, answers):
        held_back += [place_of(sheet)] if understood.held_back else []
        notes += [understood.why] if understood.why else []
        for table in understood.tables:
            notes += table.notes
            if table.samples:
                notes.append(f"工作表“{sheet.name}”（{sheet.file}）的示例行没有导入。")
            if sheet.hidden:
                notes.append(f"工作表“{sheet.name}”（{sheet.file}）是隐藏的，其中的记录也导入了。")
            rows = list(read_entries(sheet, table))
            notes += unkept(rows)
            entries += rows
    parts: Counter[RowKey] = Counter()
    for place, entry in enumerate(entries):
        entry.place = place
        entry.part = parts[entry.key]
        parts[(*entry.key[:3], 0)] += 1
    return Incoming(entries, notes, held_back)


def explain_books(
    files: Sequence[Path], answers: Answers = NO_ANSWERS
) -> tuple[list[dict[str, Any]], list[str]]:
    """Give how every sheet is understood (see `understanding.explained`), and notes of reading.

    Raises:
        UserError: the saved understanding names what there is not.
        EnvironmentProblem: a file cannot be read.
    """
    notes: list[str] = []
    found = [
        entry
        for sheet, understood in _understood(files, notes, answers)
        for entry in explained(sheet, understood)
    ]
    return found, notes


def _understood(
    files: Sequence[Path], notes: list[str], answers: Answers
) -> Iterator[tuple[Sheet, Understanding]]:
    """Read files one after the other and give every sheet with what it is understood as."""
    saved, seen = answers.saved, list[Sheet]()
    for file in files:
        book = answers.books.get(file) or read_asking(file, answers.unlock)
        notes += book.notes
        for sheet in book.sheets:
            yield sheet, (saved.understand(sheet) if saved else understand(sheet))
        if saved:
            seen += [Sheet(sheet.file, sheet.name, ()) for sheet in book.sheets]
    if saved:
        saved.refuse_strange(seen)
