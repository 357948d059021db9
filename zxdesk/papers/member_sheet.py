"""委员履职档案: who a member is and what he did in a period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import (
    Cell,
    Document,
    Ends,
    FlowBlock,
    Form,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
)
from zxdesk.documents.column_widths import fitted_columns
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import one_printable_line
from zxdesk.papers.common import needed, pointing_to, worded, workplace
from zxdesk.papers.kind import PaperKind
from zxdesk.queries.services import current_texts
from zxdesk.queries.values import Values
from zxdesk.records import KINDS
from zxdesk.records.event import HELD
from zxdesk.rules.periods import Period, this_year
from zxdesk.store import Ledger

MEMBER = KINDS["member"]
# What a member's sheet tells: title, kind, how a record names the member, columns.
_DONE = (
    (
        "提案",
        "proposal",
        ("first_signer_id", "joint_signers"),
        ("submitted_on", "case_number", "subject", "conclusion", "grade"),
    ),
    ("社情民意", "opinion", ("reporters",), ("submitted_on", "title", "issue_id")),
    ("大会发言", "speech", ("speakers",), ("given_on", "title", "form")),
)
_LABEL = 0.15
_SIZE, _SMALL_SIZE = 12.0, 10.5


@dataclass(frozen=True, kw_only=True)
class SheetTable:
    """A table of a member's sheet: what he did, a row each."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class MemberSheetContent:
    """A member's sheet (委员履职档案).

    Attributes:
        facts: Label and value, two pairs to a line: (("姓名", "程立言"), ("性别", "男"), …).
        long_facts: Label and value that take a whole line (工作单位及职务, 履职简历).
        tables: 出席活动, 提案, 社情民意 … each with its rows; empty ones are left out.
        period: What the tables cover, 「2026年度」.
    """

    committee: str
    title: str
    facts: tuple[tuple[str, str], ...]
    long_facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[SheetTable, ...] = ()
    period: str = ""
    printed_on: date | None = None


def member_sheet_content(ledger: Ledger, member_id: int, period: Period) -> MemberSheetContent:
    """Collect who a member is and what he did in a period; nothing personal."""
    with ledger.read() as session:
        member = needed(session, MEMBER, member_id)
        day = period.as_of(ledger.today)
        service = current_texts(session, [member_id], day).get(member_id, {})
        tables = (_events(session, member_id, period), *_done(session, member_id, period))
    place = workplace(service)
    return MemberSheetContent(
        committee=ledger.own.name,
        title="委员履职档案",
        facts=tuple(pair for pair in _facts(member, service) if pair[1]),
        long_facts=(("工作单位及职务", place),) if place else (),
        tables=tables,
        period=_named(period),
        printed_on=ledger.today,
    )


def _facts(member: Values, service: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return (
        ("姓名", member["name"]),
        ("委员编号", member["number"]),
        ("性别", member["gender"] or ""),
        ("民族", member["ethnicity"] or ""),
        ("党派", member["party"] or member["political_status"] or ""),
        ("界别", service.get("sector_id", "")),
        ("政协职务", service.get("post", "")),
        ("专委会", service.get("committees", "")),
        ("活动组", service.get("group_id", "")),
    )


def _named(period: Period) -> str:
    return f"{period.name}年度" if period.name.isdigit() else period.name


def _events(session: Session, member_id: int, period: Period) -> SheetTable:
    event, attendance = KINDS["event"].table, KINDS["attendance"].table
    query = (
        sa.select(event.c.start, event.c.name, attendance.c.capacity, attendance.c.status)
        .join(attendance, attendance.c.event_id == event.c.id)
        .where(
            attendance.c.member_id == member_id,
            event.c.state == HELD,
            event.c.start <= datetime.combine(period.last, time.max),
        )
        .order_by(event.c.start, event.c.id)
    )
    if period.first:
        query = query.where(event.c.start >= datetime.combine(period.first, time()))
    return SheetTable(
        title="出席活动",
        columns=("日期", "活动", "身份", "出席情况"),
        rows=tuple(
            (row.start.date().isoformat(), row.name, row.capacity, row.status)
            for row in session.connection().execute(query)
        ),
    )


def _done(session: Session, member_id: int, period: Period) -> list[SheetTable]:
    tables = []
    for title, name, naming, columns in _DONE:
        kind = KINDS[name]
        day = kind.table.c[kind.dated]
        query = sa.select(kind.table.c.id).where(
            sa.or_(*(pointing_to(kind, field, member_id) for field in naming)), day <= period.last
        )
        if period.first:
            query = query.where(day >= period.first)
        ids = session.connection().scalars(query.order_by(day, kind.table.c.id))
        rows = worded(session, kind, ids).values()
        captions = tuple(kind.fields[field].caption for field in columns)
        cells = tuple(tuple(row[field] for field in columns) for row in rows)
        tables.append(SheetTable(title=title, columns=captions, rows=cells))
    return tables


def compose_member_sheet(content: MemberSheetContent) -> Document:
    """Say what a member's sheet is made of: facts as a form, then a table for each kind."""
    printed = chinese_date(content.printed_on) if content.printed_on else ""
    head = (
        Title(text=content.title),
        Ends(left=content.committee, right=content.period or printed, size=_SIZE, indent=2.0),
    )
    flow: list[FlowBlock] = [Form(rows=tuple(_form_rows(content)), size=_SIZE)]
    for table in content.tables:
        if table.rows:
            title = Span(f"{one_printable_line(table.title)}（{len(table.rows)}）", Role.HEADING)
            columns = fitted_columns(table.columns, table.rows, size=_SMALL_SIZE, total=WIDTH)
            rows = [Row(cells) for cells in table.rows]
            flow += [
                Paragraph(spans=(title,), first=0, keep=True),
                Table(columns=columns, rows=rows, size=_SMALL_SIZE),
            ]
    section = Section(head=head, flow=tuple(flow))
    return Document(title=content.title, author=content.committee, sections=(section,))


def _form_rows(content: MemberSheetContent) -> Iterator[tuple[Cell, ...]]:
    facts: Sequence[tuple[str, str]] = content.facts
    for place in range(0, len(facts), 2):
        pairs = [*facts[place : place + 2], ("", "")][:2]
        cells: list[Cell] = []
        for label, value in pairs:
            cells.append(Cell(text=label, width=_LABEL, label=True))
            cells.append(Cell(text=value, width=0.5 - _LABEL))
        yield tuple(cells)
    for label, value in content.long_facts:
        yield (
            Cell(text=label, width=_LABEL, label=True),
            Cell(text=value, width=1 - _LABEL),
        )


MEMBER_SHEET = PaperKind(
    name="委员履职档案",
    about="一名委员的基本情况和履职记录",
    takes="一个委员编号或姓名；不写期间则为今年",
    records=("member",),
    by_period=True,
    collect=lambda ledger, request: member_sheet_content(
        ledger, request.one, request.period or this_year(ledger.today)
    ),
    compose=compose_member_sheet,
)
