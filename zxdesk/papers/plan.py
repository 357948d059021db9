"""计划完成情况: the year's consultation plan and how far each topic is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import Column, Document, Ends, Group, Row, Section, Table, Title
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import one_printable_line
from zxdesk.papers.common import pointing_to, worded
from zxdesk.papers.kind import PaperKind
from zxdesk.queries.order import in_order
from zxdesk.records import KINDS
from zxdesk.records.consultation import COMPLETED, UNPLANNED
from zxdesk.records.event import HELD
from zxdesk.rules.periods import Period, this_year
from zxdesk.store import Ledger
from zxdesk.store.functions import iso_day

CONSULTATION, EVENT = KINDS["consultation"], KINDS["event"]
_SIZE = 12.0
_OTHER = "其他"
_COLUMNS = (
    Column(title="序号", width=34.0),
    Column(title="议题", width=WIDTH - 322.0, centred=False),
    Column(title="形式", width=72.0),
    Column(title="牵头单位", width=72.0),
    Column(title="计划", width=42.0),
    Column(title="进展", width=50.0),
    Column(title="完成", width=52.0),
)


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One planned topic and what became of it.

    Attributes:
        planned: 「3月」; done: 「3月16日」, empty while open; stage: 已完成, 调研 …
    """

    topic: str
    form: str = ""
    lead: str = ""
    planned: str = ""
    stage: str = ""
    done: str = ""
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """Plan against done: the year's consultation plan and how far each topic is.

    Attributes:
        groups: 类别 (协商, 民主监督 …) and its topics.
        counts: Label and number: (("计划", 12), ("完成", 9)).
    """

    committee: str
    title: str
    as_of: date
    groups: tuple[tuple[str, tuple[PlanRow, ...]], ...]
    counts: tuple[tuple[str, int], ...] = ()


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
        rows = {i: _row(session, i, row, day) for i, row in words.items()}
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


def _planned(session: Session, ledger: Ledger, period: Period) -> list[int]:
    table = CONSULTATION.table
    query = sa.select(table.c.id).where(
        table.c.owner_id == ledger.own_id, table.c.year == period.last.year
    )
    planned = sa.func.coalesce(table.c.planned_month, "9999")  # without a month: last
    return list(session.connection().scalars(query.order_by(planned, in_order(table.c.number))))


def _row(session: Session, topic_id: int, words: dict[str, str], day: date) -> PlanRow:
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
        iso_day(table.c.start) <= day.isoformat(),
    )
    found = session.connection().scalars(query).one()
    return found.date() if found else None


def compose_plan(content: PlanContent) -> Document:
    """Say what plan against done is made of."""
    counts = "，".join(f"{label}{number}项" for label, number in content.counts)
    right = f"截至{chinese_date(content.as_of)}"
    head = (
        Title(text=content.title),
        Ends(left=counts or content.committee, right=right, size=_SIZE, indent=2.0),
    )
    total = sum(len(rows) for _, rows in content.groups)
    table = Table(columns=_COLUMNS, rows=_rows(content), size=_SIZE, total=total)
    section = Section(head=head, flow=(table,))
    return Document(title=content.title, author=content.committee, sections=(section,))


def _rows(content: PlanContent) -> Iterator[Row | Group]:
    place = 0
    for title, rows in content.groups:
        yield Group(f"{one_printable_line(title)}（{len(rows)}项）")
        for row in rows:
            place += 1
            yield Row((str(place), *_cells(row)))


def _cells(row: PlanRow) -> tuple[str, ...]:
    done = f"{row.done}\n{row.remark}" if row.remark else row.done
    return (row.topic, row.form, row.lead, row.planned, row.stage, done)


PLAN = PaperKind(
    name="计划完成情况",
    about="年度协商计划与完成情况对照",
    takes="若干协商编号；不写则为期间所在年度的全部",
    records=("consultation",),
    one=False,
    by_period=True,
    collect=lambda ledger, request: plan_content(
        ledger, request.period or this_year(ledger.today), request.ids
    ),
    compose=compose_plan,
)
