"""The colophon (版记) at the foot of the last page: copies, issuer and date between rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zxdesk.documents.flow import body
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span
from zxdesk.documents.headings import draw_two_ends, two_ends_lines
from zxdesk.documents.line import Line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import BOTTOM, MM, SMALL_SIZE, WIDTH, Paper, baseline
from zxdesk.documents.plain import chinese_date, one_printable_line

_THICK, _THIN = 0.35 * MM, 0.25 * MM
_ROW = 23.0
_WHITE = (_ROW - SMALL_SIZE) / 2
_MOST_COPY_LINES = 12


@dataclass(frozen=True, kw_only=True)
class Colophon:
    """What the colophon says, set in lines of 14 pt.

    Attributes:
        in_body: The copies as lines of the body, where they are too many for the foot.
    """

    copies: tuple[Line, ...]
    issuer: str
    issued: str
    issuer_lines: int
    in_body: tuple[Line, ...] = ()

    @property
    def height(self) -> float:
        """Give the room from the top rule to the last rule's lower edge."""
        return (len(self.copies) + self.issuer_lines) * _ROW + _THICK


def make_colophon(
    copies_to: Sequence[str], issuer: str, issued_on: date, book: FontBook
) -> Colophon:
    """Set the colophon's lines."""
    issuer = one_printable_line(issuer)
    issued = f"{chinese_date(issued_on)}印发"
    names = [name for name in map(one_printable_line, copies_to) if name]
    copies = _copies(names, book)
    in_body: list[Line] = []
    if len(copies) > _MOST_COPY_LINES:
        in_body = body(
            [Span("抄送：", Role.HEADING, rigid=True), *_named(names, 16.0)], book, hang=5
        )
        copies = []
    return Colophon(
        copies=tuple(copies),
        issuer=issuer,
        issued=issued,
        issuer_lines=two_ends_lines(issuer, issued, book, size=SMALL_SIZE, indent=SMALL_SIZE),
        in_body=tuple(in_body),
    )


def _copies(names: Sequence[str], book: FontBook) -> list[Line]:
    if not names:
        return []
    measure = Measure(width=WIDTH - SMALL_SIZE, first=SMALL_SIZE, rest=4 * SMALL_SIZE)
    return lay_out(
        [Span("抄送：", size=SMALL_SIZE, rigid=True), *_named(names, SMALL_SIZE)], book, measure
    )


def _named(names: Sequence[str], size: float) -> list[Span]:
    """Give the names with commas between and a full stop at the end (7.4.2)."""
    parts = [Span(f"{name.rstrip('，。、；')}，", size=size) for name in names]
    last = parts[-1]
    return [*parts[:-1], Span(last.text[:-1] + "。", size=size)]


def draw_colophon(paper: Paper, colophon: Colophon) -> None:
    """Draw it with its last rule standing on the bottom of the text block."""
    top = BOTTOM - colophon.height
    paper.rule(top + _THICK, thickness=_THICK)
    y = top + _WHITE
    for line in colophon.copies:
        paper.draw(line, base=baseline(y, SMALL_SIZE))
        y += _ROW
    if colophon.copies:
        paper.rule(y - _WHITE + _THIN, thickness=_THIN)
    draw_two_ends(
        paper,
        colophon.issuer,
        colophon.issued,
        top=y,
        size=SMALL_SIZE,
        pitch=_ROW,
        indent=SMALL_SIZE,
    )
    paper.rule(BOTTOM, thickness=_THICK)
