"""统计表: the reporting tables T1 to T8 as they are sent upwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import (
    Document,
    Ends,
    FlowBlock,
    HeadBlock,
    Note,
    Row,
    Section,
    Table,
    Title,
)
from zxdesk.documents.column_widths import fitted_columns, least_widths
from zxdesk.documents.page import LANDSCAPE, PORTRAIT
from zxdesk.documents.plain import one_printable_line
from zxdesk.errors import UserError
from zxdesk.papers.kind import PaperKind
from zxdesk.queries.values import keys
from zxdesk.records.reporting import FIGURES
from zxdesk.rules.periods import Period, quarter_of, this_year
from zxdesk.services.report_head import ReportHead, report_head
from zxdesk.statistics.object_tables import ObjectTable, object_table
from zxdesk.statistics.reporting import QuarterTable, is_quarter, quarter_table, table_named
from zxdesk.statistics.table_words import HEADINGS, attentions, counted, notes_of, period_words
from zxdesk.store import Ledger, steps

_GROUP, _NAME = ("", "类"), ("", "名称")
Filled = QuarterTable | ObjectTable
_TO_BE_SIGNED = "_" * 6
_SIZE, _SMALL_SIZE = 12.0, 10.5
# Up to so many columns, this size of type.
_SIZES = ((8, _SIZE), (12, _SMALL_SIZE), (1_000, 9.0))


@dataclass(frozen=True, kw_only=True)
class StatisticsContent:
    """A statistics table sent upwards (T1 to T8).

    Attributes:
        unit: 填报单位; period: 统计期间, 「2026年第1季度」; number: 「T1」.
        columns: Group heading (or empty) and title of each column.
        rows: Cells as texts; the first `merged` columns write equal words below each other once.
        signers: Label and name: 单位负责人, 填表人, 联系电话; reported_on: 报出日期.
        notes: 口径, a line each.
    """

    title: str
    unit: str
    period: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    number: str = ""
    merged: int = 0
    signers: tuple[tuple[str, str], ...] = ()
    reported_on: date | None = None
    notes: tuple[str, ...] = ()
    landscape: bool = False


def statistics_content(ledger: Ledger, table_id: int, period: Period | None) -> StatisticsContent:
    """Collect a table; without a period of this quarter or year."""
    table, head = filled_table(ledger, table_id, period), report_head(ledger)
    if isinstance(table, QuarterTable):
        with ledger.read() as session:
            return quarter_paper(table, head, steps.head(session.connection()))
    return objects_paper(table, head)


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


def quarter_paper(
    table: QuarterTable, head: ReportHead, log_head: tuple[int, str] | None = None
) -> StatisticsContent:
    """Give a table of figures as it is printed.

    Args:
        log_head: The last step of the change log, by which an older or shortened ledger is told.
    """
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
        notes=(
            *attentions(table.remarks),
            *(f"{row.label}：{counted(row)}" for row in table.rows),
            *_proof(log_head),
        ),
    )


def _proof(log_head: tuple[int, str] | None) -> list[str]:
    return [f"台账校验：{log_head[0]}:{log_head[1][:12]}"] if log_head else []


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


def compose_statistics(content: StatisticsContent) -> Document:
    """Say what a statistics table is made of: heading in two lines, rows, signers, notes."""
    size = next(size for most, size in _SIZES if len(content.columns) <= most)
    titles = [title for _, title in content.columns]
    needed = sum(least_widths(titles, content.rows, size=size))
    # Where numbers or codes would be broken upright, the table is laid on its side.
    landscape = content.landscape or needed > PORTRAIT.width
    frame = LANDSCAPE if landscape else PORTRAIT
    fitted = fitted_columns(titles, content.rows, size=size, total=frame.width)
    columns = tuple(
        replace(column, group=group, merge=place < content.merged)
        for place, (column, (group, _)) in enumerate(zip(fitted, content.columns, strict=True))
    )
    rows = [Row(cells) for cells in content.rows]
    section = Section(
        head=tuple(_head(content)),
        flow=(Table(columns=columns, rows=rows, size=size, total=len(rows)), *_below(content)),
        landscape=landscape,
    )
    return Document(title=content.title, author=content.unit, sections=(section,))


def _head(content: StatisticsContent) -> Iterator[HeadBlock]:
    yield Title(text=content.title)
    unit = f"填报单位（盖章）：{one_printable_line(content.unit)}"
    number = f"表号：{content.number}" if content.number else ""
    day = f"报出日期：{chinese_date(content.reported_on)}" if content.reported_on else ""
    yield Ends(left=unit, right=number, size=_SIZE, indent=2.0)
    yield Ends(left=f"统计期间：{content.period}", right=day, size=_SIZE, indent=2.0)


def _below(content: StatisticsContent) -> Iterator[FlowBlock]:
    signers = [
        f"{label}：{one_printable_line(name) or _TO_BE_SIGNED}" for label, name in content.signers
    ]
    if signers:
        yield Note(text="　　".join(signers))
    if content.notes:
        yield Note(text="口径说明：")
        for place, note in enumerate(content.notes, start=1):
            yield Note(text=f"{place}. {one_printable_line(note)}", size=_SMALL_SIZE)


STATISTICS_TABLE = PaperKind(
    name="统计表",
    about="上报的统计表，T1至T8，两层表头，可横排",
    takes="一张报表的编号，如 T6",
    records=("reporting_table",),
    by_period=True,
    has_book=True,
    collect=lambda ledger, request: statistics_content(ledger, request.one, request.period),
    compose=compose_statistics,
)
