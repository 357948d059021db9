"""Enters a colleague's new records with all that hangs on them, under numbers that are free."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from zxdesk.exchange.merging.comparing import fields, links
from zxdesk.exchange.merging.identity import Identity, is_numbered
from zxdesk.exchange.merging.plan import MergePlan, Renumbered
from zxdesk.exchange.merging.sides import Origin, Place
from zxdesk.exchange.merging.survey import Survey, called, held, key_and_title
from zxdesk.exchange.merging.wording import Wording
from zxdesk.queries.values import Values, keys, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Reference, RefList
from zxdesk.services import records
from zxdesk.services.batches import Batch
from zxdesk.services.numbering import next_number, next_serial
from zxdesk.store import Ledger
from zxdesk.store.schema import ORIGIN


class Entering:
    """Writes new records of his into ours."""

    def __init__(
        self, ledger: Ledger, identity: Identity, wording: Wording, found: Survey, plan: MergePlan
    ) -> None:
        self._ledger = ledger
        self._identity = identity
        self._wording = wording
        self._held = found.held
        self._plan = plan
        self._session = identity.ours.session
        self._entered: list[tuple[Place, int]] = []
        self._renumbered: list[tuple[Place, int, str]] = []

    def enter(self, new: Sequence[Place]) -> None:
        """Enter new records: what others refer to first, what needs another number last."""
        for kind in KINDS.values():
            waiting = [place for place in new if place[0] == kind.name]
            waiting.sort(key=lambda place: (self._number_is_taken(kind, place), place[1]))
            while waiting:
                left = [place for place in waiting if not self._settle(kind, place, waiting)]
                if len(left) == len(waiting):
                    for place in left:
                        self._hold(place, "与别的记录互相指向")
                    break
                waiting = left
        self._tell_renumbered()

    def made(self) -> list[Place]:
        """Give the records of ours that came in."""
        return [(kind_name, ours_id) for (kind_name, _), ours_id in self._entered]

    def link(self, place: Place, ours_id: int) -> None:
        """Remember that a record of his is one of ours, whatever it is called later."""
        for origin in self._identity.his.origins_of(place):
            if self._identity.ours.known(place[0], origin) is None:
                self._remember(place[0], ours_id, origin, ())

    def _settle(self, kind: RecordKind, place: Place, waiting: Sequence[Place]) -> bool:
        """Enter or hold a record back; tell whether that is settled, or it waits for another."""
        values = self._identity.his.values(place)
        assert values is not None
        missing = [link for link in links(kind, values) if self._identity.here(link) is None]
        if any(link in waiting and link != place for link in missing):
            return False
        blocking = [link for link in missing if link in self._held]
        if blocking:
            self._hold(place, f"它关联的{called(self._identity.his, blocking[0])}没有合并")
            return True
        if wrong := self.mistaken(kind, values):
            self._hold(place, wrong)
            return True
        wanted, lost = self.converted(kind, fields(kind), values)
        lacking = next((name for name in lost if kind.fields[name].required), "")
        if lacking:
            self._hold(place, f"它的{kind.fields[lacking].caption}本方已删除")
            return True
        self._write(kind, place, wanted)
        if lost:
            self.say_lost(kind, place, lost)
        return True

    def converted(
        self, kind: RecordKind, names: Iterable[str], values: Values
    ) -> tuple[Values, list[str]]:
        """Give values of his with our ids and numbers, and the fields that lost a link."""
        worded = self._wording.values(kind.name, values)
        wanted = {name: worded[name] for name in names}
        lost = [name for name in wanted if self._identity.missing(kind, name, wanted[name])]
        for name, value in wanted.items():
            if name in lost:
                wanted[name] = self._without_lost(kind.fields[name], value)
            else:
                wanted[name] = self._identity.value(kind, name, value)
        return wanted, lost

    def mistaken(self, kind: RecordKind, values: Values) -> str:
        """Say why a record of his is not taken that would count another record here."""
        names = self._wording.mistaken(kind.name, values)
        captions = "、".join(dict.fromkeys(kind.fields[name].caption for name in names))
        return f"它的{captions}里写到的记录没有合并或本方已删除，本方另有同名的" if names else ""

    def _without_lost(self, spec: Any, value: Any) -> Any:
        if not isinstance(spec, RefList):
            return None
        here = (self._identity.here((spec.target, target)) for target in value)
        return tuple(record_id for record_id in here if record_id is not None)

    def say_lost(self, kind: RecordKind, place: Place, lost: Iterable[str]) -> None:
        """Name the links of a record that could not be taken, though the record was."""
        captions = "、".join(kind.fields[name].caption for name in lost)
        reason = f"{captions}里有的记录没有合并或本方已删除，这些关联没有合并"
        self._plan.held_back.append(held(self._identity.his, place, reason))

    def _hold(self, place: Place, reason: str) -> None:
        self._held[place] = one = held(self._identity.his, place, reason)
        self._plan.held_back.append(one)

    def _number_is_taken(self, kind: RecordKind, place: Place) -> bool:
        values = self._identity.his.values(place)
        if (
            values is None
            or not is_numbered(kind)
            or isinstance(kind.fields[kind.key[0]], Reference)
        ):
            return False
        return self._identity.ours.with_key(kind, tuple(values[n] for n in kind.key)) is not None

    def _write(self, kind: RecordKind, place: Place, values: Values) -> None:
        own = self._identity.ours.own_id
        whole = dict.fromkeys(kind.fields) | values
        there = str(values[kind.key[-1]])
        taken = records.clashes(self._session, kind, whole, owner_id=own, record_id=None)
        if taken and kind.name == "listed_value":
            return  # entered with the record that brought it
        if taken:
            number = self._free_number(kind, whole) if is_numbered(kind) else ""
            if not number:
                self._hold(place, f"本方另有一条{kind.sheet}也叫这个名称或编号")
                return
            whole[kind.key[-1]] = number
        batch = Batch(self._session)
        ours_id = batch.add(kind, whole, owner_id=own)
        batch.write()
        self._identity.made(place, ours_id)
        numbers = (there, str(whole[kind.key[-1]])) if taken else ()
        for origin in self._identity.his.origins_of(place):
            self._remember(kind.name, ours_id, origin, numbers)
        self._entered.append((place, ours_id))
        added = self._plan.report.added
        added[kind.sheet] = added.get(kind.sheet, 0) + 1
        if taken:
            self._wording.renumber(*numbers)
            self._renumbered.append((place, ours_id, self._holder(kind, values)))

    def _holder(self, kind: RecordKind, values: Values) -> str:
        """Give what our record is called that has his number."""
        key = tuple(values[name] for name in kind.key)
        found = self._identity.ours.with_key(kind, key)
        return titles(self._session, kind.name, [found])[found] if found is not None else ""

    def _free_number(self, kind: RecordKind, values: Values) -> str:
        own = self._identity.ours.own_id
        if kind.name == "proposal":
            return next_serial(self._session, values["term"], values["session"], owner_id=own)
        if not kind.number_prefix:
            return ""
        return next_number(
            self._session, kind, values | {"number": ""}, owner_id=own, today=self._ledger.today
        )

    def _remember(
        self, kind_name: str, ours_id: int, origin: Origin, numbers: Sequence[str]
    ) -> None:
        there, here = numbers or ("", "")
        self._session.connection().execute(
            ORIGIN.insert().values(
                kind=kind_name,
                here_id=ours_id,
                step_hash=origin.step_hash,
                there_id=origin.there_id,
                number_there=there,
                number_here=here,
            )
        )

    def _tell_renumbered(self) -> None:
        for place, ours_id, other in self._renumbered:
            key, title = key_and_title(self._identity.his, place)
            here = keys(self._session, place[0], [ours_id])[ours_id]
            along = self._along(place)
            self._plan.renumbered.append(Renumbered(place[0], key, here, title, other, dict(along)))

    def _along(self, place: Place) -> Counter[str]:
        """Count what hangs on a record of his and was entered with it."""
        hanging, counts = {place}, Counter[str]()
        for other, _ in self._entered:
            values = self._identity.his.values(other)
            assert values is not None
            if other not in hanging and hanging & set(links(KINDS[other[0]], values)):
                hanging.add(other)
                counts[KINDS[other[0]].sheet] += 1
        return counts
