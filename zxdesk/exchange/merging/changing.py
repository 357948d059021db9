"""Takes what a colleague changed in records that both have, and the deletions that were chosen."""

from collections.abc import Collection, Iterable

from zxdesk.errors import UserError
from zxdesk.exchange.merging.comparing import Verdict
from zxdesk.exchange.merging.entering import Entering
from zxdesk.exchange.merging.expressions import expressed
from zxdesk.exchange.merging.identity import SAME, Identity, Match
from zxdesk.exchange.merging.plan import Difference, HeldBack, MergePlan
from zxdesk.exchange.merging.sides import Place
from zxdesk.exchange.merging.survey import Survey, held, key_and_title
from zxdesk.queries.values import Names
from zxdesk.records import KINDS
from zxdesk.records.kind import Reference
from zxdesk.services import records
from zxdesk.services.ruling import Ask

Pair = tuple[Place, Match, Verdict]


class Changing:
    """Changes records of ours as he did, where only he did or his is chosen."""

    def __init__(
        self,
        identity: Identity,
        entering: Entering,
        plan: MergePlan,
        chosen: Collection[Place],
    ) -> None:
        self._identity = identity
        self._entering = entering
        self._plan = plan
        self._chosen = frozenset(chosen)
        self._session = identity.ours.session
        self._changed: set[Place] = set()
        self.taken: list[Place] = []  # records of ours that were changed

    def tell(self, found: Survey) -> None:
        """Say where the two ledgers differ and a choice is needed; before anything is written."""
        named = Names(self._session), Names(self._identity.his.session)
        for place, match, verdict in found.same:
            if verdict.ask and match.ours is not None:
                self._plan.differences.append(self._difference(place, match.ours, verdict, named))
        for place, ours_id in found.deleted:
            self._plan.differences.append(self._deletion(place, ours_id))

    def _difference(
        self, place: Place, ours_id: int, verdict: Verdict, named: tuple[Names, Names]
    ) -> Difference:
        kind, asked = KINDS[place[0]], verdict.ask
        ours, his = (
            self._identity.ours.values((kind.name, ours_id)),
            self._identity.his.values(place),
        )
        assert ours is not None
        assert his is not None
        mine = named[0].show(kind, {0: {name: ours[name] for name in asked}})[0]
        theirs = named[1].show(kind, {0: {name: his[name] for name in asked}})[0]
        key, title = key_and_title(self._identity.ours, (kind.name, ours_id))
        texts = tuple((kind.fields[n].caption, mine[n], theirs[n]) for n in asked)
        return Difference(kind.name, ours_id, key, title, texts)

    def _deletion(self, place: Place, ours_id: int) -> Difference:
        kind = KINDS[place[0]]
        key, title = key_and_title(self._identity.ours, (kind.name, ours_id))
        found = records.listed_under(self._session, kind, [ours_id])
        below = [f"{KINDS[child].sheet} {count} 条" for child, count in found]
        along = f"（连同{'、'.join(below)}）" if below else ""
        texts = (("整条记录", "保留", f"已删除{along}"),)
        return Difference(kind.name, ours_id, key, title, texts, deleted=True)

    def names(self, same: Iterable[Pair]) -> None:
        """Take new names and numbers first: new records of his may have got the old ones."""
        for place, match, verdict in same:
            kind = KINDS[place[0]]
            plain = [n for n in kind.key if not isinstance(kind.fields[n], Reference)]
            self._take(place, match, [n for n in self._wanted(match, place, verdict) if n in plain])

    def rest(self, same: Iterable[Pair]) -> None:
        """Take everything else, now that the new records are there to be pointed to."""
        for place, match, verdict in same:
            kind = KINDS[place[0]]
            plain = [n for n in kind.key if not isinstance(kind.fields[n], Reference)]
            self._take(
                place, match, [n for n in self._wanted(match, place, verdict) if n not in plain]
            )
            if not match.related and match.ours is not None:
                self._entering.link(place, match.ours)

    def _wanted(self, match: Match, place: Place, verdict: Verdict) -> tuple[str, ...]:
        chosen = (place[0], match.ours) in self._chosen
        return (*verdict.take, *verdict.ask) if chosen else verdict.take

    def _take(self, place: Place, match: Match, names: Iterable[str]) -> None:
        names = list(names)
        his, kind = self._identity.his.values(place), KINDS[place[0]]
        if not names or his is None or match.ours is None:
            return
        if set(names) & set(expressed(kind.name)) and (wrong := self._entering.mistaken(kind, his)):
            self._plan.held_back.append(held(self._identity.his, place, wrong))
            names = [name for name in names if name not in expressed(kind.name)]
        wanted, lost = self._entering.converted(kind, names, his)
        if lost:
            self._entering.say_lost(kind, place, lost)
        kept = {
            name: value
            for name, value in wanted.items()
            if name not in lost or not kind.fields[name].required
        }
        try:
            if records.update(self._session, kind, match.ours, kept, ask=Ask.FIRM):
                self._count(place)
                self.taken.append((kind.name, match.ours))
        except UserError as error:
            self._plan.held_back.append(held(self._identity.his, place, f"没有改：{error}"))

    def gave_files(self, places: Iterable[Place]) -> None:
        """Count the records that both have and on which files of his hang now."""
        for place in places:
            if self._identity.of(place).state == SAME:
                self._count(place)

    def _count(self, place: Place) -> None:
        if place not in self._changed:
            self._changed.add(place)
            updated, sheet = self._plan.report.updated, KINDS[place[0]].sheet
            updated[sheet] = updated.get(sheet, 0) + 1

    def delete(self, found: Survey) -> None:
        """Delete what he deleted, where that is chosen; what others point to stays."""
        order = {name: number for number, name in enumerate(KINDS)}
        chosen = [one for one in found.deleted if (one[0][0], one[1]) in self._chosen]
        for place, ours_id in sorted(chosen, key=lambda one: -order[one[0][0]]):
            key, title = key_and_title(self._identity.ours, (place[0], ours_id))
            try:
                records.delete(self._session, KINDS[place[0]], ours_id)
            except UserError as error:
                self._plan.held_back.append(HeldBack(place[0], key, title, str(error)))
            else:
                self._count(place)
