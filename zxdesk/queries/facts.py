"""Looks up what rules ask of the records around one: set-wise, each path once for all records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.values import Values, chunks, load_many, referred
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import OneOf, RefList
from zxdesk.rules.findings import fields_read, findings, paths_of, rules_of
from zxdesk.rules.rule import Facts, Finding

# Record → the rows at the end of a path, as (kind, id).
_Ends = dict[int, list[tuple[str, int]]]
_BACK, _ALIKE = "<", "="
_PORTION = 2000
_PLENARY = KINDS["plenary_session"].table


def findings_of(
    session: Session, kind: RecordKind, ids: Iterable[int], *, owner_id: int, today: date
) -> dict[int, list[Finding]]:
    """Give what does not hold in records as they stand; those that hold are left out."""
    found: dict[int, list[Finding]] = {}
    if not rules_of(kind.name):
        return found
    everything, names = list(ids), sorted(fields_read(kind.name))
    for start in range(0, len(everything), _PORTION):
        portion = everything[start : start + _PORTION]
        records = load_many(session, kind, portion, names)
        facts = facts_of(session, kind, records, owner_id=owner_id, today=today)
        for record_id, values in records.items():
            said = findings(kind.name, values | {"id": record_id}, facts[record_id])
            if said:
                found[record_id] = said
    return found


def findings_in(
    session: Session,
    kind: RecordKind,
    values: Values,
    *,
    owner_id: int,
    today: date,
    record_id: int | None = None,
    before: Values | None = None,
) -> list[Finding]:
    """Give what would not hold if a record were saved with these values.

    Args:
        record_id: None for a new record.
        before: Its values as they stand.
    """
    place = record_id or 0
    known = {place: values}
    facts = facts_of(session, kind, known, owner_id=owner_id, today=today, before=before)
    return findings(kind.name, values | {"id": record_id}, facts[place])


def facts_of(
    session: Session,
    kind: RecordKind,
    records: Mapping[int, Values],
    *,
    owner_id: int,
    today: date,
    before: Values | None = None,
) -> dict[int, Facts]:
    """Give what the rules of a kind ask for, by record; a record with id 0 is new."""
    looking = _Looking(session, owner_id)
    linked: dict[int, dict[str, tuple[Values, ...]]] = {i: {} for i in records}
    for path in paths_of(kind.name):
        for record_id, rows in looking.follow(kind, records, path).items():
            linked[record_id][path] = rows
    terms = looking.terms() if any("service" in path for path in paths_of(kind.name)) else {}
    return {i: Facts(today=today, linked=linked[i], terms=terms, before=before) for i in records}


class _Looking:
    """Follows paths; rows that were read once are kept."""

    def __init__(self, session: Session, owner_id: int) -> None:
        self._connection = session.connection()
        self._owner_id = owner_id
        self._rows: dict[tuple[str, int], Values] = {}

    def follow(
        self, kind: RecordKind, records: Mapping[int, Values], path: str
    ) -> dict[int, tuple[Values, ...]]:
        """Give the rows at the end of a path, by record."""
        if path.startswith(_ALIKE):
            return self._alike(kind, records, path.removeprefix(_ALIKE).split("+"))
        first, *hops = path.split()
        ends = (
            self._back({i: [(kind.name, i)] for i in records}, first)
            if first.startswith(_BACK)
            else {i: _pointed(kind, first, values) for i, values in records.items()}
        )
        for hop in hops:
            ends = self._back(ends, hop) if hop.startswith(_BACK) else self._onward(ends, hop)
        self._read(end for found in ends.values() for end in found)
        return {
            i: tuple(self._rows[end] for end in ends.get(i, ()) if end in self._rows)
            for i in records
        }

    def terms(self) -> dict[int, date]:
        """Give when each 届 opens."""
        opens = sa.func.min(_PLENARY.c.opens, type_=sa.Date()).label("opens")
        query = (
            sa.select(_PLENARY.c.term, opens)
            .where(_PLENARY.c.owner_id == self._owner_id, _PLENARY.c.opens.is_not(None))
            .group_by(_PLENARY.c.term)
        )
        return {row.term: row.opens for row in self._connection.execute(query)}

    def _alike(
        self, kind: RecordKind, records: Mapping[int, Values], names: list[str]
    ) -> dict[int, tuple[Values, ...]]:
        """Give the other records of the committee that have the same in all of these fields."""
        keys = {i: tuple(values.get(name) for name in names) for i, values in records.items()}
        lasts: set[Any] = {key[-1] for key in keys.values() if None not in key}
        known: dict[tuple[Any, ...], list[Values]] = defaultdict(list)
        for part in chunks(lasts):
            query = sa.select(kind.table).where(
                kind.table.c.owner_id == self._owner_id, kind.table.c[names[-1]].in_(part)
            )
            for row in self._connection.execute(query).mappings():
                known[tuple(row[name] for name in names)].append(dict(row))
        return {
            i: tuple(row for row in known.get(key, ()) if row["id"] != i) for i, key in keys.items()
        }

    def _back(self, ends: _Ends, hop: str) -> _Ends:
        """Go to the rows whose field points to the ends so far."""
        name, _, field = hop.removeprefix(_BACK).partition(".")
        spec = KINDS[name].fields[field]
        found: dict[tuple[str, int], list[int]] = defaultdict(list)
        for target in {kind for kinds in ends.values() for kind, _ in kinds}:
            ids = {i for points in ends.values() for kind, i in points if kind == target and i}
            source, target_column = _columns(KINDS[name], spec, target)
            for part in chunks(ids):
                query = sa.select(source, target_column).where(target_column.in_(part))
                for row_id, target_id in self._connection.execute(query.order_by(source)):
                    found[target, target_id].append(row_id)
        return {
            i: [(name, row_id) for end in points for row_id in found.get(end, ())]
            for i, points in ends.items()
        }

    def _onward(self, ends: _Ends, field: str) -> _Ends:
        """Go to the records that a field of the ends so far points to."""
        self._read(end for points in ends.values() for end in points)
        lists: dict[tuple[str, int], list[tuple[str, int]]] = {}
        for kind_name in {kind for points in ends.values() for kind, _ in points}:
            spec = KINDS[kind_name].fields[field]
            if isinstance(spec, RefList):
                ids = {i for points in ends.values() for kind, i in points if kind == kind_name}
                for row_id, targets in self._listed(spec, ids).items():
                    lists[kind_name, row_id] = [(spec.target, target) for target in targets]
        return {
            i: [
                target
                for end in points
                if end in self._rows
                for target in lists.get(end) or _pointed(KINDS[end[0]], field, self._rows[end])
            ]
            for i, points in ends.items()
        }

    def _listed(self, spec: RefList, ids: Iterable[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        table = spec.table
        for part in chunks(ids):
            query = sa.select(table.c.record_id, table.c.target_id)
            for row_id, target in self._connection.execute(
                query.where(table.c.record_id.in_(part)).order_by(table.c.position)
            ):
                found[row_id].append(target)
        return found

    def _read(self, ends: Iterable[tuple[str, int]]) -> None:
        wanted: dict[str, set[int]] = defaultdict(set)
        for kind_name, record_id in ends:
            if (kind_name, record_id) not in self._rows:
                wanted[kind_name].add(record_id)
        for kind_name, ids in wanted.items():
            table = KINDS[kind_name].table
            for part in chunks(ids):
                query = sa.select(table).where(table.c.id.in_(part))
                for row in self._connection.execute(query).mappings():
                    self._rows[kind_name, row["id"]] = dict(row)


def _pointed(kind: RecordKind, field: str, values: Values) -> list[tuple[str, int]]:
    """Give the records that a field's value points to; what a form has yet to make is none."""
    spec = kind.fields[field]
    value = values.get(field)
    if isinstance(spec, OneOf) and field not in values:
        return [(t, values[c]) for t, c in spec.options if values.get(c) is not None]
    return [(target, i) for target, i in referred(spec, value) if isinstance(i, int)]


def _columns(kind: RecordKind, spec: Any, target: str) -> tuple[Any, Any]:
    """Give the columns that say which row of a kind points to which record."""
    if isinstance(spec, RefList):
        return spec.table.c.record_id, spec.table.c.target_id
    if isinstance(spec, OneOf):
        return kind.table.c.id, kind.table.c[dict(spec.options)[target]]
    return kind.table.c.id, kind.table.c[spec.name]
