"""Minutes of a meeting as an official paper (纪要格式, GB/T 9704-2012 clause 10.3)."""

from math import ceil
from pathlib import Path

from zxdesk.documents.colophon import Colophon, draw_colophon, make_colophon
from zxdesk.documents.flow import BLANK, body, paginate, pour
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span
from zxdesk.documents.headings import first_slot_after
from zxdesk.documents.minutes_body import body_lines
from zxdesk.documents.minutes_head import draw_head
from zxdesk.documents.page import LINES, PITCH, TOP, Paper, PaperResult
from zxdesk.files import write_whole
from zxdesk.queries.paper_content import MinutesContent

# Least white between the last line of the body and the colophon's first rule, in points.
_ABOVE_COLOPHON = 12.0


def write_minutes(
    content: MinutesContent, path: Path, *, bundled_fonts: bool = False
) -> PaperResult:
    """Write minutes to `path`; the same content and fonts give the same bytes.

    Args:
        bundled_fonts: Use only the fonts that travel with the program, also on Windows.

    Raises:
        EnvironmentProblem: The file cannot be written; what stood there stays.
    """
    book = FontBook(bundled_only=bundled_fonts)
    paper = Paper(book, title=content.title, author=content.committee)
    _draw(paper, content)
    write_whole(path, paper.finish())
    return paper.result()


def _draw(paper: Paper, content: MinutesContent) -> None:
    y, long_title = draw_head(paper, content)
    slot = first_slot_after(y, TOP)
    colophon = make_colophon(content.copies_to, content.issuer, content.issued_on, paper.book)
    lines = body([Span(long_title, Role.TITLE)], paper.book) if long_title else []
    lines += body_lines(content, paper.book)
    if colophon.in_body:
        lines += [BLANK, *colophon.in_body]
    pages = paginate(lines, first=LINES - slot, tail=_slots(colophon))
    pour(paper, pages, first_slot=slot)
    draw_colophon(paper, colophon)


def _slots(colophon: Colophon) -> int:
    return ceil((colophon.height + _ABOVE_COLOPHON) / PITCH)
