"""What an import did: counted by sheet, and every row that was not taken with its reason."""

from collections import Counter
from dataclasses import dataclass, field

from zxdesk.exchange.book import Cell
from zxdesk.exchange.choices import UnitOffer
from zxdesk.exchange.outcomes import RowOutcome
from zxdesk.store.steps import Changes


@dataclass(frozen=True)
class Rejection:
    """One row that was not taken.

    Attributes:
        sheet: The sheet as it is called in the file.
        row: As Excel counts.
        column: The heading as it stands in the file, without remarks.
    """

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    file: str = ""


@dataclass(frozen=True)
class RejectedRow:
    """A rejected row whole, to be written to a rejects workbook.

    Attributes:
        kind_sheet: The sheet of its kind (委员).
        headings: Every heading of its sheet, known or not.
        place: Its place among all rows of the import.
        problems: Everything that is wrong with it.
    """

    rejection: Rejection
    kind_sheet: str
    headings: tuple[str, ...]
    cells: tuple[Cell, ...]
    place: int
    problems: tuple[str, ...]


@dataclass
class ImportReport:
    """What an import did, or would do.

    Attributes:
        added: Records by sheet; what was created for a reference is counted here too.
        rejected_rows: The same rows as `rejected`, with their cells.
        changes: What the step changed; empty for a dry run's caller to ignore.
        held_back: Sheets that were left because nobody can tell what they, or parts of them, hold.
        rows: What was done with every row, in the order of the files.
        units: Names of units that are nearly those of others.
    """

    added: dict[str, int] = field(default_factory=Counter)
    updated: dict[str, int] = field(default_factory=Counter)
    unchanged: dict[str, int] = field(default_factory=Counter)
    rejected_rows: list[RejectedRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    held_back: list[str] = field(default_factory=list)
    rows: list[RowOutcome] = field(default_factory=list)
    units: list[UnitOffer] = field(default_factory=list)

    @property
    def rejected(self) -> list[Rejection]:
        """The rows that were not taken, in the order of the files."""
        return [row.rejection for row in self.rejected_rows]

    def sort(self) -> None:
        """Put the rejected rows in the order of the files, sheets and rows."""
        self.rejected_rows.sort(key=lambda row: row.place)

    def note(self, sentence: str) -> None:
        """Say something once."""
        if sentence not in self.notes:
            self.notes.append(sentence)
