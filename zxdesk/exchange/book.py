"""A workbook as it was read: plain sheets, with rows as Excel counts them."""

from dataclasses import dataclass, field

Cell = object
LONGEST_TEXT = 32_767  # what a cell of Excel holds


@dataclass(frozen=True)
class Row:
    """One row that is not empty; None stands for an empty cell."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet of one file.

    Attributes:
        file: The file's name.
        from_1904: Its days count from 1904, as in workbooks of old Macs.
        hidden: The workbook does not show it.
    """

    file: str
    name: str
    rows: tuple[Row, ...]
    from_1904: bool = False
    hidden: bool = False


@dataclass
class Book:
    """What one file holds, and what should be said about reading it."""

    sheets: list[Sheet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
