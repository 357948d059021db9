"""Questions over suggestions and problems."""

from typing import Any

import sqlalchemy as sa

from zxdesk.records import KINDS
from zxdesk.records.event import HELD
from zxdesk.records.followup import SOLVED
from zxdesk.records.kind import RefList
from zxdesk.statistics.counting import Asked, Question, Seen, alias, day_of, owned


def suggestions(asked: Asked) -> Question:
    """Suggestions by their date, else their source's; invalid ones only when asked for."""
    row = alias("suggestion")
    origin, sourced = _with_source(row)
    day = sa.func.coalesce(day_of(row.c.raised_on), sourced)
    valid = () if asked.values("有效") is not None else (row.c.valid.is_(True),)
    return Question(
        origin=origin,
        record=row.c.id,
        record_kind="suggestion",
        where=(_day_within(day, asked), *valid, *owned(row, asked)),
        seen=(Seen(KINDS["suggestion"], row),),
        on=day,
    )


def problems(asked: Asked) -> Question:
    """Problems by their source's date; solved ones alone by the day they were solved."""
    row = alias("problem")
    origin, sourced = _with_source(row)
    day = day_of(row.c.solved_on) if asked.values("状态") == (SOLVED,) else sourced
    return Question(
        origin=origin,
        record=row.c.id,
        record_kind="problem",
        where=(_day_within(day, asked), *owned(row, asked)),
        seen=(Seen(KINDS["problem"], row),),
        on=day,
    )


def _with_source(row: Any) -> tuple[Any, sa.ColumnElement[Any]]:
    """Join the source event; a topic's date is that of its first held session."""
    source, session = alias("event"), alias("event")
    spec = KINDS["event"].fields["topics"]
    assert isinstance(spec, RefList)
    link = spec.table.alias()
    first_session = (
        sa.select(sa.func.min(day_of(session.c.start)))
        .join(link, link.c.record_id == session.c.id)
        .where(link.c.target_id == row.c.source_topic_id, session.c.state == HELD)
        .scalar_subquery()
    )
    origin = row.outerjoin(source, source.c.id == row.c.source_event_id)
    days = [day_of(source.c.start), first_session]
    if "source_project_id" in row.c:
        project = alias("project")
        origin = origin.outerjoin(project, project.c.id == row.c.source_project_id)
        days.append(day_of(project.c.start))
    return origin, sa.func.coalesce(*days)


def _day_within(day: sa.ColumnElement[Any], asked: Asked) -> sa.ColumnElement[bool]:
    before_end = day <= asked.period.last.isoformat()
    if asked.period.first is None:
        return before_end
    return sa.and_(day >= asked.period.first.isoformat(), before_end)
