"""The contents (目录): every bookmark with its page, a line of dots between."""

from collections.abc import Sequence
from dataclasses import dataclass

from zxdesk.documents.blocks import Title
from zxdesk.documents.flow import moved
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span, measure
from zxdesk.documents.head import draw_head, first_slot_after, set_head
from zxdesk.documents.line import Line, natural_width, set_line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import BODY_SIZE, CELL, PITCH, TRACKING, Paper, baseline
from zxdesk.documents.plain import one_printable_line

_NUMBER_CELLS = 3
_DOTS_END = 2.25


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `number` is the page it points to."""

    title: str
    level: int
    number: int | None


def draw_contents(paper: Paper, title: str, entries: Sequence[Entry]) -> None:
    """Draw the contents on pages of their own."""
    frame = paper.frame
    head = set_head((Title(text=title),), paper.book, frame)
    draw_head(paper, head)
    y = frame.top + first_slot_after(head.y, frame.top) * PITCH
    for entry in entries:
        lines = _lines(paper, entry)
        if y + (len(lines) - 1) * PITCH + BODY_SIZE > frame.bottom + 0.1:
            paper.turn()
            y = frame.top
        for line in lines[:-1]:
            paper.draw(line, base=baseline(y, BODY_SIZE))
            y += PITCH
        _draw_last(paper, lines[-1], entry, baseline(y, BODY_SIZE))
        y += PITCH
    paper.turn()


def _lines(paper: Paper, entry: Entry) -> list[Line]:
    indent = min(entry.level, 2) * 1.0 * CELL
    limits = Measure(
        width=paper.frame.width - (_NUMBER_CELLS + 1) * CELL,
        first=indent,
        rest=indent + CELL,
        tracking=TRACKING,
        justify=False,
    )
    role = Role.BODY if entry.level else Role.HEADING
    return lay_out([Span(one_printable_line(entry.title), role)], paper.book, limits) or [Line()]


def _draw_last(paper: Paper, line: Line, entry: Entry, base: float) -> None:
    """Draw the last line of an entry, its dots and its page."""
    paper.draw(line, base=base)
    if entry.number is None:
        return
    width = paper.frame.width
    glyphs = measure(str(entry.number), Role.BODY, BODY_SIZE, paper.book, 0.0)
    # Counted from the right, so that the dots of all lines stand below each other.
    stop = width - _DOTS_END * CELL
    count = int((stop - line.right) / CELL)
    if count > 0:
        dots = measure("…" * count, Role.BODY, BODY_SIZE, paper.book, TRACKING)
        row = set_line(dots, x=stop - count * CELL, width=width, justify=False)
        paper.draw(row, base=base)
    number = set_line(glyphs, x=0.0, width=width, justify=False)
    paper.draw(moved(number, width - natural_width(glyphs)), base=base)
