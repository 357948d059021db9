"""Writing records of any kind: validated, numbered, never half."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.values import Values, keys, load, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import OpenChoice, Value
from zxdesk.records.kind import Lines, OneOf, RefList
from zxdesk.rules.checks import complaints, settled_state
from zxdesk.store.history import deleted


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
    whole = {name: values.get(name) for name in kind.fields} | dict(values)
    _settle(session, kind, whole, owner_id=owner_id, today=today)
    _refuse_invalid(session, kind, whole, owner_id=owner_id, record_id=None)
    result = session.connection().execute(
        kind.table.insert().values(owner_id=owner_id, **_columns(kind, whole))
    )
    key = result.inserted_primary_key
    assert key is not None
    record_id = int(key[0])
    for name, value in whole.items():
        _store_collection(session, kind, record_id, name, value)
    _grow_lists(session, kind, whole, owner_id=owner_id)
    return record_id


def update(session: Session, kind: RecordKind, record_id: int, values: Values) -> bool:
    """Change some values of a record; tell whether anything changed.

    Raises:
        InvalidRecord: the record would not hold.
        UserError: the record is gone.
    """
    current = load(session, kind, record_id)
    if current is None:
        raise UserError(f"这条{kind.sheet}已被删除，没有保存", "请刷新列表后重新登记")
    changed = {name: value for name, value in values.items() if current[name] != value}
    if not changed:
        return False
    owner_id = session.connection().scalar(
        sa.select(kind.table.c.owner_id).where(kind.table.c.id == record_id)
    )
    assert owner_id is not None
    _refuse_invalid(session, kind, current | changed, owner_id=owner_id, record_id=record_id)
    columns = _columns(kind, changed)
    if columns:
        session.connection().execute(
            kind.table.update().where(kind.table.c.id == record_id).values(**columns)
        )
    for name, value in changed.items():
        _store_collection(session, kind, record_id, name, value)
    _grow_lists(session, kind, changed, owner_id=owner_id)
    return True


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
    own_children = {child for child, _ in kind.children}
    for table in kind.table.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is not kind.table or key.ondelete == "CASCADE":
                continue
            holder = _holder(table)
            if holder is None or holder.name in own_children:
                continue
            query = sa.select(sa.func.count()).select_from(table).where(key.parent == record_id)
            count = session.connection().scalar(query) or 0
            if count:
                found[holder.sheet] = found.get(holder.sheet, 0) + count
    return found


def _holder(table: sa.Table) -> RecordKind | None:
    if table.name in KINDS:
        return KINDS[table.name]
    for kind in KINDS.values():
        if any(isinstance(f, (RefList, Lines)) and f.table is table for f in kind.extra):
            return kind
    return None


def _columns(kind: RecordKind, values: Mapping[str, Value]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, value in values.items():
        spec = kind.fields[name]
        if isinstance(spec, OneOf):
            for target, column in spec.options:
                columns[column] = value[1] if value and value[0] == target else None
        elif not isinstance(spec, (RefList, Lines)) and name not in kind.hidden_columns:
            columns[name] = value
    return columns


def _store_collection(
    session: Session, kind: RecordKind, record_id: int, name: str, value: Value
) -> None:
    spec = kind.fields[name]
    if not isinstance(spec, (RefList, Lines)):
        return
    table = spec.table
    connection = session.connection()
    connection.execute(table.delete().where(table.c.record_id == record_id))
    rows: list[dict[str, Any]] = []
    # A record named twice in one cell is meant once; lines may repeat.
    items = list(dict.fromkeys(value or ())) if isinstance(spec, RefList) else value or ()
    for position, item in enumerate(items):
        row = {"record_id": record_id, "position": position}
        if isinstance(spec, RefList):
            row["target_id"] = item
        else:
            row |= {part: item[i] for i, (part, _, _) in enumerate(spec.parts)}
        rows.append(row)
    if rows:
        connection.execute(table.insert(), rows)


def _settle(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int, today: date
) -> None:
    for name, spec in kind.fields.items():
        if values.get(name) is None and name in kind.table.columns:
            default = kind.model.model_fields[name].default
            if isinstance(default, (str, int, bool)) and not isinstance(spec, OneOf):
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


def _refuse_invalid(
    session: Session,
    kind: RecordKind,
    values: Values,
    *,
    owner_id: int,
    record_id: int | None,
) -> None:
    errors = {
        spec.name: "必填"
        for spec in kind.visible_fields()
        if spec.required and values.get(spec.name) in (None, "", ())
    }
    for name, reason in complaints(kind.name, values):
        errors.setdefault(name, reason)
    if "start" in errors:
        errors.pop("state", None)  # the state of an event is settled by its start
    if not errors:
        errors = _taken_key(session, kind, values, owner_id=owner_id, record_id=record_id)
    if not errors and "parent_id" in kind.fields and record_id is not None:
        errors = _own_ancestor(session, kind, values, record_id)
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
    parent, seen = values.get("parent_id"), set()
    while parent is not None and parent not in seen:
        if parent == record_id:
            return {"parent_id": "不能是自己或自己的下级"}
        seen.add(parent)
        parent = session.connection().scalar(
            sa.select(kind.table.c.parent_id).where(kind.table.c.id == parent)
        )
    return {}


def _grow_lists(session: Session, kind: RecordKind, values: Values, *, owner_id: int) -> None:
    for name, value in values.items():
        spec = kind.fields[name].type
        if value and isinstance(spec, OpenChoice) and spec.suggest:
            add_listed_value(session, spec.suggest, value, owner_id=owner_id)


def add_listed_value(session: Session, list_name: str, value: str, *, owner_id: int) -> bool:
    """Add a value at the end of a list of the office's; tell whether it was new."""
    table = KINDS["listed_value"].table
    mine = (table.c.owner_id == owner_id, table.c.list_name == list_name)
    connection = session.connection()
    if connection.scalar(sa.select(table.c.id).where(*mine, table.c.value == value)):
        return False
    last = connection.scalar(sa.select(sa.func.max(table.c.position)).where(*mine)) or 0
    connection.execute(
        table.insert().values(
            owner_id=owner_id, list_name=list_name, value=value, position=last + 1
        )
    )
    return True
