"""Writes our own records as a workbook that, imported again, changes nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session
from xlsxwriter import Workbook

from zxdesk.exchange.captions import ATTENDEES, sheet_fields
from zxdesk.exchange.keys import KeyWriter
from zxdesk.exchange.lines import write_lines
from zxdesk.exchange.workbooks import (
    Looks,
    narrow_length,
    refuse_too_many,
    save_workbook,
    width_for,
    write_cell,
)
from zxdesk.queries.values import Values, chunks, keys, load_many
from zxdesk.records import KINDS, RecordKind, workbook_kinds
from zxdesk.records.event import ATTENDANCE, EXPECTED, PRESENT
from zxdesk.records.fieldtypes import Code, as_text
from zxdesk.records.kind import Field, Lines, OneOf, Reference
from zxdesk.store import Ledger

Ids = Iterable[int] | None
Where = Mapping[str, Ids] | Callable[[RecordKind], Ids]
Progress = Callable[[int, int], None]
_MEASURED = 200  # rows by which a column's width is set


@dataclass(frozen=True)
class _Table:
    """One sheet before it is written."""

    kind: RecordKind
    fields: list[tuple[RecordKind, Field]]
    rows: list[list[object]]


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
            refuse_too_many(kind.sheet, len(tables[-1].rows))
    save_workbook(path, lambda book, looks: _fill(book, looks, tables))
    return {table.kind.sheet: len(table.rows) for table in tables}


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
        """Give the rows of a kind's sheet, ordered by key."""
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
            .order_by(*[table.c[name] for name in kind.key], table.c.id)
        )
        wanted = None if ids is None else set(ids)
        rows = self._session.connection().scalars(query)
        found = [i for i in rows if wanted is None or i in wanted]
        if any(isinstance(kind.fields[name], Reference) for name in kind.key):
            # Ids are those of one ledger; the same records go out in the same order from any.
            named = keys(self._session, kind.name, found)
            found.sort(key=named.__getitem__)
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
