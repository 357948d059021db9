"""Lists: ids first, then windows of rows as plain text; sorting and filtering in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.queries import computed, services
from zxdesk.queries.conditions import Conditions
from zxdesk.queries.groupings import Groupings, shower
from zxdesk.queries.labels import path_of
from zxdesk.queries.order import field_order, naming_order
from zxdesk.queries.relations import Relations
from zxdesk.queries.values import Names, Values, load_many
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.daytypes import Day, Moment, PartialDay
from zxdesk.records.fieldtypes import Amount, Choice, Whole, Year
from zxdesk.records.kind import Field, OneOf, Reference, RefList
from zxdesk.rules.pinyin import matches, within
from zxdesk.store import Ledger
from zxdesk.store.functions import iso_year

# Kinds whose names are found by their pinyin too, and how.
_SPOKEN = {"member": matches, "unit": within}


@dataclass(frozen=True)
class ListColumn:
    """A column of a list.

    Attributes:
        name: Field name, `service.sector_id`, or `@attendance` for what is worked out.
        style: text, number, date, name or state.
    """

    name: str
    title: str
    style: str


class RecordList:
    """The records of one kind as a list shows them."""

    def __init__(self, ledger: Ledger, kind: RecordKind) -> None:
        self._ledger = ledger
        self.kind = kind
        self.columns = tuple(_column(kind, name) for name in kind.list_columns)

    def ids(
        self,
        *,
        text: str = "",
        where: Mapping[str, Sequence[str]] | None = None,
        among: Sequence[int] | None = None,
        sort: Sequence[str] = (),
        everyone: bool = False,
    ) -> list[int]:
        """Give the ids of the records that fit, in order.

        Args:
            text: Looked for in the kind's search fields; members also by pinyin initials.
            where: Field labels as in figures ({"类型": ["读书"], "年份": ["2026"]}).
            among: Only these records.
            sort: Column names, `-` in front for descending; default the kind's own order.
            everyone: Received rows too.
        """
        table = self.kind.table
        conditions: list[sa.ColumnElement[bool]] = []
        if not everyone:
            conditions.append(table.c.owner_id == self._ledger.own_id)
        relations = Relations()
        if where:
            conditions += self._conditions(where, relations)
        with self._ledger.read() as session:
            if text.strip():
                conditions.append(self._found(session, text))
            query = sa.select(table.c.id).where(*conditions)
            query = relations.before(self._sorted(query, sort or self.kind.sort))
            found = list(session.connection().scalars(query))
        if among is None:
            return found
        wanted = set(among)
        return [record_id for record_id in found if record_id in wanted]

    def rows(self, ids: Sequence[int]) -> list[tuple[str, ...]]:
        """Give the rows of these records as text, in the order of `ids` (gone ones blank)."""
        with self._ledger.read() as session:
            cells = self._cells(session, ids)
        blank = ("",) * len(self.columns)
        return [cells.get(record_id, blank) for record_id in ids]

    def choices(self, label: str) -> list[tuple[str, int]]:
        """Give the values that stand under a label, and how many records have each."""
        relations, path, table = Relations(), path_of(label), self.kind.table
        today = sa.literal(self._ledger.today.isoformat())
        found = Groupings(relations).of(self.kind, table, path, table, on=today)
        show = shower(self.kind, path)
        query = (
            sa.select(found.group, sa.func.count(sa.distinct(table.c.id)))
            .select_from(found.origin)
            .where(table.c.owner_id == self._ledger.own_id, found.group.is_not(None))
            .group_by(found.group)
            .order_by(sa.func.count(sa.distinct(table.c.id)).desc(), found.group)
        )
        with self._ledger.read() as session:
            rows = session.connection().execute(relations.before(query))
            return [(show(value), count) for value, count in rows]

    def years(self) -> list[int]:
        """Give the years in which this kind has dated records, newest first."""
        if not self.kind.dated:
            return []
        column = self.kind.table.c[self.kind.dated]
        year = iso_year(column)
        with self._ledger.read() as session:
            mine = self.kind.table.c.owner_id == self._ledger.own_id
            found = session.connection().scalars(sa.select(year).where(mine).distinct())
            return sorted((int(value) for value in found if value), reverse=True)

    def _conditions(
        self, where: Mapping[str, Sequence[str]], relations: Relations
    ) -> list[sa.ColumnElement[bool]]:
        today = sa.literal(self._ledger.today.isoformat())
        conditions = Conditions(self.kind, on=today, relations=relations)
        terms = [(label, tuple(values)) for label, values in where.items() if label != "年份"]
        found = conditions.of(terms)
        if where.get("年份") and self.kind.dated:
            column = self.kind.table.c[self.kind.dated]
            year = iso_year(column)
            found.append(year.in_(where["年份"]))
        return found

    def _found(self, session: Session, typed: str) -> sa.ColumnElement[bool]:
        table = self.kind.table
        words = text.one_line(typed)
        tests: list[sa.ColumnElement[bool]] = [
            table.c[name].contains(words, autoescape=True)
            for name in self.kind.search
            if name in table.c
        ]
        naming = self.kind.fields[self.kind.naming]
        if self.kind.name in _SPOKEN:
            fits = _SPOKEN[self.kind.name]
            named = session.connection().execute(sa.select(table.c.id, table.c.name))
            tests.append(table.c.id.in_([row.id for row in named if fits(row.name, words)]))
        elif isinstance(naming, Reference):
            tests.append(_target_named(table.c[naming.name], naming.target, words))
        return sa.or_(*tests) if tests else sa.true()

    def _sorted(self, query: sa.Select[Any], sort: Sequence[str]) -> sa.Select[Any]:
        table = self.kind.table
        keys: list[sa.ColumnElement[Any]] = []
        for place, name in enumerate(sort):
            plain = name.removeprefix("-")
            found = _tie(self.kind, plain) if place and sort == self.kind.sort else []
            if not found and (key := _sort_key(self.kind, plain, self._ledger)) is not None:
                found = [key]
            keys += [key.desc() if name.startswith("-") else key.asc() for key in found]
        return query.order_by(*keys, table.c.id)

    def _cells(self, session: Session, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        names = [c.name for c in self.columns if c.name in self.kind.fields]
        records = load_many(session, self.kind, ids, names)
        shown = Names(session).show(self.kind, records)
        extra = {
            c.name: computed.values(session, self.kind, c.name, list(records))
            for c in self.columns
            if c.name.startswith("@")
        }
        held = services.current_texts(session, list(records), self._ledger.today)
        held = held if self.kind.periods else {}
        return {
            record_id: tuple(
                extra[c.name].get(record_id, "")
                if c.name.startswith("@")
                else held.get(record_id, {}).get(c.name.removeprefix("service."), "")
                if "." in c.name
                else shown[record_id][c.name]
                for c in self.columns
            )
            for record_id in records
        }


def _target_named(column: sa.ColumnElement[Any], target: str, words: str) -> sa.ColumnElement[bool]:
    table = KINDS[target].table
    naming = KINDS[target].naming
    return column.in_(sa.select(table.c.id).where(table.c[naming].contains(words, autoescape=True)))


def _sort_key(kind: RecordKind, name: str, ledger: Ledger) -> sa.ColumnElement[Any] | None:
    table = kind.table
    if computed.is_worked_out(kind, name):
        return computed.sort_key(kind, name)
    if "." in name:
        return services.sort_key(table, name.partition(".")[2], ledger.today)
    spec = kind.fields.get(name)
    if isinstance(spec, RefList):
        return _first_name(table, spec)
    if isinstance(spec, OneOf):
        return sa.func.coalesce(*[_called(table, column, kind) for kind, column in spec.options])
    if isinstance(spec, Reference) and spec.target != "event":
        return _called(table, spec.name, spec.target)
    stored = spec is not None and name in table.c
    return field_order(kind, name) if stored else table.c.get(name)


def _tie(kind: RecordKind, name: str) -> list[sa.ColumnElement[Any]]:
    """Give the SQL by which numbers of one day follow each other: the shorter ones first.

    Asked of every row whenever a list is opened: 0.11 s at 120,000 rows, against 0.55 s where
    Python works the order of every number out.
    """
    column = kind.table.c.get(name)
    if column is None or name not in ("number", "serial"):
        return []
    return [sa.func.length(column), column] if isinstance(column.type, sa.Text) else []


def _called(table: sa.Table, column: str, target: str) -> sa.ColumnElement[Any]:
    """Give the SQL of what the record is called to which a column points."""
    other = KINDS[target].table.alias()
    called = naming_order(target, other)
    return sa.select(called).where(other.c.id == table.c[column]).scalar_subquery()


def _first_name(table: sa.Table, spec: RefList) -> sa.ColumnElement[Any]:
    target, link = KINDS[spec.target].table.alias(), spec.table.alias()
    return (
        sa.select(sa.func.min(naming_order(spec.target, target)))
        .join(link, link.c.target_id == target.c.id)
        .where(link.c.record_id == table.c.id)
        .scalar_subquery()
    )


_STYLES: tuple[tuple[type, str], ...] = (
    (Whole, "number"),
    (Amount, "number"),
    (Year, "number"),
    (Day, "date"),
    (Moment, "date"),
    (PartialDay, "date"),
)


def _column(kind: RecordKind, name: str) -> ListColumn:
    if name.startswith("@"):
        return ListColumn(name, computed.TITLES[name], "number")
    if "." in name:
        other, _, field_name = name.partition(".")
        return ListColumn(name, KINDS[other].fields[field_name].caption, "text")
    spec = kind.fields[name]
    return ListColumn(name, spec.caption, _style(kind, spec))


def _style(kind: RecordKind, spec: Field) -> str:
    if spec.name == kind.naming:
        return "name"
    if isinstance(spec.type, Choice) and spec.name in ("state", "stage", "status", "uptake"):
        return "state"
    return next((style for type_, style in _STYLES if isinstance(spec.type, type_)), "text")


__all__ = ["ListColumn", "RecordList", "Values"]
