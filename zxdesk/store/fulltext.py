"""The full-text index: kept up to date by every step, made anew where it is of another make.

It is derived from the records and can be made anew at any time: it stands outside the migrations
and the change log.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import sqlalchemy as sa

from zxdesk.records import KINDS
from zxdesk.store import searchable, tokens
from zxdesk.store.fulltext_check import IndexCheck
from zxdesk.store.functions import in_image
from zxdesk.store.schema import CHANGE
from zxdesk.store.search_entries import (
    COLUMNS,
    KIND,
    OWN,
    POSITIONS,
    Entry,
    entry_of,
    is_current,
    make,
    own_committee,
)
from zxdesk.store.searchable import SEARCHED

_TABLES = f"""
CREATE TABLE search_state (make TEXT NOT NULL);
CREATE TABLE search_document (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record_id INTEGER NOT NULL, title TEXT NOT NULL,
    number TEXT NOT NULL, name TEXT NOT NULL, pieces TEXT NOT NULL, sounds TEXT NOT NULL,
    UNIQUE (kind, record_id)
);
CREATE INDEX ix_search_document_name ON search_document (name);
CREATE INDEX ix_search_document_number ON search_document (number);
CREATE VIRTUAL TABLE search_text USING fts5(
    words, content='', tokenize='ascii', prefix='{tokens.PREFIX}'
)
"""
_INSERT = f"INSERT INTO search_document ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def bring_up_to_date(connection: sa.Connection) -> None:
    """Make the index anew where there is none, or one of another make."""
    if is_current(connection):
        return
    for table in ("search_text", "search_document", "search_state"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    for statement in _TABLES.split(";"):
        connection.exec_driver_sql(statement)
    own = own_committee(connection)
    for kind in SEARCHED:
        ids = connection.scalars(searchable.speaking(kind)).all()
        _add(connection, [entry_of(d, own) for d in searchable.documents(connection, kind, ids)])
    connection.exec_driver_sql("INSERT INTO search_state (make) VALUES (?)", (make(),))


def refresh(connection: sa.Connection, step: int, *, received: Collection[int] = ()) -> None:
    """Take in what a step changed.

    Args:
        received: The committees whose rows it has replaced, which are not logged.
    """
    changed = _changed(connection, step)
    if received:
        for name, ids in _replaced(connection, received).items():
            changed[name] |= ids
    done: dict[str, set[int]] = defaultdict(set)
    while changed:
        renamed = {name: _renew(connection, name, ids) for name, ids in changed.items() if ids}
        for name, ids in changed.items():
            done[name] |= ids
        changed = defaultdict(set)
        for target, ids in renamed.items():
            for name, users in searchable.referring(connection, target, ids).items():
                changed[name] |= users - done[name]
        changed = defaultdict(set, {name: ids for name, ids in changed.items() if ids})


def _changed(connection: sa.Connection, step: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    of_step = CHANGE.c.step_no == step
    rows = sa.select(CHANGE.c.kind, CHANGE.c.record_id).where(of_step).distinct()
    for name, record in connection.execute(rows):
        found[name].add(record)
    for part, column, whole in searchable.containers():
        if part not in found:
            continue
        for image in (CHANGE.c.before, CHANGE.c.after):
            owner = in_image(image, column)
            query = sa.select(owner).where(of_step, CHANGE.c.table_name == part).distinct()
            found[whole].update(i for i in connection.scalars(query) if i is not None)
        # The rows of a part's own lists: 专委会 of a service.
        table = KINDS[part].table
        for ids in searchable.chunks(found[part]):
            owners = sa.select(table.c[column]).where(table.c.id.in_(ids))
            found[whole].update(connection.scalars(owners))
    return defaultdict(set, {name: ids for name, ids in found.items() if name in POSITIONS})


def _replaced(connection: sa.Connection, committees: Collection[int]) -> dict[str, set[int]]:
    """Give the records of some committees, and those that are gone."""
    found = {}
    for kind in SEARCHED:
        owner = kind.table.c.owner_id
        there = set(connection.scalars(sa.select(kind.table.c.id).where(owner.in_(committees))))
        others = set(connection.scalars(sa.select(kind.table.c.id).where(~owner.in_(committees))))
        first = POSITIONS[kind.name] * KIND
        kept = connection.exec_driver_sql(
            "SELECT record_id FROM search_document WHERE id >= ? AND id < ?", (first, first + OWN)
        )
        found[kind.name] = there | (set(kept.scalars()) - others)
    return found


def _renew(connection: sa.Connection, kind_name: str, ids: set[int]) -> set[int]:
    """Write the documents of these records anew; give those that are called otherwise now."""
    own = own_committee(connection)
    old = {entry.record_id: entry for entry in _kept(connection, kind_name, ids)}
    new = {
        document.record: entry_of(document, own)
        for document in searchable.documents(connection, KINDS[kind_name], ids)
    }
    changed = [record for record in ids if old.get(record) != new.get(record)]
    _remove(connection, [old[record] for record in changed if record in old])
    _add(connection, [new[record] for record in changed if record in new])
    return {r for r in changed if r in old and r in new and old[r].name != new[r].name}


def _kept(connection: sa.Connection, kind_name: str, ids: Iterable[int]) -> Iterator[Entry]:
    for part in searchable.chunks(ids):
        places = ", ".join("?" * len(part))
        query = f"SELECT {COLUMNS} FROM search_document WHERE kind = ? AND record_id IN ({places})"
        for row in connection.exec_driver_sql(query, (kind_name, *part)):
            yield Entry(*row)


def _add(connection: sa.Connection, entries: Sequence[Entry]) -> None:
    # FTS5 writes its buffer out whenever a number is smaller than the last.
    ordered = sorted(entries, key=lambda entry: entry.id)
    if ordered:
        connection.exec_driver_sql(_INSERT, [entry.row for entry in ordered])
        connection.exec_driver_sql(
            "INSERT INTO search_text (rowid, words) VALUES (?, ?)",
            [(entry.id, entry.indexed) for entry in ordered],
        )


def _remove(connection: sa.Connection, entries: Sequence[Entry]) -> None:
    ordered = sorted(entries, key=lambda entry: entry.id)
    if ordered:
        connection.exec_driver_sql(
            "INSERT INTO search_text (search_text, rowid, words) VALUES ('delete', ?, ?)",
            [(entry.id, entry.indexed) for entry in ordered],
        )
        connection.exec_driver_sql(
            "DELETE FROM search_document WHERE id = ?", [(entry.id,) for entry in ordered]
        )


def problems(connection: sa.Connection) -> list[str]:
    """Give what is wrong with the index: documents that are not what the records say."""
    if not is_current(connection):
        return ["搜索索引还没有建立，以可写方式打开台账时会自动建立"]
    own, wrong = own_committee(connection), 0
    with IndexCheck() as index:
        for kind in SEARCHED:
            ids = connection.scalars(searchable.speaking(kind)).all()
            left_over = _count_kept(connection, kind.name)
            for part in searchable.chunks(ids):
                made = [entry_of(d, own) for d in searchable.documents(connection, kind, part)]
                kept = {entry.id: entry for entry in _kept(connection, kind.name, part)}
                wrong += sum(1 for entry in made if kept.pop(entry.id, None) != entry)
                wrong += len(kept)
                left_over -= len(made)
                if not wrong:  # What is made is what is kept.
                    index.expect(made)
            wrong += max(left_over, 0)
        if wrong:
            return [f"搜索索引有 {wrong} 处与记录不符"]
        return [] if index.holds(connection) else ["搜索索引的词句与记录不符"]


def _count_kept(connection: sa.Connection, kind_name: str) -> int:
    query = "SELECT count(*) FROM search_document WHERE kind = ?"
    return int(connection.exec_driver_sql(query, (kind_name,)).scalar_one())
