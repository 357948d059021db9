"""One issue of 社情民意信息, with its reports and who reported them."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.errors import UserError
from zxdesk.queries.paper_kinds import OpinionIssueContent, OpinionReport
from zxdesk.queries.papers.common import needed, workplace
from zxdesk.queries.services import current_texts
from zxdesk.queries.values import Values, load_many, titles
from zxdesk.records import KINDS
from zxdesk.store import Ledger

_ISSUE, _OPINION = KINDS["issue"], KINDS["opinion"]


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
    query = sa.select(table.c.id).where(table.c.issue_id == issue_id).order_by(table.c.number)
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
