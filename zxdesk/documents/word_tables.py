"""Tables and forms as WordprocessingML tables of fixed widths."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from zxdesk.documents.blocks import Column, Form, Group, Progress, Table
from zxdesk.documents.font_files import Role
from zxdesk.documents.plain import NAME_CELLS, is_short_name, paragraphs
from zxdesk.documents.tables import ABOVE, LEADING, THIN, repeated
from zxdesk.documents.word_text import run, twips

_BORDER = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="000000"/>'
_EDGES = "".join(_BORDER.format(edge, 6) for edge in ("top", "left", "bottom", "right"))
_INSIDE = "".join(_BORDER.format(edge, 3) for edge in ("insideH", "insideV"))
# A rule takes its height from the row below it.
_MARGINS = (
    "<w:tblCellMar>"
    f'<w:top w:w="{twips(ABOVE)}" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    f'<w:bottom w:w="{twips(ABOVE - THIN)}" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
    "</w:tblCellMar>"
)


def table_parts(table: Table, progress: Progress | None) -> Iterator[str]:
    """Give a table piece by piece, a row at a time."""
    widths = [twips(column.width) for column in table.columns]
    yield _opening(widths)
    yield from _heading(table)
    above: list[str] = []
    done = 0
    for row in table.rows:
        if isinstance(row, Group):
            above = []
            yield _group_row(row, table, sum(widths))
            continue
        yield _row(table, row.cells, above)
        above = list(row.cells)
        done += 1
        if progress and table.total:
            progress(done, table.total)
    yield "</w:tbl>"


def _opening(widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{_EDGES}{_INSIDE}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _heading(table: Table) -> Iterator[str]:
    """Give the heading that comes again on every page, in two lines where columns share one."""
    columns = table.columns
    grouped = any(column.group for column in columns)
    if grouped:
        cells = []
        for (name, _), members in groupby(
            enumerate(columns), key=lambda at: (at[1].group, None if at[1].group else at[0])
        ):
            shared = [column for _, column in members]
            width = sum(twips(column.width) for column in shared)
            words = name or shared[0].title
            merge = "" if name else '<w:vMerge w:val="restart"/>'
            cells.append(_head_cell(words, width, table.size, span=len(shared), merge=merge))
        yield _heading_row(cells)
    lower = []
    for column in columns:
        merge = "<w:vMerge/>" if grouped and not column.group else ""
        title = "" if merge else column.title
        lower.append(_head_cell(title, twips(column.width), table.size, merge=merge))
    yield _heading_row(lower)


def _heading_row(cells: Sequence[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _head_cell(text: str, width: int, size: float, *, span: int = 1, merge: str = "") -> str:
    return _cell(_lines(text, size, Role.HEADING, "center"), width, span=span, merge=merge)


def _group_row(group: Group, table: Table, width: int) -> str:
    words = _lines(group.title, table.size, Role.HEADING, "left", keep=True)
    cell = _cell(words, width, span=len(table.columns))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _row(table: Table, texts: Sequence[str], above: Sequence[str]) -> str:
    cells = []
    for n, same in enumerate(repeated(table.columns, texts, above)):
        column = table.columns[n]
        merge = "" if not column.merge else "<w:vMerge/>" if same else _RESTART
        words = _lines("", table.size) if same else _column_lines(texts[n], column, table.size)
        cells.append(_cell(words, twips(column.width), merge=merge))
    least = f'<w:trHeight w:val="{twips(table.least)}"/>' if table.least else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}</w:trPr>{''.join(cells)}</w:tr>"


_RESTART = '<w:vMerge w:val="restart"/>'


def _column_lines(text: str, column: Column, size: float) -> str:
    name = text.strip()
    if column.names and is_short_name(name):
        fit = f'<w:fitText w:val="{twips(NAME_CELLS * size)}"/>'
        return _in_cell(run(name, size=size, extra=fit), size, "center")
    return _lines(text, size, align="center" if column.centred else "left")


def _lines(
    text: str, size: float, role: Role = Role.BODY, align: str = "left", *, keep: bool = False
) -> str:
    parts = paragraphs(text) or [""]
    return "".join(_in_cell(run(part, role, size), size, align, keep=keep) for part in parts)


def _in_cell(content: str, size: float, align: str, *, keep: bool = False) -> str:
    line = twips(size * LEADING)
    hold = "<w:keepNext/>" if keep else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="ZXCell"/>{hold}<w:spacing w:line="{line}"'
        f' w:lineRule="exact"/><w:jc w:val="{align}"/></w:pPr>{content}</w:p>'
    )


def _cell(
    content: str, width: int, *, span: int = 1, merge: str = "", align: str = "center"
) -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{merge}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{content}</w:tc>'
    )


def form_table(form: Form, width: float) -> str:
    """Give a form: its rows' cells span the columns that all their edges make together."""
    edges = sorted({edge for row in form.rows for edge in _edges(row, width)})
    widths = [after - before for before, after in pairwise(edges)]
    rows = []
    for row in form.rows:
        cells = []
        for cell, (start, end) in zip(row, pairwise(_edges(row, width)), strict=True):
            role = Role.HEADING if cell.label else Role.BODY
            align = "center" if cell.label or cell.centred else "left"
            cells.append(
                _cell(
                    _lines(cell.text, form.size, role, align),
                    end - start,
                    span=edges.index(end) - edges.index(start),
                    align="top" if cell.least > 1 and not cell.label else "center",
                )
            )
        least = twips(max(cell.least for cell in row) * form.size * LEADING + 2 * ABOVE)
        height = f'<w:trPr><w:trHeight w:val="{least}"/></w:trPr>'
        rows.append(f"<w:tr>{height}{''.join(cells)}</w:tr>")
    return _opening(widths) + "".join(rows) + "</w:tbl>"


def _edges(row: Sequence[object], width: float) -> list[int]:
    shares = [getattr(cell, "width", 0.0) for cell in row]
    edges = [0]
    total = 0.0
    for share in shares:
        total += share
        edges.append(twips(min(1.0, total) * width))
    edges[-1] = twips(width)
    return edges
