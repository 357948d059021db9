"""Registers on paper: the venues, plan against done, and any list as it stands in the window."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.lists import RecordList
from zxdesk.queries.paper_kinds import PlanContent, PlanRow, RegisterContent
from zxdesk.queries.papers.common import pointing_to, worded
from zxdesk.queries.services import holds_on
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.consultation import COMPLETED, UNPLANNED
from zxdesk.records.event import HELD
from zxdesk.rules.periods import Period
from zxdesk.store import Ledger

VENUE, CONSULTATION, EVENT = KINDS["venue"], KINDS["consultation"], KINDS["event"]
_VENUE_FIELDS = ("number", "name", "region", "start", "leads", "stars")
_WIDE = 5
_OTHER = "其他"


def venue_register_content(
    ledger: Ledger, day: date, ids: Sequence[int] | None = None
) -> RegisterContent:
    """Collect the venues in being on a day (or these), type by type."""
    with ledger.read() as session:
        wanted = _venues(session, ledger, day) if ids is None else list(ids)
        rows = list(worded(session, VENUE, wanted).values())
    by_type: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_type.setdefault(row["type"], []).append(row)
    groups, place = [], 0
    for title, found in by_type.items():
        groups.append((place, f"{title}（{len(found)}个）"))
        place += len(found)
    return RegisterContent(
        committee=ledger.own.name,
        title=f"{ledger.own.name}阵地名册",
        columns=tuple(VENUE.fields[name].caption for name in _VENUE_FIELDS),
        rows=tuple(
            tuple(row[name] for name in _VENUE_FIELDS)
            for found in by_type.values()
            for row in found
        ),
        total=len(rows),
        groups=tuple(groups),
        remark=f"截至{_on(day)}，共{len(rows)}个",
    )


def list_content(ledger: Ledger, kind: RecordKind, ids: Sequence[int] | None) -> RegisterContent:
    """Collect records as their list shows them: these, else all of the kind."""
    records = RecordList(ledger, kind)
    rows = tuple(records.rows(records.ids() if ids is None else ids))
    return RegisterContent(
        committee=ledger.own.name,
        title=f"{kind.sheet}清单",
        columns=tuple(column.title for column in records.columns),
        rows=rows,
        total=len(rows),
        remark=f"截至{_on(ledger.today)}，共{len(rows)}条",
        landscape=len(records.columns) > _WIDE,
    )


def plan_content(ledger: Ledger, period: Period, ids: Sequence[int] | None = None) -> PlanContent:
    """Collect what was planned for a year and how far it is; topics only proposed are none.

    Args:
        ids: Only these topics, of whatever year.
    """
    day = period.as_of(ledger.today)
    with ledger.read() as session:
        wanted = _planned(session, ledger, period) if ids is None else list(ids)
        words = {
            i: row
            for i, row in worded(session, CONSULTATION, wanted).items()
            if row["stage"] not in UNPLANNED
        }
        rows = {i: _plan_row(session, i, row, day) for i, row in words.items()}
    groups: dict[str, list[PlanRow]] = {}
    for i, row in rows.items():
        groups.setdefault(words[i]["category"] or _OTHER, []).append(row)
    done = sum(1 for row in rows.values() if row.stage in COMPLETED)
    years = {row["year"] for row in words.values()} or {str(period.last.year)}
    year = f"{years.pop()}年度" if len(years) == 1 else ""
    return PlanContent(
        committee=ledger.own.name,
        title=f"{year}协商工作计划完成情况",
        as_of=day,
        groups=tuple((title, tuple(found)) for title, found in groups.items()),
        counts=(("计划", len(rows)), ("完成", done)),
    )


def _venues(session: Session, ledger: Ledger, day: date) -> list[int]:
    table = VENUE.table
    query = sa.select(table.c.id).where(
        table.c.owner_id == ledger.own_id,
        holds_on(table.c.start, table.c.end, sa.literal(day.isoformat(), sa.Text)),
    )
    return list(session.connection().scalars(query.order_by(table.c.type, table.c.number)))


def _planned(session: Session, ledger: Ledger, period: Period) -> list[int]:
    table = CONSULTATION.table
    query = sa.select(table.c.id).where(
        table.c.owner_id == ledger.own_id, table.c.year == period.last.year
    )
    planned = sa.func.coalesce(table.c.planned_month, "9999")
    return list(session.connection().scalars(query.order_by(planned, table.c.number)))


def _plan_row(session: Session, topic_id: int, words: dict[str, str], day: date) -> PlanRow:
    held = _last_held(session, topic_id, day) if words["stage"] in COMPLETED else None
    return PlanRow(
        topic=words["topic"],
        form=words["form"],
        lead=words["lead_units"] or words["leader"],
        planned=words["planned_month"],
        stage=words["stage"],
        done=f"{held.month}月{held.day}日" if held else "",
    )


def _last_held(session: Session, topic_id: int, day: date) -> date | None:
    table = EVENT.table
    query = sa.select(sa.func.max(table.c.start)).where(
        pointing_to(EVENT, "topics", topic_id),
        table.c.state == HELD,
        sa.func.date(table.c.start) <= day.isoformat(),
    )
    found = session.connection().scalars(query).one()
    return found.date() if found else None


def _on(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
