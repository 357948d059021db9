"""出席表: who came to an event, who was on leave, who was absent."""

from dataclasses import dataclass
from datetime import date, datetime

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import Column, Document, Ends, Row, Section, Table, Title
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import chinese_moment, one_printable_line
from zxdesk.papers.common import needed
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.roll import AttendanceRow, roll
from zxdesk.records import KINDS
from zxdesk.records.event import ABSENT, CAPACITIES, EXPECTED, ON_LEAVE, PRESENT
from zxdesk.store import Ledger

EVENT = KINDS["event"]
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


@dataclass(frozen=True, kw_only=True)
class AttendanceContent:
    """The attendance table of one event, in the order of the roll call.

    Attributes:
        counts: Label and number, e.g. (("应到", 12), ("实到", 11), ("请假", 1), ("列席", 3)): those
            who were expected, then who else came, by capacity.
    """

    committee: str
    title: str
    start: datetime
    place: str
    rows: tuple[AttendanceRow, ...]
    counts: tuple[tuple[str, int], ...]
    printed_on: date


def attendance_content(ledger: Ledger, event_id: int) -> AttendanceContent:
    """Collect the attendance table of an event, in the order of the roll call."""
    with ledger.read() as session:
        event = needed(session, EVENT, event_id)
        rows = roll(session, event_id, event["start"].date())
    expected = [row for row in rows if row.capacity == EXPECTED]
    counts = [("应到", len(expected))] + [
        (label, sum(1 for row in expected if row.status == status))
        for label, status in (("实到", PRESENT), ("请假", ON_LEAVE), ("缺席", ABSENT))
    ]
    # Who sat in, lectured or presided was not expected: 应到 is 实到, 请假 and 缺席 together.
    others = [row.capacity for row in rows if row.status == PRESENT]
    counts += [(c, others.count(c)) for c in CAPACITIES if c != EXPECTED and c in others]
    return AttendanceContent(
        committee=ledger.own.name,
        title=event["name"],
        start=event["start"],
        place=event["place"] or "",
        rows=tuple(rows),
        counts=tuple(counts),
        printed_on=ledger.today,
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
        (f"地点：{one_printable_line(content.place)}", f"时间：{chinese_moment(content.start)}"),
        (counts, printed),
    )
    ends = [Ends(left=left, right=right, size=_SIZE, indent=2.0) for left, right in lines]
    return (Title(text=title), *ends)


ATTENDANCE_TABLE = PaperKind(
    name="出席表",
    about="一个活动的出席情况",
    takes="一个活动编号",
    records=("event",),
    collect=lambda ledger, request: attendance_content(ledger, request.one),
    compose=compose_attendance,
)
