"""Lines poured into the grid of 22 to the page, with room left for the colophon on the last."""

from collections.abc import Sequence
from dataclasses import replace

from zxdesk.documents.blocks import Paragraph
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span, measure
from zxdesk.documents.line import Line, Run, natural_width
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import (
    BODY_SIZE,
    CELL,
    LINES,
    PITCH,
    TRACKING,
    WIDTH,
    Paper,
    baseline,
)
from zxdesk.documents.title_lines import title_lines

BLANK = Line()
_FEWEST_ON_LAST = 2


def set_paragraph(paragraph: Paragraph, book: FontBook, width: float = WIDTH) -> list[Line]:
    """Set a paragraph of the grid, its indents counted in cells."""
    room = width - paragraph.right * CELL
    limits = Measure(
        width=room,
        first=paragraph.first * CELL,
        rest=paragraph.hang * CELL,
        tracking=TRACKING,
        justify=paragraph.align == "both",
        keep=paragraph.keep,
    )
    if paragraph.align == "centre":
        return _set_title(paragraph, book, room)
    lines = lay_out(paragraph.spans, book, limits)
    if paragraph.tied:
        ends = [replace(line, keep=True) for line in lines[-_FEWEST_ON_LAST:]]
        return [*lines[:-_FEWEST_ON_LAST], *ends]
    if paragraph.align == "right":
        return [moved(line, room - line.right) for line in lines]
    return lines


def _set_title(paragraph: Paragraph, book: FontBook, room: float) -> list[Line]:
    """Set words in the middle, broken where a title reads well."""
    role, size = paragraph.spans[0].role, paragraph.spans[0].size

    def width_of(part: str) -> float:
        return natural_width(measure(part, role, size, book, 0.0))

    text = "".join(span.text for span in paragraph.spans)
    parts = title_lines(text, room, width_of) or [text]
    found = []
    for part in parts:
        limits = Measure(width=room, justify=False, keep=paragraph.keep)
        found += lay_out([Span(part, role, size)], book, limits)
    return [centred(line, room) for line in found]


def paginate(
    lines: Sequence[Line], *, first: int, tail: int, most: int = LINES
) -> list[list[Line]]:
    """Part the lines into pages.

    Args:
        lines: All lines of the body; those marked `keep` do not end a page.
        first: Lines that fit on the first page.
        tail: Lines the colophon takes on the last page.
        most: Lines of a whole page.
    """
    pages: list[list[Line]] = []
    rest = list(lines)
    while rest or not pages:
        room = most if pages else first
        taken = len(rest) if len(rest) <= room else _break_before(rest, room)
        pages.append(rest[:taken])
        rest = _without_leading_blanks(rest[taken:])
    room = most if len(pages) > 1 else first
    if len(pages[-1]) > room - tail:
        _make_room(pages)
    elif len(pages) > 1 and len(pages[-1]) < _FEWEST_ON_LAST:
        pages[-2:] = [[*pages[-2], *pages[-1]]]
        _make_room(pages)
    return pages


def tied_length(lines: Sequence[Line]) -> int:
    """Give how many lines at the beginning must stand on one page."""
    count = 0
    while count < len(lines) and (lines[count].keep or lines[count] == BLANK):
        count += 1
    return min(count + 1, len(lines))


def _break_before(lines: list[Line], room: int) -> int:
    """Give how many lines go on this page: no heading stands at its foot."""
    count = room
    while count > 1 and (lines[count - 1].keep or lines[count - 1] == BLANK):
        count -= 1
    return count if count > 1 or not lines[0].keep else room


def _make_room(pages: list[list[Line]]) -> None:
    """Carry the last lines over, so that the colophon does not stand on a page alone."""
    last = pages[-1]
    # Something stays behind, if only a line: the first page must show the body (7.3.3).
    count = max(min(1, len(last) - 1), len(last) - _FEWEST_ON_LAST)
    if count:
        count = _break_before(last, count)
    pages[-1:] = [last[:count], _without_leading_blanks(last[count:])]


def _without_leading_blanks(lines: list[Line]) -> list[Line]:
    start = 0
    while start < len(lines) and lines[start] == BLANK:
        start += 1
    return lines[start:]


def pour(paper: Paper, pages: Sequence[Sequence[Line]], *, first_slot: int) -> float:
    """Draw the pages, the first from `first_slot` on; give where the next line would begin."""
    slot = first_slot
    for number, lines in enumerate(pages):
        if number:
            paper.turn()
        slot = 0 if number else first_slot
        for line in lines:
            paper.draw(line, base=baseline(paper.frame.top + slot * PITCH, BODY_SIZE))
            slot += 1
    return paper.frame.top + slot * PITCH


def centred(line: Line, width: float = WIDTH) -> Line:
    """Move a line that begins at 0 into the middle of `width`."""
    return moved(line, (width - line.right) / 2)


def moved(line: Line, by: float) -> Line:
    """Move a line to the right."""
    runs = tuple([Run(r.x + by, r.text, r.font, r.size, r.spacing) for r in line.runs])
    return Line(runs, line.right + by, line.keep, line.apart)
