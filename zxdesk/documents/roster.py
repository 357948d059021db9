"""The members in office on a day, sector by sector."""

from collections.abc import Iterator

from zxdesk.documents.blocks import Document, Ends, Group, Row, Section, Table, Title
from zxdesk.documents.column_widths import fitted_columns
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.queries.paper_content import RosterContent, RosterGroup, RosterRow

_SIZE, _SMALL_SIZE = 12.0, 10.5
_MANY_COLUMNS = 6


def compose_roster(content: RosterContent) -> Document:
    """Say what a roster is made of."""
    titles = content.columns or ("姓名",)
    size = _SIZE if len(titles) <= _MANY_COLUMNS else _SMALL_SIZE
    rows = [_cells(row, len(titles)) for group in content.groups for row in group.rows]
    right = f"截至{chinese_date(content.as_of)}，共{len(rows)}人"
    table = Table(
        columns=fitted_columns(titles, rows, size=size, total=WIDTH),
        rows=_rows(content, len(titles)),
        size=size,
        total=len(rows),
    )
    head = (
        Title(text=content.title),
        Ends(left=content.committee, right=right, size=_SIZE, indent=2.0),
    )
    section = Section(head=head, flow=(table,))
    return Document(title=content.title, author=content.committee, sections=(section,))


def _rows(content: RosterContent, count: int) -> Iterator[Row | Group]:
    for group in content.groups:
        yield Group(_group_title(group))
        for row in group.rows:
            yield Row(_cells(row, count))


def _group_title(group: RosterGroup) -> str:
    title = one_printable_line(group.title)
    return title if title.endswith("人）") else f"{title}（{len(group.rows)}人）"


def _cells(row: RosterRow, count: int) -> tuple[str, ...]:
    """Give as many cells as there are columns."""
    return (*row.cells, *[""] * count)[:count]
