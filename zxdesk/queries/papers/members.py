"""Papers of members: the roster, what one did in a year, cards and labels with their names."""

from collections.abc import Sequence
from datetime import date, datetime, time

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.paper_content import RosterContent, RosterGroup, RosterRow
from zxdesk.queries.paper_kinds import (
    LabelsContent,
    MemberSheetContent,
    NameCardsContent,
    SheetTable,
)
from zxdesk.queries.papers.common import needed, pointing_to, worded, workplace
from zxdesk.queries.services import current_texts, in_office_ids
from zxdesk.queries.values import Values, load_many, titles
from zxdesk.records import KINDS
from zxdesk.records.event import HELD
from zxdesk.rules.periods import Period
from zxdesk.rules.strokes import sort_key
from zxdesk.store import Ledger

MEMBER = KINDS["member"]
ROSTER_COLUMNS = ("姓名", "性别", "民族", "党派", "工作单位及职务", "政协职务", "专委会")
BY_SECTOR, BY_STROKES = ROSTER_ORDERS = ("界别", "笔画")
_NO_SECTOR = "未填界别"
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


def roster_content(
    ledger: Ledger, day: date, *, by: str = BY_SECTOR, among: Sequence[int] | None = None
) -> RosterContent:
    """Collect the members in office on a day, sector by sector, or by the strokes of the names.

    Args:
        among: Only these.
    """
    with ledger.read() as session:
        ids = in_office_ids(session, day, owner_id=ledger.own_id)
        ids = ids if among is None else [i for i in ids if i in set(among)]
        people = load_many(session, MEMBER, ids)
        services = current_texts(session, ids, day)
    groups: dict[str, list[int]] = {}
    if by == BY_STROKES:
        groups["按姓氏笔画为序"] = sorted(ids, key=lambda i: sort_key(people[i]["name"]))
    else:
        for i in ids:
            groups.setdefault(services[i]["sector_id"] or _NO_SECTOR, []).append(i)
    return RosterContent(
        committee=ledger.own.name,
        title=f"{ledger.own.name}委员名册",
        as_of=day,
        columns=ROSTER_COLUMNS,
        groups=tuple(
            RosterGroup(
                title=f"{title}（{len(members)}人）",
                rows=tuple(_roster_row(people[i], services[i]) for i in members),
            )
            for title, members in groups.items()
        ),
    )


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


def member_cards(ledger: Ledger, ids: Sequence[int]) -> NameCardsContent:
    """Collect a card for each of these members; for all in office if there are none."""
    with ledger.read() as session:
        wanted = list(ids) or in_office_ids(session, ledger.today, owner_id=ledger.own_id)
        names = titles(session, MEMBER.name, wanted)
    return NameCardsContent(
        committee=ledger.own.name, names=tuple(names[i] for i in wanted if i in names)
    )


def labels_content(ledger: Ledger, kind: str, ids: Sequence[int]) -> LabelsContent:
    """Collect labels with name and workplace of members, or with the names of units."""
    with ledger.read() as session:
        if kind == MEMBER.name:
            wanted = list(ids) or in_office_ids(session, ledger.today, owner_id=ledger.own_id)
            services = current_texts(session, wanted, ledger.today)
        else:
            wanted, services = list(ids), {}
        names = titles(session, kind, wanted)
    lines = [(names[i], *_below(services.get(i, {}))) for i in wanted if i in names]
    return LabelsContent(committee=ledger.own.name, labels=tuple(lines))


def _below(service: dict[str, str]) -> list[str]:
    return [part for part in (service.get("employer"), service.get("job")) if part]


def _roster_row(person: Values, service: dict[str, str]) -> RosterRow:
    return RosterRow(
        cells=(
            person["name"],
            person["gender"] or "",
            person["ethnicity"] or "",
            person["party"] or person["political_status"] or "",
            workplace(service),
            service["post"],
            service["committees"],
        )
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
