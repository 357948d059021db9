"""Figure expressions of a colleague: the records they name there, by what these are called here."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from zxdesk.exchange.merging.identity import Identity
from zxdesk.exchange.merging.sides import Side
from zxdesk.queries.values import keys
from zxdesk.records import KINDS
from zxdesk.records.kind import Lines
from zxdesk.statistics.quota_objects import kind_of
from zxdesk.statistics.renames import Meaning, holders, meant, rewritten

ValueOf = Callable[[Meaning, str, bool], tuple[str, ...]]
_CONDITIONS = {(holder.table.name, holder.column): holder.conditions for holder in holders()}


@cache
def expressed(kind_name: str) -> Mapping[str, tuple[int, ...]]:
    """Give the fields of a kind that hold expressions; of lines the places of those parts."""
    kind = KINDS[kind_name]
    plain = {name: () for name in kind.fields if (kind.table.name, name) in _CONDITIONS}
    lines = {spec.name: _parts(spec) for spec in kind.extra if isinstance(spec, Lines)}
    return {**plain, **{name: parts for name, parts in lines.items() if parts}}


def translated(identity: Identity, kind_name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give values of his with the expressions among them as they are written here."""

    def value_of(meaning: Meaning, value: str, _area: bool) -> tuple[str, ...]:
        here = _here(identity, meaning, value)
        if not here or None in here or here == _called(identity.ours, meaning, value):
            return (value,)
        return _names(identity.ours, meaning, sorted(i for i in here if i is not None))

    names = [name for name in expressed(kind_name) if name in values]
    return {**values, **{name: _written(kind_name, name, values, value_of) for name in names}}


def mistaken(identity: Identity, kind_name: str, values: Mapping[str, Any]) -> list[str]:
    """Give the fields of his that name a record by what another one is called here.

    The one they mean is not here, so that they would count the other.
    """
    found: list[str] = []
    for name in expressed(kind_name):

        def value_of(meaning: Meaning, value: str, _area: bool, name: str = name) -> tuple[str]:
            if None in _here(identity, meaning, value) and _called(identity.ours, meaning, value):
                found.append(name)
            return (value,)

        _written(kind_name, name, values, value_of)
    return found


def _written(kind_name: str, name: str, values: Mapping[str, Any], value_of: ValueOf) -> Any:
    kind, value = KINDS[kind_name], values[name]
    parts = expressed(kind_name)[name]
    if parts:
        return tuple(
            tuple(
                rewritten(part, "", value_of) if place in parts and part else part
                for place, part in enumerate(line)
            )
            for line in value
        )
    if not value:
        return value
    conditions = _CONDITIONS[kind.table.name, name]
    if not conditions:
        return rewritten(value, "", value_of)
    prefix = kind_of(values[conditions])
    return rewritten(value, prefix, value_of) if prefix else value


def _parts(spec: Lines) -> tuple[int, ...]:
    names = [name for name, _, _ in spec.parts]
    return tuple(i for i, name in enumerate(names) if (spec.table.name, name) in _CONDITIONS)


def _here(identity: Identity, meaning: Meaning, value: str) -> set[int | None]:
    """Give what his records that are called so are here."""
    there = _called(identity.his, meaning, value)
    return {identity.here((meaning[0], record_id)) for record_id in there}


def _called(side: Side, meaning: Meaning, value: str) -> frozenset[int]:
    return meant(side.connection, meaning, value, owner_id=side.own_id)


def _names(side: Side, meaning: Meaning, ids: list[int]) -> tuple[str, ...]:
    kind, field = KINDS[meaning[0]], meaning[1]
    if field:
        query = sa.select(kind.table.c[field]).where(kind.table.c.id.in_(ids)).distinct()
        return tuple(sorted(map(kind.fields[field].type.show, side.connection.scalars(query))))
    slash = "" if kind.name == "plenary_session" else "/"
    named = keys(side.session, kind.name, ids)
    return tuple(named[i].replace("/", slash) for i in ids)
