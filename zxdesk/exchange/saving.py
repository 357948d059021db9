"""Puts the rows of an import into the ledger, one savepoint a row, and counts what was done."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from zxdesk.exchange.choices import NO_CHOICES, Choices
from zxdesk.exchange.claims import Claim, Claims
from zxdesk.exchange.directory import Directory
from zxdesk.exchange.given_numbers import GivenNumbers
from zxdesk.exchange.open_lists import OpenLists
from zxdesk.exchange.outcomes import ADDED, Outcomes
from zxdesk.exchange.report import ImportReport, RejectedRow, Rejection
from zxdesk.exchange.resolving import Resolver
from zxdesk.exchange.row_writes import RowWrites
from zxdesk.exchange.rows import Entry, Problem, RowRejected, Word, names_of
from zxdesk.exchange.verdict import Touched
from zxdesk.queries.values import Values, load_many
from zxdesk.records import RecordKind
from zxdesk.records.kind import RefList
from zxdesk.services.records import (
    InvalidRecord,
    checked,
    defaults,
    differing,
    update,
)
from zxdesk.services.ruling import Ask

# Kind, id, present values, and those that would change: whether to take the new ones.
Judge = Callable[[RecordKind, int, Values, Values], bool]


def _always(_kind: RecordKind, _record_id: int, _current: Values, _changed: Values) -> bool:
    return True


@dataclass
class _Begun:
    """What the row at hand has begun.

    It stands apart until the row is taken: a rejected one leaves no count, no note and no claim
    that would contradict a later row.
    """

    claims: list[tuple[RecordKind, int, Values, Entry]] = field(default_factory=list)
    changes: list[tuple[RecordKind, int, int, Entry, frozenset[str] | None]] = field(
        default_factory=list
    )
    notes: list[str] = field(default_factory=list)


class Saver:
    """Writes records for rows of one import.

    Attributes:
        report: What was done so far.
        directory: Who is who, kept up to date.
        touched: What was made and changed, of which the rules are asked at the end.
        ask: Which rules a single row must keep.
    """

    def __init__(
        self,
        session: Session,
        *,
        own_id: int,
        today: date,
        now: datetime | None = None,
        judge: Judge | None = None,
        ask: Ask = Ask.OWN,
        choices: Choices = NO_CHOICES,
    ) -> None:
        """Write into a session.

        Args:
            now: The moment of entry (see `services.records.create`).
            judge: Asked before a record is changed; what it says no to stays as it is.
            choices: What somebody decided of single rows.
        """
        self.ask = ask
        self.touched = Touched(session, today=today)
        self.judge = judge or _always
        self._doubtful: list[tuple[RecordKind, int, int]] = []
        self.session = session
        self.today = today
        self.now = now
        self.report = ImportReport()
        self.outcomes = Outcomes()
        self.directory = Directory(session, own_id, choices.units)
        self._writes = RowWrites(session)
        self.resolver = Resolver(session, self.directory, self._named, choices)
        self._choices = choices
        self.numbers = GivenNumbers(session, self.directory, today)
        self.own_id = own_id
        self._current: dict[tuple[str, int], Values] = {}
        self._claims = Claims()
        self._begun = _Begun()
        self._lists = OpenLists(session)

    def row(self, entry: Entry, take: Callable[[], object]) -> None:
        """Take a row whole or not at all; rejected rows are reported."""
        self._writes.begin()
        try:
            if entry.problems:
                raise RowRejected(*entry.problems)
            take()
        except RowRejected as rejection:
            self._writes.take_back()
            self.give_up(entry, rejection.problems)
        # The rules are asked first; what the schema alone refuses, two rows of one key that are
        # written together, is found only by writing.
        except IntegrityError:
            self._writes.take_back()
            self.give_up(entry, [Problem("", "", "与已有的记录冲突")])
        else:
            self._writes.let_stand()
            self.let_stand(entry)
        finally:
            self._writes.end()

    def write(self) -> None:
        """Write what waits; the row at hand can still be taken back."""
        self._writes.write()

    def give_up(self, entry: Entry, problems: Iterable[Problem]) -> None:
        """Forget what a row that is rejected had begun, and report it."""
        self.directory.revert()
        self.resolver.created.clear()
        self._begun = _Begun()
        self.reject(entry, *problems)
        for kind, owner, record_id in self._doubtful:
            # What refers to the number may mean either record: neither is to be found by it.
            self.directory.index(kind, owner).put(record_id, None)
        self._doubtful.clear()

    def doubt(self, kind: RecordKind, owner: int, record_id: int) -> None:
        """Have a record not be found any more, once the row at hand is rejected for its sake."""
        self._doubtful.append((kind, owner, record_id))

    def let_stand(self, entry: Entry) -> None:
        """Count and say what a row that was taken did."""
        self.directory.keep()
        self.outcomes.take(entry, self.resolver.asked_of(entry.key))
        for sheet in self.resolver.created:
            self.count(ADDED, sheet)
        self.resolver.created.clear()
        for claim in self._begun.claims:
            self._claims.add(*claim)
        for change in self._begun.changes:
            self.touched.add(*change)
        for note in self._begun.notes:
            self.report.note(note)
        self._begun = _Begun()

    def reject(self, entry: Entry, *problems: Problem) -> None:
        """Report a row that is not taken; rows that refer to it will say so."""
        first = problems[0]
        self.outcomes.reject(entry, problems, self.resolver.asked_of(entry.key))
        sheet = entry.sheet
        self.report.rejected_rows.append(
            RejectedRow(
                Rejection(
                    sheet.name, entry.row, first.column, first.value, first.reason, sheet.file
                ),
                entry.kind.sheet,
                entry.layout.headings,
                entry.cells,
                entry.place,
                tuple(f"{p.column}：{p.reason}" if p.column else p.reason for p in problems),
            )
        )
        owner = self.directory.owner(entry.owner)
        if owner is not None:
            where = f"“{sheet.name}”第 {entry.row} 行"
            self.directory.refuse(entry.kind, owner, names_of(entry), where)

    def say(self, sentence: str) -> None:
        """Say something if the row at hand is taken."""
        self._begun.notes.append(sentence)

    def on_revert(self, undo: Callable[[], object]) -> None:
        """Have something taken back if the row at hand is rejected."""
        self.directory.on_revert(undo)

    def count(self, outcome: str, sheet: str) -> None:
        """Count one record."""
        counts: dict[str, int] = getattr(self.report, outcome)
        counts[sheet] = counts.get(sheet, 0) + 1
        self.outcomes.count(outcome)

    def owner(self, entry: Entry) -> int:
        """Give the committee a row belongs to, registering one that is not known yet."""
        found = self.directory.owner(entry.owner)
        if found is None:
            self.write()
            found = self.directory.add_owner(entry.owner)
            self.say(f"所属政协“{entry.owner}”还没有登记，已登记为县级政协。")
        return found

    def resolved(
        self, entry: Entry, kind: RecordKind, owner: int, *, only: Sequence[str] | None = None
    ) -> Values:
        """Give a row's values with its references resolved.

        Args:
            only: Resolve no other references.

        Raises:
            RowRejected: a reference does not resolve.
        """
        self.resolver.row = entry.key
        values = dict(entry.plain(kind))
        problems: list[Problem] = []
        for name, words in entry.words_of(kind).items():
            if only is not None and name not in only:
                continue
            spec = kind.fields[name]
            try:
                if isinstance(spec, RefList) and spec.rest:
                    values |= self._with_rest(spec, words[0], owner, values)
                else:
                    values[name] = self.resolver.field(spec, words, owner)
            except RowRejected as rejection:
                problems += rejection.problems
        if problems:
            raise RowRejected(*problems)
        return values

    def _with_rest(self, spec: RefList, word: Word, owner: int, values: Values) -> Values:
        ids, rest = self.resolver.with_rest(spec, word, owner)
        beside = values.get(spec.rest)
        names = dict.fromkeys([*(beside.split("、") if beside else ()), *rest])
        return {spec.name: ids} | ({spec.rest: "、".join(names)} if rest else {})

    def preload(self, kind: RecordKind, ids: Iterable[int]) -> None:
        """Read the present values of records that rows will be compared with, all at once."""
        self.write()
        for record_id, values in load_many(self.session, kind, set(ids)).items():
            self._current[kind.name, record_id] = values

    def current(self, kind: RecordKind, record_id: int) -> Values:
        """Give a record's present values."""
        if (kind.name, record_id) not in self._current:
            self.preload(kind, [record_id])
        return self._current[kind.name, record_id]

    def create(self, kind: RecordKind, owner: int, values: Values, entry: Entry) -> int:
        """Make a record for a row.

        Raises:
            RowRejected: it does not hold.
        """
        whole = dict(values)
        if kind.number_prefix and not whole.get("number"):
            if not self.numbers.knows(kind, owner, whole):
                self.write()
            whole["number"] = self.numbers.give(kind, owner, whole)
        self._note_growth(kind, owner, whole)
        try:
            record_id = self._add(kind, whole, owner)
        except InvalidRecord as error:
            raise _as_rejection(error, kind, entry) from error
        self._begun.claims.append((kind, record_id, values, entry))
        self._begun.changes.append((kind, owner, record_id, entry, None))
        return record_id

    def _named(self, kind: RecordKind, values: Values, owner: int) -> int:
        """Make a record that a row only names: what else is known of it nobody said."""
        return self._add(kind, values, owner, ask=Ask.FIRM)

    def _add(self, kind: RecordKind, values: Values, owner: int, *, ask: Ask | None = None) -> int:
        """Have a new record wait to be written with the others.

        Raises:
            InvalidRecord: it does not hold, or another one has its key.
        """
        whole = checked(
            self.session,
            kind,
            values,
            owner_id=owner,
            today=self.today,
            now=self.now,
            ask=ask or self.ask,
        )
        # Asked of the directory, which knows those that wait as well; the ledger does not.
        key = tuple(whole[name] for name in kind.key)
        if key in self.directory.index(kind, owner).by_key:
            raise InvalidRecord(kind, {kind.key[-1]: "已经有了"})
        record_id = self._writes.batch.add(kind, whole, owner_id=owner)
        self.directory.put(kind, owner, record_id, whole)
        return record_id

    def update(
        self, kind: RecordKind, owner: int, record_id: int, values: Values, entry: Entry
    ) -> bool:
        """Change a record as a row says; tell whether anything changed.

        Raises:
            RowRejected: it would not hold, or another row of this import says otherwise.
        """
        self._claims.refuse_contradiction(kind, record_id, values, entry)
        # It claims what it says also where it changes nothing: a later row may contradict it.
        self._begun.claims.append((kind, record_id, values, entry))
        current = self.current(kind, record_id)
        changed = differing(kind, current, values)
        if changed:
            kept = self._kept(entry, kind)
            self.outcomes.change(kind, record_id, current, changed, kept)
            changed = {name: value for name, value in changed.items() if name not in kept}
        if not changed or not self.judge(kind, record_id, current, changed):
            return False
        self._note_growth(kind, owner, changed)
        self.write()
        try:
            update(self.session, kind, record_id, changed, ask=self.ask)
        except InvalidRecord as error:
            raise _as_rejection(error, kind, entry) from error
        self._begun.changes.append((kind, owner, record_id, entry, frozenset(changed)))
        del self._current[kind.name, record_id]
        self.directory.put(kind, owner, record_id, current | changed)
        return True

    def _kept(self, entry: Entry, kind: RecordKind) -> frozenset[str]:
        """Give the fields of a kind in which a row changes nothing."""
        pairs = (field.split(".") for field in self._choices.kept.get(entry.key, ()))
        return frozenset(name for owner, name in pairs if owner == kind.name)

    def claimed(self, kind: RecordKind, record_id: int, name: str) -> Claim | None:
        """Give what an earlier row of this import said of a field."""
        return self._claims.of(kind, record_id, name)

    def _note_growth(self, kind: RecordKind, owner: int, values: Values) -> None:
        for note in self._lists.new_values(kind, owner, values):
            self.say(note)


def with_defaults(kind: RecordKind, values: Values) -> Values:
    """Give values with what is stored where a row is silent."""
    return {**defaults(kind), **{name: v for name, v in values.items() if v is not None}}


def _as_rejection(error: InvalidRecord, kind: RecordKind, entry: Entry) -> RowRejected:
    return RowRejected(
        *(entry.problem(name, reason, kind) for name, reason in error.errors.items())
    )
