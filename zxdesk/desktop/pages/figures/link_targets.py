"""Where the links of a table of figures lead: to records behind a number, or to one record."""

from dataclasses import dataclass

from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import Expression


@dataclass(frozen=True)
class NumberLink:
    """A number, and what the page of its records is headed."""

    expression: Expression
    period: Period
    heading: str


@dataclass(frozen=True)
class RecordLink:
    """The record a row is about."""

    kind: str
    record_id: int
