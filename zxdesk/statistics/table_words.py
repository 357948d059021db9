"""The words around a reporting table, the same on paper and in a workbook."""

from collections.abc import Iterable

from zxdesk.rules.periods import Period
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.object_tables import ObjectTable
from zxdesk.statistics.reporting import ReportedRow, TableRow

# What the values of a row are, in the order of `reporting.COLUMNS`, and their difference.
VALUES = ("本季", "本年累计", "上年同季", "上年累计")
HEADINGS = ("类", "指标", "单位", *VALUES, "增减", "备注（口径）")


def period_words(period: Period) -> str:
    """Give a period with its days: 2026Q3（2026-07-01 至 2026-09-30）."""
    first = period.first.isoformat() if period.first else ""
    return f"{period.name}（{first} 至 {period.last.isoformat()}）"


def attentions(remarks: Iterable[str]) -> tuple[str, ...]:
    """Give the remarks on a table's sums as its notes have them, before what it counts."""
    return tuple(f"注意：{remark}" for remark in remarks)


def counted(row: ReportedRow) -> str:
    """Say what a row counts: the office's own words, else the indicator's."""
    return row.note or INDICATORS[row.code].definition


def caption_of(column: TableRow) -> str:
    """Give a column's title with the group it belongs to."""
    return f"{column.group}：{column.label}" if column.group else column.label


def notes_of(table: ObjectTable) -> tuple[str, ...]:
    """Say what does not add up, and what each column counts; a shown field needs no words."""
    notes = list(attentions(table.remarks))
    for column in table.table.rows:
        code = column.expression.split(" ", 1)[0]
        if code in INDICATORS:
            notes.append(f"{caption_of(column)}：{column.note or INDICATORS[code].definition}")
    return tuple(notes)
