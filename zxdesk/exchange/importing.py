"""Takes workbooks into the ledger: all sheets are read, then everything goes in as one step."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from sqlmodel import Session

from zxdesk.exchange import spelling
from zxdesk.exchange.attendances import AttendanceRows
from zxdesk.exchange.headings import lay_out, skipped_samples
from zxdesk.exchange.issues import Issues
from zxdesk.exchange.issues import spell_out as spell_out_issue
from zxdesk.exchange.members import MemberRows
from zxdesk.exchange.ordering import in_order
from zxdesk.exchange.proposals import ProposalRows
from zxdesk.exchange.proposals import spell_out as spell_out_merged
from zxdesk.exchange.reading import read_book
from zxdesk.exchange.report import ImportReport
from zxdesk.exchange.rows import Entry, RowRejected, read_entries, shown
from zxdesk.exchange.saving import ADDED, UNCHANGED, UPDATED, Judge, Saver, with_defaults
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind, workbook_kinds
from zxdesk.records.opinion import ADOPTION, OPINION
from zxdesk.records.proposal import HANDLING, PROPOSAL
from zxdesk.store import Ledger

Progress = Callable[[int, int], None]
_NAMED = 3


class ForeignRows(Exception):
    """Rows of one committee's workbook say that they belong to another."""


class _Withheld(Exception):
    """A strict import has rejections: nothing is to be written."""


def import_books(
    ledger: Ledger,
    paths: Iterable[Path],
    *,
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
    judge: Judge | None = None,
    label: str = "",
) -> ImportReport:
    """Take workbooks into the ledger as one step, and so one undo.

    Rows that cannot be taken are reported and left out; a row is taken whole or not at all.

    Args:
        dry_run: Only tell what would be done.
        strict: Write nothing if a single row is rejected.
        progress: Called with the rows done and all rows.
        judge: Asked before a record is changed; what it says no to stays as it is.
        label: What the history calls the step; default the files' names.

    Raises:
        EnvironmentProblem: a file cannot be read, or the ledger not be written.
    """
    files = [Path(path) for path in paths]
    notes: list[str] = []
    entries = _read(files, notes)
    report = ImportReport(notes=notes)
    own_id = ledger.own_id
    try:
        with ledger.write(label or _label(files), dry_run=dry_run) as session:
            saver = Saver(session, own_id=own_id, today=ledger.today, judge=judge)
            saver.report.notes = notes
            report = saver.report
            _Import(saver, entries, progress).run()
            report.sort()
            if strict and report.rejected_rows:
                raise _Withheld
        report.changes = session.changes
    except _Withheld:
        return ImportReport(rejected_rows=report.rejected_rows, notes=report.notes)
    return report


def take_in(session: Session, path: Path, *, own_id: int, today: date) -> ImportReport:
    """Take one workbook into an open step, as the rows of one committee.

    Args:
        own_id: The committee to which all rows belong.

    Raises:
        ForeignRows: a row names another committee.
        EnvironmentProblem: the file cannot be read.
    """
    notes: list[str] = []
    entries = _read([path], notes)
    if any(entry.owner for entry in entries):
        raise ForeignRows
    saver = Saver(session, own_id=own_id, today=today)
    saver.report.notes = notes
    _Import(saver, entries, None).run()
    return saver.report


def _label(files: Sequence[Path]) -> str:
    names = "、".join(file.name for file in files[:_NAMED])
    return f"导入 {names}" + (f" 等 {len(files)} 个文件" if len(files) > _NAMED else "")


def _read(files: Sequence[Path], notes: list[str]) -> list[Entry]:
    entries: list[Entry] = []
    for file in files:
        book = read_book(file)
        notes += book.notes
        for sheet in book.sheets:
            layout = lay_out(sheet)
            if isinstance(layout, str):
                notes.append(layout)
            elif layout is not None:
                notes += layout.notes
                if skipped_samples(sheet, layout):
                    notes.append(f"工作表“{sheet.name}”（{sheet.file}）的示例行没有导入。")
                entries += read_entries(sheet, layout)
    for place, entry in enumerate(entries):
        entry.place = place
    return entries


class _Import:
    """One import while it runs."""

    def __init__(self, saver: Saver, entries: list[Entry], progress: Progress | None) -> None:
        self._saver = saver
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._entries[entry.kind.name].append(entry)
        self._attendances = AttendanceRows(saver)
        self._proposals = ProposalRows(saver)
        self._issues = Issues(saver.directory)
        self._progress = progress
        self._done, self._all = 0, len(entries)

    def run(self) -> None:
        """Take every row, kinds in the order in which they refer to one another."""
        for kind in workbook_kinds():
            entries = self._entries.get(kind.name, [])
            self._saver.write()
            self._saver.reserve(entries)
            if kind.name == "member" and entries:
                MemberRows(self._saver).take(entries, self._step)
            elif kind.name == "attendance":
                self._attendances.take(entries, self._step)
                self._attendances.finish()
            else:
                self._begin(kind, entries)
                self._take_kind(kind, entries)
        self._saver.write()
        self._proposals.finish()

    def _begin(self, kind: RecordKind, entries: Sequence[Entry]) -> None:
        if kind is PROPOSAL:
            spell_out_merged(entries)
        elif kind is HANDLING:
            self._proposals.settle()

    def _step(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done, self._all)

    def _take_kind(self, kind: RecordKind, entries: list[Entry]) -> None:
        if not entries:
            return
        index = self._saver.directory.index(kind, self._saver.own_id)
        if any(name in entry.words_of() for entry in entries[:1] for name in kind.key):
            self._saver.preload(kind, index.facts)
        known = (tuple(entry.plain().get(name) for name in kind.key) for entry in entries)
        self._saver.preload(kind, [index.by_key[key] for key in known if key in index.by_key])
        for entry in in_order(kind, entries):
            self._saver.row(entry, partial(self._take, kind, entry))
            self._step()

    def _take(self, kind: RecordKind, entry: Entry) -> None:
        owner = self._saver.owner(entry)
        self._prepare(kind, entry, owner)
        values = self._saver.resolved(entry, kind, owner)
        attendees = self._attendances.attendees(entry, owner)
        record_id = self._match(kind, entry, owner, values)
        self._compare(kind, entry, owner, values)
        outcome = UNCHANGED
        if record_id is None:
            record_id = self._saver.create(kind, owner, values, entry)
            outcome = ADDED
        elif self._saver.update(kind, owner, record_id, values, entry):
            outcome = UPDATED
        if kind is HANDLING:
            outcome = self._proposals.outcome(record_id, outcome)
        self._saver.count(outcome, kind.sheet)
        self._attendances.imply(owner, record_id, attendees)

    def _prepare(self, kind: RecordKind, entry: Entry, owner: int) -> None:
        if kind in (OPINION, ADOPTION):
            spell_out_issue(entry, owner, self._issues, lambda: self._standing(kind, entry, owner))

    def _standing(self, kind: RecordKind, entry: Entry, owner: int) -> Values | None:
        record_id = self._match(kind, entry, owner, entry.plain())
        return self._saver.current(kind, record_id) if record_id is not None else None

    def _compare(self, kind: RecordKind, entry: Entry, owner: int, values: Values) -> None:
        if kind is PROPOSAL:
            self._proposals.add_session(owner, values)
        elif kind is HANDLING:
            self._proposals.agree(entry, values)

    def _match(self, kind: RecordKind, entry: Entry, owner: int, values: Values) -> int | None:
        """Find the record a row means, by key, or by likeness where it has no number.

        Raises:
            RowRejected: several are alike.
        """
        index = self._saver.directory.index(kind, owner)
        whole = with_defaults(kind, values)
        key = tuple(whole.get(name) for name in kind.key)
        if None not in key or not kind.number_prefix:
            return index.by_key.get(key)
        alike = self._saver.directory.alike(kind, owner, values)
        if len(alike) > 1:
            name = spelling.one_line(str(values[kind.naming]))
            reason = self._saver.resolver.ambiguous(kind, shown(name), alike)
            raise RowRejected(entry.problem(kind.naming, reason))
        return alike[0] if alike else None
