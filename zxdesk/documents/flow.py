"""Lines poured into the grid of 22 to the page, with room left for the colophon on the last."""

from collections.abc import Sequence
from dataclasses import replace

from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span
from zxdesk.documents.line import Line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import BODY_SIZE, CELL, LINES, PITCH, TOP, TRACKING, WIDTH, Paper
from zxdesk.documents.page import baseline as base_of

BLANK = Line()
_FEWEST_ON_LAST = 2


def body(
    spans: Sequence[Span], book: FontBook, *, hang: float = 0.0, keep: bool = False
) -> list[Line]:
    """Set a paragraph of the body: 28 cells, first line two in, the others `hang` cells in."""
    measure = Measure(width=WIDTH, first=2 * CELL, rest=hang * CELL, tracking=TRACKING, keep=keep)
    return lay_out(spans, book, measure)


def plain_body(text: str, book: FontBook, role: Role = Role.BODY) -> list[Line]:
    """Set a paragraph of one hand."""
    return body([Span(text, role)], book)


def slot_top(slot: int) -> float:
    """Give the top of line `slot` (0 to 21) of the grid."""
    return TOP + slot * PITCH


def paginate(lines: Sequence[Line], *, first: int, tail: int) -> list[list[Line]]:
    """Part the lines into pages.

    Args:
        lines: All lines of the body; those marked `keep` do not end a page.
        first: Lines that fit on the first page.
        tail: Lines the colophon takes on the last page.
    """
    pages: list[list[Line]] = []
    rest = list(lines)
    while rest or not pages:
        room = LINES if pages else first
        taken = len(rest) if len(rest) <= room else _break_before(rest, room)
        pages.append(rest[:taken])
        rest = _without_leading_blanks(rest[taken:])
    room = LINES if len(pages) > 1 else first
    if len(pages[-1]) > room - tail:
        _make_room(pages)
    elif len(pages) > 1 and len(pages[-1]) < _FEWEST_ON_LAST:
        pages[-2:] = [[*pages[-2], *pages[-1]]]
        _make_room(pages)
    return pages


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


def pour(paper: Paper, pages: Sequence[Sequence[Line]], *, first_slot: int) -> None:
    """Draw the pages; the first begins at `first_slot` of the page the paper is on."""
    for number, lines in enumerate(pages):
        if number:
            paper.turn()
        slot = 0 if number else first_slot
        for line in lines:
            paper.draw(line, base=base_of(slot_top(slot), BODY_SIZE))
            slot += 1


def centred(line: Line, width: float = WIDTH) -> Line:
    """Move a line that begins at 0 into the middle of `width`."""
    shift = (width - line.right) / 2
    runs = tuple(replace(run, x=run.x + shift) for run in line.runs)
    return replace(line, runs=runs, right=line.right + shift)
