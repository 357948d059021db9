"""One record as both have it: what only he changed, and what both did."""

from dataclasses import dataclass
from typing import Any

from zxdesk.exchange.merging.identity import Identity, Match
from zxdesk.exchange.merging.sides import Place
from zxdesk.exchange.merging.wording import Wording
from zxdesk.queries.values import Values, referred
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Through
from zxdesk.store import lineage

# An order nobody types: ours stays.
_QUIET = ("position",)


@dataclass(frozen=True)
class Verdict:
    """Which fields of a record differ.

    Attributes:
        take: Only he changed them since.
        ask: Both did, or it is not known who.
    """

    take: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


class Comparing:
    """Compares records of the two ledgers."""

    def __init__(self, identity: Identity, wording: Wording) -> None:
        self._identity = identity
        self._wording = wording
        self._erased = lineage.erased(identity.ours.connection, identity.ours.since)

    def verdict(self, place: Place, match: Match) -> Verdict:
        """Tell which fields of a record that both have differ."""
        kind, ours_id = KINDS[place[0]], match.ours
        assert ours_id is not None
        ours = self._identity.ours.values((kind.name, ours_id))
        his = self._identity.his.values(place)
        assert ours is not None
        assert his is not None
        mapped = self.as_ours(kind, his)
        differing = [name for name in fields(kind) if ours[name] != mapped[name]]
        differing = [n for n in differing if n not in _QUIET and not self._twice(place, match, n)]
        if not differing:
            return Verdict()
        if not match.related:
            return Verdict(ask=tuple(differing))
        return self._by_history(kind, ours_id, place, differing)

    def as_ours(self, kind: RecordKind, values: Any) -> Values:
        """Give values of his with our ids and numbers, for comparing."""
        return self._identity.mapped(kind, self._wording.values(kind.name, values))

    def _twice(self, place: Place, match: Match, name: str) -> bool:
        """Tell whether a number differs only because a merge gave another one."""
        kind, ours, his = KINDS[place[0]], self._identity.ours, self._identity.his
        if name != kind.key[-1] or match.ours is None:
            return False
        both = (ours.values((kind.name, match.ours)), his.values(place))
        pair = {str(values[name]) for values in both if values}
        origins = [*ours.origins.get((kind.name, match.ours), ()), *his.origins.get(place, ())]
        return any(pair <= set(origin.numbers) for origin in origins)

    def _by_history(
        self, kind: RecordKind, ours_id: int, place: Place, differing: list[str]
    ) -> Verdict:
        ours, his = self._identity.ours, self._identity.his
        mine = lineage.states(ours.connection, kind, ours_id, since=ours.since)
        theirs = lineage.states(his.connection, kind, place[1], since=his.since)
        (now, *past), (his_now, *his_past) = (
            [state for state in found if state is not None]
            for found in (mine, [state and self.as_ours(kind, state) for state in theirs])
        )
        erased = (kind.name, ours_id) in self._erased
        take, ask = [], []
        for name in differing:
            he_had_ours = any(state[name] == now[name] for state in his_past)
            we_had_his = any(state[name] == his_now[name] for state in past)
            if erased and kind.fields[name].personal:
                ask.append(name)  # no past can be told; and it was erased because somebody asked
            elif he_had_ours and not we_had_his:
                take.append(name)
            elif he_had_ours == we_had_his:
                ask.append(name)
        return Verdict(tuple(take), tuple(ask))

    def had(self, place: Place, ours_id: int) -> bool:
        """Tell whether our record, gone now, once was just what his is."""
        kind, ours, his = KINDS[place[0]], self._identity.ours, self._identity.his
        now = lineage.states(his.connection, kind, place[1], since=his.since)[0]
        assert now is not None
        wanted = self.as_ours(kind, now)
        before = lineage.states(ours.connection, kind, ours_id, since=ours.since)
        return any(state is not None and dict(state) == wanted for state in before)


def fields(kind: RecordKind) -> list[str]:
    """Give the fields that a record holds itself; what stands in records of its own does not."""
    return [spec.name for spec in kind.visible_fields() if not isinstance(spec, Through)]


def links(kind: RecordKind, values: Values) -> list[Place]:
    """Give the records that a record points to."""
    return [link for name in fields(kind) for link in referred(kind.fields[name], values[name])]
