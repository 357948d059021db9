"""Writes a document as DOCX: the same blocks and the same geometry, for the office to edit.

The package is written piece by piece, so that a list of any length takes little memory, and
without a date of its own, so that the same paper gives the same bytes.
"""

import tempfile
from dataclasses import replace
from io import BytesIO
from itertools import chain
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zxdesk.documents import word_package as package
from zxdesk.documents.blocks import (
    Blank,
    Cards,
    Colophon,
    Document,
    FlowBlock,
    Form,
    Note,
    Paragraph,
    Progress,
    Section,
    Table,
    Title,
    Turn,
)
from zxdesk.documents.colophon import in_text, set_colophon
from zxdesk.documents.contents import Entry
from zxdesk.documents.flow import set_paragraph
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span
from zxdesk.documents.head import first_slot_after, set_head
from zxdesk.documents.page import LANDSCAPE, PITCH, PORTRAIT, Frame, PaperResult
from zxdesk.documents.pdf import PageNumbers
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.word_colophon import colophon_table
from zxdesk.documents.word_head import HeadWriter
from zxdesk.documents.word_tables import form_table, table_parts
from zxdesk.documents.word_text import TINY, grid_paragraph, paragraph, run, runs, twips
from zxdesk.errors import UserError

_LONGEST_MARK = 200
_CARDS = "桌签和标签"
_KEEP = "<w:keepNext/>"
_BREAK = "<w:pageBreakBefore/>"
_EXACT = f'<w:spacing w:line="{twips(PITCH)}" w:lineRule="exact"/>'
_SPOOLED = 16 * 1024 * 1024


def make_docx(
    document: Document, book: FontBook, progress: Progress | None
) -> tuple[bytes, PaperResult]:
    """Write the document; give the file and what became of it."""
    with tempfile.SpooledTemporaryFile(_SPOOLED, "w+", encoding="utf-8") as spool:
        body = _Body(spool, book, progress)
        body.write(document)
        spool.seek(0)
        data = _packed(document, body, spool)
    return data, PaperResult(pages=None)


def _packed(document: Document, body: "_Body", spool: IO[str]) -> bytes:
    file = BytesIO()
    title, author = map(one_printable_line, (document.title, document.author))
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        ends = package.page_ends()
        _put(archive, "[Content_Types].xml", package.content_types(ends))
        _put(archive, "_rels/.rels", package.package_relations())
        _put(archive, "docProps/core.xml", package.core_properties(title, author))
        _put(archive, "word/_rels/document.xml.rels", package.document_relations(ends))
        _put(archive, "word/styles.xml", package.styles())
        _put(archive, "word/settings.xml", package.settings())
        _put(archive, "word/fontTable.xml", package.font_table())
        for name, text in ends.items():
            _put(archive, f"word/{name}.xml", text)
        with archive.open(_entry("word/document.xml"), "w") as part:
            part.write(f"{package.HEADER}<w:document {package.NAMESPACES}><w:body>".encode())
            part.write("".join(body.front).encode())
            part.write(body.contents(document).encode())
            while piece := spool.read(1 << 16):
                part.write(piece.encode())
            part.write(f"{body.last}</w:body></w:document>".encode())
    return file.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry


def _put(archive: ZipFile, name: str, text: str) -> None:
    archive.writestr(_entry(name), text)


def _slot_after(y: float) -> float:
    """Give where the grid's line begins that is next below `y`."""
    return package.TOP_MARGIN + first_slot_after(y, PORTRAIT.top) * PITCH


class _Body:
    """The document's body while it is written."""

    def __init__(self, spool: IO[str], book: FontBook, progress: Progress | None) -> None:
        self.front: list[str] = []
        self.last = ""
        self.entries: list[Entry] = []
        self._spool = spool
        self._book = book
        self._progress = progress
        self._into_front = False
        self._break = ""
        self._after_table = False
        self._open: Section | None = None
        self._on_grid = True
        self._kept = False
        self._start: int | None = None

    def write(self, document: Document) -> None:
        """Write covers, then the sections, each on a new page."""
        self._into_front = True
        for section in document.front:
            self._section(section)
        pages = PageNumbers(self._book) if document.contents else None
        for done, section in enumerate(document.sections, start=1):
            self._end_front()
            whole, number = section, None
            if pages:
                # Set twice, so its flow must be there twice.
                whole = replace(section, flow=tuple(section.flow))
                number = pages.add(whole)
            self._section(whole, number)
            if self._progress and document.total:
                self._progress(done, document.total)
        last = self._open or Section()
        self._close_table()
        self.last = package.section_properties(last, start=self._start, on_grid=self._on_grid)

    def _end_front(self) -> None:
        """Let the covers end where the numbered pages begin."""
        if self._into_front and self._open is not None:
            self._end_section()
            self._start = 1
        self._into_front = False

    def contents(self, document: Document) -> str:
        """Give the contents as a field that was filled by the pages of the PDF."""
        if not document.contents:
            return ""
        head = set_head((Title(text=document.contents),), self._book, PORTRAIT)
        writer = HeadWriter(head, top=package.TOP_MARGIN, first="", level=None)
        title = writer.write(_slot_after(head.y))
        lines = [self._contents_line(n, entry) for n, entry in enumerate(self.entries)]
        end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' if lines else ""
        unnumbered = package.section_properties(Section(numbered=False), start=None)
        section = f"<w:p><w:pPr>{unnumbered}</w:pPr></w:p>"
        return "".join([title, *lines, end, section])

    def _contents_line(self, place: int, entry: Entry) -> str:
        field = ""
        if place == 0:
            field = (
                '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r>'
                '<w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            )
        number = "" if entry.number is None else str(entry.number)
        page = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r>'
            f'<w:instrText xml:space="preserve"> PAGEREF _Toc{place} \\h </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{number}</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        words = run(one_printable_line(entry.title)) + "<w:r><w:tab/></w:r>" + page
        return paragraph(f"TOC{min(entry.level, 2) + 1}", field + words)

    def _section(self, section: Section, number: int | None = None) -> None:
        flow = iter(section.flow)
        first = next(flow, None)
        frame = LANDSCAPE if section.landscape else PORTRAIT
        on_grid = frame is PORTRAIT and (first is None or isinstance(first, Paragraph | Blank))
        self._begin(section, on_grid=on_grid)
        self._head(section, frame, number)
        for block in chain([] if first is None else [first], flow):
            self._block(block, frame)
        if section.colophon is not None:
            self._colophon(section.colophon)

    def _colophon(self, colophon: Colophon) -> None:
        """Write the colophon; lists too long for the foot go into the text, as in the PDF."""
        if set_colophon(colophon, self._book).in_body:
            self._block(Blank(), PORTRAIT)
            for paragraph_in_text in in_text(colophon):
                self._block(paragraph_in_text, PORTRAIT)
            colophon = replace(colophon, lists=())
        self._put(colophon_table(colophon))

    def _begin(self, section: Section, *, on_grid: bool) -> None:
        """Begin a new page: a new section of the file only where the sheet is another."""
        before = self._open
        if before is not None:
            same = (before.landscape, before.numbered, self._on_grid) == (
                section.landscape,
                section.numbered,
                on_grid,
            )
            if same and not before.first_page_bare and not section.first_page_bare:
                self._break = _BREAK
            else:
                self._end_section()
        self._open, self._on_grid = section, on_grid

    def _end_section(self) -> None:
        if self._open is None:
            return
        self._close_table()
        properties = package.section_properties(
            self._open, start=self._start, on_grid=self._on_grid
        )
        self._put(TINY.replace("</w:pPr>", f"{properties}</w:pPr>"))
        self._open = self._start = None

    def _head(self, section: Section, frame: Frame, number: int | None) -> None:
        layout = set_head(section.head, self._book, frame)
        margin = package.TOP_MARGIN if self._on_grid else frame.top
        if section.first_page_bare:
            margin = package.LETTER_MARGIN
        level = section.level if section.bookmark else None
        if section.bookmark:
            self._mark(section, number)
        if layout.placed:
            writer = HeadWriter(layout, top=margin, first=self._break, level=level)
            self._put(writer.write(_slot_after(layout.y) if self._on_grid else layout.y))
            self._break = ""
        for title in layout.long_titles:
            self._block(Paragraph(spans=(Span(title, Role.TITLE),)), frame)

    def _mark(self, section: Section, number: int | None) -> None:
        """Remember where the contents point to; the next paragraph may begin a page."""
        place = len(self.entries)
        self.entries.append(Entry(section.bookmark[:_LONGEST_MARK], section.level, number))
        self._put(
            f'<w:bookmarkStart w:id="{place}" w:name="_Toc{place}"/><w:bookmarkEnd w:id="{place}"/>'
        )

    def _block(self, block: FlowBlock, frame: Frame) -> None:
        match block:
            case Paragraph():
                extra = self._taken_break() + self._pitch()
                self._put(grid_paragraph(block, self._broken(block, frame), extra=extra))
                self._kept = block.keep or block.tied
            case Blank():
                extra = self._taken_break() + self._pitch() + (_KEEP if self._kept else "")
                self._put(paragraph("ZXBody", "", properties=extra))
            case Turn():
                self._break = _BREAK
            case Note():
                note = run(one_printable_line(block.text), size=block.size)
                self._put(paragraph("ZXNote", note, properties=self._taken_break(), before=6))
            case Table():
                self._before_table()
                for part in table_parts(block, self._progress):
                    self._put(part)
                self._after_table = True
            case Form():
                self._before_table()
                self._put(form_table(block, frame.width))
                self._after_table = True
            case Cards():
                raise UserError(f"{_CARDS}只能生成 PDF，没有生成文件", "请把文件名改为 .pdf")

    def _broken(self, block: Paragraph, frame: Frame) -> str:
        """Give the words; those in the middle are broken where a title reads well."""
        if block.align != "centre":
            return runs(block.spans)
        hand = block.spans[0]
        lines = set_paragraph(block, self._book, frame.width)
        return "<w:r><w:br/></w:r>".join(runs([replace(hand, text=line.text)]) for line in lines)

    def _pitch(self) -> str:
        """Give lines their height where no grid does."""
        return "" if self._on_grid else _EXACT

    def _taken_break(self) -> str:
        found, self._break = self._break, ""
        return found

    def _before_table(self) -> None:
        """Part two tables that would become one, and turn the page where that is due."""
        if self._after_table or self._break:
            self._put(TINY.replace("<w:snapToGrid", f"{self._taken_break()}<w:snapToGrid"))
        self._after_table = False

    def _close_table(self) -> None:
        if self._after_table:
            self._put(TINY)
        self._after_table = False

    def _put(self, text: str) -> None:
        if self._into_front:
            self.front.append(text)
        else:
            self._spool.write(text)
        if text.endswith("</w:p>"):
            self._after_table = False
