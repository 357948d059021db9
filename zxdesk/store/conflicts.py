"""What stands in the way of taking a step back, by the names of the records concerned."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from zxdesk.errors import RefusedError
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Reference
from zxdesk.store.dialect import dialect_of
from zxdesk.store.functions import among
from zxdesk.store.images import row_of, same
from zxdesk.store.schema import CHANGE, all_tables, owning_kind

_SHOWN = 5


@dataclass
class Net:
    """What a step did to one row on balance."""

    table: sa.Table
    row_id: int
    kind: str
    record_id: int
    before: str | None
    after: str | None


def refuse_later_changes(
    connection: sa.Connection, changed: Sequence[Net], *, title: str, verb: str
) -> None:
    """Refuse where records were changed since; the user may insist.

    Raises:
        RefusedError: they are named.
    """
    found = [*_altered(connection, changed)]
    found += [net for net, _, _ in _users(connection, changed)]
    if not found:
        return
    names = [named(connection, net.kind, net.record_id) for net in found]
    raise RefusedError(
        f"{title}之后，{_listed(names)} 又有改动，没有{verb}",
        "请先撤销后来的改动，或在命令行用 undo 加 --force 连同后来的改动一起撤销",
        code="conflict",
    )


def refuse_impossible(
    connection: sa.Connection, changed: Sequence[Net], *, title: str, verb: str
) -> None:
    """Refuse what cannot be, however much one insists: a number used twice, a link to nothing.

    Raises:
        RefusedError: the records in the way are named.
    """
    found = [*_taken(connection, changed), *_missing(connection, changed)]
    if found:
        raise RefusedError(
            f"{title}不能{verb}，{_listed(found)}，没有改动任何内容",
            "请先改动或撤销这些记录",
            code="conflict",
        )


def refuse_used(
    connection: sa.Connection, changed: Sequence[Net], *, title: str, verb: str
) -> None:
    """Refuse to take away what others stand on and would not go with it.

    Raises:
        RefusedError: those that stand on it are named.
    """
    found = [
        f"{named(connection, owning_kind(key.parent.table), user)} 引用着"
        f"{named(connection, net.kind, net.record_id)}"
        for net, key, user in _users(connection, changed)
        if (key.ondelete or "RESTRICT").upper() in ("RESTRICT", "NO ACTION")
    ]
    if found:
        raise RefusedError(
            f"{title}不能{verb}，{_listed(found)}，没有改动任何内容",
            "请先改动或撤销这些记录",
            code="conflict",
        )


def _listed(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f" 等 {len(unique)} 条" if len(unique) > _SHOWN else ""
    return "、".join(unique[:_SHOWN]) + more


def _taken(connection: sa.Connection, changed: Sequence[Net]) -> Iterator[str]:
    """Say which record has a key now that would come back."""
    own = {(net.table.name, net.row_id) for net in changed}
    for table, nets in by_table(net for net in changed if net.before is not None):
        images = [row_of(table, net.before or "") for net in nets]
        for columns in _unique(table):
            for place, other in _rows_with(connection, table, columns, images):
                if (table.name, other) not in own:
                    record = _record_of(connection, table, other)
                    words = _labels(table, columns)
                    yield f"{words}现在由{named(connection, nets[place].kind, record)}占用"


def by_table(nets: Iterable[Net]) -> Iterator[tuple[sa.Table, list[Net]]]:
    """Part rows by their tables, which come parents first."""
    found: dict[str, list[Net]] = defaultdict(list)
    for net in nets:
        found[net.table.name].append(net)
    return ((table, found[table.name]) for table in all_tables() if table.name in found)


def _rows_with(
    connection: sa.Connection,
    table: sa.Table,
    columns: Sequence[str],
    images: Sequence[Mapping[str, object]],
) -> list[tuple[int, int]]:
    """Give the rows that bear the same key as one of some images, each with that one's place."""
    # A key with nothing in one of its columns is taken by nobody, as nothing equals nothing.
    wanted = [[image[name] for name in columns] for image in images]
    return dialect_of(connection).rows_with(connection, table, columns, wanted)


def _unique(table: sa.Table) -> Iterator[tuple[str, ...]]:
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield tuple(column.name for column in constraint.columns)


def _labels(table: sa.Table, columns: Sequence[str]) -> str:
    kind = KINDS.get(table.name)
    fields = kind.fields if kind else {}
    words = [fields[name].caption for name in columns if name in fields]
    return f"“{'、'.join(words)}”" if words else "原来的位置"


def _missing(connection: sa.Connection, changed: Sequence[Net]) -> Iterator[str]:
    """Say which record would be pointed to and is not there."""
    back = {(net.table.name, net.row_id) for net in changed if net.before is not None}
    gone = {(net.table.name, net.row_id) for net in changed if net.before is None}
    for table, nets in by_table(net for net in changed if net.before is not None):
        images = [row_of(table, net.before or "") for net in nets]
        for key in table.foreign_keys:
            target = key.column.table
            pointed_to = (values[key.parent.name] for values in images)
            numbers = {number for number in pointed_to if number is not None}
            query = sa.select(target.c.id).where(among(target.c.id, numbers))
            there = {i for i in connection.scalars(query) if (target.name, i) not in gone}
            there |= {i for i in numbers if (target.name, i) in back}
            for net, values in zip(nets, images, strict=True):
                number = values[key.parent.name]
                if number is not None and number not in there:
                    name = named(connection, target.name, number)
                    yield f"{named(connection, net.kind, net.record_id)} 所属或引用的{name}不在了"


def _users(
    connection: sa.Connection, changed: Sequence[Net]
) -> Iterator[tuple[Net, sa.ForeignKey, int]]:
    """Give what points from elsewhere to a row that would go; for each the key and the record."""
    going = {(net.table.name, net.row_id) for net in changed if net.before is None}
    for target, nets in by_table(net for net in changed if net.before is None):
        by_id = {net.row_id: net for net in nets}
        for table in all_tables():
            for key in table.foreign_keys:
                if key.column.table is not target or "id" not in table.c:
                    continue
                users = sa.select(table.c.id, key.parent).where(among(key.parent, by_id))
                for user, pointed_to in connection.execute(users.order_by(table.c.id)).all():
                    if (table.name, user) not in going:
                        yield by_id[pointed_to], key, _record_of(connection, table, user)


def _record_of(connection: sa.Connection, table: sa.Table, row_id: int) -> int:
    if "record_id" not in table.c:
        return row_id
    query = sa.select(table.c.record_id).where(table.c.id == row_id)
    return int(connection.scalars(query).one())


def _altered(connection: sa.Connection, changed: Sequence[Net]) -> Iterator[Net]:
    """Give the rows that are not any more what the step left."""
    for table, nets in by_table(changed):
        there = among(table.c.id, (net.row_id for net in nets))
        image: sa.Label[str] = sa.literal_column(dialect_of(connection).image(table)).label("image")
        query = sa.select(table.c.id, image).where(there)
        now = {row.id: row.image for row in connection.execute(query)}
        yield from (net for net in nets if not same(table, now.get(net.row_id), net.after))


def named(connection: sa.Connection, kind_name: str, record_id: int) -> str:
    """Give 活动“座谈会”, as people call a record, and whether it is gone."""
    kind = KINDS.get(kind_name)
    if kind is None:
        return kind_name
    there = connection.scalar(sa.select(kind.table.c.id).where(kind.table.c.id == record_id))
    gone = "" if there else "（已删除）"
    return f"{kind.sheet}“{_name(connection, kind, record_id)}”{gone}"


def _name(connection: sa.Connection, kind: RecordKind, record_id: int) -> str:
    """Give what people call a record, or called it while it was there."""
    row = sa.select(CHANGE.c.before, CHANGE.c.after).where(
        CHANGE.c.table_name == kind.name, CHANGE.c.row_id == record_id
    )
    last = connection.execute(row.order_by(CHANGE.c.seq.desc()).limit(1)).one_or_none()
    value = row_of(kind.table, last.after or last.before)[kind.naming] if last else None
    spec = kind.fields[kind.naming]
    if isinstance(spec, Reference) and value is not None:
        return _name(connection, KINDS[spec.target], value)
    return spec.type.show(value)
