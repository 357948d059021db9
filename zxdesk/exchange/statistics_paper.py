"""Reporting tables T1 to T8 for the printer: with two heads, as one list, and as a workbook."""

from pathlib import Path

from zxdesk.errors import UserError
from zxdesk.exchange.object_book import object_content, write_object_book
from zxdesk.exchange.report_book import HEADINGS, ReportHead, report_content, write_report_book
from zxdesk.queries.paper_content import ReportContent
from zxdesk.queries.paper_kinds import StatisticsContent
from zxdesk.queries.values import keys
from zxdesk.records.reporting import FIGURES
from zxdesk.rules.periods import Period, quarter_of, this_year
from zxdesk.services.report_head import report_head
from zxdesk.statistics.object_tables import ObjectTable, object_table
from zxdesk.statistics.reporting import QuarterTable, is_quarter, quarter_table, table_named
from zxdesk.store import Ledger

_GROUP = ("", "类")
_NAME = ("", "名称")
_SIGNERS = slice(1, 4)

Filled = QuarterTable | ObjectTable


def quarter_content(ledger: Ledger, table_id: int, period: Period | None) -> ReportContent:
    """Collect a table as a list by groups; without a period of this quarter or year."""
    return _listed(filled_table(ledger, table_id, period), _head(ledger))


def statistics_content(ledger: Ledger, table_id: int, period: Period | None) -> StatisticsContent:
    """Collect a table with groups of columns; without a period of this quarter or year."""
    table, head = filled_table(ledger, table_id, period), _head(ledger)
    content = _listed(table, head)
    grouped = any(title for title, _ in content.groups)
    return StatisticsContent(
        title=content.title,
        unit=content.committee,
        period=content.period,
        number=table.number if isinstance(table, QuarterTable) else table.table.number,
        columns=((_GROUP,) if grouped else ()) + _columns(table),
        rows=tuple(
            (title, *row) if grouped else row for title, rows in content.groups for row in rows
        ),
        merged=1 if grouped else 0,
        signers=tuple(pair for pair in head.pairs()[_SIGNERS] if pair[1]),
        reported_on=head.reported_on,
        notes=content.notes,
        landscape=content.landscape,
    )


def write_table_book(ledger: Ledger, table_id: int, period: Period | None, path: Path) -> None:
    """Write a table as a workbook.

    Raises:
        EnvironmentProblem: the file cannot be written; what stood there stays.
    """
    table, head = filled_table(ledger, table_id, period), _head(ledger)
    if isinstance(table, QuarterTable):
        write_report_book(table, path, head=head)
    else:
        write_object_book(table, path, head=head)


def filled_table(ledger: Ledger, table_id: int, period: Period | None) -> Filled:
    """Fill a table; tables of figures go by quarters, the others by any period.

    Raises:
        UserError: the period is no quarter, or the table was deleted.
    """
    with ledger.read() as session:
        number = keys(session, "reporting_table", [table_id]).get(table_id, "")
        table = table_named(session, number, owner_id=ledger.own_id)
    if table.objects != FIGURES:
        return object_table(ledger, period or this_year(ledger.today), number)
    period = period or quarter_of(ledger.today)
    if not is_quarter(period):
        raise UserError(
            f"“{table.title}”按季度填报，“{period.name}”不是季度，没有生成文件",
            "期间请写作 2026Q3",
            code="bad_period",
        )
    return quarter_table(ledger, period, number=number)


def _head(ledger: Ledger) -> ReportHead:
    return ReportHead(**report_head(ledger))


def _listed(table: Filled, head: ReportHead) -> ReportContent:
    if isinstance(table, QuarterTable):
        return report_content(table, head)
    return object_content(table, head)


def _columns(table: Filled) -> tuple[tuple[str, str], ...]:
    if isinstance(table, QuarterTable):
        return tuple(("", heading) for heading in HEADINGS[1:-1])
    return (_NAME, *((column.group, column.label) for column in table.table.rows))
