"""The office's further reporting tables, filled for any period as it is typed."""

from dataclasses import dataclass

from zxdesk.errors import UserError
from zxdesk.records.reporting import FIGURES
from zxdesk.statistics.figures import period_of
from zxdesk.statistics.object_tables import ObjectTable, object_table
from zxdesk.statistics.reporting import (
    MAIN,
    QuarterTable,
    ReportingTable,
    quarter_table,
    tables,
)
from zxdesk.store import Ledger


@dataclass(frozen=True)
class FilledTable:
    """The office's further tables, and the chosen one as a table of figures or of objects.

    Attributes:
        problem: Why the chosen one cannot be filled; empty where it can.
    """

    tables: tuple[ReportingTable, ...]
    figures: QuarterTable | None = None
    objects: ObjectTable | None = None
    problem: str = ""


def further_tables(ledger: Ledger) -> tuple[ReportingTable, ...]:
    """Give the office's tables but for that of the quarter."""
    with ledger.read() as session:
        known = tables(session, owner_id=ledger.own_id)
    return tuple(table for table in known if table.number != MAIN)


def filled_table(ledger: Ledger, number: str, words: str) -> FilledTable:
    """Fill a table for a period as typed; a table that is gone gives way to the first."""
    known = further_tables(ledger)
    if not known:
        return FilledTable(())
    chosen = next((table for table in known if table.number == number), known[0])
    try:
        period = period_of(ledger, words)
        if chosen.objects == FIGURES:
            return FilledTable(known, figures=quarter_table(ledger, period, number=chosen.number))
        return FilledTable(known, objects=object_table(ledger, period, chosen.number))
    except UserError as error:
        return FilledTable(known, problem=str(error))
