"""Papers of proposals: sheet, volume, hand-over list, register, reminders."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from zxdesk.errors import UserError
from zxdesk.queries.paper_kinds import (
    HandoverContent,
    HandoverItem,
    ProposalContent,
    RegisterContent,
    ReminderContent,
    Reply,
    VolumeContent,
)
from zxdesk.queries.paper_words import words
from zxdesk.queries.papers.cases import HANDLING, PROPOSAL, Case, cases_of, session_words
from zxdesk.queries.papers.common import needed
from zxdesk.queries.values import titles
from zxdesk.records import KINDS
from zxdesk.records.proposal import FILED, LEAD, ROLES
from zxdesk.rules.periods import Period
from zxdesk.rules.proposals import SOON
from zxdesk.store import Ledger

_REGISTER = (
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


def proposals_in(ledger: Ledger, period: Period | None) -> list[int]:
    """Give the proposals of a session or of other days; without a period of the last session."""
    table = PROPOSAL.table
    mine = sa.select(table.c.id).where(table.c.owner_id == ledger.own_id)
    with ledger.read() as session:
        connection = session.connection()
        if period is None:
            last = connection.execute(
                sa.select(table.c.term, table.c.session)
                .where(table.c.owner_id == ledger.own_id)
                .order_by(table.c.term.desc(), table.c.session.desc())
            ).first()
            of = tuple(last) if last else (0, 0)
            query = mine.where(table.c.term == of[0], table.c.session == of[1])
        elif period.session:
            term, number = period.session
            query = mine.where(table.c.term == term, table.c.session == number)
        else:
            query = mine.where(table.c.submitted_on <= period.last)
            if period.first:
                query = query.where(table.c.submitted_on >= period.first)
        return list(connection.scalars(query))


def proposal_content(ledger: Ledger, proposal_id: int) -> ProposalContent:
    """Collect the sheet of one proposal."""
    with ledger.read() as session:
        needed(session, PROPOSAL, proposal_id)
        (case,) = cases_of(session, [proposal_id])
    return _content(ledger, case)


def volume_content(ledger: Ledger, ids: Sequence[int]) -> VolumeContent:
    """Collect a volume, topic by topic, each in the order of the case numbers."""
    with ledger.read() as session:
        cases = cases_of(session, ids)
    cases.sort(key=lambda case: (not case.text("topic"), case.text("topic"), case.order))
    return VolumeContent(
        committee=ledger.own.name,
        title=f"{_heading(cases)}{words('proposal', 'volume')}",
        day=ledger.today,
        proposals=tuple(_content(ledger, case) for case in cases),
        total=len(cases),
    )


def handover_content(ledger: Ledger, ids: Sequence[int]) -> HandoverContent:
    """Collect what each unit takes over of the proposals that were filed."""
    with ledger.read() as session:
        cases = [case for case in cases_of(session, ids) if case.text("conclusion") == FILED]
    by_unit: dict[str, list[tuple[tuple[int, int, str], HandoverItem]]] = {}
    for case in cases:
        for unit in case.units:
            place = (ROLES.index(unit.role), *case.order)
            by_unit.setdefault(unit.name, []).append((place, _item(case, unit.name)))
    days = [case.assigned_on for case in cases if case.assigned_on]
    return HandoverContent(
        committee=ledger.own.name,
        session=session_words(cases),
        handed_on=max(days, default=ledger.today),
        units=tuple(
            (name, tuple(item for _, item in sorted(items, key=lambda pair: pair[0])))
            for name, items in sorted(by_unit.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        ),
    )


def proposal_register_content(ledger: Ledger, ids: Sequence[int]) -> RegisterContent:
    """Collect the register of proposals in the order of the case numbers."""
    with ledger.read() as session:
        cases = sorted(cases_of(session, ids), key=lambda case: case.order)
    return RegisterContent(
        committee=ledger.own.name,
        title=f"{_heading(cases)}{words('proposal', 'register')}",
        columns=_REGISTER,
        rows=tuple(_register_row(case) for case in cases),
        total=len(cases),
        remark=f"共{len(cases)}件",
        landscape=True,
    )


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
        items=tuple(_item(case, unit) for case in sorted(cases, key=lambda case: case.order)),
        deadline=ledger.today + SOON,
        today=ledger.today,
        contact=contact,
        phone=phone,
    )


def units_to_remind(ledger: Ledger) -> list[str]:
    """Give the units that have proposals overdue or nearly so."""
    ids = list(_waiting(ledger))
    with ledger.read() as session:
        return list(titles(session, "unit", ids).values())


def _waiting(ledger: Ledger) -> dict[int, list[Case]]:
    """Give for each unit the proposals it has to reply to within a fortnight, or had to."""
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
    with ledger.read() as session:
        for case in cases_of(session, list(session.connection().scalars(query))):
            for unit in case.units:
                due = unit.due_on or case.due_on
                if unit.replied_on is None and due and due <= ledger.today + SOON:
                    found.setdefault(unit.id, []).append(case)
    return found


def _heading(cases: Sequence[Case]) -> str:
    found = session_words(cases)
    return f"{found}会议" if found else ""


def _content(ledger: Ledger, case: Case) -> ProposalContent:
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
    leads = "、".join(unit.name for unit in case.units if unit.role == LEAD)
    number, grade = case.text("reply_number"), case.text("grade")
    return (Reply(unit=leads, number=number, day=case.replied_on, grade=grade),)


def _item(case: Case, unit_name: str) -> HandoverItem:
    mine = next(unit for unit in case.units if unit.name == unit_name)
    others = [f"{unit.role}：{unit.name}" for unit in case.units if unit.id != mine.id]
    return HandoverItem(
        number=case.number,
        subject=case.text("subject"),
        proposer=case.first_proposer,
        role=mine.role,
        others="；".join(others),
        due_on=mine.due_on or case.due_on,
    )


def _register_row(case: Case) -> tuple[str, ...]:
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
