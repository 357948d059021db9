"""Questions over records that simply have a date: products, instructions, media, documents."""

from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa

from zxdesk.records import KINDS
from zxdesk.records.kind import OneOf
from zxdesk.statistics.counting import Asked, Question, Seen, alias, within


def dated(name: str, *, amount: str = "") -> Callable[[Asked], Question]:
    """Give the question for the records of a kind by their date.

    Args:
        amount: A number typed on them that is added up; default: they are counted.
    """

    def ask(asked: Asked) -> Question:
        kind, row = KINDS[name], alias(name)
        day = row.c[kind.dated]
        return Question(
            origin=row,
            record=row.c.id,
            record_kind=name,
            owner=row.c.owner_id,
            where=(within(day, asked),),
            seen=(Seen(kind, row, prefix=kind.sheet),),
            on=sa.cast(day, sa.Text),
            amount=row.c[amount] if amount else None,
            once=True,
        )

    return ask


def instructed_items(asked: Asked) -> Question:
    """Distinct things that got an instruction; the first instruction stands for each."""
    question = dated("instruction")(asked)
    row = question.seen[0].table
    spec = KINDS["instruction"].fields["target"]
    assert isinstance(spec, OneOf)
    thing = sa.func.coalesce(
        *[
            sa.literal(f"{target}:") + sa.cast(row.c[column], sa.Text)
            for target, column in spec.options
        ]
    )
    return replace(question, counted=thing, once=False)
