"""The tree of programmes (品牌) with what was done under each in a year.

Every number is a figure filtered by 品牌, so it takes in what stands below on the tree and leads
to its records.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.records import KINDS
from zxdesk.records.target import YEARLY
from zxdesk.rules.periods import Period
from zxdesk.rules.quotas import spans_of
from zxdesk.statistics.figures import (
    Expression,
    Number,
    figure_in,
    indicator,
    values_by_target,
)
from zxdesk.store import Ledger

LABEL = "品牌"
CODES = (
    "event.held",
    "consultation.topics",
    "proposal.received",
    "opinion.items",
    "suggestion.count",
    "problem.count",
    "product.count",
    "instruction.count",
    "speech.count",
    "project.count",
    "media.count",
    "document.count",
    "award.count",
    "venue.active",
)


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One programme on the tree.

    Attributes:
        depth: How many stand above it.
        counts: By indicator code; codes without any are left out.
    """

    record_id: int
    name: str
    parent_id: int | None
    depth: int
    counts: Mapping[str, Number]


@dataclass(frozen=True, kw_only=True)
class ProgrammeTree:
    """Programmes from the top, each followed by those below it.

    Attributes:
        codes: The indicators that count anything in the year.
    """

    period: Period
    codes: tuple[str, ...]
    branches: tuple[Branch, ...]


def counted(code: str, programme: str) -> Expression:
    """Give the figure of what was done under a programme."""
    return Expression(code=code, where=((LABEL, (programme,)),))


def programme_tree(ledger: Ledger, year: int) -> ProgrammeTree:
    """Work the tree out for a year."""
    period = spans_of(year, YEARLY)[0]
    with ledger.read() as session:
        rows = _rows(session, ledger)
        counts = {code: _counts(session, ledger, code, rows, period) for code in CODES}
    branches = tuple(
        Branch(
            record_id=row.id,
            name=row.name,
            parent_id=row.parent_id,
            depth=depth,
            counts={code: found[row.id] for code, found in counts.items() if row.id in found},
        )
        for row, depth in _in_tree_order(rows)
    )
    codes = tuple(code for code in CODES if any(code in one.counts for one in branches))
    return ProgrammeTree(period=period, codes=codes, branches=branches)


def heading(code: str) -> str:
    """Give the word over a column of counts."""
    return indicator(code).label


def _rows(session: Session, ledger: Ledger) -> Sequence[Any]:
    table = KINDS["programme"].table
    query = sa.select(table).where(table.c.owner_id == ledger.own_id).order_by(table.c.name)
    return session.connection().execute(query).all()


def _counts(
    session: Session, ledger: Ledger, code: str, rows: Sequence[Any], period: Period
) -> dict[int, Number]:
    """Give the count of each programme that has any."""
    found = values_by_target(
        session, ledger, Expression(code=code), by=LABEL, target="programme", period=period
    )
    # A group holds the programme's own records alone, what stands above others counts theirs too.
    parents = {row.parent_id for row in rows}
    for row in rows:
        if row.id in parents:
            expression = counted(code, row.name)
            found[row.id] = figure_in(session, ledger, expression, period=period).value
    return {programme: count for programme, count in found.items() if count}


def _in_tree_order(rows: Sequence[Any]) -> Iterator[tuple[Any, int]]:
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    waiting = [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting += [(child, depth + 1) for child in reversed(below.get(row.id, []))]
