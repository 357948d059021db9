"""Questions over topics: a sub-topic counts for its top topic, once.

Labels are those of the topic that is counted, so that every record behind a filter shows it; those
of a session are of the topic to which it is linked.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.conditions import Conditions
from zxdesk.queries.relations import Relations
from zxdesk.records import KINDS
from zxdesk.records.consultation import COMPLETED, UNPLANNED
from zxdesk.records.kind import RefList
from zxdesk.statistics import event_figures
from zxdesk.statistics.counting import (
    AS_OF_TEXT,
    FIRST_YEAR,
    LAST_YEAR,
    Asked,
    Question,
    Seen,
    alias,
)

_TOPIC = KINDS["consultation"]


def topics(asked: Asked) -> Question:
    """Topics with a held session in the period."""
    question = event_figures.held(asked)
    tree = _counted_for(asked, question.relations)
    topic = alias("consultation")
    origin, link = _with_link(question)
    return replace(
        question,
        origin=origin.join(tree, tree.c.id == link.c.target_id).join(
            topic, topic.c.id == tree.c.counted
        ),
        record=topic.c.id,
        record_kind="consultation",
        seen=(_seen(topic), *question.seen),
        once=False,
    )


def sessions(asked: Asked) -> Question:
    """Held events linked to a topic, below `上级议题` where that is asked for."""
    question = event_figures.held(asked)
    topic = alias("consultation")
    origin, link = _with_link(question)
    origin = origin.join(topic, topic.c.id == link.c.target_id)
    # `上级议题=X` takes in what stands deeper, which a plain condition on the link would not.
    if asked.terms_for("consultation", "parent_id"):
        tree = _counted_for(asked, question.relations)
        origin = origin.join(tree, tree.c.id == topic.c.id)
    seen = (_seen(topic), *question.seen)
    return replace(question, origin=origin, seen=seen, once=False)


def planned(*, completed: bool) -> Callable[[Asked], Question]:
    """Give the question for the topics of the period's years that were planned."""

    def ask(asked: Asked) -> Question:
        topic, relations = alias("consultation"), Relations()
        years = [topic.c.year <= LAST_YEAR, *([topic.c.year >= FIRST_YEAR] if asked.begins else [])]
        stage = topic.c.stage.in_(COMPLETED) if completed else topic.c.stage.not_in(UNPLANNED)
        return Question(
            origin=topic,
            record=topic.c.id,
            record_kind="consultation",
            owner=topic.c.owner_id,
            where=(*years, stage, *_starts(topic, asked, relations)),
            seen=(_seen(topic),),
            on=AS_OF_TEXT,
            relations=relations,
        )

    return ask


def _seen(topic: Any) -> Seen:
    return Seen(_TOPIC, topic, prefix=_TOPIC.sheet)


def _with_link(question: Question) -> tuple[Any, Any]:
    """Join the links between events and their topics."""
    event = question.seen[0].table
    spec = KINDS["event"].fields["topics"]
    assert isinstance(spec, RefList)
    link = spec.table.alias()
    return event.join(link, link.c.record_id == event.c.id), link


def _starts(topic: Any, asked: Asked, relations: Relations) -> list[sa.ColumnElement[bool]]:
    """Say that a topic is counted itself: one at the top, or right below `上级议题`."""
    parents = asked.terms_for("consultation", "parent_id")
    if not parents:
        return [topic.c.parent_id.is_(None)]
    conditions = Conditions(
        _TOPIC, on=AS_OF_TEXT, table=topic, mentions=asked.mentions, relations=relations
    )
    return conditions.of_paths(parents)


def _counted_for(asked: Asked, relations: Relations) -> Any:
    """Give (topic, the topic it counts for): itself or the one above it that is counted."""
    first, below = alias("consultation"), alias("consultation")
    tree = (
        sa.select(first.c.id.label("id"), first.c.id.label("counted"))
        .where(*_starts(first, asked, relations))
        .cte("counted_topics", recursive=True)
    )
    # UNION, not UNION ALL: a topic that stands below itself by mistake ends the recursion.
    return tree.union(
        sa.select(below.c.id, tree.c.counted).join(tree, below.c.parent_id == tree.c.id)
    )
