"""Puts the rows of an import into the ledger, one savepoint a row, and counts what was done."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import SessionTransaction
from sqlmodel import Session

from zxdesk.exchange.directory import Directory, year_of
from zxdesk.exchange.report import ImportReport, RejectedRow, Rejection
from zxdesk.exchange.resolving import Resolver
from zxdesk.exchange.rows import Entry, Problem, RowRejected, Word
from zxdesk.queries.values import Values, load_many
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import OpenChoice, Value
from zxdesk.records.kind import RefList
from zxdesk.services.batches import Batch
from zxdesk.services.records import (
    InvalidRecord,
    checked,
    defaults,
    differing,
    next_number,
    update,
)

ADDED, UPDATED, UNCHANGED = "added", "updated", "unchanged"


@dataclass(frozen=True)
class Claim:
    """What a row of this import has said of a field."""

    value: Value
    entry: Entry


# Kind, id, present values, and those that would change: whether to take the new ones.
Judge = Callable[[RecordKind, int, Values, Values], bool]


def _always(_kind: RecordKind, _record_id: int, _current: Values, _changed: Values) -> bool:
    return True


class Saver:
    """Writes records for rows of one import.

    Attributes:
        report: What was done so far.
        directory: Who is who, kept up to date.
    """

    def __init__(
        self, session: Session, *, own_id: int, today: date, judge: Judge | None = None
    ) -> None:
        """Write into a session.

        Args:
            judge: Asked before a record is changed; what it says no to stays as it is.
        """
        self.judge = judge or _always
        self.session = session
        self.today = today
        self.report = ImportReport()
        self.directory = Directory(session, own_id)
        self.batch = Batch(session)
        self.resolver = Resolver(session, self.directory, self._add)
        self.own_id = own_id
        self._mark: int | None = None  # records that waited when the row at hand was begun
        self._savepoint: SessionTransaction | None = None
        self._current: dict[tuple[str, int], Values] = {}
        self._claims: dict[tuple[str, int, str], Claim] = {}
        self._pending: list[tuple[RecordKind, int, Values, Entry]] = []
        self._pending_notes: list[str] = []
        self._numbers: dict[tuple[int, str], int] = {}
        self._reserved: set[tuple[str, Value]] = set()
        self._listed: set[tuple[int, str, str]] | None = None

    def row(self, entry: Entry, take: Callable[[], object]) -> None:
        """Take a row whole or not at all; rejected rows are reported."""
        self._mark = len(self.batch)
        try:
            if entry.problems:
                raise RowRejected(*entry.problems)
            take()
        except RowRejected as rejection:
            self._roll_back()
            self.give_up(entry, rejection.problems)
        except IntegrityError:
            self._roll_back()
            self.give_up(entry, [Problem("", "", "与已有的记录冲突")])
        else:
            if self._savepoint:
                self._savepoint.commit()
            self.let_stand()
        finally:
            self._mark, self._savepoint = None, None

    def write(self) -> None:
        """Write what waits; the row at hand can still be taken back."""
        if self._mark is not None and self._savepoint is None:
            self.batch.write(self._mark)
            self._mark = 0
            self._savepoint = self.session.begin_nested()
        self.batch.write()

    def _roll_back(self) -> None:
        if self._savepoint:
            self._savepoint.rollback()
        self.batch.take_back(self._mark or 0)

    def give_up(self, entry: Entry, problems: Iterable[Problem]) -> None:
        """Forget what a row that is rejected had begun, and report it."""
        self.directory.revert()
        self.resolver.created.clear()
        self._pending.clear()
        self._pending_notes.clear()
        self.reject(entry, *problems)

    def let_stand(self) -> None:
        """Count and say what a row that was taken did."""
        self.directory.keep()
        for sheet in self.resolver.created:
            self.count(ADDED, sheet)
        self.resolver.created.clear()
        for kind, record_id, values, entry in self._pending:
            self._claim(kind, record_id, values, entry)
        self._pending.clear()
        for note in self._pending_notes:
            self.report.note(note)
        self._pending_notes.clear()

    def reject(self, entry: Entry, *problems: Problem) -> None:
        """Report a row that is not taken; rows that refer to it will say so."""
        first = problems[0]
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
        self._pending_notes.append(sentence)

    def on_revert(self, undo: Callable[[], object]) -> None:
        """Have something taken back if the row at hand is rejected."""
        self.directory.on_revert(undo)

    def count(self, outcome: str, sheet: str) -> None:
        """Count one record."""
        counts: dict[str, int] = getattr(self.report, outcome)
        counts[sheet] = counts.get(sheet, 0) + 1

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

    def reserve(self, entries: Iterable[Entry]) -> None:
        """Keep the numbers that rows bring along, also rejected ones, from being assigned."""
        for entry in entries:
            number = entry.plain().get("number")
            if number is not None:
                self._reserved.add((entry.kind.name, number))

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
            whole["number"] = self._next_number(kind, owner, whole)
        self._note_growth(kind, owner, whole)
        try:
            record_id = self._add(kind, whole, owner)
        except InvalidRecord as error:
            raise _as_rejection(error, kind, entry) from error
        self._pending.append((kind, record_id, values, entry))
        return record_id

    def _add(self, kind: RecordKind, values: Values, owner: int) -> int:
        """Have a new record wait to be written with the others.

        Raises:
            InvalidRecord: it does not hold, or another one has its key.
        """
        whole = checked(self.session, kind, values, owner_id=owner, today=self.today)
        key = tuple(whole[name] for name in kind.key)
        if key in self.directory.index(kind, owner).by_key:
            raise InvalidRecord(kind, {kind.key[-1]: "已经有了"})
        record_id = self.batch.add(kind, whole, owner_id=owner)
        self.directory.put(kind, owner, record_id, whole)
        return record_id

    def update(
        self, kind: RecordKind, owner: int, record_id: int, values: Values, entry: Entry
    ) -> bool:
        """Change a record as a row says; tell whether anything changed.

        Raises:
            RowRejected: it would not hold, or another row of this import says otherwise.
        """
        self._refuse_contradiction(kind, record_id, values, entry)
        self._pending.append((kind, record_id, values, entry))
        current = self.current(kind, record_id)
        changed = differing(kind, current, values)
        if not changed or not self.judge(kind, record_id, current, changed):
            return False
        self._note_growth(kind, owner, changed)
        self.write()
        try:
            update(self.session, kind, record_id, changed)
        except InvalidRecord as error:
            raise _as_rejection(error, kind, entry) from error
        del self._current[kind.name, record_id]
        self.directory.put(kind, owner, record_id, current | changed)
        return True

    def claimed(self, kind: RecordKind, record_id: int, name: str) -> Claim | None:
        """Give what an earlier row of this import said of a field."""
        return self._claims.get((kind.name, record_id, name))

    def _refuse_contradiction(
        self, kind: RecordKind, record_id: int, values: Values, entry: Entry
    ) -> None:
        for name, value in values.items():
            claim = self.claimed(kind, record_id, name)
            if claim and claim.value != value:
                other = claim.entry
                where = f"“{other.sheet.name}”第 {other.row} 行"
                raise RowRejected(
                    entry.problem(name, f"与{where}是同一条记录，但这一项的内容不同", kind)
                )

    def _claim(self, kind: RecordKind, record_id: int, values: Values, entry: Entry) -> None:
        for name, value in values.items():
            self._claims.setdefault((kind.name, record_id, name), Claim(value, entry))

    def _note_growth(self, kind: RecordKind, owner: int, values: Values) -> None:
        for name, value in values.items():
            type_ = kind.fields[name].type
            grows = value and isinstance(type_, OpenChoice) and type_.suggest
            if grows and (owner, type_.suggest, value) not in self._lists():
                self.say(f"{type_.suggest} 新增取值“{value}”")

    def _lists(self) -> set[tuple[int, str, str]]:
        """Give the value lists as they were before the import."""
        if self._listed is None:
            table = KINDS["listed_value"].table
            query = sa.select(table.c.owner_id, table.c.list_name, table.c.value)
            rows = self.session.connection().execute(query)
            self._listed = {(row.owner_id, row.list_name, row.value) for row in rows}
        return self._listed

    def _next_number(self, kind: RecordKind, owner: int, values: Values) -> str:
        """Give the next free number, asking the database once for each year's numbers."""
        year = year_of(kind, values, self.today)
        prefix = kind.number_prefix + (f"{year}-" if kind.number_prefix.endswith("-") else "")
        place = (owner, prefix)
        if place not in self._numbers:
            self.write()
            first = next_number(self.session, kind, values, owner_id=owner, today=self.today)
            self._numbers[place] = int(first.removeprefix(prefix))
        taken = self.directory.index(kind, owner).by_key
        while True:
            number = f"{prefix}{self._numbers[place]:03d}"
            if (number,) not in taken and (kind.name, number) not in self._reserved:
                return number
            self._numbers[place] += 1


def with_defaults(kind: RecordKind, values: Values) -> Values:
    """Give values with what is stored where a row is silent."""
    return defaults(kind) | {name: v for name, v in values.items() if v is not None}


def _as_rejection(error: InvalidRecord, kind: RecordKind, entry: Entry) -> RowRejected:
    return RowRejected(
        *(entry.problem(name, reason, kind) for name, reason in error.errors.items())
    )


def names_of(entry: Entry) -> list[str]:
    """Give the words by which other rows may refer to a row."""
    kind, values = entry.kind, entry.plain()
    parts = [kind.fields[name].type.show(values.get(name)) for name in kind.key]
    names = ["/".join(parts)] if all(parts) else []
    naming = values.get(kind.naming)
    if isinstance(naming, str) and naming:
        names.append(naming)
    return names
