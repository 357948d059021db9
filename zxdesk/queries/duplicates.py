"""Records that may be the same: found by name and sound, weighed, vetoed by what differs."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.queries.services import current_values
from zxdesk.queries.values import Values, load_many
from zxdesk.records import KINDS, RecordKind
from zxdesk.rules import pinyin
from zxdesk.rules.likeness import NEAR, OTHER, SAME, contradict, near_names, near_persons
from zxdesk.store import Ledger

DUPLICABLE = ("member", "unit", "venue", "consultation")
Pair = tuple[int, int]
_ENOUGH = 5
_NAME = {SAME: 5, NEAR: 3}
_MOST_NEAR = 5
# What must agree where both say it, beside the name.
_WITHIN = {"unit": ("category",), "consultation": ("year",), "venue": ()}


@dataclass(frozen=True)
class Likely:
    """Two records that may be the same.

    Attributes:
        ids: The lower one first.
        score: Higher is likelier; from 5 on it is worth a look.
        why: What they share, in words.
    """

    ids: Pair
    score: int
    why: tuple[str, ...]


def likely_duplicates(
    ledger: Ledger, kind: RecordKind, *, apart: Collection[Pair] = ()
) -> list[Likely]:
    """Give the pairs of a kind that may be the same, the likeliest first.

    Args:
        apart: Those of which somebody said that they are not.
    """
    with ledger.read() as session:
        records = _records(session, ledger, kind)
    weigh = _weigh_member if kind.name == "member" else _weigh_named
    found = []
    for pair in _blocked(kind, records):
        if pair in apart:
            continue
        said = weigh(kind, records[pair[0]], records[pair[1]])
        if said and said[0] >= _ENOUGH:
            found.append(Likely(pair, said[0], tuple(said[1])))
    return sorted(found, key=lambda one: (-one.score, one.ids))


def near_records(session: Session, kind: RecordKind, name: str, *, owner_id: int) -> list[int]:
    """Give the records whose name is the same as one that is typed, or near it."""
    near = near_persons if kind.name == "member" else near_names
    column = kind.table.c[kind.naming]
    query = sa.select(kind.table.c.id, column).where(kind.table.c.owner_id == owner_id)
    found = [(near(name, known), i) for i, known in session.connection().execute(query)]
    ranked = sorted((rank, i) for rank, i in found if rank)
    return [i for _, i in reversed(ranked)][:_MOST_NEAR]


def _records(session: Session, ledger: Ledger, kind: RecordKind) -> dict[int, Values]:
    query = sa.select(kind.table.c.id).where(kind.table.c.owner_id == ledger.own_id)
    ids = list(session.connection().scalars(query))
    records = load_many(session, kind, ids)
    if kind.name == "member":
        for record_id, service in current_values(session, ids, ledger.today).items():
            records[record_id] |= {"employer": service["employer"]}
    return records


def _blocked(kind: RecordKind, records: dict[int, Values]) -> list[Pair]:
    """Give the pairs that share a key: only these are weighed."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for record_id in sorted(records):
        for key in set(_keys(kind, records[record_id])):
            blocks[key].append(record_id)
    pairs = {pair for ids in blocks.values() for pair in combinations(ids, 2)}
    return sorted(pairs)


def _keys(kind: RecordKind, values: Values) -> Iterator[object]:
    name = text.fold_name(str(values[kind.naming] or ""))
    if kind.name == "member":
        yield from (("sound", sound) for sound in pinyin.spelled(name))
        yield from (("id", values[n]) for n in ("id_number", "phone") if values[n])
        return
    within = tuple(values[part] for part in _WITHIN[kind.name])
    yield from ((*within, name[i : i + 2]) for i in range(max(len(name) - 1, 1)))
    yield (*within, name[:1], name[-1:])


def _weigh_member(_kind: RecordKind, one: Values, other: Values) -> tuple[int, list[str]] | None:
    """Weigh two members; None where they contradict each other."""
    for name in ("id_number", "birth", "gender"):
        if contradict(one[name], other[name]):
            return None
    score, why = 0, []
    rank = near_persons(one["name"], other["name"])
    if rank:
        score += _NAME[rank]
        why.append("同名" if rank == SAME else "同音")
    for name, points in (("id_number", 9), ("phone", 4), ("birth", 2), ("employer", 2)):
        if one.get(name) and one[name] == other.get(name):
            score += points
            caption = KINDS["service" if name == "employer" else "member"].fields[name].caption
            why.append(f"{caption}相同")
    return score, why


def _weigh_named(kind: RecordKind, one: Values, other: Values) -> tuple[int, list[str]] | None:
    """Weigh two records by their names; None where they differ in what parts such records."""
    if any(one[name] != other[name] for name in _WITHIN[kind.name]):
        return None
    rank = near_names(str(one[kind.naming]), str(other[kind.naming]))
    if rank == OTHER:
        return None
    return (9, ["同名"]) if rank == SAME else (_ENOUGH, ["名称相近"])
