"""Questions over registers as of a day: members in office, units and venues in being."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.conditions import on_the_day
from zxdesk.queries.relations import Relations
from zxdesk.queries.services import holds_on
from zxdesk.queries.spans import services
from zxdesk.records import KINDS
from zxdesk.records.kind import RefList
from zxdesk.statistics.counting import AS_OF_TEXT, Asked, Question, Seen, alias


def members_in_office(_: Asked) -> Question:
    """Members with a service on the day."""
    member, relations = alias("member"), Relations()
    serving: Any = services(relations).named()
    in_office = sa.select(serving.c.member_id).where(*on_the_day(serving, AS_OF_TEXT))
    return Question(
        origin=member,
        record=member.c.id,
        record_kind="member",
        owner=member.c.owner_id,
        where=(member.c.id.in_(in_office.correlate(None)),),
        seen=(Seen(KINDS["member"], member, prefix="委员"),),
        on=AS_OF_TEXT,
        relations=relations,
    )


def in_being(name: str) -> Callable[[Asked], Question]:
    """Give the question for units or venues in being on the day."""

    def ask(_: Asked) -> Question:
        kind, row = KINDS[name], alias(name)
        assert kind.in_being is not None
        start, end = kind.in_being
        return Question(
            origin=row,
            record=row.c.id,
            record_kind=name,
            owner=row.c.owner_id,
            where=(holds_on(row.c[start], row.c[end], AS_OF_TEXT),),
            seen=(Seen(kind, row, prefix=kind.sheet),),
            on=AS_OF_TEXT,
        )

    return ask


def venue_people(field: str) -> Callable[[Asked], Question]:
    """Give the question for the distinct persons of a list at venues open on the day."""

    def ask(asked: Asked) -> Question:
        question = in_being("venue")(asked)
        venue = question.seen[0].table
        spec = KINDS["venue"].fields[field]
        assert isinstance(spec, RefList)
        link, member = spec.table.alias(), alias("member")
        origin = venue.join(link, link.c.record_id == venue.c.id).join(
            member, member.c.id == link.c.target_id
        )
        return replace(
            question,
            origin=origin,
            record=member.c.id,
            record_kind="member",
            seen=(*question.seen, Seen(KINDS["member"], member, prefix="委员")),
        )

    return ask
