"""Writes our own records as a workbook that, imported again, changes nothing; or as plain text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session
from xlsxwriter import Workbook

from zxdesk.exchange.captions import ATTENDEES, sheet_fields
from zxdesk.exchange.keys import KeyWriter
from zxdesk.exchange.lines import write_lines
from zxdesk.exchange.plain_files import csv_bytes, json_bytes
from zxdesk.exchange.workbooks import (
    Looks,
    narrow_length,
    refuse_too_many,
    save_workbook,
    width_for,
    write_cell,
)
from zxdesk.files import make_folder, write_whole
from zxdesk.queries.order import chosen_order, in_order
from zxdesk.queries.values import Values, chunks, keys, load_many
from zxdesk.records import KINDS, RecordKind, workbook_kinds
from zxdesk.records.event import ATTENDANCE, EXPECTED, PRESENT
from zxdesk.records.fieldtypes import Code, as_text
from zxdesk.records.kind import Field, Lines, OneOf, Reference
from zxdesk.rules.sorting import sort_key
from zxdesk.store import Ledger

Ids = Iterable[int] | None
Where = Mapping[str, Ids] | Callable[[RecordKind], Ids]
Progress = Callable[[int, int], None]
XLSX, CSV, JSON_LINES, JSON = ENDINGS = (".xlsx", ".csv", ".jsonl", ".json")
_MEASURED = 200  # rows by which a column's width is set


@dataclass(frozen=True)
class _Table:
    """One sheet before it is written."""

    kind: RecordKind
    fields: list[tuple[RecordKind, Field]]
    rows: list[list[object]]

    @property
    def headings(self) -> list[str]:
        """The headings of its columns."""
        return [spec.title for _, spec in self.fields]


def export_book(
    ledger: Ledger,
    kinds: Sequence[RecordKind],
    path: Path,
    *,
    where: Where | None = None,
    personal: bool = True,
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write own records of some kinds; give the rows by sheet.

    Args:
        path: Its ending, one of `ENDINGS`, says in which form (see `files_of`).
        where: Ids by kind's name, or what gives them for a kind; None takes all.
        personal: Write personal fields in full; else leave their columns out.
        progress: Called with the sheets done and all sheets.

    Raises:
        EnvironmentProblem: the file cannot be written.
        UserError: something does not fit into a workbook.
    """
    wanted = [kind for kind in workbook_kinds() if kind in kinds]
    tables: list[_Table] = []
    with ledger.read() as session:
        writer = _Rows(session, ledger.own_id, wanted, personal=personal)
        for done, kind in enumerate(wanted):
            if progress:
                progress(done, len(wanted))
            tables.append(writer.table(kind, _ids(where, kind)))
    _write(path, tables)
    return {table.kind.sheet: len(table.rows) for table in tables}


def csv_files(
    session: Session, own_id: int, *, progress: Progress | None = None
) -> Iterator[tuple[str, int, bytes]]:
    """Give the own records of each kind as comma separated values: sheet, rows, the file."""
    kinds = workbook_kinds()
    writer = _Rows(session, own_id, kinds, personal=True)
    for done, kind in enumerate(kinds):
        if progress:
            progress(done, len(kinds))
        table = writer.table(kind, None)
        yield kind.sheet, len(table.rows), csv_bytes(table.headings, table.rows)


def files_of(path: Path, kinds: Sequence[RecordKind]) -> list[Path]:
    """Give the files that an export writes: of several kinds a .csv is a folder of one each."""
    if path.suffix.lower() != CSV or len(kinds) == 1:
        return [path]
    folder = path.with_suffix("")
    return [folder / f"{kind.sheet}{CSV}" for kind in workbook_kinds() if kind in kinds]


def _write(path: Path, tables: Sequence[_Table]) -> None:
    """Write tables in the form that the file's name asks for."""
    form = path.suffix.lower()
    if form == CSV:
        files = files_of(path, [table.kind for table in tables])
        make_folder(files[0].parent)
        for file, table in zip(files, tables, strict=True):
            write_whole(file, csv_bytes(table.headings, table.rows))
    elif form in (JSON_LINES, JSON):
        plain = [(table.kind.sheet, table.headings, table.rows) for table in tables]
        write_whole(path, json_bytes(plain, lines=form == JSON_LINES))
    else:
        for table in tables:
            refuse_too_many(table.kind.sheet, len(table.rows))
        save_workbook(path, lambda book, looks: _fill(book, looks, tables))


def _ids(where: Where | None, kind: RecordKind) -> Ids:
    if where is None:
        return None
    return where(kind) if callable(where) else where.get(kind.name)


class _Rows:
    """Reads records and gives them as rows of cells."""

    def __init__(
        self, session: Session, own_id: int, kinds: Sequence[RecordKind], *, personal: bool
    ) -> None:
        self._personal = personal
        self._session = session
        self._own_id = own_id
        self._keys = KeyWriter(session, own_id)
        self._with_attendance = ATTENDANCE in kinds

    def table(self, kind: RecordKind, ids: Ids) -> _Table:
        """Give the rows of a kind's sheet, in the order of `ids`, else ordered by key."""
        fields = [f for f in sheet_fields(kind) if self._personal or not f[1].personal]
        found = self._ids(kind, ids)
        values = load_many(self._session, kind, found)
        if kind.periods:
            return _Table(kind, fields, self._with_periods(kind, fields, found, values))
        present = self._present(found) if kind.name == "event" else {}
        rows = []
        for record_id in found:
            own = values[record_id] | {ATTENDEES.name: present.get(record_id)}
            rows.append([self._cell(kind, spec, own) for _, spec in fields])
        return _Table(kind, fields, rows)

    def _ids(self, kind: RecordKind, ids: Ids) -> list[int]:
        table = kind.table
        query = (
            sa.select(table.c.id)
            .where(table.c.owner_id == self._own_id)
            .order_by(*[in_order(table.c[name]) for name in kind.key], table.c.id)
        )
        found = list(self._session.connection().scalars(query))
        if ids is not None:
            own = set(found)
            return [record_id for record_id in dict.fromkeys(ids) if record_id in own]
        if any(isinstance(kind.fields[name], Reference) for name in kind.key):
            # Ids are those of one ledger; the same records go out in the same order from any.
            named = keys(self._session, kind.name, found)
            order = chosen_order(self._session)
            found.sort(key=lambda record_id: sort_key(named[record_id], order))
        return found

    def _with_periods(
        self,
        kind: RecordKind,
        fields: list[tuple[RecordKind, Field]],
        found: list[int],
        values: dict[int, Values],
    ) -> list[list[object]]:
        """Give a row for each service; a member without one has a row of his own."""
        assert kind.periods is not None
        periods = KINDS[kind.periods.kind]
        services: dict[int, list[Values]] = {}
        for row in load_many(self._session, periods, self._ids(periods, None)).values():
            services.setdefault(row[kind.periods.column], []).append(row)
        rows = []
        for record_id in found:
            own = sorted(services.get(record_id, [{}]), key=_service_order)
            for service in own:
                both = {kind.name: values[record_id], periods.name: service}
                rows.append([self._cell(owner, s, both[owner.name]) for owner, s in fields])
        return rows

    def _present(self, events: Iterable[int]) -> dict[int, str]:
        """Give the members present at events, unless attendance has its own sheet."""
        if self._with_attendance:
            return {}
        table, member = ATTENDANCE.table, KINDS["member"].table
        present: dict[int, list[str]] = {}
        for part in chunks(events):
            query = (
                sa.select(table.c.event_id, member.c.number)
                .join(member, member.c.id == table.c.member_id)
                .where(
                    table.c.event_id.in_(part),
                    table.c.capacity == EXPECTED,
                    table.c.status == PRESENT,
                )
                .order_by(table.c.id)
            )
            for row in self._session.connection().execute(query):
                present.setdefault(row.event_id, []).append(row.number)
        return {event: "、".join(numbers) for event, numbers in present.items()}

    def _cell(self, kind: RecordKind, spec: Field, values: Values) -> object:
        value: Any = values.get(spec.name)
        if value is None or value == ():
            return None
        if isinstance(spec, (Reference, OneOf)):
            return self._keys.cell(kind, spec, values)
        if isinstance(spec, Lines):
            return write_lines(spec, value)
        return spec.type.cell(value)


def _service_order(service: Values) -> tuple[int, str]:
    return service.get("term") or 0, service.get("start") or ""


def _fill(workbook: Workbook, looks: Looks, tables: Sequence[_Table]) -> None:
    for table in tables:
        sheet = workbook.add_worksheet(table.kind.sheet)
        sheet.freeze_panes(1, 0)
        for column, (_, spec) in enumerate(table.fields):
            code = isinstance(spec.type, Code)
            sheet.write_string(0, column, spec.title, looks.heading)
            longest = max(
                [narrow_length(spec.title)]
                + [narrow_length(as_text(row[column])) for row in table.rows[:_MEASURED]]
            )
            sheet.set_column(column, column, width_for(longest), looks.code if code else None)
            for place, row in enumerate(table.rows, start=1):
                write_cell(sheet, (place, column), row[column], looks, code=code)
    if not tables:
        workbook.add_worksheet("说明").write_string(0, 0, "没有要导出的记录。")
