"""Lines between two tables of a sheet: a last record of the upper one, or the lower one's title."""

from collections.abc import Iterable, Sequence

from zxdesk.exchange import cells, import_words
from zxdesk.exchange.book import Row
from zxdesk.exchange.captions import Column, must_be_filled, plain
from zxdesk.exchange.person_names import may_be_name
from zxdesk.exchange.understanding import marks
from zxdesk.exchange.understanding.scoring import Fit
from zxdesk.exchange.understanding.sections import read_section
from zxdesk.records import workbook_kinds
from zxdesk.records.fieldtypes import Code, Name
from zxdesk.records.kind import Reference

_MOST = 3
_TITLE = "下面的表的标题"


def heads_before(rows: Sequence[Row]) -> Sequence[Row]:
    """Give the lines at the end of these that may be the title of the table below."""
    start = len(rows)
    while start and len(marks.filled(rows[start - 1])) == 1 and len(rows) - start < _MOST:
        start -= 1
    return rows[start:]


def title_below(rows: Sequence[Row], fits: Iterable[Fit]) -> Sequence[Row]:
    """Give the title of the table below, without lines that may be records of the one above.

    Args:
        rows: All lines between the headings of both.
        fits: What the table above is; of one in halves, each of them.
    """
    heads = heads_before(rows)
    known = list(fits)
    records = [i for i, row in enumerate(heads) if any(_may_be_record(row, fit) for fit in known)]
    return heads[records[-1] + 1 :] if records else heads


def said_of(row: Row) -> tuple[str, str]:
    """Give why a line that was taken for a title is no record, and how notes say it."""
    words = marks.filled(row)[0]
    return _TITLE, f"第 {row.number} 行的“{words}”当作{_TITLE}，没有作为记录导入。"


def _may_be_record(row: Row, fit: Fit) -> bool:
    """Tell whether a line with one cell may be a record: it fits what names the others."""
    column = next(
        (c for c in fit.columns if c.index < len(row.cells) and row.cells[c.index] is not None),
        None,
    )
    if column is None or column.kind is not fit.kind or _is_title(row):
        return False
    name = column.field.name
    if name != fit.kind.naming and name not in fit.kind.key:
        return False
    return _fits(row, column, fit)


def _fits(row: Row, column: Column, fit: Fit) -> bool:
    words, spec = str(row.cells[column.index]), column.field
    if isinstance(spec, Reference):
        return spec.target == "member" and may_be_name(words)
    if isinstance(spec.type, Name):
        return may_be_name(words)
    try:
        cells.read(column, row.cells[column.index])
    except (ValueError, OverflowError):
        return False
    if isinstance(spec.type, Code):
        return any(char.isdigit() for char in words)
    others = [f for f in fit.kind.visible_fields() if must_be_filled(fit.kind, f) and f is not spec]
    return not others and read_section(row, fit.kind, ()) is None


def _is_title(row: Row) -> bool:
    """Tell whether a line speaks of a table and not of a record: 工作人员, 提案, 附件2."""
    said = plain(marks.filled(row)[0])
    if marks.beside(row) or import_words.pattern("lines", "heads").search(said):
        return True
    return any(
        said == kind.sheet
        or import_words.pattern("speaks_for", kind.sheet).search(said)
        or import_words.pattern("speaks_against", kind.sheet).search(said)
        for kind in workbook_kinds()
    )
