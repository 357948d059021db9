"""Ruled tables drawn row by row, page by page, under a heading that comes again on each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zxdesk.documents.flow import centred
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span, measure
from zxdesk.documents.line import Line, spread_line
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import BOTTOM, LEFT, TOP, WIDTH, Paper, baseline
from zxdesk.documents.plain import paragraphs

_THIN, _THICK = 0.4, 0.8
_SIDE, _ABOVE = 4.0, 4.5
_LEADING = 1.4
_NAME_CELLS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column; `width` in points, rules and inner white included.

    Attributes:
        names: Two-character names are spread to the width of three.
    """

    title: str
    width: float
    centred: bool = True
    names: bool = False


class Table:
    """A table being drawn; `y` is where its next row begins."""

    def __init__(self, paper: Paper, columns: Sequence[Column], *, top: float, size: float) -> None:
        self._paper = paper
        self._columns = columns
        self._size = size
        self._pitch = size * _LEADING
        self._group = ""
        self._group_drawn = False
        self._top = top
        self.y = top
        self._heading()

    def group(self, title: str) -> None:
        """Begin a group: its title stands above its first row, and again on the next page."""
        self._flush_group()
        self._group = title
        self._group_drawn = False

    def row(self, texts: Sequence[str]) -> None:
        """Draw a row; a row taller than a page goes on over the next."""
        cells = [
            self._cell(text, column) for text, column in zip(texts, self._columns, strict=True)
        ]
        if self._needed(cells) > BOTTOM - self.y and not self._is_fresh():
            self._turn()
        self._flush_group()
        while True:
            fitting = max(1, int((BOTTOM - self.y - 2 * _ABOVE) / self._pitch))
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

    def _needed(self, cells: Sequence[Sequence[Line]]) -> float:
        lines = max((len(cell) for cell in cells), default=1) or 1
        heading = 0.0 if self._group_drawn or not self._group else self._height(1)
        return heading + self._height(lines)

    def _height(self, lines: int) -> float:
        return lines * self._pitch + 2 * _ABOVE

    def _is_fresh(self) -> bool:
        """Say whether only the heading stands on this page, so that turning would not help."""
        return self.y <= TOP + self._height(2)

    def _cell(self, text: str, column: Column, role: Role = Role.BODY) -> list[Line]:
        width = column.width - 2 * _SIDE
        if column.names:
            spread = _spread_name(text, width, self._size, self._paper.book, role)
            if spread:
                return [spread]
        limits = Measure(width=width, justify=False)
        lines = [
            line
            for paragraph in paragraphs(text)
            for line in lay_out([Span(paragraph, role, self._size)], self._paper.book, limits)
        ]
        return [centred(line, width) for line in lines] if column.centred else lines

    def _draw_row(self, cells: Sequence[Sequence[Line]]) -> None:
        height = self._height(max((len(cell) for cell in cells), default=1) or 1)
        x = LEFT
        for cell, column in zip(cells, self._columns, strict=True):
            top = self.y + (height - len(cell) * self._pitch) / 2
            top += (self._pitch - self._size) / 2
            for line in cell:
                self._paper.draw(line, x=x + _SIDE, base=baseline(top, self._size))
                top += self._pitch
            x += column.width
            if column is not self._columns[-1]:
                self._paper.upright(x, top=self.y, bottom=self.y + height, thickness=_THIN)
        self._end_row(height)

    def _end_row(self, height: float) -> None:
        self.y += height
        self._paper.rule(self.y, thickness=_THIN)

    def _heading(self) -> None:
        self._draw_row(
            [self._cell(c.title, replace(c, centred=True), Role.HEADING) for c in self._columns]
        )

    def _flush_group(self) -> None:
        if self._group_drawn or not self._group:
            return
        if self.y + self._height(1) > BOTTOM:
            self._turn()
        limits = Measure(width=WIDTH - 2 * _SIDE, justify=False)
        span = Span(self._group, Role.HEADING, self._size)
        lines = lay_out([span], self._paper.book, limits)
        for line in lines:
            top = self.y + _ABOVE + (self._pitch - self._size) / 2
            self._paper.draw(line, x=LEFT + _SIDE, base=baseline(top, self._size))
            self._end_row(self._height(1))
        self._group_drawn = True

    def _turn(self) -> None:
        self._outline()
        self._paper.turn()
        self._top = self.y = TOP
        self._heading()
        if self._group_drawn:
            self._group = self._group.removesuffix("（续）") + "（续）"
            self._group_drawn = False

    def _outline(self) -> None:
        self._paper.rule(self._top, thickness=_THICK)
        self._paper.rule(self.y, thickness=_THICK)
        for x in (LEFT, LEFT + WIDTH):
            self._paper.upright(x, top=self._top - _THICK, bottom=self.y, thickness=_THICK)


def _spread_name(text: str, width: float, size: float, book: FontBook, role: Role) -> Line | None:
    """Set 张三 as wide as 张三丰; None for names of other lengths."""
    name = text.strip()
    room = _NAME_CELLS * size
    if len(name) != 2 or not name.isalpha() or name.isascii() or room > width:
        return None
    glyphs = measure(name, role, size, book, 0.0)
    return spread_line(glyphs, x=(width - room) / 2, width=room)
