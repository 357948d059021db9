"""The head of a page set: where mark, number, rules and title stand (7.2, 7.3.1, 10.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from zxdesk.documents.blocks import (
    MM,
    Ends,
    HeadBlock,
    LetterRules,
    Mark,
    Number,
    RedRule,
    Title,
    Words,
)
from zxdesk.documents.flow import centred, moved
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import EM_ASCENT, FontBook
from zxdesk.documents.glyphs import Span, measure
from zxdesk.documents.line import Line, natural_width, set_line, spread_line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import (
    BLACK,
    BODY_SIZE,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    PITCH,
    RED,
    Frame,
    Paper,
    baseline,
)
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.title_lines import title_lines

LONGEST = 60
_MARK_SIZE, _LEAST_MARK_SIZE = 38.0, 20.0
_MARK_PART = 0.94
_MARK_LEADING = 1.3
_RULE_BELOW = 4 * MM
_RED_RULE = 0.5 * MM
_LETTER_RULE = 170 * MM
_LETTER_FOOT = PAPER_HEIGHT - 20 * MM
_THICK_AND_THIN = (0.8 * MM, 0.3 * MM)
_BETWEEN_RULES = 0.6 * MM
_SMALL_PITCH = 20.0


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A red rule: its lower edge from the page's top, and its thickness."""

    y: float
    thickness: float
    wide: bool = False


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A block of the head in its place: lines of one size, or rules.

    Attributes:
        top: Where the em square of the first line begins, from the page's top.
    """

    block: HeadBlock
    lines: tuple[Line, ...] = ()
    top: float = 0.0
    size: float = BODY_SIZE
    pitch: float = PITCH
    strokes: tuple[Stroke, ...] = ()


@dataclass(kw_only=True)
class HeadLayout:
    """A head, set: `y` is where the text may begin.

    Attributes:
        long_titles: Titles too long for a head, to be set as text.
    """

    book: FontBook
    frame: Frame
    y: float
    placed: list[Placed] = field(default_factory=list)
    long_titles: list[str] = field(default_factory=list)


def shortened(text: str, most: int = LONGEST) -> str:
    """Give `text` in one line of at most `most` characters."""
    text = one_printable_line(text)
    return text if len(text) <= most else text[: most - 1] + "…"


def set_head(blocks: Sequence[HeadBlock], book: FontBook, frame: Frame) -> HeadLayout:
    """Place the blocks from the top of the frame downwards."""
    layout = HeadLayout(book=book, frame=frame, y=frame.top)
    for block in blocks:
        match block:
            case Mark():
                _place_mark(layout, block)
            case Number():
                _place_number(layout, block)
            case Ends():
                _place_ends(layout, block)
            case RedRule():
                layout.y += _RULE_BELOW - (PITCH - BODY_SIZE)
                stroke = Stroke(y=layout.y + _RED_RULE, thickness=_RED_RULE)
                layout.placed.append(Placed(block=block, strokes=(stroke,)))
            case LetterRules():
                _place_letter_rules(layout, block)
            case Title():
                _place_title(layout, block)
            case Words():
                _place_words(layout, block)
    return layout


def draw_head(paper: Paper, layout: HeadLayout) -> None:
    """Draw what was placed."""
    for placed in layout.placed:
        colour = RED if isinstance(placed.block, Mark) else BLACK
        for place, line in enumerate(placed.lines):
            base = baseline(placed.top + place * placed.pitch, placed.size)
            paper.draw(line, base=base, colour=colour)
        for stroke in placed.strokes:
            wide = (PAPER_WIDTH - _LETTER_RULE) / 2 if stroke.wide else None
            width = _LETTER_RULE if stroke.wide else None
            paper.rule(stroke.y, thickness=stroke.thickness, x=wide, width=width, colour=RED)


def first_slot_after(y: float, grid_top: float) -> int:
    """Give the first line of the grid that begins at or below `y`."""
    return max(0, ceil((y - grid_top) / PITCH - 0.01))


def _place_mark(layout: HeadLayout, block: Mark) -> None:
    """Set the red mark with its ink's top edge at `block.top`."""
    given = block.lines
    texts = [text for text in map(shortened, (*given[:2], "".join(given[2:]))) if text]
    layout.y = block.top
    if not texts:
        return
    book = layout.book
    longest = max(natural_width(measure(text, Role.TITLE, 1.0, book, 0.0)) for text in texts)
    fitting = _MARK_PART * layout.frame.width / longest
    size = max(_LEAST_MARK_SIZE, min(_MARK_SIZE, fitting))
    lines = _mark_lines(texts, size, layout)
    top = block.top + (_ink_top(lines[0], book) - EM_ASCENT) * size
    pitch = size * _MARK_LEADING
    layout.placed.append(Placed(block=block, lines=tuple(lines), top=top, size=size, pitch=pitch))
    layout.y = top + (len(lines) - 1) * pitch + size


def _mark_lines(texts: list[str], size: float, layout: HeadLayout) -> list[Line]:
    """Set the lines; a shorter one is spread to the longest where the gaps stay seemly."""
    width = layout.frame.width
    lines = [
        line
        for text in texts
        for line in lay_out(
            [Span(text, Role.TITLE, size)], layout.book, Measure(width=width, justify=False)
        )
    ]
    longest = max(line.right for line in lines)
    return [centred(_spread(line, longest, size, layout.book), width) for line in lines]


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


def _single(text: str, role: Role, size: float, layout: HeadLayout) -> Line:
    glyphs = measure(text, role, size, layout.book, 0.0)
    return set_line(glyphs, x=0.0, width=layout.frame.width, justify=False)


def _place_number(layout: HeadLayout, block: Number) -> None:
    """Set the number two blank lines below the mark, or at the right in letters."""
    if not block.right:
        layout.y += 2 * PITCH
    text = shortened(block.text, 24)
    if not text:
        return
    line = _single(text, Role.BODY, BODY_SIZE, layout)
    if block.right:
        line = moved(line, layout.frame.width - line.right)
    else:
        line = centred(line, layout.frame.width)
    layout.placed.append(Placed(block=block, lines=(line,), top=layout.y))
    layout.y += PITCH


def _place_ends(layout: HeadLayout, block: Ends) -> None:
    """Set both ends; a long left end takes more lines, the right one stands on the last."""
    pitch = PITCH if block.size >= BODY_SIZE else _SMALL_PITCH
    lines = ends_lines(block, layout.book, layout.frame.width)
    layout.placed.append(
        Placed(block=block, lines=tuple(lines), top=layout.y, size=block.size, pitch=pitch)
    )
    layout.y += pitch * len(lines)


def ends_lines(block: Ends, book: FontBook, width: float) -> list[Line]:
    """Give the lines of words at both ends of a line."""
    end = set_line(
        measure(block.right, Role.BODY, block.size, book, 0.0), x=0.0, width=width, justify=False
    )
    room = max(8 * block.size, width - end.right - 2 * block.indent - block.size)
    span = Span(shortened(block.left), size=block.size)
    lines = lay_out([span], book, Measure(width=room, justify=False)) or [Line()]
    lines = [moved(line, block.indent) for line in lines]
    end = moved(end, width - block.indent - end.right)
    return [*lines[:-1], replace(end, runs=(*lines[-1].runs, *end.runs))]


def _place_letter_rules(layout: HeadLayout, block: LetterRules) -> None:
    thick, thin = _THICK_AND_THIN
    y = layout.y + _RULE_BELOW + thick
    below = y + _BETWEEN_RULES + thin
    layout.placed.append(
        Placed(
            block=block,
            strokes=(
                Stroke(y=y, thickness=thick, wide=True),
                Stroke(y=below, thickness=thin, wide=True),
                Stroke(y=_LETTER_FOOT - _BETWEEN_RULES - thick, thickness=thin, wide=True),
                Stroke(y=_LETTER_FOOT, thickness=thick, wide=True),
            ),
        )
    )
    layout.y = below + BODY_SIZE * 7 / 8


def _place_title(layout: HeadLayout, block: Title) -> None:
    """Set a centred title; the text after it begins one blank line below."""
    text = one_printable_line(block.text)
    layout.y += block.above * PITCH

    def width_of(part: str) -> float:
        return natural_width(measure(part, Role.TITLE, block.size, layout.book, 0.0))

    parts = title_lines(text, layout.frame.width, width_of)
    if not parts:
        layout.long_titles += [text] if text else []
        return
    lines = [
        centred(_single(part, Role.TITLE, block.size, layout), layout.frame.width) for part in parts
    ]
    layout.placed.append(
        Placed(block=block, lines=tuple(lines), top=layout.y, size=block.size, pitch=block.pitch)
    )
    layout.y += (len(lines) - 1) * block.pitch + block.size + PITCH


def _place_words(layout: HeadLayout, block: Words) -> None:
    role = Role.TITLE if block.title else Role.HEADING if block.bold else Role.BODY
    top = layout.y if block.top is None else block.top
    limits = Measure(width=layout.frame.width, justify=False)
    lines = lay_out([Span(one_printable_line(block.text), role, block.size)], layout.book, limits)
    if not lines:
        return
    if block.centred:
        lines = [centred(line, layout.frame.width) for line in lines]
    pitch = max(PITCH, block.size * 1.5)
    layout.placed.append(
        Placed(block=block, lines=tuple(lines), top=top, size=block.size, pitch=pitch)
    )
    layout.y = top + len(lines) * pitch
