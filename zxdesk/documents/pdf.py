"""Draws a document as PDF: sections onto pages, bookmarks, contents, page numbers."""

from dataclasses import replace
from math import ceil

from zxdesk.documents.blocks import (
    Blank,
    Cards,
    Document,
    FlowBlock,
    Form,
    Group,
    Note,
    Paragraph,
    Progress,
    Section,
    Table,
    Turn,
)
from zxdesk.documents.cards import draw_cards
from zxdesk.documents.colophon import ColophonLines, draw_colophon, set_colophon
from zxdesk.documents.contents import Entry, draw_contents
from zxdesk.documents.flow import BLANK, paginate, pour, set_paragraph, tied_length
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.forms import draw_form
from zxdesk.documents.glyphs import Span
from zxdesk.documents.head import draw_head, first_slot_after, set_head
from zxdesk.documents.line import Line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import (
    BODY_SIZE,
    LANDSCAPE,
    PITCH,
    PORTRAIT,
    Paper,
    PaperResult,
    baseline,
)
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.tables import TableDrawing

# Least white between the last line of the text and the colophon's first rule, in points.
_ABOVE_COLOPHON = 12.0
_ABOVE_NOTE = 6.0


def draw_pdf(
    document: Document, book: FontBook, progress: Progress | None
) -> tuple[bytes, PaperResult]:
    """Draw the document; give the file and what became of it."""
    paper = Paper(book, title=document.title, author=document.author)
    drawing = _Drawing(paper, progress)
    for section in document.front:
        drawing.section(section)
    front = paper.sheets
    for done, section in enumerate(document.sections, start=1):
        drawing.section(section)
        if progress and document.total:
            progress(done, document.total)
    moved = 0
    if document.contents:
        before = paper.sheets
        paper.begin(PORTRAIT, number=None)
        draw_contents(paper, document.contents, drawing.entries)
        moved = paper.sheets - before
    return paper.finish(last_to=front, moved=moved), paper.result()


class PageNumbers:
    """Tells on which pages sections begin, without keeping what was drawn on them."""

    def __init__(self, book: FontBook) -> None:
        self._book = book
        self._next = 1

    def add(self, section: Section) -> int | None:
        """Set a section after those before it; give the number its first page bears."""
        first = self._next
        drawing = _Drawing(Paper(self._book, title="", author=""), None, first=first)
        drawing.section(replace(section, bookmark=""))
        self._next = drawing.next_number
        return first if section.numbered else None


class _Drawing:
    """The state while sections are drawn: the next number, lines not yet poured, the place."""

    def __init__(self, paper: Paper, progress: Progress | None, *, first: int = 1) -> None:
        self.entries: list[Entry] = []
        self.next_number = first
        self._paper = paper
        self._progress = progress
        self._lines: list[Line] = []
        self._y = 0.0
        self._below_table = False

    def section(self, section: Section) -> None:
        """Draw a section, which begins on a page of its own."""
        paper = self._paper
        frame = LANDSCAPE if section.landscape else PORTRAIT
        number = self.next_number if section.numbered else None
        paper.begin(frame, number=number, bare=section.first_page_bare)
        if section.bookmark:
            paper.bookmark(section.bookmark, section.level)
            self.entries.append(Entry(section.bookmark, section.level, number))
        head = set_head(section.head, paper.book, frame)
        draw_head(paper, head)
        self._y = head.y
        self._below_table = False
        for title in head.long_titles:
            self._take(Paragraph(spans=(Span(title, Role.TITLE),)))
        for block in section.flow:
            self._take(block)
        self._end(section)
        paper.turn()
        self.next_number = paper.number or self.next_number

    def _end(self, section: Section) -> None:
        if section.colophon is None:
            self._flush(tail=0)
            return
        colophon = set_colophon(section.colophon, self._paper.book)
        if colophon.in_body:
            self._lines += [BLANK, *colophon.in_body]
        self._flush(tail=_slots(colophon))
        draw_colophon(self._paper, colophon)

    def _take(self, block: FlowBlock) -> None:
        match block:
            case Paragraph():
                frame = self._paper.frame
                self._lines += set_paragraph(block, self._paper.book, frame.width)
            case Blank():
                self._lines.append(BLANK)
            case Turn():
                self._flush(tail=0)
                self._turn()
            case Note():
                self._flush(tail=0)
                self._note(block)
            case Table():
                self._flush(tail=0)
                self._table(block)
            case Form():
                self._flush(tail=0)
                self._y = draw_form(self._paper, block, self._y)
            case Cards():
                draw_cards(self._paper, block)

    def _turn(self) -> None:
        self._paper.turn()
        self._y = self._paper.frame.top
        self._below_table = False

    def _flush(self, *, tail: int) -> None:
        """Pour the lines collected so far into the grid, from the place reached."""
        frame = self._paper.frame
        most = int((frame.height - BODY_SIZE) / PITCH + 0.01) + 1
        slot = first_slot_after(self._y, frame.top)
        if not self._lines:
            if tail and slot + tail > most:
                self._turn()
            return
        if slot >= most or (self._below_table and slot + tied_length(self._lines) > most):
            self._turn()
            slot = 0
        pages = paginate(self._lines, first=most - slot, tail=tail, most=most)
        self._y = pour(self._paper, pages, first_slot=slot)
        self._lines = []

    def _note(self, note: Note) -> None:
        frame = self._paper.frame
        pitch = note.size * 1.5
        limits = Measure(width=frame.width, justify=False)
        self._y += _ABOVE_NOTE
        for line in lay_out(
            [Span(one_printable_line(note.text), size=note.size)], self._paper.book, limits
        ):
            if self._y + note.size > frame.bottom:
                self._turn()
            self._paper.draw(line, base=baseline(self._y, note.size))
            self._y += pitch
        self._y += pitch - note.size - _ABOVE_NOTE

    def _table(self, table: Table) -> None:
        drawn = TableDrawing(
            self._paper, table.columns, top=self._y, size=table.size, least=table.least
        )
        done = 0
        for row in table.rows:
            if isinstance(row, Group):
                drawn.group(row.title)
                continue
            drawn.row(row.cells)
            done += 1
            if self._progress and table.total:
                self._progress(done, table.total)
        drawn.close()
        self._y = drawn.y
        self._below_table = True


def _slots(colophon: ColophonLines) -> int:
    return ceil((colophon.height + _ABOVE_COLOPHON) / PITCH)
