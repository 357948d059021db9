"""签到表: the sheet that people sign at a meeting."""

from dataclasses import dataclass
from datetime import datetime

from zxdesk.documents.blocks import Column, Document, Ends, Row, Section, Table, Title
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import chinese_moment, one_printable_line
from zxdesk.papers.common import needed
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.roll import roll
from zxdesk.papers.words import words
from zxdesk.records import KINDS
from zxdesk.store import Ledger

EVENT = KINDS["event"]
_BLANKS, _NOBODY_YET = 4, 24
_SIZE = 14.0
_ROW = 36.0
_COLUMNS = (
    Column(title="序号", width=44.0),
    Column(title="姓名", width=90.0, names=True),
    Column(title="单位及职务", width=WIDTH - 254.0, centred=False),
    Column(title="签名", width=120.0),
)


@dataclass(frozen=True, kw_only=True)
class SignInContent:
    """A sign-in sheet (签到表) in the order of the people.

    Attributes:
        people: Name and post.
        blanks: Empty lines at the end for who comes unannounced.
    """

    committee: str
    title: str
    start: datetime
    place: str
    people: tuple[tuple[str, str], ...]
    blanks: int = 4


def sign_in_content(ledger: Ledger, event_id: int) -> SignInContent:
    """Collect the sheet people sign: those on the roll; empty lines where nobody is on it."""
    with ledger.read() as session:
        event = needed(session, EVENT, event_id)
        rows = roll(session, event_id, event["start"].date())
    return SignInContent(
        committee=ledger.own.name,
        title=event["name"],
        start=event["start"],
        place=event["place"] or "",
        people=tuple((row.name, row.post) for row in rows),
        blanks=_BLANKS if rows else _NOBODY_YET,
    )


def compose_sign_in(content: SignInContent) -> Document:
    """Say what a sign-in sheet is made of."""
    title = f"{one_printable_line(content.title)}{words('sign_in', 'title')}"
    people = [*content.people, *[("", "")] * content.blanks]
    rows = [Row((str(n), name, post, "")) for n, (name, post) in enumerate(people, start=1)]
    place = f"地点：{one_printable_line(content.place)}"
    head = (
        Title(text=title),
        Ends(left=place, right=f"时间：{chinese_moment(content.start)}", size=12.0, indent=2.0),
    )
    table = Table(columns=_COLUMNS, rows=rows, size=_SIZE, total=len(rows), least=_ROW)
    sections = (Section(head=head, flow=(table,)),)
    return Document(title=title, author=content.committee, sections=sections)


SIGN_IN = PaperKind(
    name="签到表",
    about="一个活动的签到表，留有签名栏",
    takes="一个活动编号",
    records=("event",),
    collect=lambda ledger, request: sign_in_content(ledger, request.one),
    compose=compose_sign_in,
)
