"""The members in office on a day, sector by sector."""

from collections.abc import Callable, Sequence
from pathlib import Path

from zxdesk.documents.column_widths import column_widths
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.headings import draw_title, draw_two_ends
from zxdesk.documents.page import TOP, WIDTH, Paper, PaperResult
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.documents.tables import Column, Table
from zxdesk.files import write_whole
from zxdesk.queries.paper_content import RosterContent, RosterGroup, RosterRow

_SIZE, _SMALL_SIZE = 12.0, 10.5
_MANY_COLUMNS = 6
_PITCH = 20.0
_TITLE_SIZE, _TITLE_PITCH = 22.0, 32.0
_LONG_CELL = 7
_NAME_TITLES = frozenset(("姓名", "委员姓名"))


def write_roster(
    content: RosterContent,
    path: Path,
    *,
    bundled_fonts: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> PaperResult:
    """Write the roster to `path`.

    Args:
        bundled_fonts: Use only the fonts that travel with the program, also on Windows.
        progress: Called after each member with the members drawn and the members there are.

    Raises:
        EnvironmentProblem: The file cannot be written; what stood there stays.
    """
    paper = Paper(
        FontBook(bundled_only=bundled_fonts), title=content.title, author=content.committee
    )
    size = _SIZE if len(content.columns) <= _MANY_COLUMNS else _SMALL_SIZE
    top = _draw_head(paper, content)
    table = Table(paper, _columns(content, size), top=top, size=size)
    _draw_rows(table, content, progress)
    table.close()
    write_whole(path, paper.finish())
    return paper.result()


def _draw_rows(
    table: Table, content: RosterContent, progress: Callable[[int, int], None] | None
) -> None:
    total, drawn = _members(content), 0
    for group in content.groups:
        table.group(_group_title(group))
        for row in group.rows:
            table.row(_cells(row, len(content.columns)))
            drawn += 1
            if progress:
                progress(drawn, total)


def _group_title(group: RosterGroup) -> str:
    title = one_printable_line(group.title)
    return title if title.endswith("人）") else f"{title}（{len(group.rows)}人）"


def _draw_head(paper: Paper, content: RosterContent) -> float:
    """Draw title, committee and day; give where the table begins."""
    y, _ = draw_title(paper, content.title, top=TOP, size=_TITLE_SIZE, pitch=_TITLE_PITCH)
    right = f"截至{chinese_date(content.as_of)}，共{_members(content)}人"
    left = content.committee
    return draw_two_ends(paper, left, right, top=y, size=_SIZE, pitch=_PITCH, indent=2.0)


def _members(content: RosterContent) -> int:
    return sum(len(group.rows) for group in content.groups)


def _columns(content: RosterContent, size: float) -> list[Column]:
    titles = content.columns or ("姓名",)
    rows = [_cells(row, len(titles)) for group in content.groups for row in group.rows]
    widths = column_widths(titles, rows, size=size, total=WIDTH)
    return [
        Column(
            title=title,
            width=width,
            centred=_is_short(title, n, rows),
            names=title.strip() in _NAME_TITLES,
        )
        for n, (title, width) in enumerate(zip(titles, widths, strict=True))
    ]


def _is_short(title: str, n: int, rows: Sequence[Sequence[str]]) -> bool:
    return title.strip() in _NAME_TITLES or all(len(row[n]) <= _LONG_CELL for row in rows)


def _cells(row: RosterRow, count: int) -> tuple[str, ...]:
    """Give as many cells as there are columns."""
    count = max(1, count)
    return (*row.cells, *[""] * count)[:count]
