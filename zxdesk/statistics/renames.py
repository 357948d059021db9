"""Figure expressions that name a record follow it when it is called otherwise.

An expression is text: 主办单位=经济界. Which record a value means is found by what its label leads
to, before and after a change; where the text would mean another set of records, it is written anew
so that it means the same. Every way to change a name leads through `services.records.update`, that
of making one record of two through `services.duplicates`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.groupings import ends_of
from zxdesk.queries.labels import MARKS, path_of
from zxdesk.queries.naming import called
from zxdesk.queries.values import keys
from zxdesk.records import KINDS, ClosedFigure, RecordKind
from zxdesk.records.committee import LISTED_VALUE
from zxdesk.records.kind import Lines, OneOf, Reference
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.counting import Asked
from zxdesk.statistics.figures import AREA, Expression, read_expression
from zxdesk.statistics.quota_objects import kind_of

SHARE = "÷"
_PARTS = re.compile(rf"(\s*{SHARE}\s*)")
# Kind and the field by whose text it is meant; no field: by whatever people call it. A value of
# the office's lists is meant by the name of its list.
Meaning = tuple[str, str]


@dataclass(frozen=True)
class Holder:
    """A column that holds expressions.

    Attributes:
        conditions: The column that says of what kind its bare conditions are; empty where it
            holds whole expressions.
    """

    table: sa.Table
    column: str
    conditions: str = ""


def holders() -> Iterator[Holder]:
    """Give every column that holds expressions."""
    quota = KINDS["quota"].table
    yield Holder(quota, "expression")
    yield Holder(quota, "among", "each")
    yield Holder(KINDS["saved_figure"].table, "expression")
    yield Holder(KINDS["reporting_row"].table, "expression")
    items = next(f for f in KINDS["rating_scheme"].extra if f.name == "items")
    assert isinstance(items, Lines)
    yield Holder(items.table, "expression")
    closed: sa.Table = ClosedFigure.__table__  # type: ignore[attr-defined]
    yield Holder(closed, "expression")


class Renaming:
    """One record before and after it is called otherwise, or takes the place of another one.

    Make it before the change, and call `follow` after it.
    """

    def __init__(
        self,
        session: Session,
        kind: RecordKind,
        record_id: int,
        owner_id: int,
        *,
        gone: int | None = None,
    ) -> None:
        """Look which expressions name records of the kind, and whom they mean.

        Args:
            gone: The record whose place it takes: what means that one means it from then on.
        """
        self._session = session
        self._kind = kind
        self._id = record_id
        self._owner_id = owner_id
        self._texts = [
            (holder, row.text, row.prefix)
            for holder in holders()
            for row in session.connection().execute(_texts(holder))
        ]
        self._before = {
            key: frozenset(record_id if i == gone else i for i in self._meant(*key))
            for key in self._mentions()
        }
        self._called_before = [self._names(i) for i in (record_id, gone) if i is not None]

    def follow(self) -> None:
        """Write expressions anew that would mean other records now."""
        if not self._before:
            return
        for holder, text, prefix in self._texts:
            written = rewritten(text, prefix, self._value)
            if written != text:
                self._write(holder, text, prefix, written)

    def _write(self, holder: Holder, text: str, prefix: str, written: str) -> None:
        table = holder.table
        same = [table.c[holder.column] == text]
        if holder.conditions:
            each = [name for name in _each_of(holder) if kind_of(name) == prefix]
            same.append(table.c[holder.conditions].in_(each))
        update = table.update().where(*same).values({holder.column: written})
        self._session.connection().execute(update)

    def _mentions(self) -> set[tuple[Meaning, str, bool]]:
        found: set[tuple[Meaning, str, bool]] = set()

        def note(meaning: Meaning, value: str, area: bool) -> tuple[str, ...]:
            if meaning[0] == self._kind.name:
                found.add((meaning, value, area))
            return (value,)

        for _, text, prefix in self._texts:
            rewritten(text, prefix, note)
        return found

    def _meant(self, meaning: Meaning, value: str, area: bool) -> frozenset[int]:
        owner_id = None if area else self._owner_id
        return meant(self._session.connection(), meaning, value, owner_id=owner_id)

    def _value(self, meaning: Meaning, value: str, area: bool) -> tuple[str, ...]:
        """Give what must stand where a value stood, so that the same records are meant."""
        before = self._before.get((meaning, value, area))
        if before is None:
            return (value,)
        now = self._meant(meaning, value, area)
        if now == before or not before:
            return (value,)
        if self._id in before:
            return self._followed(meaning, value, area, others=now & before)
        return (value,) if meaning[1] else tuple(self._key(i) for i in sorted(before))

    def _followed(
        self, meaning: Meaning, value: str, area: bool, *, others: frozenset[int]
    ) -> tuple[str, ...]:
        if meaning[1]:
            # A text that many records bear is no name of this one.
            names = self._names(self._id)
            return (value,) if others else (names.get(meaning[1]) or names[self._kind.naming],)
        name = self._same_way(value)
        if self._meant(meaning, name, area) != {self._id}:
            name = self._key(self._id)
        return (value, name) if others else (name,)

    def _same_way(self, value: str) -> str:
        """Give the new name in the way in which the old one was given: by key, number or name."""
        now = self._names(self._id)
        for field, old in (pair for names in self._called_before for pair in names.items()):
            if old == value and field != self._kind.naming:
                return now[field]
        if self._kind.naming in now and "/" not in value:
            return now[self._kind.naming]
        return self._key(self._id)

    def _names(self, record_id: int) -> dict[str, str]:
        """Give what a record is called by now, as text by field."""
        kind = self._kind
        wanted = dict.fromkeys((kind.naming, *kind.key))
        plain = [n for n in wanted if not isinstance(kind.fields[n], Reference)]
        columns = [kind.table.c[name] for name in plain]
        query = sa.select(*columns).where(kind.table.c.id == record_id)
        row = self._session.connection().execute(query).one_or_none()
        if row is None or not plain:
            return {}
        return {
            name: kind.fields[name].type.show(value) for name, value in zip(plain, row, strict=True)
        }

    def _key(self, record_id: int) -> str:
        key = keys(self._session, self._kind.name, [record_id])[record_id]
        return key.replace("/", "") if self._kind.name == "plenary_session" else key


def meant(
    connection: sa.Connection, meaning: Meaning, value: str, *, owner_id: int | None
) -> frozenset[int]:
    """Give the ids of the records that a value means.

    Args:
        owner_id: The committee whose records are meant; None for all.
    """
    kind, field = KINDS[meaning[0]], meaning[1]
    if kind is LISTED_VALUE and field not in kind.fields:
        table = kind.table
        query = sa.select(table.c.id).where(table.c.list_name == field, table.c.value == value)
    elif field:
        try:
            parsed = kind.fields[field].type.parse(value)
        except ValueError:
            return frozenset()
        query = sa.select(kind.table.c.id).where(kind.table.c[field] == parsed)
    else:
        query = called(kind, value)
    if owner_id is not None:
        own = sa.select(kind.table.c.id).where(kind.table.c.owner_id == owner_id)
        query = query.where(query.selected_columns[0].in_(own))
    return frozenset(connection.scalars(query))


def names_changed(kind: RecordKind, changed: Mapping[str, Any]) -> bool:
    """Tell whether a change lets a record be called otherwise.

    Records that are called by another's name (attendance, handling, adoption) stand in no
    expression: it is the other one that is named there.
    """
    if isinstance(kind.fields[kind.naming], Reference):
        return False
    return any(name in changed for name in (kind.naming, *kind.key))


def rewritten(
    text: str, prefix: str, value_of: Callable[[Meaning, str, bool], tuple[str, ...]]
) -> str:
    """Write an expression anew, each value that means records as `value_of` gives it.

    Args:
        prefix: The kind whose bare conditions the text is; empty for a whole expression.
    """
    parts = _PARTS.split(text)
    return "".join(
        part if place % 2 else _rewritten(part, prefix, value_of)
        for place, part in enumerate(parts)
    )


def _rewritten(
    text: str, prefix: str, value_of: Callable[[Meaning, str, bool], tuple[str, ...]]
) -> str:
    read = _read(f"{prefix} {text}" if prefix else text)
    if read is None:
        return text
    where = tuple((label, _values(read, label, values, value_of)) for label, values in read.where)
    if where == read.where:
        return text
    return str(replace(read, where=where)).removeprefix(f"{prefix} " if prefix else "")


def _values(
    read: Expression,
    label: str,
    values: tuple[str, ...],
    value_of: Callable[[Meaning, str, bool], tuple[str, ...]],
) -> tuple[str, ...]:
    for meaning in meanings(read.code, label):
        values = tuple(
            dict.fromkeys(
                new
                for value in values
                for new in (
                    (value,) if value in MARKS else value_of(meaning, value, read.scope == AREA)
                )
            )
        )
    return values


@lru_cache(maxsize=4096)
def _read(text: str) -> Expression | None:
    try:
        return read_expression(text)
    except UserError:
        return None


@cache
def meanings(code: str, label: str) -> tuple[Meaning, ...]:
    """Give what values under a label of an indicator mean; nothing where they are no names."""
    try:
        kind, path = _looked_up(code, label)
        if not path:
            return ((kind.name, ""),)
        found: list[Meaning] = []
        for owner, spec in ends_of(kind, path):
            if isinstance(spec, OneOf):
                found += [(target, "") for target, _ in spec.options]
            elif isinstance(spec, Reference):
                found.append((spec.target, ""))
            elif spec.name in (owner.naming, *owner.key):
                found.append((owner.name, spec.name))
            elif spec.type.suggest:
                found.append((LISTED_VALUE.name, spec.type.suggest))
    except UserError:
        return ()
    return tuple(dict.fromkeys(found))


def _looked_up(code: str, label: str) -> tuple[RecordKind, tuple[str, ...]]:
    """Give the kind on whose records a label is looked up, and the label there."""
    if code in KINDS:
        return KINDS[code], path_of(label)
    if code not in INDICATORS:
        raise UserError(f"没有“{code}”这个指标", "请用 zxdesk figures 查看全部指标")
    question = INDICATORS[code].ask(Asked())
    position, path = question.row_for(path_of(label))
    return question.seen[position].kind, path


def _texts(holder: Holder) -> sa.Select[Any]:
    text = holder.table.c[holder.column]
    if not holder.conditions:
        query = sa.select(text.label("text"), sa.literal("").label("prefix"))
        return query.where(text.is_not(None)).distinct()
    each = holder.table.c[holder.conditions]
    kinds = sa.case({name: kind_of(name) for name in _each_of(holder)}, value=each, else_="")
    query = sa.select(text.label("text"), kinds.label("prefix"))
    return query.where(text.is_not(None), kinds != "").distinct()


def _each_of(holder: Holder) -> tuple[str, ...]:
    type_ = KINDS[holder.table.name].fields[holder.conditions].type
    return tuple(type_.values)  # type: ignore[attr-defined]
