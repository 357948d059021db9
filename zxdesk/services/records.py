"""Writing records of any kind: validated, numbered, never half."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.values import Values, keys, load, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.committee import LISTED_VALUE
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import Lines, Reference, RefList, Through
from zxdesk.records.proposal import MERGED
from zxdesk.rules.events import settled_state
from zxdesk.services.batches import Batch, add_listed_value, columns_of, listed
from zxdesk.services.linked_rows import losses, store_collections
from zxdesk.services.listed_values import rename_value, value_users
from zxdesk.services.numbering import next_number
from zxdesk.services.removal import refused_removals
from zxdesk.services.ruling import Ask, refusals
from zxdesk.statistics.renames import Renaming, names_changed
from zxdesk.store.functions import among

# What to do where a record is not deleted because others hold it.
_WAYS_OUT = {"listed_value": "改名会连用到它的记录一并改；不想再用，请把“停用”改为“是”"}
_CIRCLES = {"proposal": "不能并入本案，或并入已并入本案的提案"}


class InvalidRecord(UserError):
    """A record cannot be saved as it stands.

    Attributes:
        kind: Whose record it is.
        errors: The reason by field name.
    """

    code = "invalid"

    def __init__(self, kind: RecordKind, errors: Mapping[str, str]) -> None:
        named = [f"{kind.fields[name].title}：{reason}" for name, reason in errors.items()]
        super().__init__(f"{kind.sheet}没有保存（{'；'.join(named)}）", "请改正后再保存")
        self.kind = kind
        self.errors = dict(errors)


def create(
    session: Session,
    kind: RecordKind,
    values: Values,
    *,
    owner_id: int,
    today: date,
    now: datetime | None = None,
) -> int:
    """Make a record from values by field name (see `queries.values`); give its id.

    An empty number is assigned; an event without a state is held once it has begun.

    Args:
        now: The moment of entry, where the hour of an event matters.

    Raises:
        InvalidRecord: something required is missing, or does not hold.
    """
    whole = checked(session, kind, values, owner_id=owner_id, today=today, now=now, ask=Ask.ALL)
    taken = _taken_key(session, kind, whole, owner_id=owner_id, record_id=None)
    if taken:
        raise InvalidRecord(kind, taken)
    batch = Batch(session)
    record_id = batch.add(kind, whole, owner_id=owner_id)
    batch.write()
    return record_id


def checked(
    session: Session,
    kind: RecordKind,
    values: Values,
    *,
    owner_id: int,
    today: date,
    now: datetime | None = None,
    ask: Ask = Ask.OWN,
) -> Values:
    """Give every field of a new record, what the program settles filled in.

    Raises:
        InvalidRecord: something required is missing, or does not hold.
    """
    whole = {name: values.get(name) for name in kind.fields} | dict(values)
    start = whole.get("start")
    if kind.name == "event" and start and not whole.get("state"):
        whole["state"] = settled_state(start, today=today, now=now)
    _settle(session, kind, whole, owner_id=owner_id, today=today)
    errors = _missing(kind, whole) | refusals(
        session, kind, whole, owner_id=owner_id, today=today, ask=ask
    )
    if "start" in errors:
        errors.pop("state", None)  # the state of an event is settled by its start
    if errors:
        raise InvalidRecord(kind, errors)
    return whole


def update(
    session: Session,
    kind: RecordKind,
    record_id: int,
    values: Values,
    *,
    ask: Ask = Ask.ALL,
) -> bool:
    """Change some values of a record; tell whether anything changed.

    Args:
        settled: They stand so in a colleague's ledger: only keys and circles are looked at.

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
    _refuse_invalid(
        session, kind, current, changed, owner_id=owner_id, record_id=record_id, ask=ask
    )
    renaming = None
    if names_changed(kind, changed):
        renaming = Renaming(session, kind, record_id, owner_id)
    columns = columns_of(kind, changed)
    if columns:
        session.connection().execute(
            kind.table.update().where(kind.table.c.id == record_id).values(**columns)
        )
    if ask is not Ask.FIRM:
        lost = losses(session, kind, record_id, current, changed)
        if lost:
            raise InvalidRecord(kind, lost)
    store_collections(session, kind, record_id, changed, owner_id=owner_id)
    for list_name, value in listed(kind, changed):
        add_listed_value(session, list_name, value, owner_id=owner_id)
    if renaming:
        renaming.follow()
    if kind is LISTED_VALUE and "value" in changed:
        rename_value(session, current, current | changed, owner_id=owner_id)
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
        UserError: other records refer to it (named), or a rule speaks against it.
    """
    if refused := refused_removals(session, kind, [record_id]):
        raise UserError(f"{kind.sheet}没有删除，{refused[0]}", "改好后再删除")
    users = users_of(session, kind, record_id)
    if users:
        title = titles(session, kind.name, [record_id]).get(record_id, "")
        raise UserError(
            f"{kind.sheet}“{title}”没有删除，还有{_counted(users)}关联着它",
            _WAYS_OUT.get(kind.name, "请先改掉或删除这些关联"),
        )
    session.connection().execute(kind.table.delete().where(kind.table.c.id == record_id))


def _counted(users: Mapping[str, int]) -> str:
    return "、".join(f"{count} 条{sheet}" for sheet, count in users.items())


def users_of(session: Session, kind: RecordKind, record_id: int) -> dict[str, int]:
    """Count the records of each kind that refer to a record and would lose it."""
    if kind is LISTED_VALUE:
        values = load(session, kind, record_id)
        owner = sa.select(kind.table.c.owner_id).where(kind.table.c.id == record_id)
        owner_id = session.connection().scalar(owner)
        return value_users(session, kind, values, owner_id=owner_id) if values and owner_id else {}
    found: dict[str, int] = {}
    for table, column, holder in _losing(kind.name):
        query = sa.select(sa.func.count()).select_from(table).where(column == record_id)
        count = session.connection().scalar(query) or 0
        if count:
            found[holder.sheet] = found.get(holder.sheet, 0) + count
    return found


def listed_under(
    session: Session, kind: RecordKind, ids: Iterable[int]
) -> Iterator[tuple[str, int]]:
    """Count the rows of each kind that are listed under records and deleted with them."""
    for child, column in kind.children:
        table = KINDS[child].table
        under = among(table.c[column], ids)
        query = sa.select(sa.func.count()).select_from(table).where(under)
        count = session.connection().scalar(query) or 0
        if count:
            yield child, count


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


def defaults(kind: RecordKind) -> Mapping[str, Value]:
    """Give what fields hold that nobody filled in."""
    return _defaults(kind.name)


@cache
def _defaults(kind_name: str) -> Mapping[str, Value]:
    kind = KINDS[kind_name]
    found = {
        name: kind.model.model_fields[name].default
        for name in kind.fields
        if name in kind.table.columns
    }
    known = {name: value for name, value in found.items() if isinstance(value, (str, int, bool))}
    return MappingProxyType(known)


def _settle(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int, today: date
) -> None:
    if kind.name == "proposal" and values.get("merged_into_id") and not values.get("conclusion"):
        values["conclusion"] = MERGED
    for name, default in defaults(kind).items():
        if values.get(name) is None:
            values[name] = default
    if kind.number_prefix and not values.get("number"):
        values["number"] = next_number(session, kind, values, owner_id=owner_id, today=today)


def _missing(kind: RecordKind, values: Values) -> dict[str, str]:
    """Give what must be filled in and is not."""
    return {name: "必填" for name in _required(kind.name) if values.get(name) in (None, "", ())}


@cache
def _required(kind_name: str) -> tuple[str, ...]:
    return tuple(spec.name for spec in KINDS[kind_name].visible_fields() if spec.required)


def _refuse_invalid(
    session: Session,
    kind: RecordKind,
    current: Values,
    changed: Values,
    *,
    owner_id: int,
    record_id: int,
    ask: Ask,
) -> None:
    values = current | changed
    ruled = refusals(
        session,
        kind,
        values,
        owner_id=owner_id,
        today=session.info["today"],
        ask=ask,
        record_id=record_id,
        before=current,
    )
    missing = {} if ask is Ask.FIRM else _missing(kind, values)
    errors = missing | ruled | _moved_value(
        session, kind, current, changed, owner_id=owner_id
    ) or clashes(session, kind, values, owner_id=owner_id, record_id=record_id)
    if errors:
        raise InvalidRecord(kind, errors)


def _moved_value(
    session: Session, kind: RecordKind, current: Values, changed: Values, *, owner_id: int
) -> dict[str, str]:
    """Refuse to put a value into another list while records hold it by this one."""
    if "list_name" not in changed:
        return {}
    users = value_users(session, kind, current, owner_id=owner_id)
    return {"list_name": f"还有{_counted(users)}用着这个取值，不能换到别的取值表"} if users else {}


def clashes(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int, record_id: int | None
) -> dict[str, str]:
    """Give what keeps a record from standing beside the others: its key, a circle."""
    return _taken_key(session, kind, values, owner_id=owner_id, record_id=record_id) or (
        _own_ancestor(session, kind, values, record_id) if record_id is not None else {}
    )


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
