"""Groups by label, across links: in which groups each row of a question stands.

A row stands in the group of everything that its label leads to: of each linked row, each service
that holds on the day, each of several values in one field; where that is nothing, in that of the
missing. What lies beyond the first link is worked out beforehand, for every record of a kind, with
the days on which it holds (see `queries.relations`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.conditions import on_the_day
from zxdesk.queries.labels import (
    UNFILLED,
    Path,
    ends_here,
    find_field,
    is_periodic,
    takers,
    unknown_label,
)
from zxdesk.queries.naming import borrowed_name, name_of
from zxdesk.queries.relations import ALWAYS, NEVER, Relation, Relations
from zxdesk.queries.spans import services
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import Names
from zxdesk.records.kind import Field, OneOf, Reference, RefList
from zxdesk.store.functions import position_of

_SEVERAL = "、"


@dataclass(frozen=True)
class Grouped:
    """Rows with the group of each.

    Attributes:
        origin: What is selected from: a row once for each of its groups.
        days: The days on which it stands there, where they were not asked for one day.
    """

    origin: Any
    group: sa.ColumnElement[Any]
    days: tuple[sa.ColumnElement[Any], sa.ColumnElement[Any]] | None = None


@dataclass(frozen=True)
class Groupings:
    """Finds the groups of rows.

    Attributes:
        relations: Those of the statement in which the groups will stand.
        target: Group by the ids of the linked records of this kind instead of their names.
    """

    relations: Relations
    target: str = ""

    def of(
        self, kind: RecordKind, row: Any, path: Path, origin: Any, *, on: sa.ColumnElement[Any]
    ) -> Grouped:
        """Give the groups of the rows of a question for one label.

        Args:
            row: The rows within `origin` on which the label stands.
            on: The day (ISO text) on which services are taken.
        """
        path = path or borrowed_name(kind)
        if not path:
            return Grouped(origin, self._name(kind, row))
        return self._joined(kind, row, path, origin, on)

    def _joined(
        self, kind: RecordKind, row: Any, path: Path, origin: Any, on: sa.ColumnElement[Any] | None
    ) -> Grouped:
        """Join what a label leads to.

        Args:
            on: The day; None leaves the days of what is joined to the rows.
        """
        if is_periodic(kind, path[0]):
            return _with_days(origin, row.c.id, self._serving(path), on)
        spec = find_field(kind, path[0])
        if spec is None:
            raise unknown_label(path[0], kind)
        if isinstance(spec, OneOf):
            return self._one_of(row, spec, path[1:], origin, on)
        if isinstance(spec, Reference):
            return self._linked(row, spec, path[1:], origin, on)
        if path[1:]:
            raise ends_here(spec, path[1:])
        if isinstance(spec.type, Names):
            return _parted(self.relations, kind, row, spec, origin)
        return Grouped(origin, row.c[spec.name])

    def _linked(
        self, row: Any, spec: Reference, path: Path, origin: Any, on: sa.ColumnElement[Any] | None
    ) -> Grouped:
        pointing = row.c.get(spec.name)
        if isinstance(spec, RefList):
            link = spec.table.alias()
            origin = origin.outerjoin(link, link.c.record_id == row.c.id)
            pointing = link.c.target_id
        return self._beyond(KINDS[spec.target], path, origin, pointing, on)

    def _one_of(
        self, row: Any, spec: OneOf, path: Path, origin: Any, on: sa.ColumnElement[Any] | None
    ) -> Grouped:
        """Join whichever record is linked; of its kinds those that know the label."""
        parts: list[Grouped] = []
        for target, column in takers(spec, path):
            if path or self.target in ("", target):
                found = self._beyond(KINDS[target], path, origin, row.c[column], on)
                origin = found.origin
                parts.append(found)
        if not parts:
            return Grouped(origin, sa.null())
        group = _first([part.group for part in parts])
        timed = [part.days for part in parts if part.days]
        days = (_first([f for f, _ in timed]), _first([u for _, u in timed])) if timed else None
        return Grouped(origin, group, days)

    def _beyond(
        self, kind: RecordKind, path: Path, origin: Any, key: Any, on: sa.ColumnElement[Any] | None
    ) -> Grouped:
        """Join the records of a kind that a key points to, with their groups."""
        if path:
            return _with_days(origin, key, self._groups(kind, path), on)
        row = kind.table.alias()
        return Grouped(origin.outerjoin(row, row.c.id == key), self._name(kind, row))

    def _name(self, kind: RecordKind, row: Any) -> sa.ColumnElement[Any]:
        by_id: sa.ColumnElement[Any] = row.c.id
        return by_id if self.target == kind.name else name_of(kind, row)

    def _groups(self, kind: RecordKind, path: Path) -> Relation:
        """Give the groups of every record of a kind."""

        def build() -> sa.Select[Any]:
            row = kind.table.alias()
            return _selected(row.c.id, self._joined(kind, row, path, row, None))

        key = ("groups", kind.name, path, self.target)
        return self.relations.made(key, "groups", build)

    def _serving(self, path: Path) -> Relation:
        """Give the groups of every member by his services, on every day."""
        spans = services(self.relations, gaps=True)

        def build() -> sa.Select[Any]:
            row = spans.named()
            found = self._joined(KINDS["service"], row, path, row, None)
            # Services lead to units alone, which know no days of their own.
            days = (row.c.first, row.c.until)
            return _selected(row.c.member_id, Grouped(found.origin, found.group, days))

        return self.relations.made(("serving", path, self.target), "groups", build)


def _selected(record: sa.ColumnElement[Any], found: Grouped) -> sa.Select[Any]:
    columns = [record.label("id"), found.group.label("group")]
    if found.days:
        first, until = found.days
        columns += [
            sa.func.coalesce(first, ALWAYS).label("first"),
            sa.func.coalesce(until, NEVER).label("until"),
        ]
    return sa.select(*columns).select_from(found.origin)


def _with_days(
    origin: Any, key: Any, relation: Relation, on: sa.ColumnElement[Any] | None
) -> Grouped:
    """Join a relation of groups, on one day where one is given."""
    rows = relation.named()
    same = rows.c.id == key
    if not relation.timed:
        return Grouped(origin.outerjoin(rows, same), rows.c.group)
    if on is not None:
        same = sa.and_(same, *on_the_day(rows, on))
    days = None if on is not None else (rows.c.first, rows.c.until)
    return Grouped(origin.outerjoin(rows, same), rows.c.group, days)


def _parted(relations: Relations, kind: RecordKind, row: Any, spec: Field, origin: Any) -> Grouped:
    """Join each of the values that stand in one field, parted by 、."""
    key = ("parts", kind.name, spec.name)
    parts = relations.recursive(key, "parts", partial(_parts, kind.table, spec.name)).named()
    same = sa.and_(parts.c.id == row.c.id, parts.c.group != "")
    return Grouped(origin.outerjoin(parts, same), parts.c.group)


def _parts(table: sa.Table, column: str, name: str) -> sa.CTE:
    """Take one value after the other from the front of what is left."""
    whole = table.c[column]
    parts = (
        sa.select(table.c.id, sa.literal("").label("group"), (whole + _SEVERAL).label("rest"))
        .where(whole.is_not(None))
        .cte(name, recursive=True)
    )
    # One row more for each value while anything is left: every database splits a text in its own
    # way. The mark put behind the whole ends the last value too.
    end = position_of(parts.c.rest, _SEVERAL)
    return parts.union_all(
        sa.select(
            parts.c.id,
            sa.func.substr(parts.c.rest, 1, end - 1),
            sa.func.substr(parts.c.rest, end + 1),
        ).where(parts.c.rest != "")
    )


def _first(columns: list[Any]) -> Any:
    return columns[0] if len(columns) == 1 else sa.func.coalesce(*columns)


def last_fields(kind: RecordKind, path: Path) -> list[Field]:
    """Give the fields at which a label ends: several where links lead to several kinds."""
    return [spec for _, spec in ends_of(kind, path)]


def ends_of(kind: RecordKind, path: Path) -> list[tuple[RecordKind, Field]]:
    """Give the fields at which a label ends, each with its kind."""
    if is_periodic(kind, path[0]):
        assert kind.periods is not None
        kind = KINDS[kind.periods.kind]
    spec = find_field(kind, path[0])
    if spec is None:
        raise unknown_label(path[0], kind)
    if not path[1:]:
        return [(kind, spec)]
    if isinstance(spec, OneOf):
        kinds = [KINDS[target] for target, _ in takers(spec, path[1:])]
    elif isinstance(spec, Reference):
        kinds = [KINDS[spec.target]]
    else:
        raise ends_here(spec, path[1:])
    return [found for kind in kinds for found in ends_of(kind, path[1:])]


def shower(kind: RecordKind, path: Path) -> Callable[[Any], str]:
    """Give what shows a group to people."""
    fields = last_fields(kind, path) if path else []
    plain = not fields or isinstance(fields[0], (Reference, OneOf))

    def show(value: Any) -> str:
        if value is None or value == "":
            return UNFILLED
        return str(value) if plain else fields[0].type.show(value)

    return show
