"""Questions over topics: a sub-topic counts for its top topic, once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.conditions import named
from zxdesk.records import KINDS
from zxdesk.records.consultation import COMPLETED, UNPLANNED
from zxdesk.records.kind import RefList
from zxdesk.statistics import event_figures
from zxdesk.statistics.counting import Asked, Question, Seen, alias, day_of, owned

PARENT = "上级议题"


def _counted_for(parents: tuple[str, ...] | None) -> Any:
    """Give (topic, the topic it counts for): its top topic, or the one right below `parents`."""
    kind = KINDS["consultation"]
    first = kind.table.alias()
    starts = (
        first.c.parent_id.is_(None)
        if parents is None
        else first.c.parent_id.in_(named(kind, parents))
    )
    tree = (
        sa.select(first.c.id.label("id"), first.c.id.label("counted"))
        .where(starts)
        .cte("counted_topics", recursive=True)
    )
    below = kind.table.alias()
    return tree.union(
        sa.select(below.c.id, tree.c.counted).join(tree, below.c.parent_id == tree.c.id)
    )


def topics(asked: Asked) -> Question:
    """Topics with a held session in the period."""
    question = event_figures.held(asked)
    event = question.seen[0].table
    spec = KINDS["event"].fields["topics"]
    assert isinstance(spec, RefList)
    link, topic = spec.table.alias(), alias("consultation")
    tree = _counted_for(asked.values(PARENT))
    origin = (
        event.join(link, link.c.record_id == event.c.id)
        .join(topic, topic.c.id == link.c.target_id)
        .join(tree, tree.c.id == topic.c.id)
    )
    return replace(
        question,
        origin=origin,
        record=tree.c.counted,
        record_kind="consultation",
        seen=(Seen(KINDS["consultation"], topic, prefix="协商"), *question.seen),
    )


def sessions(asked: Asked) -> Question:
    """Held events linked to a topic, below `上级议题` where that is asked for."""
    question = event_figures.sessions(asked)
    parents = asked.values(PARENT)
    if parents is None:
        return question
    spec = KINDS["event"].fields["topics"]
    assert isinstance(spec, RefList)
    link, tree = spec.table.alias(), _counted_for(parents)
    below = question.seen[0].table.c.id.in_(
        sa.select(link.c.record_id).join(tree, tree.c.id == link.c.target_id)
    )
    return replace(question, where=(*question.where, below))


def planned(*, completed: bool) -> Callable[[Asked], Question]:
    """Give the question for the topics of the period's years that were planned."""

    def ask(asked: Asked) -> Question:
        topic = alias("consultation")
        tree = _counted_for(asked.values(PARENT))
        years = [topic.c.year <= asked.period.last.year]
        if asked.period.first:
            years.append(topic.c.year >= asked.period.first.year)
        stage = topic.c.stage.in_(COMPLETED) if completed else topic.c.stage.not_in(UNPLANNED)
        return Question(
            origin=topic.join(tree, tree.c.id == topic.c.id),
            record=tree.c.counted,
            record_kind="consultation",
            where=(*years, stage, *owned(topic, asked)),
            seen=(Seen(KINDS["consultation"], topic),),
            on=day_of(asked.as_of_text),
        )

    return ask
