"""The head of minutes: red mark, number, issuer and date, red rule, title."""

from zxdesk.documents.flow import centred
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span, measure
from zxdesk.documents.headings import draw_title, draw_two_ends, shortened
from zxdesk.documents.line import Line, natural_width, set_line, spread_line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import BODY_SIZE, MM, PITCH, RED, WIDTH, Paper, baseline
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.queries.paper_content import MinutesContent

MARK_TOP = 72 * MM
TITLE_SIZE = 22.0
TITLE_PITCH = 32.0
_MARK_SIZE, _LEAST_MARK_SIZE = 38.0, 20.0
_MARK_WIDTH = 0.94 * WIDTH
_MARK_LEADING = 1.3
_RULE_BELOW_NUMBER = 4 * MM
_RED_RULE = 0.5 * MM


def draw_head(paper: Paper, content: MinutesContent) -> tuple[float, str]:
    """Draw the head on the first page.

    Returns:
        Where the body may begin, and the title if it was too long to stand in the head.
    """
    y = _draw_mark(paper, content.mark)
    y = _draw_number(paper, content.number, y)
    y = draw_two_ends(
        paper,
        one_printable_line(content.issuer),
        chinese_date(content.issued_on),
        top=y,
        size=BODY_SIZE,
        pitch=PITCH,
        indent=BODY_SIZE,
    )
    y += _RULE_BELOW_NUMBER - (PITCH - BODY_SIZE)
    paper.rule(y + _RED_RULE, thickness=_RED_RULE, colour=RED)
    return draw_title(paper, content.title, top=y + 2 * PITCH, size=TITLE_SIZE, pitch=TITLE_PITCH)


def _draw_mark(paper: Paper, mark: tuple[str, ...]) -> float:
    """Draw the red mark with its ink's top edge at 72 mm; give the bottom of its last line."""
    texts = [text for text in map(shortened, (*mark[:2], "".join(mark[2:]))) if text]
    if not texts:
        return MARK_TOP
    longest = max(natural_width(measure(text, Role.TITLE, 1.0, paper.book, 0.0)) for text in texts)
    size = max(_LEAST_MARK_SIZE, min(_MARK_SIZE, _MARK_WIDTH / longest))
    lines = _mark_lines(texts, size, paper.book)
    base = MARK_TOP + _ink_top(lines[0], paper.book) * size
    for line in lines:
        paper.draw(line, base=base, colour=RED)
        base += size * _MARK_LEADING
    return base - size * _MARK_LEADING + 0.12 * size


def _mark_lines(texts: list[str], size: float, book: FontBook) -> list[Line]:
    """Set the lines; a shorter one is spread to the longest where the gaps stay seemly."""
    width = Measure(width=WIDTH, justify=False)
    lines = [
        line for text in texts for line in lay_out([Span(text, Role.TITLE, size)], book, width)
    ]
    longest = max(line.right for line in lines)
    return [centred(_spread(line, longest, size, book)) for line in lines]


def _spread(line: Line, width: float, size: float, book: FontBook) -> Line:
    gaps = len(line.text) - 1
    if gaps < 1 or (width - line.right) / gaps > 0.8 * size:
        return line
    return spread_line(measure(line.text, Role.TITLE, size, book, 0.0), x=0.0, width=width)


def _ink_top(line: Line, book: FontBook) -> float:
    """Give how high the line's tallest glyph reaches above the base line, in ems."""
    tops = [0.0]
    for character in line.text:
        face, drawn = book.find(Role.TITLE, character)
        ink = face.ink(drawn)
        if ink:
            tops.append(ink[3])
    return max(tops)


def _draw_number(paper: Paper, number: str, bottom: float) -> float:
    """Draw the number two blank lines below the mark; give the top of the next line."""
    y = bottom + 2 * PITCH
    text = shortened(number, 24)
    if not text:
        return y
    line = set_line(
        measure(text, Role.BODY, BODY_SIZE, paper.book, 0.0), x=0.0, width=WIDTH, justify=False
    )
    paper.draw(centred(line), base=baseline(y, BODY_SIZE))
    return y + PITCH
