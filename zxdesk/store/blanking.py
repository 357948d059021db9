"""Blanks personal fields in rows and in the log's images, so that the chain still proves the rest.

A step's hash is made over the digests of its images, and these stay. What a blanked image holds now
is itself an image of the step that blanked it, so that nobody can blank or alter one unseen.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from zxdesk.records import RecordKind
from zxdesk.store import blanked_files
from zxdesk.store.functions import among, digest, image_without, in_image
from zxdesk.store.schema import BLANKED, CHANGE, STEP_STATE

# By what a person is the same in every copy of a ledger: the values of key and name.
Identity = tuple[object, ...]
_AT_ONCE = 500


@dataclass(frozen=True)
class Blanked:
    """What was blanked.

    Attributes:
        fields: Their English names, in the order of the kind.
        steps: The steps of whose images some were blanked.
        files: The files that hung on the records.
        contents: Their SHA-256.
    """

    fields: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()
    files: tuple[str, ...] = ()
    contents: frozenset[str] = frozenset()


def personal_fields(kind: RecordKind) -> tuple[str, ...]:
    """Give the names of a kind's personal fields."""
    return tuple(name for name, spec in kind.fields.items() if spec.personal)


def identities(connection: sa.Connection, kind: RecordKind, ids: Collection[int]) -> set[Identity]:
    """Give what these records are and were known by."""
    return {identity for row_id, identity in known(connection, kind) if row_id in ids}


def ids_of(connection: sa.Connection, kind: RecordKind, wanted: Collection[Identity]) -> set[int]:
    """Give the records, those that are gone too, which are or were known by any of these."""
    return {row_id for row_id, identity in known(connection, kind) if identity in wanted}


def known(connection: sa.Connection, kind: RecordKind) -> Iterator[tuple[int, Identity]]:
    """Give every record of a kind, those that are gone too, with what it is and was known by."""
    names = tuple(dict.fromkeys((*kind.key, kind.naming)))
    for image in (CHANGE.c.before, CHANGE.c.after):
        values = [in_image(image, name) for name in names]
        query = sa.select(CHANGE.c.row_id, *values).distinct()
        query = query.where(CHANGE.c.table_name == kind.name, image.is_not(None))
        for row_id, *identity in connection.execute(query):
            yield row_id, tuple(identity)


def holds(connection: sa.Connection, kind: RecordKind, ids: Collection[int]) -> bool:
    """Tell whether anything personal of these records is left, in rows or images."""
    fields = personal_fields(kind)
    filled = sa.or_(*(kind.table.c[name].is_not(None) for name in fields))
    rows = sa.select(kind.table.c.id).where(kind.table.c.id.in_(ids), filled).limit(1)
    images = _images(kind, ids, fields).limit(1)
    found = any(connection.execute(query).first() for query in (rows, images))
    return found or blanked_files.holds(connection, kind, ids)


def blank(connection: sa.Connection, kind: RecordKind, ids: Collection[int]) -> Blanked:
    """Blank all that is personal about records, within a step that is being written."""
    fields = personal_fields(kind)
    filled = sa.or_(*(kind.table.c[name].is_not(None) for name in fields))
    found = {name for name in fields if _is_filled(connection, kind, ids, name)}
    connection.execute(
        kind.table.update()
        .where(kind.table.c.id.in_(ids), filled)
        .values(dict.fromkeys(fields, None))
    )
    step = connection.scalar(sa.select(STEP_STATE.c.step_no))
    rows = connection.execute(_images(kind, ids, fields)).all()
    for start in range(0, len(rows), _AT_ONCE):
        some = [row.seq for row in rows[start : start + _AT_ONCE]]
        connection.execute(
            CHANGE.update()
            .where(CHANGE.c.seq.in_(some))
            .values(
                before=image_without(CHANGE.c.before, fields),
                after=image_without(CHANGE.c.after, fields),
            )
        )
        _log(connection, step, kind, some)
    files = blanked_files.forget(connection, kind, ids)
    of_files = sa.select(CHANGE.c.step_no).where(among(CHANGE.c.seq, files.entries))
    _log(connection, step, kind, files.entries)
    touched = {row.step_no for row in rows} | set(connection.scalars(of_files))
    return Blanked(
        tuple(name for name in fields if name in found),
        tuple(sorted(touched - {step})),
        files.names,
        files.contents,
    )


def _is_filled(
    connection: sa.Connection, kind: RecordKind, ids: Collection[int], name: str
) -> bool:
    column = kind.table.c[name]
    row = sa.select(kind.table.c.id).where(kind.table.c.id.in_(ids), column.is_not(None)).limit(1)
    image = _images(kind, ids, (name,)).limit(1)
    return any(connection.execute(query).first() for query in (row, image))


def _images(
    kind: RecordKind, ids: Collection[int], fields: Sequence[str]
) -> sa.Select[tuple[int, int]]:
    """Select the log's entries whose images hold anything in these fields."""
    filled = [
        in_image(image, name).is_not(None)
        for image in (CHANGE.c.before, CHANGE.c.after)
        for name in fields
    ]
    of_records = (CHANGE.c.table_name == kind.name, CHANGE.c.row_id.in_(ids))
    query = sa.select(CHANGE.c.seq, CHANGE.c.step_no).where(*of_records, sa.or_(*filled))
    return query.order_by(CHANGE.c.seq)


def _log(
    connection: sa.Connection, step: int | None, kind: RecordKind, entries: Sequence[int]
) -> None:
    """Enter what images of earlier steps are now as images of this step."""
    rows = connection.execute(
        sa.select(CHANGE).where(among(CHANGE.c.seq, entries), CHANGE.c.step_no != step)
    ).all()
    if not rows:
        return
    connection.execute(
        CHANGE.insert(),
        [
            {
                "step_no": step,
                "table_name": BLANKED,
                "row_id": row.seq,
                "kind": kind.name,
                "record_id": row.record_id,
                "parent_id": None,
                "after": json.dumps({"before": digest(row.before), "after": digest(row.after)}),
            }
            for row in rows
        ],
    )


def blanked_images(connection: sa.Connection) -> Mapping[int, tuple[str, str]]:
    """Give the digests of blanked images, before and after, by the log's entry."""
    query = sa.select(CHANGE.c.row_id, CHANGE.c.after).where(CHANGE.c.table_name == BLANKED)
    found = {}
    for entry, image in connection.execute(query.order_by(CHANGE.c.seq)):
        said = json.loads(image)
        found[entry] = (said["before"], said["after"])
    return found
