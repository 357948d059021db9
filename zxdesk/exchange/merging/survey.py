"""Looks through all that a colleague did: what is new, differs, or was deleted on one side."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from zxdesk.exchange.merging.comparing import Comparing, Verdict
from zxdesk.exchange.merging.identity import GONE, NEW, SAME, Identity, Match, likeness_words
from zxdesk.exchange.merging.plan import HeldBack
from zxdesk.exchange.merging.sides import Place, Side, counterpart
from zxdesk.queries.values import keys, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.store import lineage

_NAMED = 5
_OWN_ACTS = {"closing": "封账", "package": "报送包"}


@dataclass
class Survey:
    """What was found, before anything is written.

    Attributes:
        same: Records that both have, with what differs.
        new: Records of his that are not here.
        deleted: Records that he deleted and we still have: his place and our id.
        held: Records of his that are not taken, and whatever hangs on them neither.
    """

    same: list[tuple[Place, Match, Verdict]] = field(default_factory=list)
    new: list[Place] = field(default_factory=list)
    deleted: list[tuple[Place, int]] = field(default_factory=list)
    held: dict[Place, HeldBack] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def survey(identity: Identity, comparing: Comparing) -> Survey:
    """Look through his ledger; write nothing."""
    found = Survey()
    touched = _touched(identity)
    for kind in KINDS.values():
        ids = touched.get(kind.name, ())
        _preload(identity, kind, ids)
        for record_id in ids:
            place = (kind.name, record_id)
            if identity.his.holds(place):
                _look(place, identity, comparing, found)
            else:
                _look_for_deleted(place, identity, found)
    found.deleted = [one for one in found.deleted if not _goes_with_another(one, identity, found)]
    found.notes += _deleted_here(identity, found)
    acts = [word for name, word in _OWN_ACTS.items() if touched.get(name)]
    if acts and identity.his.since:
        found.notes.append(f"对方的{'、'.join(acts)}只算对方台账的，没有合并。")
    return found


def _touched(identity: Identity) -> dict[str, list[int]]:
    """Give his records that may be news: all of them where the ledgers have nothing in common."""
    his = identity.his
    touched = lineage.touched(his.connection, his.since)
    if his.since:
        return touched
    own = {name: set(his.own_ids(kind)) for name, kind in KINDS.items()}
    return {name: sorted(ids | set(touched.get(name, ()))) for name, ids in own.items()}


def _preload(identity: Identity, kind: RecordKind, ids: list[int] | tuple[int, ...]) -> None:
    identity.his.preload(kind, ids)
    if not identity.ours.since:
        identity.ours.preload(kind, identity.ours.own_ids(kind))
        return
    here = (counterpart((kind.name, i), identity.his, identity.ours) for i in ids)
    identity.ours.preload(kind, [record_id for record_id in here if record_id is not None])


def _look(place: Place, identity: Identity, comparing: Comparing, found: Survey) -> None:
    match = identity.of(place)
    if match.state == SAME:
        found.same.append((place, match, comparing.verdict(place, match)))
    elif match.state == NEW:
        found.new.append(place)
    elif match.state == GONE:
        assert match.ours is not None
        if not comparing.had(place, match.ours):
            found.held[place] = held(identity.his, place, "本方已删除，对方后来又改过，没有取回")
    else:
        assert match.ours is not None
        words = likeness_words(KINDS[place[0]])
        other = called(identity.ours, (place[0], match.ours))
        reason = f"与本方{other}编号相同，{words}有同有异，分不清是不是同一条"
        found.held[place] = held(
            identity.his, place, f"{reason}；请在一边改好编号或{words}后再合并"
        )


def _look_for_deleted(place: Place, identity: Identity, found: Survey) -> None:
    ours = counterpart(place, identity.his, identity.ours)
    if ours is not None and identity.ours.holds((place[0], ours)):
        found.deleted.append((place, ours))


def _goes_with_another(one: tuple[Place, int], identity: Identity, found: Survey) -> bool:
    """Tell whether a record that he deleted is listed under one that he deleted too."""
    (kind_name, _), ours_id = one
    values = identity.ours.values((kind_name, ours_id))
    gone = {(place[0], record_id) for place, record_id in found.deleted}
    return any(
        (parent.name, values[column]) in gone
        for parent in KINDS.values()
        for child, column in parent.children
        if child == kind_name and values is not None
    )


def _deleted_here(identity: Identity, found: Survey) -> Iterator[str]:
    """Name what we deleted and he still has as it was."""
    ours, his = identity.ours, identity.his
    if not ours.since:
        return
    named: list[str] = []
    gone: set[Place] = set()
    for name, ids in lineage.touched(ours.connection, ours.since).items():
        if name not in KINDS:
            continue
        for record_id in ids:
            there = counterpart((name, record_id), ours, his)
            if there is None or ours.holds((name, record_id)) or not his.holds((name, there)):
                continue
            gone.add((name, there))
    for place in sorted(gone):
        if place not in found.held and not _below(place, his, gone):
            named.append(called(his, place))
    if named:
        more = f"等 {len(named)} 条" if len(named) > _NAMED else ""
        yield f"本方已删除、对方还有的没有取回：{'、'.join(named[:_NAMED])}{more}。"


def _below(place: Place, his: Side, gone: set[Place]) -> bool:
    values = his.values(place)
    return values is not None and any(
        (parent.name, values[column]) in gone
        for parent in KINDS.values()
        for child, column in parent.children
        if child == place[0]
    )


def called(side: Side, place: Place) -> str:
    """Give what people call a record: 活动 HD-2026-003“读书会”."""
    key, title = key_and_title(side, place)
    sheet = KINDS[place[0]].sheet
    return f"{sheet} {key}" if title in key else f"{sheet} {key}“{title}”"


def key_and_title(side: Side, place: Place) -> tuple[str, str]:
    """Give the key of a record and what people call it."""
    name, record_id = place
    key = keys(side.session, name, [record_id]).get(record_id, "")
    return key, titles(side.session, name, [record_id]).get(record_id, "")


def held(side: Side, place: Place, reason: str) -> HeldBack:
    """Say that a record of his is not taken."""
    return HeldBack(place[0], *key_and_title(side, place), reason)
