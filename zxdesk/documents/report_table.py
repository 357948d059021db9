"""A statistics table that is sent upward: heading block, figures, what is counted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from zxdesk.documents.blocks import (
    Document,
    Ends,
    Group,
    HeadBlock,
    Note,
    Progress,
    Row,
    Section,
    Table,
    Title,
)
from zxdesk.documents.column_widths import fitted_columns
from zxdesk.documents.page import LANDSCAPE, PORTRAIT, PaperResult
from zxdesk.documents.writing import write_document
from zxdesk.queries.paper_content import ReportContent

_SIZE = 10.5


def compose_report_table(content: ReportContent) -> Document:
    """Say what a statistics table is made of."""
    rows = [row for _, group in content.groups for row in group]
    frame = LANDSCAPE if content.landscape else PORTRAIT
    columns = fitted_columns(content.columns, rows, size=_SIZE, total=frame.width)
    first = tuple(replace(column, centred=False) for column in columns[:1])
    table = Table(columns=(*first, *columns[1:]), rows=_rows(content), size=_SIZE, total=len(rows))
    notes = (Note(text=note, size=_SIZE) for note in content.notes)
    section = Section(head=tuple(_head(content)), flow=(table, *notes), landscape=content.landscape)
    return Document(title=content.title, author=content.committee, sections=(section,))


def write_report_table(
    content: ReportContent,
    path: Path,
    *,
    bundled_fonts: bool = False,
    progress: Progress | None = None,
) -> PaperResult:
    """Write a statistics table to `path` as `write_document` does."""
    document = compose_report_table(content)
    return write_document(document, path, bundled_fonts=bundled_fonts, progress=progress)


def _rows(content: ReportContent) -> Iterator[Row | Group]:
    for title, group in content.groups:
        if title:
            yield Group(title)
        for row in group:
            yield Row(row)


def _head(content: ReportContent) -> Iterator[HeadBlock]:
    """Give title and heading block, two facts to a line."""
    yield Title(text=content.title)
    pairs = [f"{caption}：{text}" for caption, text in content.head]
    pairs.insert(1, f"统计期间：{content.period}")
    if len(pairs) % 2:
        pairs.append("")
    for left, right in zip(pairs[::2], pairs[1::2], strict=True):
        yield Ends(left=left, right=right, size=_SIZE, indent=1.0)
