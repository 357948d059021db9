"""Lines above a paper's body that every paper has: a title, and words at both ends of a line."""

from math import ceil

from zxdesk.documents.flow import centred
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span, measure
from zxdesk.documents.line import Line, natural_width, set_line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import LEFT, PITCH, WIDTH, Paper, baseline
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.title_lines import title_lines

LONGEST = 60


def shortened(text: str, most: int = LONGEST) -> str:
    text = one_printable_line(text)
    return text if len(text) <= most else text[: most - 1] + "…"


def draw_two_ends(
    paper: Paper, left: str, right: str, *, top: float, size: float, pitch: float, indent: float
) -> float:
    """Draw `left` and `right`, each `indent` in from its edge; give the next line's top.

    A long `left` takes more lines; `right` stands on the last.
    """
    end = set_line(
        measure(right, Role.BODY, size, paper.book, 0.0), x=0.0, width=WIDTH, justify=False
    )
    for line in _left_lines(left, end.right, paper.book, size=size, indent=indent):
        paper.draw(line, x=LEFT + indent, base=baseline(top, size))
        top += pitch
    paper.draw(end, x=LEFT + WIDTH - indent - end.right, base=baseline(top - pitch, size))
    return top


def two_ends_lines(left: str, right: str, book: FontBook, *, size: float, indent: float) -> int:
    """Give how many lines `draw_two_ends` takes."""
    end = natural_width(measure(right, Role.BODY, size, book, 0.0))
    return len(_left_lines(left, end, book, size=size, indent=indent))


def _left_lines(left: str, end: float, book: FontBook, *, size: float, indent: float) -> list[Line]:
    room = max(8 * size, WIDTH - end - 2 * indent - size)
    limits = Measure(width=room, justify=False)
    return lay_out([Span(shortened(left), size=size)], book, limits) or [Line()]


def draw_title(
    paper: Paper, title: str, *, top: float, size: float, pitch: float
) -> tuple[float, str]:
    """Draw a centred title; give where the text after one blank line begins.

    A title of more than six lines is given back instead of drawn.
    """
    text = one_printable_line(title)

    def width_of(part: str) -> float:
        return natural_width(measure(part, Role.TITLE, size, paper.book, 0.0))

    lines = title_lines(text, WIDTH, width_of)
    if not lines:
        return top, text
    for part in lines:
        glyphs = measure(part, Role.TITLE, size, paper.book, 0.0)
        line = set_line(glyphs, x=0.0, width=WIDTH, justify=False)
        paper.draw(centred(line), base=baseline(top, size))
        top += pitch
    return top - (pitch - size) + PITCH, ""


def first_slot_after(y: float, grid_top: float) -> int:
    """Give the first line of the grid that begins at or below `y`."""
    return max(0, ceil((y - grid_top) / PITCH - 0.01))
