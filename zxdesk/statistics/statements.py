"""The statements of figures, each written once for all that is asked alike.

Writing one takes SQLAlchemy several times as long as SQLite takes to answer it, and a quarter's
table asks each of its rows four times, the roll-up for every committee.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.conditions import Mention
from zxdesk.queries.labels import Path
from zxdesk.statistics.catalogue import Indicator
from zxdesk.statistics.counting import Asked, Question

# One takes 150 kB: what offices ask again and again, not all that can be asked.
_KEPT = 192
_KEPT_OTHERS = 48


@dataclass(frozen=True)
class Written:
    """A statement of a question.

    Attributes:
        mentions: The values in it that need not exist.
    """

    question: Question
    statement: sa.Select[Any]
    mentions: tuple[Mention, ...]


@lru_cache(_KEPT)
def of_value(indicator: Indicator, asked: Asked) -> Written:
    """Give the statement of the value (see `Question.values`)."""
    question = indicator.question(asked)
    return Written(question, question.values(), tuple(asked.mentions))


@lru_cache(_KEPT_OTHERS)
def of_owners(indicator: Indicator, asked: Asked) -> Written:
    """Give the statement of the value of each committee (see `Question.by_owner`)."""
    question = indicator.question(asked)
    return Written(question, question.by_owner(), tuple(asked.mentions))


@lru_cache(_KEPT_OTHERS)
def of_records(indicator: Indicator, asked: Asked) -> Written:
    """Give the statement of the records (see `Question.records`)."""
    question = indicator.question(asked)
    return Written(question, question.records(), tuple(asked.mentions))


@lru_cache(_KEPT_OTHERS)
def of_groups(
    indicator: Indicator, asked: Asked, by: Path, target: str = ""
) -> tuple[Written, Callable[[Any], str]]:
    """Give the statement of the groups, and what shows one (see `Question.groups`)."""
    question = indicator.question(asked)
    statement, show = question.groups(by, target=target)
    return Written(question, statement, tuple(asked.mentions)), show
