"""社情民意信息: one issue with its reports and who reported them."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import (
    Blank,
    Colophon,
    Document,
    Ends,
    FlowBlock,
    Mark,
    Number,
    Paragraph,
    RedRule,
    Section,
    Title,
)
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.texts import own_text, plain
from zxdesk.errors import UserError
from zxdesk.papers.common import needed, workplace
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.words import words
from zxdesk.queries.order import in_order
from zxdesk.queries.services import current_texts
from zxdesk.queries.values import Values, load_many, titles
from zxdesk.records import KINDS
from zxdesk.store import Ledger

_ISSUE, _OPINION = KINDS["issue"], KINDS["opinion"]


@dataclass(frozen=True, kw_only=True)
class OpinionReport:
    """One report of an issue of 社情民意信息.

    Attributes:
        reporters: 「程立言（县政协委员、县中医院副院长）」, as the paper names them.
    """

    title: str
    text: str
    reporters: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpinionIssueContent:
    """One issue of 社情民意信息.

    Attributes:
        number: The issue's number in its year, 「3」; shown as 「第3期」.
        mark: The red mark; the usual one if empty.
        sent_to: 报送; copies_to: 抄送; editor: 编辑; signer: 签发.
    """

    committee: str
    issuer: str
    year: int
    number: str
    issued_on: date
    reports: tuple[OpinionReport, ...]
    mark: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    editor: str = ""
    signer: str = ""


def opinion_issue_content(ledger: Ledger, issue_id: int) -> OpinionIssueContent:
    """Collect an issue and its reports in the order of their numbers.

    Raises:
        UserError: no report belongs to it.
    """
    with ledger.read() as session:
        issue = needed(session, _ISSUE, issue_id)
        opinions = _opinions(session, issue_id)
        reports = tuple(_report(session, ledger, opinion) for opinion in opinions)
    if not reports:
        raise UserError(
            f"{issue['year']}年第{issue['number']}期还没有社情民意，没有生成文件",
            "请先在社情民意里填写这一期的期号",
        )
    days: list[date] = [one["reported_on"] for one in opinions if one["reported_on"]]
    return OpinionIssueContent(
        committee=ledger.own.name,
        issuer=f"{ledger.own.name}办公室",
        year=issue["year"],
        number=issue["number"],
        issued_on=max(days, default=ledger.today),
        reports=reports,
    )


def _opinions(session: Session, issue_id: int) -> list[Values]:
    table = _OPINION.table
    query = sa.select(table.c.id).where(table.c.issue_id == issue_id)
    query = query.order_by(in_order(table.c.number))
    ids = list(session.connection().scalars(query))
    values = load_many(session, _OPINION, ids)
    return [values[i] for i in ids]


def _report(session: Session, ledger: Ledger, opinion: Values) -> OpinionReport:
    members = list(opinion["reporters"])
    names = titles(session, "member", members)
    services = current_texts(session, members, opinion["submitted_on"])
    units = titles(session, "unit", opinion["reporting_units"])
    kind = f"{ledger.own.level}政协委员"
    return OpinionReport(
        title=opinion["title"],
        text=opinion["text"] or "",
        reporters=(
            *(_reporter(names[i], kind, workplace(services.get(i, {}))) for i in members),
            *text.split_values(opinion["other_reporters"] or ""),
            *(units[i] for i in opinion["reporting_units"]),
        ),
    )


def _reporter(name: str, kind: str, place: str) -> str:
    return f"{name}（{'，'.join(part for part in (kind, place) if part)}）"


def compose_opinion_issue(content: OpinionIssueContent) -> Document:
    """Say what an issue of 社情民意信息 is made of."""
    mark = content.mark or (words("opinion", "mark"),)
    number = words("opinion", "number").format(number=content.number, year=content.year)
    title = f"{''.join(mark)}（{content.year}年{number}）"
    issued = chinese_date(content.issued_on)
    single = content.reports[0].title if len(content.reports) == 1 else ""
    head = (
        Mark(lines=mark),
        Number(text=number),
        Ends(left=content.issuer, right=issued),
        RedRule(),
        *((Title(text=single, above=2),) if single else ()),
    )
    section = Section(
        head=head,
        flow=_flow(content),
        colophon=Colophon(
            lists=(("报送", content.sent_to), (words("colophon", "copies"), content.copies_to)),
            issuer=_desk(content),
            issued=f"{issued}{words('colophon', 'issued')}",
        ),
    )
    return Document(title=title, author=content.committee, sections=(section,))


def _flow(content: OpinionIssueContent) -> tuple[FlowBlock, ...]:
    found: list[FlowBlock] = []
    many = len(content.reports) > 1
    for report in content.reports:
        if many:
            # 二号小标宋, as the title of a paper of its own (7.3.1).
            title = Span(one_printable_line(report.title), Role.TITLE, 22.0)
            found += [
                *([Blank()] if found else []),
                Paragraph(spans=(title,), first=0, align="centre", keep=True, level=0),
                Blank(),
            ]
        found += [*own_text(report.text), *_reporters(report)]
    return tuple(found)


def _reporters(report: OpinionReport) -> list[FlowBlock]:
    names = "、".join(map(one_printable_line, report.reporters))
    return [plain(f"（{names}反映）")] if names else []


def _desk(content: OpinionIssueContent) -> str:
    """Give who edited and who signed, or the issuer where neither is known."""
    parts = (("编辑", content.editor), ("签发", content.signer))
    named = "　".join(f"{label}：{one_printable_line(name)}" for label, name in parts if name)
    return named or content.issuer


OPINION_ISSUE = PaperKind(
    name="社情民意信息",
    about="一期社情民意信息，红头",
    takes="一期的年度和期号，如 2026/3",
    records=("issue",),
    collect=lambda ledger, request: opinion_issue_content(ledger, request.one),
    compose=compose_opinion_issue,
)
