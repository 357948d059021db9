"""提案登记簿: the proposals one by one, as a table on its side."""

from collections.abc import Sequence
from datetime import date

from zxdesk.papers.cases import TAKES, Case, cases_of, heading_of, proposals_asked_for
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.register import RegisterContent, compose_register
from zxdesk.papers.words import words
from zxdesk.records.proposal import LEAD
from zxdesk.store import Ledger

_COLUMNS = (
    "案号",
    "案由",
    "提案者",
    "类别",
    "主办单位",
    "交办日期",
    "答复日期",
    "结果",
    "评价",
)


def proposal_register_content(ledger: Ledger, ids: Sequence[int]) -> RegisterContent:
    """Collect the register of proposals in the order of the case numbers."""
    with ledger.read() as session:
        cases = sorted(cases_of(session, ids), key=lambda case: case.order)
    return RegisterContent(
        committee=ledger.own.name,
        title=f"{heading_of(cases)}{words('proposal', 'register')}",
        columns=_COLUMNS,
        rows=tuple(_row(case) for case in cases),
        total=len(cases),
        remark=f"共{len(cases)}件",
        landscape=True,
    )


def _row(case: Case) -> tuple[str, ...]:
    return (
        case.number,
        case.text("subject"),
        case.first_proposer,
        case.text("topic"),
        "、".join(unit.name for unit in case.units if unit.role == LEAD),
        _day(case.assigned_on),
        _day(case.replied_on),
        case.text("grade") or next((unit.grade for unit in case.units if unit.grade), ""),
        case.satisfaction,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


PROPOSAL_REGISTER = PaperKind(
    name="提案登记簿",
    about="提案逐件登记，横排",
    takes=TAKES,
    records=("proposal",),
    one=False,
    by_period=True,
    by_session=True,
    collect=lambda ledger, request: proposal_register_content(
        ledger, proposals_asked_for(ledger, request)
    ),
    compose=compose_register,
)
