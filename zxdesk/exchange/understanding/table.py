"""What a part of a sheet was read as: its kind, its columns, and the rows that are records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zxdesk.exchange.book import Row
from zxdesk.exchange.captions import Column
from zxdesk.records import RecordKind

TABLE, CROSS, FORM = "table", "cross", "form"


@dataclass(frozen=True)
class Left:
    """A row that is no record, and why."""

    row: int
    why: str


@dataclass(frozen=True)
class Table:
    """A part of a sheet that was understood.

    Attributes:
        headings: Every heading by column index, known or not.
        rows: The records, with their columns where `columns` says; numbered as in the sheet.
        notes: What is to be said of it.
        shape: `table`, `cross` (a line a person, a column an event) or `form` (labels and values).
        score: How well the kind fits (see `scoring`).
        heading_rows: Where its headings stand, as Excel counts.
        headed: The columns that have a heading, also those that are not known.
        read_as: What columns were read as, by index (see `mapping`).
        above: In a cross, the event or person above each column of ticks.
        cells: In a form, what the cells that hold values were read as.
        fixed: What holds for every row and stands in the title, by field.
        span: The first and the last row below the headings, as Excel counts.
        origin: The column of the sheet at which the rows begin, from 0.
        left: The rows that are no records.
        samples: How many rows of a template's samples were left out.
    """

    kind: RecordKind
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()
    shape: str = TABLE
    score: float = 0.0
    heading_rows: tuple[int, ...] = ()
    headed: tuple[int, ...] = ()
    read_as: Mapping[int, str] = field(default_factory=dict)
    above: Mapping[int, str] = field(default_factory=dict)
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    left: tuple[Left, ...] = ()
    samples: int = 0
    span: tuple[int, int] | None = None
    origin: int = 0


@dataclass(frozen=True)
class Understanding:
    """What a sheet was read as.

    Attributes:
        why: Where nothing was taken, what it lacked; empty where it is none of our business.
        best: Then, the score of the likeliest kind.
        unread: Where tables begin that were not understood, as Excel counts, and why.
        on_purpose: Somebody said so.
    """

    tables: tuple[Table, ...] = ()
    why: str = ""
    best: float = 0.0
    unread: tuple[tuple[int, str], ...] = ()
    on_purpose: bool = False

    @property
    def held_back(self) -> bool:
        """Tell whether something was left that nobody said to leave."""
        return bool(self.why or self.unread) and not self.on_purpose


def span_of(rows: Sequence[Row]) -> tuple[int, int] | None:
    """Give the numbers of the first and the last of rows."""
    return (rows[0].number, rows[-1].number) if rows else None
