"""Ruled tables drawn row by row, page by page, under a heading that comes again on each."""

from collections.abc import Iterator, Sequence

from zxdesk.documents.blocks import Column
from zxdesk.documents.flow import centred
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span, measure
from zxdesk.documents.line import Line, spread_line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import Paper, baseline
from zxdesk.documents.plain import NAME_CELLS, is_short_name, paragraphs

THIN, THICK = 0.4, 0.8
SIDE, ABOVE = 4.0, 4.5
LEADING = 1.4
_REMEMBERED = 5000


class TableDrawing:
    """A table being drawn; `y` is where its next row begins."""

    def __init__(
        self, paper: Paper, columns: Sequence[Column], *, top: float, size: float, least: float = 0
    ) -> None:
        self._paper = paper
        self._columns = columns
        self._size = size
        self._pitch = size * LEADING
        self._least = least
        self._group = ""
        self._group_drawn = False
        self._above: list[str] = []
        self._set: dict[tuple[int, str], list[Line]] = {}
        self._titles = [self._cell(c.title, c, Role.HEADING) for c in columns]
        self._merging = any(column.merge for column in columns)
        self._uprights_from = top
        self._top = top
        self.y = top
        self._body_top = top
        self._heading()

    def group(self, title: str) -> None:
        """Begin a group: its title stands above its first row, and again on the next page."""
        self._flush_group()
        self._group = title
        self._group_drawn = False

    def row(self, texts: Sequence[str]) -> None:
        """Draw a row; a row taller than a page goes on over the next."""
        cells = self._row_cells(texts)
        if self._needed(cells) > self._paper.frame.bottom - self.y and not self._is_fresh():
            self._turn()
        self._flush_group()
        cells = self._merge(cells, texts)
        while True:
            room = self._paper.frame.bottom - self.y - 2 * ABOVE
            fitting = max(1, int(room / self._pitch))
            self._draw_row([cell[:fitting] for cell in cells])
            cells = [cell[fitting:] for cell in cells]
            if not any(cells):
                return
            self._turn()
            self._flush_group()

    def close(self) -> None:
        """Draw what is still open: a group without rows, the last rules."""
        self._flush_group()
        self._outline()

    def _merge(self, cells: list[list[Line]], texts: Sequence[str]) -> list[list[Line]]:
        """Empty the cells that repeat the row above, and rule off those that do not."""
        x = self._paper.frame.left
        for n, same in enumerate(repeated(self._columns, texts, self._above)):
            column = self._columns[n]
            if column.merge and not same and self.y > self._body_top:
                self._paper.rule(self.y, thickness=THIN, x=x, width=column.width)
            if same:
                cells[n] = []
            x += column.width
        self._above = list(texts)
        return cells

    def _needed(self, cells: Sequence[Sequence[Line]]) -> float:
        lines = max((len(cell) for cell in cells), default=1) or 1
        heading = 0.0 if self._group_drawn or not self._group else self._height(1)
        return heading + max(self._least, self._height(lines))

    def _height(self, lines: int) -> float:
        return lines * self._pitch + 2 * ABOVE

    def _is_fresh(self) -> bool:
        """Say whether only the heading stands on this page, so that turning would not help."""
        return self.y <= self._body_top and self._top <= self._paper.frame.top

    def _row_cells(self, texts: Sequence[str]) -> list[list[Line]]:
        """Set the cells of a row; words that come again and again are set once."""
        if len(self._set) > _REMEMBERED:
            self._set.clear()
        cells = []
        for n, (text, column) in enumerate(zip(texts, self._columns, strict=True)):
            lines = self._set.get((n, text))
            if lines is None:
                lines = self._set[n, text] = self._cell(text, column)
            cells.append(lines)
        return cells

    def _cell(self, text: str, column: Column, role: Role = Role.BODY) -> list[Line]:
        return cell_lines(
            text,
            self._paper.book,
            width=column.width - 2 * SIDE,
            size=self._size,
            role=role,
            centre=column.centred or role is Role.HEADING,
            names=column.names,
        )

    def _draw_row(self, cells: Sequence[Sequence[Line]]) -> None:
        height = max(self._least, self._height(max((len(cell) for cell in cells), default=1) or 1))
        x = self._paper.frame.left
        for cell, column in zip(cells, self._columns, strict=True):
            draw_cell(self._paper, cell, x=x, top=self.y, height=height, size=self._size)
            x += column.width
        self._end_row(height)

    def _end_row(self, height: float) -> None:
        """Rule off the row, but not below columns that may go on."""
        self.y += height
        x = self._paper.frame.left
        if not self._merging:
            self._paper.rule(self.y, thickness=THIN)
            return
        for column in self._columns:
            if not column.merge:
                self._paper.rule(self.y, thickness=THIN, x=x, width=column.width)
            x += column.width

    def _heading(self) -> None:
        """Draw the titles, below those of their groups where there are any."""
        titles = self._titles
        grouped = any(column.group for column in self._columns)
        upper = self._height(1) if grouped else 0.0
        lower = self._height(max(map(len, titles), default=1) or 1)
        top, bottom = self.y, self.y + upper + lower
        x = self._paper.frame.left
        for n, column in enumerate(self._columns):
            inner = upper if column.group else 0.0
            height = bottom - top - inner
            draw_cell(self._paper, titles[n], x=x, top=top + inner, height=height, size=self._size)
            if column.group and (n == 0 or self._columns[n - 1].group != column.group):
                self._group_title(n, x, upper)
            x += column.width
            last = n + 1 == len(self._columns)
            inside = not last and column.group and self._columns[n + 1].group == column.group
            if not last:
                start = top + upper if inside else top
                self._paper.upright(x, top=start, bottom=bottom, thickness=THIN)
        self.y = self._body_top = self._uprights_from = bottom
        self._paper.rule(bottom, thickness=THIN)
        self._above = []

    def _group_title(self, first: int, x: float, height: float) -> None:
        """Draw the heading that the columns from `first` on share."""
        width = 0.0
        for column in self._columns[first:]:
            if column.group != self._columns[first].group:
                break
            width += column.width
        shared = Column(title="", width=width)
        lines = self._cell(self._columns[first].group, shared, Role.HEADING)[:1]
        draw_cell(self._paper, lines, x=x, top=self.y, height=height, size=self._size)
        self._paper.rule(self.y + height, thickness=THIN, x=x, width=width)

    def _flush_group(self) -> None:
        if self._group_drawn or not self._group:
            return
        frame = self._paper.frame
        if self.y + self._height(1) > frame.bottom:
            self._turn()
        self._draw_uprights()
        limits = Measure(width=frame.width - 2 * SIDE, justify=False)
        span = Span(self._group, Role.HEADING, self._size)
        for line in lay_out([span], self._paper.book, limits):
            top = self.y + ABOVE + (self._pitch - self._size) / 2
            self._paper.draw(line, x=frame.left + SIDE, base=baseline(top, self._size))
            self.y += self._height(1)
            self._paper.rule(self.y, thickness=THIN)
        self._group_drawn = True
        self._uprights_from = self.y
        self._above = []

    def _turn(self) -> None:
        self._outline()
        self._paper.turn()
        self._top = self.y = self._paper.frame.top
        self._heading()
        if self._group_drawn:
            self._group = self._group.removesuffix("（续）") + "（续）"
            self._group_drawn = False

    def _draw_uprights(self) -> None:
        """Draw the rules between the columns, beside the rows since the last group."""
        if self.y <= self._uprights_from:
            return
        x = self._paper.frame.left
        for column in self._columns[:-1]:
            x += column.width
            self._paper.upright(x, top=self._uprights_from, bottom=self.y, thickness=THIN)

    def _outline(self) -> None:
        self._draw_uprights()
        outline(self._paper, self._top, self.y)


def repeated(
    columns: Sequence[Column], texts: Sequence[str], above: Sequence[str]
) -> Iterator[bool]:
    """Tell for each cell of a row whether it says what the one above it does, and is left empty.

    What stands behind a merged cell that says something new is written anew.
    """
    fresh = False
    for n, column in enumerate(columns):
        same = column.merge and not fresh and list(above[n : n + 1]) == [texts[n]]
        fresh = fresh or (column.merge and not same)
        yield same


def cell_lines(
    text: str,
    book: FontBook,
    *,
    width: float,
    size: float,
    role: Role,
    centre: bool,
    names: bool = False,
) -> list[Line]:
    """Set the words of one cell."""
    if names and (spread := _spread_name(text, width, size, book, role)):
        return [spread]
    limits = Measure(width=width, justify=False)
    lines = [
        line
        for paragraph in paragraphs(text)
        for line in lay_out([Span(paragraph, role, size)], book, limits)
    ]
    return [centred(line, width) for line in lines] if centre else lines


def draw_cell(
    paper: Paper, lines: Sequence[Line], *, x: float, top: float, height: float, size: float
) -> None:
    """Draw the lines of a cell in the middle of its height."""
    pitch = size * LEADING
    top += (height - len(lines) * pitch) / 2 + (pitch - size) / 2
    for line in lines:
        paper.draw(line, x=x + SIDE, base=baseline(top, size))
        top += pitch


def outline(paper: Paper, top: float, bottom: float) -> None:
    """Draw the thick rules around a table."""
    frame = paper.frame
    paper.rule(top, thickness=THICK)
    paper.rule(bottom, thickness=THICK)
    for x in (frame.left, frame.left + frame.width):
        paper.upright(x, top=top - THICK, bottom=bottom, thickness=THICK)


def _spread_name(text: str, width: float, size: float, book: FontBook, role: Role) -> Line | None:
    """Set 张三 as wide as 张三丰; None for names of other lengths."""
    name = text.strip()
    room = NAME_CELLS * size
    if not is_short_name(name) or room > width:
        return None
    glyphs = measure(name, role, size, book, 0.0)
    return spread_line(glyphs, x=(width - room) / 2, width=room)
