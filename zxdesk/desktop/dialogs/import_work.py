"""The work behind the import dialog, done off the window's thread."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zxdesk.desktop.dialogs.busy import steps
from zxdesk.desktop.tasks import Progress
from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.importing import import_books
from zxdesk.exchange.reading import read_book
from zxdesk.exchange.report import ImportReport
from zxdesk.exchange.templates import write_templates
from zxdesk.queries.listed_values import all_lists
from zxdesk.store import Ledger

_UNREADABLE = "unreadable_file"


@dataclass(frozen=True)
class Trial:
    """What an import would do.

    Attributes:
        files: The files that can be read.
        problems: A sentence for each of the others.
    """

    report: ImportReport
    files: tuple[Path, ...]
    problems: tuple[str, ...] = ()

    @property
    def taken(self) -> int:
        """How many records would be new or changed."""
        return taken(self.report)


def taken(report: ImportReport) -> int:
    """Count the records that are new or changed."""
    return sum(report.added.values()) + sum(report.updated.values())


def try_books(ledger: Ledger, files: Sequence[Path], progress: Progress) -> Trial:
    """Tell what an import would do; files that cannot be read are left out and named."""
    progress.report("正在读取文件…")
    step = steps(progress, "正在核对每一行…")
    try:
        report = import_books(ledger, files, dry_run=True, progress=step)
    except EnvironmentProblem as problem:
        if problem.code != _UNREADABLE:
            raise
    else:
        return Trial(report, tuple(files))
    good, problems = _sort_out(files, progress)
    if not good:
        return Trial(ImportReport(), (), problems)
    return Trial(import_books(ledger, good, dry_run=True, progress=step), good, problems)


def _sort_out(
    files: Sequence[Path], progress: Progress
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    good: list[Path] = []
    problems: list[str] = []
    for done, file in enumerate(files):
        progress.report(f"正在读取 {file.name}…", done, len(files))
        try:
            read_book(file)
        except EnvironmentProblem as problem:
            problems.append(str(problem))
        else:
            good.append(file)
    return tuple(good), tuple(problems)


def take_books(ledger: Ledger, files: Sequence[Path], progress: Progress) -> ImportReport:
    """Back up, then import."""
    progress.report("正在备份…")
    ledger.back_up()
    return import_books(ledger, files, progress=steps(progress, "正在导入…"))


def make_templates(ledger: Ledger, folder: Path) -> list[Path]:
    """Write the empty workbook with the office's own value lists."""
    with ledger.read() as session:
        lists = all_lists(session, owner_id=ledger.own_id)
    return write_templates(folder, lists)


def by_sheet(report: ImportReport) -> list[tuple[str, int, int, int, int]]:
    """Give for each sheet how many rows are new, changed, unchanged and rejected."""
    rejected = Counter(row.kind_sheet for row in report.rejected_rows)
    counts = (report.added, report.updated, report.unchanged, rejected)
    sheets = dict.fromkeys(sheet for count in counts for sheet in count)
    return [
        (
            sheet,
            report.added.get(sheet, 0),
            report.updated.get(sheet, 0),
            report.unchanged.get(sheet, 0),
            rejected.get(sheet, 0),
        )
        for sheet in sheets
    ]
