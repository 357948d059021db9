"""What a package would hold, before it is written."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from zxdesk.exchange.captions import sheet_fields
from zxdesk.exchange.counted import Reporter
from zxdesk.exchange.exporting import export_book
from zxdesk.records import KINDS, workbook_kinds
from zxdesk.store import Ledger


@dataclass(frozen=True)
class PackageContents:
    """What a package would hold: rows by sheet, and the columns that stay here."""

    rows: dict[str, int]
    left_out: dict[str, tuple[str, ...]]


def contents_of(ledger: Ledger, reporter: Reporter) -> PackageContents:
    """Tell what would be sent, by writing the details as they would be and counting."""
    with TemporaryDirectory(prefix="zxdesk-") as folder:
        counts = export_book(
            ledger,
            workbook_kinds(),
            Path(folder) / "明细.xlsx",
            personal=False,
            progress=lambda done, total: reporter.report("正在清点…", done, total),
        )
    sheets = {kind.sheet: kind for kind in KINDS.values()}
    left_out = {
        sheet: tuple(spec.title for _, spec in sheet_fields(sheets[sheet]) if spec.personal)
        for sheet in counts
    }
    return PackageContents(counts, left_out)
