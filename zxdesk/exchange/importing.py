"""Takes workbooks into the ledger: all sheets are read, then everything goes in as one step."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from sqlmodel import Session

from zxdesk.exchange import spelling
from zxdesk.exchange.attendances import AttendanceRows
from zxdesk.exchange.beside import Beside, Colleague
from zxdesk.exchange.incoming import NO_ANSWERS, Answers, read_rows
from zxdesk.exchange.issues import FIELD as ISSUE_FIELD
from zxdesk.exchange.issues import Issues
from zxdesk.exchange.issues import spell_out as spell_out_issue
from zxdesk.exchange.members import MemberRows
from zxdesk.exchange.ordering import in_order
from zxdesk.exchange.outcomes import ADDED, UNCHANGED, UPDATED
from zxdesk.exchange.proposals import ProposalRows
from zxdesk.exchange.proposals import spell_out as spell_out_merged
from zxdesk.exchange.remembered import remember
from zxdesk.exchange.report import ImportReport
from zxdesk.exchange.rows import Entry, Problem, RowRejected, shown
from zxdesk.exchange.saving import Saver, with_defaults
from zxdesk.exchange.unit_parts import part_units
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind, workbook_kinds
from zxdesk.records.kind import Reference
from zxdesk.records.opinion import ADOPTION, OPINION
from zxdesk.records.proposal import HANDLING, PROPOSAL
from zxdesk.records.unit import UNIT
from zxdesk.services.ruling import Ask
from zxdesk.store import Ledger

Progress = Callable[[int, int], None]
_NAMED = 3


class ForeignRows(Exception):
    """Rows of one committee's workbook say that they belong to another."""


class _Withheld(Exception):
    """A strict import has rejections: nothing is to be written."""


class _Refused(Exception):
    """Rows break a rule that only all rows together show: without them, once more."""

    def __init__(self, rows: Mapping[int, list[Problem]]) -> None:
        super().__init__(rows)
        self.rows = rows


def import_books(
    ledger: Ledger,
    paths: Iterable[Path],
    *,
    dry_run: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
    colleague: Colleague | None = None,
    label: str = "",
    answers: Answers = NO_ANSWERS,
) -> ImportReport:
    """Take workbooks into the ledger as one step, and so one undo.

    Rows that cannot be taken are reported and left out; a row is taken whole or not at all.

    Args:
        dry_run: Only tell what would be done.
        strict: Write nothing if a single row is rejected.
        progress: Called with the rows done and all rows.
        colleague: Asked which record of ours a row is, and before one is changed; without
            him a row is the record of its key, and changes it; of his, what breaks a rule is
            noted, and taken.
        label: What the history calls the step; default the files' names.
        answers: Passwords and understandings, where somebody gives them.

    Raises:
        UserError: a saved understanding names what there is not.
        EnvironmentProblem: a file cannot be read, or the ledger not be written.
    """
    files = [Path(path) for path in paths]
    incoming = read_rows(files, answers)
    refused: dict[int, list[Problem]] = {}
    while True:
        report = ImportReport(notes=list(incoming.notes), held_back=incoming.held_back)
        try:
            with ledger.write(label or _label(files), dry_run=dry_run) as session:
                now = ledger.clock()
                saver = Saver(
                    session,
                    own_id=ledger.own_id,
                    today=now.date(),
                    now=now,
                    judge=colleague.judge if colleague else None,
                    ask=Ask.FIRM if colleague else Ask.OWN,
                    choices=answers.choices,
                )
                saver.report = report
                rows = [_fresh(entry, refused) for entry in incoming.entries]
                _Import(saver, rows, progress, colleague).run()
                _ask_rules(saver, refuse=colleague is None, by_title=colleague is not None)
                report.sort()
                report.rows = saver.outcomes.rows(session)
                report.units = saver.directory.offers()
                if colleague:
                    colleague.finish(session)
                if not dry_run:
                    remember(session, answers)
                if strict and report.rejected_rows:
                    raise _Withheld
            report.changes = session.changes
        except _Refused as more:
            refused |= more.rows
            continue
        except _Withheld:
            return ImportReport(
                rejected_rows=report.rejected_rows,
                notes=report.notes,
                rows=report.rows,
                held_back=report.held_back,
            )
        return report


def _fresh(entry: Entry, refused: Mapping[int, list[Problem]]) -> Entry:
    """Give a row as it was read, with what the rules said of it since."""
    return replace(
        entry,
        values={kind: dict(values) for kind, values in entry.values.items()},
        words={kind: dict(words) for kind, words in entry.words.items()},
        problems=[*entry.problems, *refused.get(entry.place, ())],
    )


def _ask_rules(saver: Saver, *, refuse: bool, by_title: bool) -> None:
    """Ask the rules of all that was touched, and note what is odd.

    Raises:
        _Refused: rows break one, and are to be left out.
    """
    verdict = saver.touched.verdict(refuse=refuse, by_title=by_title)
    if verdict.refused:
        raise _Refused(verdict.refused)
    for note in verdict.notes:
        saver.report.note(note)


def take_in(session: Session, path: Path, *, own_id: int, today: date) -> ImportReport:
    """Take one workbook into an open step, as the rows of one committee.

    What breaks a rule is noted and taken: only they can mend it.

    Args:
        own_id: The committee to which all rows belong.

    Raises:
        ForeignRows: a row names another committee.
        EnvironmentProblem: the file cannot be read.
    """
    incoming = read_rows([path])
    if any(entry.owner for entry in incoming.entries):
        raise ForeignRows
    saver = Saver(session, own_id=own_id, today=today, ask=Ask.FIRM)
    saver.report.notes = incoming.notes
    _Import(saver, incoming.entries, None, as_sent=True).run()
    _ask_rules(saver, refuse=False, by_title=True)
    return saver.report


def _label(files: Sequence[Path]) -> str:
    names = "、".join(file.name for file in files[:_NAMED])
    return f"导入 {names}" + (f" 等 {len(files)} 个文件" if len(files) > _NAMED else "")


class _Import:
    """One import while it runs."""

    def __init__(
        self,
        saver: Saver,
        entries: list[Entry],
        progress: Progress | None,
        colleague: Colleague | None = None,
        *,
        as_sent: bool = False,
    ) -> None:
        self._saver = saver
        self._as_sent = as_sent
        self._beside = Beside(saver, colleague, entries)
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._entries[entry.kind.name].append(entry)
        self._attendances = AttendanceRows(saver)
        self._proposals = ProposalRows(saver, entries)
        self._issues = Issues(saver.directory)
        self._progress = progress
        self._done, self._all = 0, len(entries)

    def run(self) -> None:
        """Take every row, kinds in the order in which they refer to one another."""
        for kind in workbook_kinds():
            entries = self._entries.get(kind.name, [])
            self._saver.write()
            self._saver.numbers.reserve(entries)
            if kind.name == "member" and entries:
                MemberRows(self._saver, self._beside).take(entries, self._step)
            elif kind.name == "attendance":
                self._attendances.take(entries, self._step)
                self._attendances.finish()
            else:
                self._begin(kind, entries)
                self._take_kind(kind, entries)
        self._saver.write()
        self._proposals.finish()
        for words, name in self._saver.directory.recognised.items():
            self._saver.report.note(f"“{words}”认作已有的“{name}”。")

    def _begin(self, kind: RecordKind, entries: Sequence[Entry]) -> None:
        if kind is PROPOSAL:
            spell_out_merged(entries)
            part_units(entries)
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
        if kind is PROPOSAL:
            self._proposals.part_first_signer(entry, owner)
        values = self._saver.resolved(entry, kind, owner)
        attendees = self._attendances.attendees(entry, owner)
        record_id = self._match(kind, entry, owner, values)
        self._compare(kind, entry, owner, values)
        if kind is PROPOSAL:
            self._proposals.part_signers(entry, record_id, values)
        outcome = UNCHANGED
        new_id = record_id and self._beside.enter(kind, owner, record_id, values, entry)
        if new_id:
            record_id, outcome = new_id, ADDED
        elif record_id is None:
            record_id = self._saver.create(kind, owner, values, entry)
            outcome = ADDED
        elif self._update(kind, owner, record_id, values, entry):
            outcome = UPDATED
        if kind is HANDLING:
            outcome = self._proposals.outcome(entry, owner, record_id, outcome)
        self._saver.count(outcome, kind.sheet)
        self._attendances.imply(owner, record_id, attendees)

    def _update(
        self, kind: RecordKind, owner: int, record_id: int, values: Values, entry: Entry
    ) -> bool:
        settled = self._beside.settled(kind, record_id, values)
        return self._saver.update(kind, owner, record_id, settled, entry)

    def _prepare(self, kind: RecordKind, entry: Entry, owner: int) -> None:
        if kind in (OPINION, ADOPTION):
            make = partial(self._make_issue, owner) if self._as_sent else None
            standing = partial(self._standing, kind, entry, owner)
            spell_out_issue(entry, owner, self._issues, standing, make)

    def _make_issue(self, owner: int, words: str) -> None:
        """Make an issue that has no report any more: its adoption still counts."""
        spec = ADOPTION.fields[ISSUE_FIELD]
        assert isinstance(spec, Reference)
        self._saver.resolver.create_named(spec, words, owner)

    def _standing(self, kind: RecordKind, entry: Entry, owner: int) -> Values | None:
        record_id = self._match(kind, entry, owner, entry.plain())
        return self._saver.current(kind, record_id) if record_id is not None else None

    def _compare(self, kind: RecordKind, entry: Entry, owner: int, values: Values) -> None:
        if kind is PROPOSAL:
            self._proposals.add_session(owner, values)
        elif kind is HANDLING:
            self._proposals.agree(entry, values)

    def _unit(self, owner: int, values: Values) -> int | None:
        """Give the unit that is meant by another name than its own; it keeps its own."""
        category, words = values.get("category"), values.get("name")
        if not category or not words:
            return None
        directory, name = self._saver.directory, (str(category), str(words))
        found = directory.meant_unit(name, owner)
        if found is None:
            directory.named.append(name)
        else:
            del values["name"]
        return found

    def _match(self, kind: RecordKind, entry: Entry, owner: int, values: Values) -> int | None:
        """Find the record a row means, by key, or by likeness where it has no number.

        Raises:
            RowRejected: several are alike.
        """
        index = self._saver.directory.index(kind, owner)
        if kind is PROPOSAL and not values.get("serial"):
            return self._proposals.unnumbered(entry, owner, values)
        whole = with_defaults(kind, values)
        key = tuple(whole.get(name) for name in kind.key)
        if kind is UNIT and key not in index.by_key:
            return self._unit(owner, values)
        if None not in key or not kind.number_prefix:
            return index.by_key.get(key)
        alike = self._saver.directory.alike(kind, owner, values)
        if len(alike) > 1:
            name = spelling.one_line(str(values[kind.naming]))
            settled, chosen = self._saver.resolver.choose(kind, shown(name), alike)
            if settled:
                return chosen
            reason = self._saver.resolver.ambiguous(kind, shown(name), alike)
            raise RowRejected(entry.problem(kind.naming, reason))
        return alike[0] if alike else None
