"""Records as plain values, and what people call them: titles and keys."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.records import KINDS, RecordKind, unit
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import Field, Lines, OneOf, Reference, RefList

Values = dict[str, Value]
_CHUNK = 500
# What people call by its whole key: 五届/三次, 2026/12.


def chunks(ids: Iterable[int]) -> Iterable[list[int]]:
    """Part ids so that a statement never has too many parameters."""
    found = list(ids)
    return (found[i : i + _CHUNK] for i in range(0, len(found), _CHUNK))


def load(session: Session, kind: RecordKind, record_id: int) -> Values | None:
    """Give a record's values by field name (see `load_many`); None where it is gone."""
    return load_many(session, kind, [record_id]).get(record_id)


def load_many(
    session: Session, kind: RecordKind, ids: Iterable[int], names: Sequence[str] | None = None
) -> dict[int, Values]:
    """Give records' values by id.

    References are ids, OneOf is (kind, id), RefList a tuple of ids, Lines a tuple of tuples.

    Args:
        names: Only these fields; default all.
    """
    wanted = [f for f in kind.fields.values() if names is None or f.name in names]
    result: dict[int, Values] = {}
    for part in chunks(ids):
        rows = session.connection().execute(sa.select(kind.table).where(kind.table.c.id.in_(part)))
        for row in rows:
            result[row.id] = _row_values(wanted, row)
        for spec in wanted:
            if isinstance(spec, (RefList, Lines)):
                for record_id, value in _collected(session, spec, part).items():
                    result[record_id][spec.name] = value
    return result


def _row_values(wanted: list[Field], row: Any) -> Values:
    values: Values = {}
    for spec in wanted:
        if isinstance(spec, OneOf):
            values[spec.name] = next(
                (
                    (target, getattr(row, column))
                    for target, column in spec.options
                    if getattr(row, column) is not None
                ),
                None,
            )
        elif isinstance(spec, (RefList, Lines)):
            values[spec.name] = ()
        else:
            values[spec.name] = getattr(row, spec.name)
    return values


def _collected(session: Session, spec: RefList | Lines, ids: list[int]) -> dict[int, Value]:
    table = spec.table
    columns = (
        [table.c.target_id]
        if isinstance(spec, RefList)
        else [table.c[name] for name, _, _ in spec.parts]
    )
    query = (
        sa.select(table.c.record_id, *columns)
        .where(table.c.record_id.in_(ids))
        .order_by(table.c.record_id, table.c.position, table.c.id)
    )
    found: dict[int, list[Value]] = defaultdict(list)
    for record_id, *parts in session.connection().execute(query):
        found[record_id].append(parts[0] if isinstance(spec, RefList) else tuple(parts))
    return {record_id: tuple(values) for record_id, values in found.items()}


def titles(session: Session, kind_name: str, ids: Iterable[int]) -> dict[int, str]:
    """Give what people call these records."""
    kind = KINDS[kind_name]
    if kind.named_by_key:
        return keys(session, kind_name, ids)
    spec = kind.fields[kind.naming]
    rows = _columns(session, kind, ids, [kind.naming])
    if isinstance(spec, Reference):
        names = titles(session, spec.target, {row[1] for row in rows})
        return {row[0]: names.get(row[1], "") for row in rows}
    return {row[0]: text.one_line(spec.type.show(row[1])) for row in rows}


def titles_of_rows(
    session: Session, kind_name: str, rows: Mapping[int, Mapping[str, Any]]
) -> dict[int, str]:
    """Give what people called records that are no more, from their rows as the log has them."""
    kind = KINDS[kind_name]
    names = kind.key if kind.named_by_key else (kind.naming,)
    found = {}
    for record_id, row in rows.items():
        parts = [_named(session, kind.fields[name], row.get(name)) for name in names]
        found[record_id] = "/".join(part for part in parts if part)
    return found


def _named(session: Session, spec: Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(spec, Reference):
        return titles(session, spec.target, [value]).get(value, "")
    return text.one_line(spec.type.show(value))


def keys(session: Session, kind_name: str, ids: Iterable[int]) -> dict[int, str]:
    """Give the key texts of records: HD-2026-118, 界别/经济界, 十一届/五次."""
    kind = KINDS[kind_name]
    specs = [kind.fields[name] for name in kind.key]
    rows = _columns(session, kind, ids, kind.key)
    shown: list[dict[Value, str]] = []
    for position, spec in enumerate(specs, start=1):
        values = {row[position] for row in rows}
        if isinstance(spec, Reference):
            shown.append(keys(session, spec.target, {v for v in values if v is not None}))
        else:
            shown.append({value: spec.type.show(value) for value in values})
    return {
        row[0]: "/".join(names.get(value, "") for names, value in zip(shown, row[1:], strict=True))
        for row in rows
    }


def _columns(
    session: Session, kind: RecordKind, ids: Iterable[int], names: Sequence[str]
) -> list[Any]:
    table = kind.table
    rows: list[Any] = []
    for part in chunks(ids):
        query = sa.select(table.c.id, *[table.c[name] for name in names])
        rows += session.connection().execute(query.where(table.c.id.in_(part))).all()
    return rows


def find(
    session: Session,
    kind: RecordKind,
    words: str,
    *,
    owner_id: int,
    categories: Sequence[str] = (),
) -> list[int]:
    """Find records by key, else by name; several where a name is shared.

    Args:
        categories: For units, the 类别 in order: the first that has the name wins, and
            「类别/名称」 is explicit.
    """
    if kind.name == "unit":
        return _find_unit(session, words, owner_id, categories)
    table = kind.table
    by_key = _by_key(session, kind, words, owner_id)
    if by_key or kind.naming in kind.key or isinstance(kind.fields[kind.naming], Reference):
        return by_key
    spelled = text.fold_name(words) if kind.name == "member" else text.one_line(words)
    query = sa.select(table.c.id).where(
        table.c.owner_id == owner_id, table.c[kind.naming] == spelled
    )
    return list(session.connection().scalars(query.order_by(table.c.id)))


def _by_key(session: Session, kind: RecordKind, words: str, owner_id: int) -> list[int]:
    for parts in partings(words, len(kind.key)):
        found = _with_key(session, kind, parts, owner_id)
        if found:
            return found
    return []


def partings(words: str, count: int) -> Iterator[list[str]]:
    """Give every way to part a key at its slashes: a number may hold a slash too."""
    pieces = words.split("/")
    for cuts in combinations(range(1, len(pieces)), count - 1):
        ends = (0, *cuts, len(pieces))
        yield ["/".join(pieces[start:end]) for start, end in pairwise(ends)]


def _with_key(session: Session, kind: RecordKind, parts: Sequence[str], owner_id: int) -> list[int]:
    conditions: list[sa.ColumnElement[bool]] = []
    for name, part in zip(kind.key, parts, strict=True):
        spec = kind.fields[name]
        if isinstance(spec, Reference):
            targets = find(session, KINDS[spec.target], part, owner_id=owner_id)
            conditions.append(kind.table.c[name].in_(targets))
            continue
        try:
            conditions.append(kind.table.c[name] == spec.type.parse(part))
        except ValueError:
            return []
    query = sa.select(kind.table.c.id).where(kind.table.c.owner_id == owner_id, *conditions)
    return list(session.connection().scalars(query.order_by(kind.table.c.id)))


def _find_unit(session: Session, words: str, owner_id: int, categories: Sequence[str]) -> list[int]:
    table = KINDS["unit"].table
    category, slash, name = words.partition("/")
    if slash and category in unit.CATEGORIES:
        categories, words = (category,), name
    rows = (
        session.connection()
        .execute(
            sa.select(table.c.id, table.c.category).where(
                table.c.owner_id == owner_id, table.c.name == text.one_line(words)
            )
        )
        .all()
    )
    for wanted in categories or unit.CATEGORIES:
        found = [row.id for row in rows if row.category == wanted]
        if found:
            return found
    return []


class Names:
    """Shows values of any field, asking for the titles of referred records once per batch."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._titles: dict[tuple[str, int], str] = {}

    def show(self, kind: RecordKind, records: Mapping[int, Values]) -> dict[int, dict[str, str]]:
        """Give every value of `records` as people read it."""
        self._fetch(kind, records)
        return {
            record_id: {
                name: self._text(kind.fields[name], value) for name, value in values.items()
            }
            for record_id, values in records.items()
        }

    def _fetch(self, kind: RecordKind, records: Mapping[int, Values]) -> None:
        wanted: dict[str, set[int]] = defaultdict(set)
        for values in records.values():
            for name, value in values.items():
                for target, target_id in referred(kind.fields[name], value):
                    if (target, target_id) not in self._titles:
                        wanted[target].add(target_id)
        for target, ids in wanted.items():
            for target_id, title in titles(self._session, target, ids).items():
                self._titles[target, target_id] = title

    def _text(self, spec: Field, value: Value) -> str:
        links = referred(spec, value)
        if links:
            return "、".join(self._titles.get(link, "") for link in links)
        if isinstance(spec, Lines):
            return show_lines(spec, value)
        if isinstance(spec, (Reference, OneOf)):
            return ""
        return spec.type.show(value)


def referred(spec: Field, value: Value) -> list[tuple[str, int]]:
    """Give the records that a field's value points to, as (kind, id)."""
    if not value:
        return []
    if isinstance(spec, RefList):
        return [(spec.target, target_id) for target_id in value]
    if isinstance(spec, OneOf):
        return [value]
    return [(spec.target, value)] if isinstance(spec, Reference) else []


def show_lines(spec: Lines, value: Sequence[tuple[Value, ...]]) -> str:
    """Give lines as a cell holds them: parts parted by ｜, empty ones at the end left out."""
    lines = []
    for line in value:
        parts = [type_.show(part) for (_, _, type_), part in zip(spec.parts, line, strict=True)]
        while parts and not parts[-1]:
            parts.pop()
        lines.append("｜".join(parts))
    return "\n".join(lines)
