"""Name cards for the table (桌签) and labels: words in the middle of equal parts of a sheet."""

from collections.abc import Sequence
from itertools import count

from zxdesk.documents.blocks import Cards
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import measure
from zxdesk.documents.line import Line, natural_width, set_line, spread_line
from zxdesk.documents.page import PAPER_HEIGHT, PAPER_WIDTH, PITCH, Paper
from zxdesk.documents.plain import NAME_CELLS, is_short_name, one_printable_line

_PART = 0.84
_SMALLER = 0.75
_MIDDLE = 0.38  # of the em above the base line
_LEADING = 1.35
_FOLD = 0.3


def draw_cards(paper: Paper, cards: Cards) -> None:
    """Draw all cards, sheet by sheet; a folded card has its name on both sides."""
    width, height = PAPER_WIDTH / cards.across, PAPER_HEIGHT / cards.down
    a_sheet = cards.across * cards.down
    for place, texts in zip(count(), cards.texts, strict=False):
        if place and place % a_sheet == 0:
            paper.turn()
        row, column = divmod(place % a_sheet, cards.across)
        middle = (column + 0.5) * width
        if cards.folded:
            _draw_name(paper, texts, middle, (row + 0.25) * height, cards.size, turned=True)
            _draw_name(paper, texts, middle, (row + 0.75) * height, cards.size, turned=False)
            paper.rule((row + 0.5) * height, thickness=_FOLD, x=0.0, width=4 * PITCH)
        else:
            _draw_lines(paper, texts, column * width, row * height, (width, height), cards.size)


def _draw_name(
    paper: Paper, texts: Sequence[str], x: float, y: float, size: float, *, turned: bool
) -> None:
    """Draw one side of a card: the name as large as it may be, centred on (x, y)."""
    text = one_printable_line(texts[0])
    natural = natural_width(measure(text, Role.TITLE, 1.0, paper.book, 0.0))
    size = min(size, _PART * PAPER_WIDTH / max(natural, 1.0))
    glyphs = measure(text, Role.TITLE, size, paper.book, 0.0)
    if is_short_name(text):
        line = spread_line(glyphs, x=0.0, width=NAME_CELLS * size)
    else:
        line = set_line(glyphs, x=0.0, width=PAPER_WIDTH, justify=False)
    down = _MIDDLE * size
    if turned:
        paper.draw_turned(line, x=x + line.right / 2, y=y - down, degrees=180)
    else:
        paper.draw(line, x=x - line.right / 2, base=y + down)


def _draw_lines(
    paper: Paper,
    texts: Sequence[str],
    x: float,
    y: float,
    room: tuple[float, float],
    size: float,
) -> None:
    """Draw a label's lines in the middle of its room, smaller where they are too wide."""
    width, height = room
    lines: list[tuple[Line, float]] = []
    for place, text in enumerate(texts):
        own = size * (_SMALLER if place else 1.0)
        shown = one_printable_line(text)
        natural = natural_width(measure(shown, Role.BODY, 1.0, paper.book, 0.0))
        own = min(own, _PART * width / max(natural, 1.0))
        glyphs = measure(shown, Role.BODY, own, paper.book, 0.0)
        lines.append((set_line(glyphs, x=0.0, width=width, justify=False), own))
    total = sum(own * _LEADING for _, own in lines)
    base = y + (height - total) / 2
    for line, own in lines:
        base += own * _LEADING
        paper.draw(line, x=x + (width - line.right) / 2, base=base - (1 - _MIDDLE) * 0.5 * own)
