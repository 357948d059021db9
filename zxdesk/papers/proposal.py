"""提案: the sheet of one proposal, and its text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import (
    Blank,
    Cell,
    Document,
    Ends,
    FlowBlock,
    Form,
    Paragraph,
    Section,
    Title,
)
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.texts import own_text
from zxdesk.papers.cases import PROPOSAL, Case, Proposer, cases_of, session_words
from zxdesk.papers.common import needed
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.words import words
from zxdesk.records.proposal import LEAD
from zxdesk.store import Ledger

_LABEL, _PAIR = 0.2, 0.3


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One unit's reply to a proposal.

    Attributes:
        role: 主办, 会办 or 分办; grade: A to D; text: empty where only the fact is known.
    """

    unit: str
    role: str = "主办"
    number: str = ""
    day: date | None = None
    grade: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ProposalContent:
    """One proposal (提案): its sheet, and its part of a volume.

    Attributes:
        session: 「十一届五次」; number: 案号; serial: 流水号.
        proposers: The first signer first; units: role and unit, e.g. (("主办", "县民政局"),).
        conclusion: 立案, 并案 …; satisfaction: what the proposer says of the result.
    """

    committee: str
    session: str
    subject: str
    text: str
    number: str = ""
    serial: str = ""
    topic: str = ""
    nature: str = ""
    proposers: tuple[Proposer, ...] = ()
    submitted_on: date | None = None
    conclusion: str = ""
    examined_on: date | None = None
    units: tuple[tuple[str, str], ...] = ()
    due_on: date | None = None
    supervisor: str = ""
    replies: tuple[Reply, ...] = ()
    satisfaction: str = ""


def proposal_content(ledger: Ledger, proposal_id: int) -> ProposalContent:
    """Collect the sheet of one proposal."""
    with ledger.read() as session:
        needed(session, PROPOSAL, proposal_id)
        (case,) = cases_of(session, [proposal_id])
    return content_of(ledger, case)


def content_of(ledger: Ledger, case: Case) -> ProposalContent:
    """Give what stands on the sheet of a proposal that was read."""
    return ProposalContent(
        committee=ledger.own.name,
        session=session_words([case]),
        subject=case.text("subject"),
        text=case.text("text"),
        number=case.text("case_number"),
        serial=case.text("serial"),
        topic=case.text("topic"),
        nature=case.text("nature"),
        proposers=case.proposers,
        submitted_on=case.submitted_on,
        conclusion=case.text("conclusion"),
        units=tuple((unit.role, unit.name) for unit in case.units),
        due_on=case.due_on,
        supervisor=case.text("supervisor"),
        replies=_replies(case),
        satisfaction=case.satisfaction,
    )


def _replies(case: Case) -> tuple[Reply, ...]:
    found = tuple(
        Reply(
            unit=unit.name,
            role=unit.role,
            number=unit.reply_number,
            day=unit.replied_on,
            grade=unit.grade,
        )
        for unit in case.units
        if unit.replied_on
    )
    if found or case.replied_on is None:
        return found
    # A reply registered on the proposal itself is that of those who lead.
    leads = "、".join(unit.name for unit in case.units if unit.role == LEAD)
    number, grade = case.text("reply_number"), case.text("grade")
    return (Reply(unit=leads, number=number, day=case.replied_on, grade=grade),)


def compose_proposal(content: ProposalContent) -> Document:
    """Say what a proposal's sheet is made of: the form, then its text."""
    head = (
        Title(text=f"{content.committee}{content.session}会议{words('proposal', 'sheet')}"),
        Ends(left=_numbered(content), right=_submitted(content), size=12.0, indent=2.0),
    )
    flow: list[FlowBlock] = [Form(rows=tuple(_form_rows(content)))]
    if content.text.strip():
        flow += [_centred_title(content.subject), Blank(), *own_text(content.text)]
    section = Section(head=head, flow=tuple(flow))
    return Document(title=content.subject, author=content.committee, sections=(section,))


def _numbered(content: ProposalContent) -> str:
    parts = (("案号", content.number), ("流水号", content.serial))
    return "  ".join(f"{label}：{value}" for label, value in parts if value)


def _submitted(content: ProposalContent) -> str:
    day = content.submitted_on
    return f"提交日期：{chinese_date(day)}" if day else ""


def _form_rows(content: ProposalContent) -> Iterator[tuple[Cell, ...]]:
    yield _line("案由", content.subject)
    yield _pair("类别", content.topic, "提案者性质", content.nature)
    for place, proposer in enumerate(content.proposers):
        yield _line("联名人" if place else "提案者", _proposer(proposer))
    examined = chinese_date(content.examined_on) if content.examined_on else ""
    yield _pair("审查结论", content.conclusion, "审查日期", examined)
    units = "\n".join(f"{role}：{unit}" for role, unit in content.units)
    yield _line("承办单位", units)
    due = chinese_date(content.due_on) if content.due_on else ""
    yield _pair("答复期限", due, "督办领导", content.supervisor)
    for reply in content.replies:
        yield _line(f"{reply.unit}答复", reply_words(reply))
    if content.satisfaction:
        yield _line("提案者评价", content.satisfaction)


def _line(label: str, text: str) -> tuple[Cell, ...]:
    return (Cell(text=label, width=_LABEL, label=True), Cell(text=text, width=1 - _LABEL))


def _pair(first: str, one: str, second: str, other: str) -> tuple[Cell, ...]:
    return (
        Cell(text=first, width=_LABEL, label=True),
        Cell(text=one, width=_PAIR, centred=True),
        Cell(text=second, width=_LABEL, label=True),
        Cell(text=other, width=_PAIR, centred=True),
    )


def _proposer(proposer: Proposer) -> str:
    parts = (proposer.name, proposer.sector, proposer.post, proposer.phone)
    return "　".join(one_printable_line(part) for part in parts if part)


def reply_words(reply: Reply) -> str:
    """Give role, number, day and grade of a reply."""
    day = chinese_date(reply.day) if reply.day else ""
    grade = f"办理结果{reply.grade}类" if reply.grade else ""
    return "，".join(part for part in (reply.role, reply.number, day, grade) if part)


def _centred_title(text: str) -> Paragraph:
    span = Span(one_printable_line(text), Role.TITLE, 18.0)
    return Paragraph(spans=(span,), first=0, align="centre", keep=True)


PROPOSAL_SHEET = PaperKind(
    name="提案",
    about="一件提案的提案表和正文",
    takes="一件提案，如 五届/三次/12",
    records=("proposal",),
    collect=lambda ledger, request: proposal_content(ledger, request.one),
    compose=compose_proposal,
)
