"""The colophon (版记) at the foot of the last page: copies, issuer and date between rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from zxdesk.documents.blocks import MM, Colophon, Ends, Paragraph
from zxdesk.documents.flow import set_paragraph
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span
from zxdesk.documents.head import ends_lines
from zxdesk.documents.line import Line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import BODY_SIZE, BOTTOM, SMALL_SIZE, WIDTH, Paper, baseline
from zxdesk.documents.plain import one_printable_line

THICK, THIN = 0.35 * MM, 0.25 * MM
ROW = 23.0
_WHITE = (ROW - SMALL_SIZE) / 2
_MOST_LINES = 12


@dataclass(frozen=True, kw_only=True)
class ColophonLines:
    """A colophon set in lines of 14 pt.

    Attributes:
        in_body: The lists as lines of the text, where they are too many for the foot.
    """

    lists: tuple[tuple[Line, ...], ...]
    foot: tuple[Line, ...]
    in_body: tuple[Line, ...] = ()

    @property
    def height(self) -> float:
        """Give the room from the top rule to the last rule's lower edge."""
        return (sum(map(len, self.lists)) + len(self.foot)) * ROW + THICK


def listed(label: str, names: Sequence[str], size: float) -> tuple[Span, ...]:
    """Give 「抄送：县委办公室，县政府办公室。」; nothing without names (7.4.2)."""
    shown = [name for name in map(one_printable_line, names) if name]
    if not shown:
        return ()
    parts = [f"{name.rstrip('，。、；')}，" for name in shown]
    parts[-1] = parts[-1][:-1] + "。"
    return (
        Span(f"{label}：", size=size, rigid=True),
        *(Span(part, size=size) for part in parts),
    )


def in_text(colophon: Colophon) -> tuple[Paragraph, ...]:
    """Give the lists as paragraphs of the text."""
    found = []
    for label, names in colophon.lists:
        spans = listed(label, names, BODY_SIZE)
        if spans:
            head = Span(spans[0].text, Role.HEADING, rigid=True)
            hang = 2.0 + len(spans[0].text)
            found.append(Paragraph(spans=(head, *spans[1:]), hang=hang))
    return tuple(found)


def set_colophon(colophon: Colophon, book: FontBook) -> ColophonLines:
    """Set the colophon's lines."""
    lists = [
        tuple(lay_out(spans, book, _list_measure(label)))
        for label, names in colophon.lists
        if (spans := listed(label, names, SMALL_SIZE))
    ]
    in_body: list[Line] = []
    if sum(map(len, lists)) > _MOST_LINES:
        in_body = [line for p in in_text(colophon) for line in set_paragraph(p, book)]
        lists = []
    foot = Ends(
        left=one_printable_line(colophon.issuer),
        right=colophon.issued,
        size=SMALL_SIZE,
        indent=SMALL_SIZE,
    )
    return ColophonLines(
        lists=tuple(lists), foot=tuple(ends_lines(foot, book, WIDTH)), in_body=tuple(in_body)
    )


def _list_measure(label: str) -> Measure:
    """Indent one character at both ends; further lines align after the colon."""
    rest = (len(label) + 2) * SMALL_SIZE
    return Measure(width=WIDTH - SMALL_SIZE, first=SMALL_SIZE, rest=rest)


def draw_colophon(paper: Paper, colophon: ColophonLines) -> None:
    """Draw it with its last rule standing on the bottom of the text block."""
    top = BOTTOM - colophon.height
    paper.rule(top + THICK, thickness=THICK)
    y = top + _WHITE
    for lines in (*colophon.lists, colophon.foot):
        for line in lines:
            paper.draw(line, base=baseline(y, SMALL_SIZE))
            y += ROW
        if lines is not colophon.foot:
            paper.rule(y - _WHITE + THIN, thickness=THIN)
    paper.rule(BOTTOM, thickness=THICK)
