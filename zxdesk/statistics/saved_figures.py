"""The figures that the office keeps on its home page, with their values."""

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from zxdesk.errors import UserError
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, this_year
from zxdesk.statistics.figures import Figure, Number, figure, period_of, read_expression
from zxdesk.statistics.unknown import unknown_names
from zxdesk.store import Ledger

_FILED, _AFTER_MERGE = "proposal.filed", "proposal.after_merge"


@dataclass(frozen=True, kw_only=True)
class KeptFigure:
    """One kept figure.

    Attributes:
        figure: None where it cannot be worked out; `problem` says why.
        problem: Also said of a figure that names what is not there, and so gives 0.
        after_merge: Beside proposals that were filed, which count those merged into others, how
            many are left after merging; else None.
        before: The same days of last year; None where the period has no beginning.
    """

    record_id: int
    name: str
    expression: str
    period: Period
    figure: Figure | None
    problem: str = ""
    after_merge: Figure | None = None
    before: Number | None = None


def kept_figures(ledger: Ledger) -> list[KeptFigure]:
    """Work out the kept figures, in their order."""
    table = KINDS["saved_figure"].table
    query = sa.select(table).where(table.c.owner_id == ledger.own_id)
    with ledger.read() as session:
        rows = session.connection().execute(query.order_by(table.c.position, table.c.name)).all()
    return [_worked_out(ledger, row.id, row.name, row.expression, row.period) for row in rows]


def _worked_out(
    ledger: Ledger, record_id: int, name: str, expression: str, words: str | None
) -> KeptFigure:
    period, found, problem = this_year(ledger.today), None, ""
    after_merge = before = None
    try:
        period = period_of(ledger, words) if words else period
        asked = read_expression(expression)
        found = figure(ledger, asked, period=period)
        if period.first:
            before = figure(ledger, asked, period=same_days_before(period, ledger.today)).value
        if asked.code == _FILED:
            after_merge = figure(ledger, replace(asked, code=_AFTER_MERGE), period=period)
        with ledger.read() as session:
            problem = "；".join(unknown_names(session, asked))
    except UserError as error:
        problem = str(error)
    return KeptFigure(
        record_id=record_id,
        name=name,
        expression=expression,
        period=period,
        figure=found,
        problem=problem,
        after_merge=after_merge,
        before=before,
    )


def same_days_before(period: Period, today: date) -> Period:
    """Give the same days a year earlier; of a period that is not over, those up to today."""
    running = period.first is not None and period.first <= today < period.last
    whole = Period(period.name, period.first, today) if running else period
    return whole.year_before()
