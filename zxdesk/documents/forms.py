"""Ruled forms: rows with cells of their own, labels beside what is filled in."""

from collections.abc import Sequence

from zxdesk.documents.blocks import Cell, Form
from zxdesk.documents.font_files import Role
from zxdesk.documents.line import Line
from zxdesk.documents.page import Paper
from zxdesk.documents.tables import (
    ABOVE,
    LEADING,
    SIDE,
    THIN,
    cell_lines,
    draw_cell,
    outline,
)


def draw_form(paper: Paper, form: Form, top: float) -> float:
    """Draw the form from `top` on, over pages where it is long; give where it ends."""
    y = start = top
    for row in form.rows:
        cells = [_lines(paper, cell, form.size) for cell in row]
        while True:
            height = _height(row, cells, form.size)
            room = paper.frame.bottom - y
            if height > room and y > paper.frame.top and _goes_whole(paper, height, room):
                outline(paper, start, y)
                paper.turn()
                y = start = paper.frame.top
                continue
            fitting = max(1, int((paper.frame.bottom - y - 2 * ABOVE) / (form.size * LEADING)))
            height = min(height, paper.frame.bottom - y)
            _draw_row(paper, row, [cell[:fitting] for cell in cells], y, height, form.size)
            y += height
            cells = [cell[fitting:] for cell in cells]
            if not any(cells):
                break
            outline(paper, start, y)
            paper.turn()
            y = start = paper.frame.top
    outline(paper, start, y)
    return y


def _goes_whole(paper: Paper, height: float, room: float) -> bool:
    """Say whether a row that does not fit here had better begin on the next page."""
    return height <= paper.frame.height or room < 0.2 * paper.frame.height


def _lines(paper: Paper, cell: Cell, size: float) -> list[Line]:
    return cell_lines(
        cell.text,
        paper.book,
        width=cell.width * paper.frame.width - 2 * SIDE,
        size=size,
        role=Role.HEADING if cell.label else Role.BODY,
        centre=cell.label or cell.centred,
    )


def _height(row: Sequence[Cell], cells: Sequence[Sequence[Line]], size: float) -> float:
    lines = max(max(len(found), cell.least) for cell, found in zip(row, cells, strict=True))
    return lines * size * LEADING + 2 * ABOVE


def _draw_row(
    paper: Paper,
    row: Sequence[Cell],
    cells: Sequence[Sequence[Line]],
    y: float,
    height: float,
    size: float,
) -> None:
    x = paper.frame.left
    for cell, lines in zip(row, cells, strict=True):
        # Long texts read from the top of their cell, short ones from its middle.
        own = len(lines) * size * LEADING + 2 * ABOVE if cell.least > 1 and len(lines) > 1 else 0
        draw_cell(paper, lines, x=x, top=y, height=own or height, size=size)
        x += cell.width * paper.frame.width
        if cell is not row[-1]:
            paper.upright(x, top=y, bottom=y + height, thickness=THIN)
    paper.rule(y + height, thickness=THIN)
