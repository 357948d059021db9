"""The page of GB/T 9704-2012 (A4, 22 lines of 28 characters) and the pen that draws on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import EM_ASCENT, FontBook
from zxdesk.documents.glyphs import Glyph, measure
from zxdesk.documents.line import Line, set_line
from zxdesk.documents.plain import one_printable_line

MM = 72 / 25.4
PAPER_WIDTH, PAPER_HEIGHT = 210 * MM, 297 * MM
LEFT, TOP = 28 * MM, 37 * MM
WIDTH, HEIGHT = 156 * MM, 225 * MM
BOTTOM = TOP + HEIGHT

BODY_SIZE = 16.0  # 三号
SMALL_SIZE = 14.0  # 四号
LINES = 22
CELLS = 28
CELL = WIDTH / CELLS
TRACKING = CELL - BODY_SIZE
# From the top of the first glyph to the bottom of the last: 21 steps and one glyph (29.61 pt).
PITCH = (HEIGHT - BODY_SIZE) / (LINES - 1)

BLACK = (0.0, 0.0, 0.0)
RED = (0.9, 0.0, 0.0)

_DASH_BELOW_BLOCK = 7 * MM
_DASH_HEIGHT = 0.27  # of the em above the base line, where 宋体 draws its dash


@dataclass(frozen=True, kw_only=True)
class PaperResult:
    """What became of a paper.

    Attributes:
        pages: How many; None for a DOCX, whose pages are parted by who opens it.
        missing_glyphs: Characters no font has; 〓 stands for them on the paper.
        missing_in: The names and texts they stand in: 「王😀」中的“😀”.
        bundled_fonts: The roles (仿宋, 小标宋 …) drawn with the fonts of the program,
            not with the office's own.
    """

    pages: int | None
    missing_glyphs: tuple[str, ...] = ()
    missing_in: tuple[str, ...] = ()
    bundled_fonts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A sheet and the block on it, measured from its top left corner."""

    paper_width: float
    paper_height: float
    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Give where the block ends."""
        return self.top + self.height

    @property
    def landscape(self) -> bool:
        """Say whether the sheet lies on its side."""
        return self.paper_width > self.paper_height


PORTRAIT = Frame(
    paper_width=PAPER_WIDTH,
    paper_height=PAPER_HEIGHT,
    left=LEFT,
    top=TOP,
    width=WIDTH,
    height=HEIGHT,
)
# Turned so that the table's head lies at the left edge of the upright sheet: the binding
# side of odd pages, the cutting side of even ones (clause 8).
LANDSCAPE = Frame(
    paper_width=PAPER_HEIGHT,
    paper_height=PAPER_WIDTH,
    left=PAPER_HEIGHT - BOTTOM,
    top=LEFT,
    width=HEIGHT,
    height=WIDTH,
)


def baseline(top: float, size: float) -> float:
    """Give the base line of glyphs whose em square begins at `top` (both from the page top)."""
    return top + EM_ASCENT * size


class Paper:
    """Pages being drawn; all heights are measured in points down from the page's top edge."""

    def __init__(self, book: FontBook, *, title: str, author: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        from zxdesk.documents.pen import Pen

        self.book = book
        self.frame = PORTRAIT
        self.number: int | None = 1
        self.sheets = 0
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=(PAPER_WIDTH, PAPER_HEIGHT),
            pageCompression=1,
            invariant=1,
            lang="zh-CN",
            # Otherwise every page asks for Helvetica, which is not embedded.
            initialFontName=book.face(Role.BODY).name,
        )
        self._pen = Pen(self._canvas)
        self._canvas.setTitle(one_printable_line(title))
        self._canvas.setAuthor(one_printable_line(author))
        self._canvas.setSubject(one_printable_line(title))
        self._canvas.setCreator("zxdesk")
        self._canvas.setProducer("zxdesk")
        self._marked = False
        self._bare = False

    def draw(
        self,
        line: Line,
        *,
        base: float,
        x: float | None = None,
        colour: tuple[float, float, float] = BLACK,
    ) -> None:
        """Draw a line whose places count from `x` (the block's left edge), standing on `base`."""
        if not line.runs:
            return
        x = self.frame.left if x is None else x
        # pdfium loses characters of the supplementary planes in what is said to be there.
        one_word = line.apart and max(line.text) <= "\uffff"
        if one_word:
            said = line.text.encode("utf-16-be").hex().upper()
            self._canvas.addLiteral(f"/Span <</ActualText <FEFF{said}>>> BDC")
        self._pen.write(line.runs, x=x, y=self.frame.paper_height - base, colour=colour)
        if one_word:
            self._canvas.addLiteral("EMC")

    def draw_turned(self, line: Line, *, x: float, y: float, degrees: float) -> None:
        """Draw a line that begins at (x, y) and runs `degrees` anticlockwise from level."""
        self._canvas.saveState()
        self._canvas.translate(x, self.frame.paper_height - y)
        self._canvas.rotate(degrees)
        self.draw(line, base=self.frame.paper_height, x=0.0)
        self._canvas.restoreState()

    def rule(
        self,
        y: float,
        *,
        thickness: float,
        x: float | None = None,
        width: float | None = None,
        colour: tuple[float, float, float] = BLACK,
    ) -> None:
        """Draw a level rule whose lower edge is at `y`, as wide as the block unless told."""
        x = self.frame.left if x is None else x
        width = self.frame.width if width is None else width
        self._fill(x, y - thickness, width, thickness, colour)

    def upright(self, x: float, *, top: float, bottom: float, thickness: float) -> None:
        """Draw an upright rule centred on `x`."""
        self._fill(x - thickness / 2, top, thickness, bottom - top, BLACK)

    def bookmark(self, title: str, level: int) -> None:
        """Enter this page in the reader's list of bookmarks."""
        key = f"p{self.sheets}-{title}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(one_printable_line(title), key, level, closed=level > 0)
        if not self._marked:
            self._canvas.showOutline()
            self._marked = True

    def begin(self, frame: Frame, *, number: int | None, bare: bool = False) -> None:
        """Say what sheet the page to be drawn next is, and its number; none is drawn for None.

        Args:
            bare: This page is counted, but its number is not drawn.
        """
        self.frame = frame
        self.number = number
        self._bare = bare
        self._canvas.setPageSize((frame.paper_width, frame.paper_height))

    def turn(self) -> None:
        """Number this page, unless it shall be bare, and begin the next."""
        if self.number is not None:
            if not self._bare:
                self._number(self.number)
            self.number += 1
        self._bare = False
        self._canvas.showPage()
        self.sheets += 1

    def finish(self, *, last_to: int | None = None, moved: int = 0) -> bytes:
        """Give the whole file, the `moved` last pages put in before page `last_to` (from 0)."""
        if last_to is not None and moved:
            pages: list[object] = self._canvas._doc.Pages.pages
            pages[last_to:] = [*pages[-moved:], *pages[last_to:-moved]]
        self._canvas.save()
        return self._file.getvalue()

    def result(self) -> PaperResult:
        """Say how many pages there are and what could not be drawn."""
        return PaperResult(
            pages=self.sheets,
            missing_glyphs=tuple(self.book.missing),
            bundled_fonts=self.book.bundled_roles(),
        )

    def _fill(
        self, x: float, top: float, width: float, height: float, colour: tuple[float, float, float]
    ) -> None:
        bottom = self.frame.paper_height - top - height
        self._pen.bar(x, bottom, width, height, colour)

    def _number(self, number: int) -> None:
        """Draw 「— 1 —」: odd pages at the right, even at the left, one character in (7.5).

        On a sheet that lies on its side the number keeps its place on the upright sheet.
        """
        line = _number_line(number, self.book)
        x = LEFT + (WIDTH - SMALL_SIZE - line.right if number % 2 else SMALL_SIZE)
        base = BOTTOM + _DASH_BELOW_BLOCK + _DASH_HEIGHT * SMALL_SIZE
        if self.frame.landscape:
            self.draw_turned(line, x=PAPER_HEIGHT - base, y=x, degrees=-90)
        else:
            self.draw(line, x=x, base=base)


def _number_line(number: int, book: FontBook) -> Line:
    glyphs: Sequence[Glyph] = [
        replace(glyph, advance=SMALL_SIZE / 2) if glyph.char == " " else glyph
        for glyph in measure(f"— {number} —", Role.SONG, SMALL_SIZE, book, 0.0)
    ]
    return set_line(glyphs, x=0.0, width=WIDTH, justify=False)
