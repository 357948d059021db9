"""The attendance table of one event."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from zxdesk.documents.fonts import FontBook
from zxdesk.documents.headings import draw_title, draw_two_ends
from zxdesk.documents.page import TOP, WIDTH, Paper, PaperResult
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.documents.tables import Column, Table
from zxdesk.files import write_whole
from zxdesk.queries.paper_content import AttendanceContent, AttendanceRow

_SIZE, _PITCH = 12.0, 20.0
_TITLE_SIZE, _TITLE_PITCH = 22.0, 32.0
_PAPER_WORDS = ("表", "册", "名单", "情况")
_COLUMNS = (
    Column(title="序号", width=36.0),
    Column(title="姓名", width=78.0, names=True),
    Column(title="单位及职务", width=WIDTH - 288.0, centred=False),
    Column(title="身份", width=46.0),
    Column(title="出席情况", width=60.0),
    Column(title="备注", width=68.0),
)


def write_attendance(
    content: AttendanceContent,
    path: Path,
    *,
    bundled_fonts: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> PaperResult:
    """Write the attendance table to `path`.

    Args:
        bundled_fonts: Use only the fonts that travel with the program, also on Windows.
        progress: Called after each row with the rows drawn and the rows there are.

    Raises:
        EnvironmentProblem: The file cannot be written; what stood there stays.
    """
    book = FontBook(bundled_only=bundled_fonts)
    title = _title(content.title)
    paper = Paper(book, title=title, author=content.committee)
    table = Table(paper, _COLUMNS, top=_draw_head(paper, content, title), size=_SIZE)
    for place, row in enumerate(content.rows, start=1):
        table.row(_cells(place, row))
        if progress:
            progress(place, len(content.rows))
    table.close()
    write_whole(path, paper.finish())
    return paper.result()


def _title(title: str) -> str:
    title = one_printable_line(title)
    return title if title.endswith(_PAPER_WORDS) else f"{title}出席情况表"


def _cells(place: int, row: AttendanceRow) -> tuple[str, ...]:
    return (str(place), row.name, row.post, row.capacity, row.status, row.reason)


def _draw_head(paper: Paper, content: AttendanceContent, title: str) -> float:
    """Draw title, time, place and counts; give where the table begins."""
    y, _ = draw_title(paper, title, top=TOP, size=_TITLE_SIZE, pitch=_TITLE_PITCH)
    counts = "，".join(f"{label}{number}人" for label, number in content.counts)
    lines = (
        (f"地点：{one_printable_line(content.place)}", f"时间：{_moment(content.start)}"),
        (counts, f"{one_printable_line(content.committee)} {chinese_date(content.printed_on)}"),
    )
    for left, right in lines:
        y = draw_two_ends(paper, left, right, top=y, size=_SIZE, pitch=_PITCH, indent=2.0)
    return y


def _moment(start: datetime) -> str:
    day = chinese_date(start.date())
    return f"{day}{start:%H:%M}" if (start.hour, start.minute) != (0, 0) else day
