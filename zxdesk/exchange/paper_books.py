"""The papers that are written as workbooks too, by the paper's name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from zxdesk.exchange.object_book import write_object_book
from zxdesk.exchange.quarter_book import write_quarter_book
from zxdesk.papers.kind import PaperKind, PaperRequest
from zxdesk.papers.statistics_table import STATISTICS_TABLE, filled_table
from zxdesk.services.report_head import report_head
from zxdesk.statistics.reporting import QuarterTable
from zxdesk.store import Ledger

WriteBook = Callable[[Ledger, PaperRequest, Path], None]


def write_paper_book(
    paper: PaperKind[Any], ledger: Ledger, request: PaperRequest, path: Path
) -> None:
    """Write what a paper says as a workbook; for papers that say they have one.

    Raises:
        EnvironmentProblem: the file cannot be written; what stood there stays.
    """
    BOOKS[paper.name](ledger, request, path)


def _write_statistics_table(ledger: Ledger, request: PaperRequest, path: Path) -> None:
    table, head = filled_table(ledger, request.one, request.period), report_head(ledger)
    if isinstance(table, QuarterTable):
        write_quarter_book(table, path, head=head)
    else:
        write_object_book(table, path, head=head)


BOOKS: dict[str, WriteBook] = {STATISTICS_TABLE.name: _write_statistics_table}
