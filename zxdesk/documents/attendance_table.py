"""The attendance table of one event."""

from datetime import datetime

from zxdesk.documents.blocks import (
    Column,
    Document,
    Ends,
    Row,
    Section,
    Table,
    Title,
)
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.queries.paper_content import AttendanceContent, AttendanceRow

_SIZE = 12.0
_PAPER_WORDS = ("表", "册", "名单", "情况")
_COLUMNS = (
    Column(title="序号", width=36.0),
    Column(title="姓名", width=78.0, names=True),
    Column(title="单位及职务", width=WIDTH - 288.0, centred=False),
    Column(title="身份", width=46.0),
    Column(title="出席情况", width=60.0),
    Column(title="备注", width=68.0),
)


def compose_attendance(content: AttendanceContent) -> Document:
    """Say what an attendance table is made of."""
    title = _title(content.title)
    rows = (Row(_cells(place, row)) for place, row in enumerate(content.rows, start=1))
    section = Section(
        head=_head(content, title),
        flow=(Table(columns=_COLUMNS, rows=rows, size=_SIZE, total=len(content.rows)),),
    )
    return Document(title=title, author=content.committee, sections=(section,))


def _title(title: str) -> str:
    title = one_printable_line(title)
    return title if title.endswith(_PAPER_WORDS) else f"{title}出席情况表"


def _cells(place: int, row: AttendanceRow) -> tuple[str, ...]:
    return (str(place), row.name, row.post, row.capacity, row.status, row.reason)


def _head(content: AttendanceContent, title: str) -> tuple[Title | Ends, ...]:
    """Give title, time, place and counts."""
    counts = "，".join(f"{label}{number}人" for label, number in content.counts)
    printed = f"{one_printable_line(content.committee)} {chinese_date(content.printed_on)}"
    lines = (
        (f"地点：{one_printable_line(content.place)}", f"时间：{moment(content.start)}"),
        (counts, printed),
    )
    ends = [Ends(left=left, right=right, size=_SIZE, indent=2.0) for left, right in lines]
    return (Title(text=title), *ends)


def moment(start: datetime) -> str:
    """Give 2026年3月16日09:00, or the day alone where no hour was given."""
    day = chinese_date(start.date())
    return f"{day}{start:%H:%M}" if (start.hour, start.minute) != (0, 0) else day
