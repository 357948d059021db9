"""The two ledgers of a merge, and what each knows of the other's records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.values import Values, chunks, load_many
from zxdesk.records import KINDS, RecordKind
from zxdesk.store import lineage
from zxdesk.store.schema import ORIGIN

Place = tuple[str, int]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Origin:
    """Which record of a ledger another one is.

    Attributes:
        numbers: The number it had there and the one it was given here, where they differ.
    """

    step_hash: str
    there_id: int
    numbers: tuple[str, ...] = ()


@dataclass
class Side:
    """One ledger.

    Attributes:
        since: The last step that both ledgers have.
        hashes: Its steps by hash.
        born: The hash of the step that made each record since.
    """

    session: Session
    own_id: int
    since: int
    hashes: dict[str, int]
    born: dict[Place, str] = field(default_factory=dict)
    origins: dict[Place, list[Origin]] = field(default_factory=dict)
    _by_origin: dict[tuple[str, str, int], int] = field(default_factory=dict)
    _by_key: dict[str, dict[Key, int]] = field(default_factory=dict)
    _values: dict[Place, Values | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what it knows of other ledgers."""
        self.born = lineage.born(self.connection, self.since)
        for row in self.connection.execute(sa.select(ORIGIN)):
            numbers = (row.number_there, row.number_here) if row.number_there else ()
            origin = Origin(row.step_hash, row.there_id, numbers)
            self.origins.setdefault((row.kind, row.here_id), []).append(origin)
            self._by_origin[row.kind, row.step_hash, row.there_id] = row.here_id

    @property
    def connection(self) -> sa.Connection:
        """The connection within whose transaction everything is read."""
        return self.session.connection()

    def origins_of(self, place: Place) -> Iterator[Origin]:
        """Give by what others know a record that was made since the ledgers parted."""
        if place in self.born:
            yield Origin(self.born[place], place[1])
        yield from self.origins.get(place, ())

    def known(self, kind: str, origin: Origin) -> int | None:
        """Give the id that a record of another ledger has here, also where it is gone now."""
        if origin.step_hash in self.hashes:
            return origin.there_id
        return self._by_origin.get((kind, origin.step_hash, origin.there_id))

    def holds(self, place: Place) -> bool:
        """Tell whether an own record is there."""
        return self.values(place) is not None

    def values(self, place: Place) -> Values | None:
        """Give the values of an own record as they were when first asked; None where it is gone."""
        if place not in self._values:
            self.preload(KINDS[place[0]], [place[1]])
        return self._values[place]

    def preload(self, kind: RecordKind, ids: Iterable[int]) -> None:
        """Read own records that will be asked for, all at once."""
        table = kind.table
        for part in chunks(ids):
            query = sa.select(table.c.id).where(table.c.id.in_(part))
            mine = self.connection.scalars(query.where(table.c.owner_id == self.own_id))
            found = load_many(self.session, kind, mine)
            for record_id in part:
                self._values[kind.name, record_id] = found.get(record_id)

    def own_ids(self, kind: RecordKind) -> list[int]:
        """Give the ids of all own records of a kind."""
        query = sa.select(kind.table.c.id).where(kind.table.c.owner_id == self.own_id)
        return list(self.connection.scalars(query.order_by(kind.table.c.id)))

    def with_key(self, kind: RecordKind, key: Key) -> int | None:
        """Find an own record by the values of its key."""
        if kind.name not in self._by_key:
            columns = [kind.table.c[name] for name in kind.key]
            query = sa.select(kind.table.c.id, *columns)
            rows = self.connection.execute(query.where(kind.table.c.owner_id == self.own_id))
            self._by_key[kind.name] = {tuple(row[1:]): row[0] for row in rows}
        return self._by_key[kind.name].get(key)


def counterpart(place: Place, source: Side, target: Side) -> int | None:
    """Give the id in one ledger of a record of the other, also where it is gone there.

    What was made before the ledgers parted has the same id in both.
    """
    if source.since and place not in source.born:
        return place[1]
    found = (target.known(place[0], origin) for origin in source.origins_of(place))
    return next((record_id for record_id in found if record_id is not None), None)
