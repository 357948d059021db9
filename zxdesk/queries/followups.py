"""The day of a suggestion or problem, from itself or from its source."""

from typing import Any

import sqlalchemy as sa

from zxdesk.queries.relations import Relation, Relations
from zxdesk.records import KINDS
from zxdesk.records.event import HELD
from zxdesk.records.kind import RefList
from zxdesk.store.functions import iso_day

_EVENT = KINDS["event"].table


def dated_followups(relations: Relations, name: str) -> Relation:
    """Give the day of every suggestion or problem: its own, else its source's.

    An event gives its 开始时间 whatever became of it, a topic that of its first held session.
    """

    def build() -> sa.Select[Any]:
        row, source = KINDS[name].table.alias(), _EVENT.alias()
        sessions = relations.made("sessions", "first_sessions", _first_sessions).named()
        origin = row.outerjoin(source, source.c.id == row.c.source_event_id).outerjoin(
            sessions, sessions.c.id == row.c.source_topic_id
        )
        days = [iso_day(source.c.start), sessions.c.day]
        if "raised_on" in row.c:
            days.insert(0, iso_day(row.c.raised_on))
        if "source_project_id" in row.c:
            project = KINDS["project"].table.alias()
            origin = origin.outerjoin(project, project.c.id == row.c.source_project_id)
            days.append(iso_day(project.c.start))
        return sa.select(row.c.id, sa.func.coalesce(*days).label("day")).select_from(origin)

    return relations.made(("dated", name), "dated", build)


def _first_sessions() -> sa.Select[Any]:
    """Give the day of the first held session of every topic that had one."""
    session = _EVENT.alias()
    spec = KINDS["event"].fields["topics"]
    assert isinstance(spec, RefList)
    link = spec.table.alias()
    return (
        sa.select(link.c.target_id.label("id"), sa.func.min(iso_day(session.c.start)).label("day"))
        .join(session, session.c.id == link.c.record_id)
        .where(session.c.state == HELD)
        .group_by(link.c.target_id)
    )
