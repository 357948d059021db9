"""What an expression names and nobody is called: a silent 0 would be believed."""

from functools import lru_cache

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.labels import MARKS
from zxdesk.queries.naming import called
from zxdesk.records import KINDS
from zxdesk.statistics.figures import Expression
from zxdesk.statistics.renames import meanings


def unknown_names(session: Session, expression: Expression) -> tuple[str, ...]:
    """Give a sentence for each value of an expression that should name a record and names none."""
    found = []
    for label, values in expression.where:
        kinds = tuple(kind for kind, field in meanings(expression.code, label) if not field)
        for value in values:
            if not kinds or value in MARKS:
                continue
            if not session.connection().scalar(_is_called(kinds, value)):
                sheets = "、".join(KINDS[kind].sheet for kind in kinds)
                found.append(f"台账里没有{sheets}“{value}”，请改正指标")
    return tuple(dict.fromkeys(found))


@lru_cache(256)
def _is_called(kinds: tuple[str, ...], name: str) -> sa.Select[tuple[bool]]:
    """Give the statement of whether a record of some kinds is called so."""
    return sa.select(sa.or_(*[sa.exists(called(KINDS[kind], name)) for kind in kinds]))
