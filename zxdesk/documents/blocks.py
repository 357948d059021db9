"""What a paper is made of, before anybody draws it: the PDF and the DOCX are set from these."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from zxdesk.documents.glyphs import Span

MM = 72 / 25.4
MARK_TOP = 72 * MM

# Told with what is done and what there is to do; to give up, it raises.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The red mark (发文机关标志); the ink of its first line begins at `top`."""

    lines: tuple[str, ...]
    top: float = MARK_TOP


@dataclass(frozen=True, kw_only=True)
class Number:
    """The number of a paper, centred two lines below the mark (7.2.5).

    Attributes:
        right: It stands at the right edge below the first rule, as in letters (10.1).
    """

    text: str
    right: bool = False


@dataclass(frozen=True, kw_only=True)
class Ends:
    """Words at both ends of a line, `indent` points in from the edges."""

    left: str
    right: str
    size: float = 16.0
    indent: float = 16.0


@dataclass(frozen=True, kw_only=True)
class RedRule:
    """The red rule under the head, 4 mm below the line above it (7.2.7)."""


@dataclass(frozen=True, kw_only=True)
class LetterRules:
    """The two red double rules of a letter (信函格式, 10.1)."""


@dataclass(frozen=True, kw_only=True)
class Title:
    """A centred title, broken where it reads well; `above` blank lines stand before it."""

    text: str
    size: float = 22.0
    pitch: float = 32.0
    above: int = 0


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line by itself in the head: 份号, 密级, 紧急程度, and the lines of a cover.

    Attributes:
        top: Where it stands, in points from the page's top; below the last line if None.
    """

    text: str
    bold: bool = False
    centred: bool = False
    title: bool = False
    size: float = 16.0
    top: float | None = None


HeadBlock = Mark | Number | Ends | RedRule | LetterRules | Title | Words


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph on the grid of 22 lines of 28 cells.

    Attributes:
        first, hang: Indent of the first line and of the others, in cells.
        keep: The next line must stand on the same page (it is a heading).
        tied: Its last lines must stand on the page of what follows (a signature).
        level: 1 to 3 for a heading, else 0.
        align: 「right」 ends `right` cells before the edge.
    """

    spans: tuple[Span, ...]
    first: float = 2.0
    hang: float = 0.0
    keep: bool = False
    tied: bool = False
    level: int = 0
    align: Literal["both", "left", "centre", "right"] = "both"
    right: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Blank:
    """An empty line of the grid."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What follows begins on a new page."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """Small print below a table."""

    text: str
    size: float = 12.0


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table; `width` in points, rules and inner white included.

    Attributes:
        names: Two-character names are spread to the width of three.
        group: Columns beside each other with one group share a heading above theirs.
        merge: The same words in rows below each other are written once.
    """

    title: str
    width: float
    centred: bool = True
    names: bool = False
    group: str = ""
    merge: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A line across the table that names the rows below it."""

    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A ruled table; `rows` are drawn as they come, so that long ones need no room.

    Attributes:
        total: How many rows will come, for telling how far the work is.
        least: Least height of a row, in points (for signatures).
    """

    columns: tuple[Column, ...]
    rows: Iterable[Row | Group]
    size: float = 12.0
    total: int = 0
    least: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a form; `width` is its share of the block's width.

    Attributes:
        least: Least number of lines it has room for.
    """

    text: str
    width: float
    label: bool = False
    centred: bool = False
    least: int = 1


@dataclass(frozen=True, kw_only=True)
class Form:
    """A ruled form: each row has cells of its own."""

    rows: tuple[tuple[Cell, ...], ...]
    size: float = 14.0


@dataclass(frozen=True, kw_only=True)
class Cards:
    """Cards or labels that fill whole sheets, drawn in PDF only.

    Attributes:
        texts: The lines of each card, the first in large type.
        across, down: How many stand on a sheet.
        folded: Each card stands twice, one half turned over, for a card on the table.
    """

    texts: tuple[tuple[str, ...], ...]
    across: int
    down: int
    size: float
    folded: bool = False


FlowBlock = Paragraph | Blank | Turn | Note | Table | Form | Cards


@dataclass(frozen=True, kw_only=True)
class Colophon:
    """The colophon (版记, 7.4): lists of addressees, then who issued it on which day.

    Attributes:
        lists: Label and names, e.g. (("抄送", ("县委办公室",)),).
        issued: What stands at the right: 「2026年3月18日印发」.
    """

    lists: tuple[tuple[str, tuple[str, ...]], ...]
    issuer: str
    issued: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a paper that begins on a new page.

    Attributes:
        flow: What follows the head; an iterable is drawn as it comes.
        bookmark: The entry in the reader's list and in the contents; none if empty.
        numbered: Its pages are counted and bear their number.
        first_page_bare: The first page bears no number (letters, 10.1).
    """

    head: tuple[HeadBlock, ...] = ()
    flow: Iterable[FlowBlock] = ()
    colophon: Colophon | None = None
    bookmark: str = ""
    level: int = 0
    landscape: bool = False
    numbered: bool = True
    first_page_bare: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole paper.

    Attributes:
        front: Covers: pages before the contents, without numbers.
        contents: The title of the contents (目录), which lists all bookmarks; none if empty.
        total: How many sections will come, where that is how far the work is told.
    """

    title: str
    author: str
    sections: Iterable[Section]
    front: tuple[Section, ...] = ()
    contents: str = ""
    total: int = 0
