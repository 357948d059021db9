"""催办函: a letter to a unit whose replies are due (信函格式, 10.1)."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import (
    MM,
    Column,
    Document,
    FlowBlock,
    LetterRules,
    Mark,
    Number,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
)
from zxdesk.documents.glyphs import Span
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.texts import plain, signature, tied
from zxdesk.errors import UserError
from zxdesk.papers.cases import HANDLING, PROPOSAL, Case, cases_of
from zxdesk.papers.common import needed
from zxdesk.papers.handover import HandoverItem, item_of
from zxdesk.papers.kind import PaperKind, PaperRequest
from zxdesk.papers.words import words
from zxdesk.queries.office import deadlines
from zxdesk.queries.values import titles
from zxdesk.records import KINDS
from zxdesk.records.proposal import FILED
from zxdesk.services.report_head import report_head
from zxdesk.store import Ledger

# 信函格式: 30 mm from the edge of the page, where other papers have 72 (10.1, 7.2.4).
_MARK_TOP = 30 * MM
_COLUMNS = (
    Column(title="序号", width=32.0),
    Column(title="案号", width=40.0),
    Column(title="案由", width=WIDTH - 304.0, centred=False),
    Column(title="提案者", width=62.0),
    Column(title="角色", width=40.0),
    Column(title="答复期限", width=94.0),
    Column(title="逾期", width=36.0),
)


@dataclass(frozen=True, kw_only=True)
class ReminderContent:
    """A reminder letter to a unit whose replies are due (催办函, 信函格式 10.1).

    Attributes:
        deadline: The day by which the unit is asked to reply.
        today: The day of the letter; days overdue are counted to it.
    """

    committee: str
    unit: str
    items: tuple[HandoverItem, ...]
    deadline: date
    today: date
    number: str = ""
    signed_by: str = ""
    contact: str = ""
    phone: str = ""


def reminder_content(
    ledger: Ledger, unit_id: int, *, contact: str = "", phone: str = ""
) -> ReminderContent:
    """Collect the proposals a unit has not replied to, overdue or nearly so.

    Raises:
        UserError: it has none.
    """
    with ledger.read() as session:
        unit = needed(session, KINDS["unit"], unit_id)["name"]
    cases = _waiting(ledger).get(unit_id, [])
    if not cases:
        due = "、".join(units_to_remind(ledger))
        what = f"可以催办的有：{due}" if due else "现在没有单位需要催办"
        raise UserError(f"{unit}没有逾期或将到期的提案，没有生成催办函", what)
    return ReminderContent(
        committee=ledger.own.name,
        unit=unit,
        items=tuple(item_of(case, unit) for case in sorted(cases, key=lambda case: case.order)),
        deadline=_last_day(ledger),
        today=ledger.today,
        contact=contact,
        phone=phone,
    )


def units_to_remind(ledger: Ledger) -> list[str]:
    """Give the units that have proposals overdue or nearly so."""
    ids = list(_waiting(ledger))
    with ledger.read() as session:
        return list(titles(session, "unit", ids).values())


def _last_day(ledger: Ledger) -> date:
    """Give the last day that is called soon."""
    with ledger.read() as session:
        decided = deadlines(session)
    return decided.soon.after(ledger.today, decided.worked)


def _waiting(ledger: Ledger) -> dict[int, list[Case]]:
    """Give for each unit the proposals it has to reply to soon, or had to."""
    handling, proposal = HANDLING.table, PROPOSAL.table
    query = (
        sa.select(handling.c.proposal_id)
        .join(proposal, proposal.c.id == handling.c.proposal_id)
        .where(
            proposal.c.owner_id == ledger.own_id,
            proposal.c.conclusion == FILED,
            proposal.c.replied_on.is_(None),
            handling.c.replied_on.is_(None),
        )
        .distinct()
    )
    found: dict[int, list[Case]] = {}
    last = _last_day(ledger)
    with ledger.read() as session:
        for case in cases_of(session, list(session.connection().scalars(query))):
            for unit in case.units:
                due = unit.due_on or case.due_on
                if unit.replied_on is None and due and due <= last:
                    found.setdefault(unit.id, []).append(case)
    return found


def compose_reminder(content: ReminderContent) -> Document:
    """Say what a reminder is made of: a letter (信函格式, 10.1) with a table."""
    title = words("reminder", "title")
    section = Section(
        head=(
            Mark(lines=(content.committee,), top=_MARK_TOP),
            LetterRules(),
            Number(text=content.number, right=True),  # below the first rule, at the right (10.1)
            Title(text=title, above=2),
        ),
        flow=_flow(content),
        first_page_bare=True,  # a letter's first page bears no number (10.1)
    )
    return Document(title=title, author=content.committee, sections=(section,))


def _flow(content: ReminderContent) -> tuple[FlowBlock, ...]:
    deadline = chinese_date(content.deadline)
    rows = [Row(_cells(place, item, content)) for place, item in enumerate(content.items, start=1)]
    contact = [value for value in (content.contact, content.phone) if value]
    note = words("reminder", "contact").format(person=content.contact, phone=content.phone)
    return (
        Paragraph(spans=(Span(f"{one_printable_line(content.unit)}："),), first=0),
        plain(words("reminder", "opening").format(deadline=deadline)),
        Table(columns=_COLUMNS, rows=rows),
        *tied([plain(words("reminder", "closing"))]),
        *signature(content.signed_by or content.committee, content.today),
        *((plain(f"（{note}）"),) if contact else ()),
    )


def _cells(place: int, item: HandoverItem, content: ReminderContent) -> tuple[str, ...]:
    due = chinese_date(item.due_on) if item.due_on else ""
    late = (content.today - item.due_on).days if item.due_on else 0
    overdue = f"{late}天" if late > 0 else ""
    return (str(place), item.number, item.subject, item.proposer, item.role, due, overdue)


def _collect(ledger: Ledger, request: PaperRequest) -> ReminderContent:
    head = report_head(ledger)
    return reminder_content(ledger, request.one, contact=head.clerk, phone=head.phone)


REMINDER = PaperKind(
    name="催办函",
    about="请一个承办单位按期答复，信函格式",
    takes="一个承办单位的名称",
    records=("unit",),
    collect=_collect,
    compose=compose_reminder,
)
