"""An import in two steps: tried first, with what cannot be read left out, then done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.book import Book, Sheet
from zxdesk.exchange.counted import Reporter, counted
from zxdesk.exchange.guard import LOCKED, WRONG_PASSWORD
from zxdesk.exchange.importing import import_books
from zxdesk.exchange.incoming import NO_ANSWERS, Answers
from zxdesk.exchange.reading import Unlock, read_asking
from zxdesk.exchange.report import ImportReport
from zxdesk.exchange.sheet_maps import SheetMaps
from zxdesk.exchange.templates import write_templates
from zxdesk.queries.listed_values import all_lists
from zxdesk.services.ledger_memory import SHEETS, recalled
from zxdesk.store import Ledger

_ASKS_FOR_PASSWORD = (LOCKED, WRONG_PASSWORD)
_UNREADABLE = ("unreadable_file", *_ASKS_FOR_PASSWORD)


@dataclass(frozen=True)
class Reading:
    """Files as they were read.

    Attributes:
        books: Those that can be read.
        problems: A sentence for each of the others.
        locked: One of these asks for a password, or for another one.
    """

    books: Mapping[Path, Book]
    problems: tuple[str, ...] = ()
    locked: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that can be read."""
        return tuple(self.books)

    @property
    def sheets(self) -> list[Sheet]:
        """All sheets of these."""
        return [sheet for book in self.books.values() for sheet in book.sheets]


@dataclass(frozen=True)
class ImportTrial:
    """What an import would do.

    Attributes:
        answers: With what it was tried, and is done.
        label: What the history calls it; empty for the files' names.
    """

    report: ImportReport
    reading: Reading
    answers: Answers
    label: str = ""

    @property
    def taken(self) -> int:
        """How many records would be new or changed."""
        return taken(self.report)


def taken(report: ImportReport) -> int:
    """Count the records that are new or changed."""
    return sum(report.added.values()) + sum(report.updated.values())


def read_files(files: Sequence[Path], progress: Reporter, *, password: str = "") -> Reading:
    """Read files; those that cannot be read are left out and named.

    Args:
        password: Of every file that has one.
    """
    books: dict[Path, Book] = {}
    problems: list[EnvironmentProblem] = []
    for done, file in enumerate(files):
        progress.report(f"正在读取 {file.name}…", done, len(files))
        try:
            books[file] = read_asking(file, _answering(password))
        except EnvironmentProblem as problem:
            if problem.code not in _UNREADABLE:
                raise
            problems.append(problem)
    locked = any(problem.code in _ASKS_FOR_PASSWORD for problem in problems)
    return Reading(books, tuple(str(problem) for problem in problems), locked)


def maps_for(ledger: Ledger, reading: Reading) -> SheetMaps:
    """Give how the sheets are read, as the ledger remembers it."""
    with ledger.read() as session:
        lessons = recalled(session, SHEETS)
    return SheetMaps(reading.sheets, lessons)


def try_reading(
    ledger: Ledger,
    reading: Reading,
    progress: Reporter,
    *,
    answers: Answers = NO_ANSWERS,
    label: str = "",
) -> ImportTrial:
    """Tell what an import of what was read would do.

    Raises:
        UserError: what the answers say of the sheets cannot be followed.
    """
    whole = replace(answers, books=reading.books)
    step = counted(progress, "正在核对每一行…")
    report = ImportReport()
    if reading.files:
        report = import_books(ledger, reading.files, dry_run=True, progress=step, answers=whole)
    return ImportTrial(report, reading, whole, label)


def _answering(password: str) -> Unlock:
    """Give what answers with a password once, as a wrong one does not become right."""
    return lambda _file, wrong: "" if wrong else password


def take_books(ledger: Ledger, trial: ImportTrial, progress: Reporter) -> ImportReport:
    """Back up, then import what was tried."""
    progress.report("正在备份…")
    ledger.back_up(before="导入")
    step = counted(progress, "正在导入…")
    return import_books(
        ledger, trial.reading.files, progress=step, label=trial.label, answers=trial.answers
    )


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
