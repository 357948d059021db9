"""Questions over registers as of a day: members in office, units and venues in being."""

from collections.abc import Callable
from dataclasses import replace

from zxdesk.queries.conditions import Conditions, find_field, has_label
from zxdesk.queries.services import holds_on
from zxdesk.records import KINDS
from zxdesk.records.kind import RefList
from zxdesk.statistics.counting import Asked, Question, Seen, alias, owned


def members_in_office(asked: Asked) -> Question:
    """Members with a service on the day that fits every filter on services."""
    member = alias("member")
    kind = KINDS["member"]
    on_service = [
        term
        for term in asked.terms
        if find_field(kind, term[0][0]) is None and has_label(kind, term[0][0])
    ]
    conditions = Conditions(kind, on=asked.as_of_text, table=member, mentions=asked.mentions)
    return Question(
        origin=member,
        record=member.c.id,
        record_kind="member",
        where=(conditions.holding(on_service), *owned(member, asked)),
        seen=(Seen(kind, member),),
        on=asked.as_of_text,
    )


def in_being(name: str) -> Callable[[Asked], Question]:
    """Give the question for units or venues in being on the day."""

    def ask(asked: Asked) -> Question:
        kind, row = KINDS[name], alias(name)
        assert kind.in_being is not None
        start, end = kind.in_being
        return Question(
            origin=row,
            record=row.c.id,
            record_kind=name,
            where=(holds_on(row.c[start], row.c[end], asked.as_of_text), *owned(row, asked)),
            seen=(Seen(kind, row, prefix=kind.sheet),),
            on=asked.as_of_text,
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
