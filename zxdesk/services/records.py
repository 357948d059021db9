"""Writing records of any kind: validated, numbered, never half."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.values import Values, keys, load, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import Lines, Reference, RefList, Through
from zxdesk.records.proposal import MERGED
from zxdesk.rules.checks import complaints, settled_state
from zxdesk.services.batches import Batch, add_listed_value, columns_of, listed, rows_of
from zxdesk.store.history import deleted

_CIRCLES = {"proposal": "不能并入本案，或并入已并入本案的提案"}


class InvalidRecord(UserError):
    """A record cannot be saved as it stands.

    Attributes:
        errors: The reason by field name.
    """

    code = "invalid"

    def __init__(self, kind: RecordKind, errors: Mapping[str, str]) -> None:
        named = [f"{kind.fields[name].title}：{reason}" for name, reason in errors.items()]
        super().__init__(f"{kind.sheet}没有保存（{'；'.join(named)}）", "请改正后再保存")
        self.errors = dict(errors)


def create(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int, today: date
) -> int:
    """Make a record from values by field name (see `queries.values`); give its id.

    An empty number is assigned; an event without a state is settled by its date.

    Raises:
        InvalidRecord: something required is missing, or does not hold.
    """
    whole = checked(session, kind, values, owner_id=owner_id, today=today)
    taken = _taken_key(session, kind, whole, owner_id=owner_id, record_id=None)
    if taken:
        raise InvalidRecord(kind, taken)
    batch = Batch(session)
    record_id = batch.add(kind, whole, owner_id=owner_id)
    batch.write()
    return record_id


def checked(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int, today: date
) -> Values:
    """Give every field of a new record, what the program settles filled in.

    Raises:
        InvalidRecord: something required is missing, or does not hold.
    """
    whole = {name: values.get(name) for name in kind.fields} | dict(values)
    _settle(session, kind, whole, owner_id=owner_id, today=today)
    errors = _errors(kind, whole)
    if errors:
        raise InvalidRecord(kind, errors)
    return whole


def update(session: Session, kind: RecordKind, record_id: int, values: Values) -> bool:
    """Change some values of a record; tell whether anything changed.

    Raises:
        InvalidRecord: the record would not hold.
        UserError: the record is gone.
    """
    current = load(session, kind, record_id)
    if current is None:
        raise UserError(f"这条{kind.sheet}已被删除，没有保存", "请刷新列表后重新登记")
    changed = differing(kind, current, values)
    if not changed:
        return False
    changed |= _moved_away(kind, current, changed)
    owner_id = session.connection().scalar(
        sa.select(kind.table.c.owner_id).where(kind.table.c.id == record_id)
    )
    assert owner_id is not None
    _refuse_invalid(session, kind, current | changed, owner_id=owner_id, record_id=record_id)
    columns = columns_of(kind, changed)
    if columns:
        session.connection().execute(
            kind.table.update().where(kind.table.c.id == record_id).values(**columns)
        )
    _store_collections(session, kind, record_id, changed, owner_id=owner_id)
    for list_name, value in listed(kind, changed):
        add_listed_value(session, list_name, value, owner_id=owner_id)
    return True


def differing(kind: RecordKind, current: Values, values: Values) -> Values:
    """Give those of `values` that differ; what stands in records of its own has no order."""
    return {
        name: value
        for name, value in values.items()
        if current[name] != value
        and not (
            isinstance(kind.fields[name], Through) and sorted(current[name]) == sorted(value or ())
        )
    }


def _moved_away(kind: RecordKind, current: Values, changed: Values) -> Values:
    """Give the fields that lose a target because another field of those records takes it."""
    taken = {
        (spec.child, target)
        for name, value in changed.items()
        if isinstance(spec := kind.fields[name], Through)
        for target in value or ()
    }
    left = {
        name: tuple(t for t in current[name] if (spec.child, t) not in taken)
        for name, spec in kind.fields.items()
        if isinstance(spec, Through) and name not in changed
    }
    return {name: value for name, value in left.items() if value != current[name]}


def delete(session: Session, kind: RecordKind, record_id: int) -> None:
    """Delete a record and the rows listed under it.

    Raises:
        UserError: other records refer to it (named).
    """
    users = users_of(session, kind, record_id)
    if users:
        named = "、".join(f"{count} 条{sheet}" for sheet, count in users.items())
        title = titles(session, kind.name, [record_id]).get(record_id, "")
        raise UserError(
            f"{kind.sheet}“{title}”没有删除，还有{named}关联着它", "请先改掉或删除这些关联"
        )
    session.connection().execute(kind.table.delete().where(kind.table.c.id == record_id))


def users_of(session: Session, kind: RecordKind, record_id: int) -> dict[str, int]:
    """Count the records of each kind that refer to a record and would lose it."""
    found: dict[str, int] = {}
    for table, column, holder in _losing(kind.name):
        query = sa.select(sa.func.count()).select_from(table).where(column == record_id)
        count = session.connection().scalar(query) or 0
        if count:
            found[holder.sheet] = found.get(holder.sheet, 0) + count
    return found


@cache
def _losing(kind_name: str) -> tuple[tuple[sa.Table, Any, RecordKind], ...]:
    """Give (table, column, kind) of what would lose a deleted record of this kind."""
    kind = KINDS[kind_name]
    own_children = {child for child, _ in kind.children}
    return tuple(
        (table, key.parent, holder)
        for table in kind.table.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is kind.table and key.ondelete != "CASCADE"
        if (holder := _holder(table)) is not None and holder.name not in own_children
    )


def _holder(table: sa.Table) -> RecordKind | None:
    if table.name in KINDS:
        return KINDS[table.name]
    for kind in KINDS.values():
        if any(isinstance(f, (RefList, Lines)) and f.table is table for f in kind.extra):
            return kind
    return None


def _store_collections(
    session: Session, kind: RecordKind, record_id: int, values: Values, *, owner_id: int
) -> None:
    through: dict[str, list[Through]] = {}
    for name, value in values.items():
        spec = kind.fields[name]
        if isinstance(spec, Through):
            through.setdefault(spec.child, []).append(spec)
        elif isinstance(spec, (RefList, Lines)):
            _store_links(session, record_id, spec, value or ())
    for specs in through.values():
        _store_through(session, record_id, specs, values, owner_id=owner_id)


def _store_links(
    session: Session, record_id: int, spec: RefList | Lines, value: Sequence[Value]
) -> None:
    connection = session.connection()
    connection.execute(spec.table.delete().where(spec.table.c.record_id == record_id))
    rows = rows_of(spec, record_id, value)
    if rows:
        connection.execute(spec.table.insert(), rows)


def _store_through(
    session: Session, record_id: int, specs: Sequence[Through], values: Values, *, owner_id: int
) -> None:
    """Make the missing rows of fields whose rows are records, delete those that went.

    A target that stood under another of the fields changes over with its dates.
    """
    first = specs[0]
    table, column = KINDS[first.child].table, first.fixed[0]
    wanted = {target: spec.fixed[1] for spec in specs for target in values[spec.name] or ()}
    connection = session.connection()
    mine = table.c[first.parent] == record_id
    query = sa.select(table.c[first.target_column], table.c.id, table.c[column]).where(mine)
    standing = {target: (row, fixed) for target, row, fixed in connection.execute(query)}
    given = {spec.fixed[1] for spec in specs}
    gone = [row for t, (row, fixed) in standing.items() if fixed in given and t not in wanted]
    if gone:
        connection.execute(table.delete().where(table.c.id.in_(gone)))
    for target, fixed in wanted.items():
        if target in standing and standing[target][1] != fixed:
            changed = table.update().where(table.c.id == standing[target][0])
            connection.execute(changed.values({column: fixed}))
    rows = [
        {"owner_id": owner_id, first.parent: record_id, first.target_column: target, column: fixed}
        for target, fixed in wanted.items()
        if target not in standing
    ]
    if rows:
        connection.execute(table.insert(), rows)


def defaults(kind: RecordKind) -> Values:
    """Give what fields hold that nobody filled in."""
    found = {
        name: kind.model.model_fields[name].default
        for name in kind.fields
        if name in kind.table.columns
    }
    return {name: value for name, value in found.items() if isinstance(value, (str, int, bool))}


def _settle(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int, today: date
) -> None:
    if kind.name == "proposal" and values.get("merged_into_id") and not values.get("conclusion"):
        values["conclusion"] = MERGED
    for name, default in defaults(kind).items():
        if values.get(name) is None:
            values[name] = default
    if kind.name == "event" and not values.get("state") and values.get("start"):
        values["state"] = settled_state(values["start"], today)
    if kind.number_prefix and not values.get("number"):
        values["number"] = next_number(session, kind, values, owner_id=owner_id, today=today)


def next_number(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int, today: date
) -> str:
    """Give the next number of a kind: prefix, year where it has dates, running number.

    The number of a deleted record is not given again: it may stand on paper.
    """
    dated = values.get(kind.dated) if kind.dated else None
    year = values.get("year") or (dated or today).year
    prefix = kind.number_prefix + (f"{year}-" if kind.number_prefix.endswith("-") else "")
    column = kind.table.c.number
    taken = session.connection().scalars(
        sa.select(column).where(
            kind.table.c.owner_id == owner_id, column.startswith(prefix, autoescape=True)
        )
    )
    gone = (row for row in deleted(session, kind.name) if row["owner_id"] == owner_id)
    numbers = [*taken, *(str(row["number"]) for row in gone)]
    tails = [n.removeprefix(prefix) for n in numbers if n.startswith(prefix)]
    last = max((int(t) for t in tails if t.isascii() and t.isdigit()), default=0)
    return f"{prefix}{last + 1:03d}"


def _errors(kind: RecordKind, values: Values) -> dict[str, str]:
    """Give what a record's values alone show to be wrong."""
    errors = {
        spec.name: "必填"
        for spec in kind.visible_fields()
        if spec.required and values.get(spec.name) in (None, "", ())
    }
    for name, reason in complaints(kind.name, values):
        errors.setdefault(name, reason)
    if "start" in errors:
        errors.pop("state", None)  # the state of an event is settled by its start
    return errors


def _refuse_invalid(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int, record_id: int
) -> None:
    errors = (
        _errors(kind, values)
        or _taken_key(session, kind, values, owner_id=owner_id, record_id=record_id)
        or _own_ancestor(session, kind, values, record_id)
    )
    if errors:
        raise InvalidRecord(kind, errors)


def _taken_key(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int, record_id: int | None
) -> dict[str, str]:
    query = sa.select(kind.table.c.id).where(
        kind.table.c.owner_id == owner_id,
        *[kind.table.c[name] == values.get(name) for name in kind.key],
    )
    found = session.connection().scalar(query)
    if found is None or found == record_id:
        return {}
    key = keys(session, kind.name, [found])[found]
    return {kind.key[-1]: f"{key} 已经有了"}


def _own_ancestor(
    session: Session, kind: RecordKind, values: Values, record_id: int
) -> dict[str, str]:
    reason = _CIRCLES.get(kind.name, "不能是自己或自己的下级")
    for name, spec in kind.fields.items():
        if not isinstance(spec, Reference) or isinstance(spec, RefList) or spec.target != kind.name:
            continue
        above, seen = values.get(name), set()
        while above is not None and above not in seen:
            if above == record_id:
                return {name: reason}
            seen.add(above)
            query = sa.select(kind.table.c[name]).where(kind.table.c.id == above)
            above = session.connection().scalar(query)
    return {}
