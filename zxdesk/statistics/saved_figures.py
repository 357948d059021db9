"""The figures that the office keeps on its home page, with their values."""

from dataclasses import dataclass, replace

import sqlalchemy as sa

from zxdesk.errors import UserError
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, this_year
from zxdesk.statistics.figures import Figure, figure, period_of, read_expression
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
    """

    record_id: int
    name: str
    expression: str
    period: Period
    figure: Figure | None
    problem: str = ""
    after_merge: Figure | None = None


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
    after_merge = None
    try:
        period = period_of(ledger, words) if words else period
        asked = read_expression(expression)
        found = figure(ledger, asked, period=period)
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
    )
