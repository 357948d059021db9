"""Reporting tables T1 to T8 for the printer, and by the same name as a workbook."""

from collections.abc import Sequence
from pathlib import Path

from zxdesk.errors import UserError
from zxdesk.exchange.object_book import notes_of, write_object_book
from zxdesk.exchange.report_book import HEADINGS, counted, period_words, write_report_book
from zxdesk.queries.paper_kinds import StatisticsContent
from zxdesk.queries.values import keys
from zxdesk.records.reporting import FIGURES
from zxdesk.rules.periods import Period, quarter_of, this_year
from zxdesk.services.report_head import ReportHead, report_head
from zxdesk.statistics.object_tables import ObjectTable, object_table
from zxdesk.statistics.reporting import QuarterTable, is_quarter, quarter_table, table_named
from zxdesk.store import Ledger

_GROUP, _NAME = ("", "类"), ("", "名称")

Filled = QuarterTable | ObjectTable


def quarter_paper(table: QuarterTable, head: ReportHead) -> StatisticsContent:
    """Give a table of figures as it is printed."""
    return StatisticsContent(
        title=table.title,
        unit=head.committee,
        period=period_words(table.period),
        number=table.number,
        columns=tuple(("", heading) for heading in HEADINGS[:-1]),
        rows=tuple(
            (row.group, row.label, row.unit, *_texts((*row.values, row.change)))
            for row in table.rows
        ),
        merged=1,
        signers=head.signers(),
        reported_on=head.reported_on,
        notes=tuple(f"{row.label}：{counted(row)}" for row in table.rows),
    )


def objects_paper(table: ObjectTable, head: ReportHead) -> StatisticsContent:
    """Give a table of objects as it is printed; objects of several groups are parted."""
    rows = [(row.group, row.title, *_texts([c.value for c in row.cells])) for row in table.rows]
    grouped = any(row[0] for row in rows)
    columns = (_NAME, *((column.group, column.label) for column in table.table.rows))
    return StatisticsContent(
        title=table.table.title,
        unit=head.committee,
        period=period_words(table.period),
        number=table.table.number,
        columns=(_GROUP, *columns) if grouped else columns,
        rows=tuple(row if grouped else row[1:] for row in rows),
        merged=1 if grouped else 0,
        signers=head.signers(),
        reported_on=head.reported_on,
        notes=notes_of(table),
        landscape=table.table.landscape,
    )


def _texts(values: Sequence[object]) -> tuple[str, ...]:
    return tuple("—" if value is None else str(value) for value in values)


def statistics_content(ledger: Ledger, table_id: int, period: Period | None) -> StatisticsContent:
    """Collect a table; without a period of this quarter or year."""
    table, head = filled_table(ledger, table_id, period), report_head(ledger)
    if isinstance(table, QuarterTable):
        return quarter_paper(table, head)
    return objects_paper(table, head)


def write_table_book(ledger: Ledger, table_id: int, period: Period | None, path: Path) -> None:
    """Write a table as a workbook.

    Raises:
        EnvironmentProblem: the file cannot be written; what stood there stays.
    """
    table, head = filled_table(ledger, table_id, period), report_head(ledger)
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
