"""The page of GB/T 9704-2012 (A4, 22 lines of 28 characters) and the pen that draws on it."""

from dataclasses import dataclass, replace
from io import BytesIO

from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import EM_ASCENT, FontBook
from zxdesk.documents.glyphs import measure
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
        missing_glyphs: Characters no font has; 〓 stands for them on the paper.
        bundled_fonts: The roles (仿宋, 小标宋 …) drawn with the fonts of the program,
            not with the office's own.
    """

    pages: int
    missing_glyphs: tuple[str, ...] = ()
    bundled_fonts: tuple[str, ...] = ()


def baseline(top: float, size: float) -> float:
    """Give the base line of glyphs whose em square begins at `top` (both from the page top)."""
    return top + EM_ASCENT * size


class Paper:
    """Pages being drawn; all heights are measured in points down from the page's top edge."""

    def __init__(self, book: FontBook, *, title: str, author: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.book = book
        self.page = 1
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
        self._canvas.setTitle(one_printable_line(title))
        self._canvas.setAuthor(one_printable_line(author))
        self._canvas.setSubject(one_printable_line(title))
        self._canvas.setCreator("zxdesk")

    def draw(
        self,
        line: Line,
        *,
        base: float,
        x: float = LEFT,
        colour: tuple[float, float, float] = BLACK,
    ) -> None:
        """Draw a line whose places count from `x`, standing on `base`."""
        if not line.runs:
            return
        text = self._canvas.beginText()
        text.setFillColorRGB(*colour)
        for run in line.runs:
            text.setTextOrigin(x + run.x, PAPER_HEIGHT - base)
            text.setFont(run.font, run.size)
            text.setCharSpace(run.spacing)
            text.textOut(run.text)
        self._canvas.drawText(text)

    def rule(
        self,
        y: float,
        *,
        thickness: float,
        x: float = LEFT,
        width: float = WIDTH,
        colour: tuple[float, float, float] = BLACK,
    ) -> None:
        """Draw a level rule whose lower edge is at `y`."""
        self._fill(x, y - thickness, width, thickness, colour)

    def upright(self, x: float, *, top: float, bottom: float, thickness: float) -> None:
        """Draw an upright rule centred on `x`."""
        self._fill(x - thickness / 2, top, thickness, bottom - top, BLACK)

    def turn(self) -> None:
        """Number this page and begin the next."""
        self._number()
        self._canvas.showPage()
        self.page += 1

    def finish(self) -> bytes:
        """Number the last page and give the whole file."""
        self._number()
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()

    def result(self) -> PaperResult:
        """Say how many pages there are and what could not be drawn."""
        return PaperResult(
            pages=self.page,
            missing_glyphs=tuple(self.book.missing),
            bundled_fonts=self.book.bundled_roles(),
        )

    def _fill(
        self, x: float, top: float, width: float, height: float, colour: tuple[float, float, float]
    ) -> None:
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(x, PAPER_HEIGHT - top - height, width, height, stroke=0, fill=1)

    def _number(self) -> None:
        """Draw 「— 1 —」: odd pages at the right, even at the left, one character in (7.5)."""
        glyphs = [
            replace(glyph, advance=SMALL_SIZE / 2) if glyph.char == " " else glyph
            for glyph in measure(f"— {self.page} —", Role.SONG, SMALL_SIZE, self.book, 0.0)
        ]
        line = set_line(glyphs, x=0.0, width=WIDTH, justify=False)
        odd = self.page % 2 == 1
        x = LEFT + (WIDTH - SMALL_SIZE - line.right if odd else SMALL_SIZE)
        self.draw(line, x=x, base=BOTTOM + _DASH_BELOW_BLOCK + _DASH_HEIGHT * SMALL_SIZE)
