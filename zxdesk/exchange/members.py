"""The sheet 委员, of which one row is a member together with one service of his."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa

from zxdesk.exchange.beside import Beside
from zxdesk.exchange.ordering import names_of_key
from zxdesk.exchange.outcomes import ADDED, UNCHANGED, UPDATED
from zxdesk.exchange.person_names import read_name
from zxdesk.exchange.rows import Entry, RowRejected, shown
from zxdesk.exchange.saving import Saver
from zxdesk.queries.values import Values
from zxdesk.records import KINDS
from zxdesk.records.fieldtypes import Value, as_text
from zxdesk.records.member import MEMBER, SERVICE
from zxdesk.services.ruling import Ask

_KEY = ("term", "start")


@dataclass
class _Service:
    """A service as far as it is needed to find it.

    Attributes:
        spoken_for: A row of this import named it by its whole key.
    """

    id: int
    term: Value
    start: Value
    sector: Value
    spoken_for: bool = False


class MemberRows:
    """Takes the rows of the sheet 委员, one committee's members in memory."""

    def __init__(self, saver: Saver, beside: Beside) -> None:
        """Take rows with this saver."""
        self._saver = saver
        self._beside = beside
        self._services: dict[int, list[_Service]] = defaultdict(list)
        self._remarks: dict[int, str] = {}  # beside names, by the row's place
        table = SERVICE.table
        columns = [table.c[n] for n in ("id", "member_id", "term", "start", "sector_id")]
        for row in saver.session.connection().execute(sa.select(*columns).order_by(table.c.id)):
            service = _Service(row.id, row.term, row.start, row.sector_id)
            self._services[row.member_id].append(service)

    def take(self, entries: Sequence[Entry], step: Callable[[], None]) -> None:
        """Take every row; of what several rows say of a member the latest service's counts."""
        for entry in entries:
            self._read_name(entry)
        self._preload(entries)
        for entry in sorted(entries, key=_latest_first):
            self._saver.row(entry, partial(self._take, entry))
            step()

    def _read_name(self, entry: Entry) -> None:
        """Take from a name what is none: a number, a mark, 女 in brackets."""
        values = entry.plain()
        words = values.get("name")
        owner = self._saver.directory.owner(entry.owner)
        if not words or owner is None or self._saver.ask is Ask.FIRM:
            return
        if self._saver.directory.index(MEMBER, owner).by_name.get(words):
            return  # somebody is called so
        found = read_name(words, written=as_text(entry.written("name", MEMBER)))
        if found.problem:
            entry.problems.append(entry.problem("name", found.problem, MEMBER))
        values["name"] = found.name
        for name, value in (("gender", found.gender), ("ethnicity", found.ethnicity)):
            if value:
                values.setdefault(name, value)
        if found.remark:
            self._remarks[entry.place] = found.remark

    def _preload(self, entries: Sequence[Entry]) -> None:
        index = self._saver.directory.index(MEMBER, self._saver.own_id)
        keys = {(entry.plain().get("number"),) for entry in entries}
        ids = {index.by_key[key] for key in keys if key in index.by_key}
        for entry in entries:
            if "number" not in entry.plain():
                ids.update(index.by_name.get(str(entry.plain().get("name")), ()))
        self._saver.preload(MEMBER, ids)
        services = [s.id for member_id in ids for s in self._services.get(member_id, ())]
        self._saver.preload(SERVICE, services)

    def _take(self, entry: Entry) -> None:
        saver = self._saver
        owner = saver.owner(entry)
        member = saver.resolved(entry, MEMBER, owner)
        service = saver.resolved(entry, SERVICE, owner)
        member_id = self._find_member(entry, owner, member, service)
        beside = member_id and self._beside.enter(MEMBER, owner, member_id, member, entry)
        fresh = bool(beside) or member_id is None
        changed = False
        if beside:
            member_id = beside
        elif member_id is None:
            member_id = saver.create(MEMBER, owner, member, entry)
        else:
            member = self._beside.settled(MEMBER, member_id, member)
            member = self._settled(entry, member_id, member)
            changed = saver.update(MEMBER, owner, member_id, member, entry)
        outcome = self._take_service(entry, owner, member_id, service)
        if entry.place in self._remarks:
            remark = self._remarks[entry.place]
            where = f"“{entry.sheet.name}”第 {entry.row} 行"
            saver.say(f"{where}姓名后面的“{remark}”没有导入。")
        if fresh:
            outcome = ADDED
        elif outcome == UNCHANGED and changed:
            outcome = UPDATED
        saver.count(outcome, entry.kind.sheet)

    def _find_member(self, entry: Entry, owner: int, member: Values, service: Values) -> int | None:
        """Find the member by number, else by name and sector.

        Raises:
            RowRejected: several fit.
        """
        index = self._saver.directory.index(MEMBER, owner)
        if member.get("number"):
            return index.by_key.get((member["number"],))
        name = member.get("name")
        found = list(index.by_name.get(name, ())) if name else []
        namesakes = found
        sector = service.get("sector_id")
        if sector is not None:
            found = [i for i in found if any(s.sector == sector for s in self._services[i])]
        if len(found) > 1 or (namesakes and not found):
            settled, chosen = self._saver.resolver.choose(
                MEMBER, shown(name), found or namesakes, new=True
            )
            if settled:
                return chosen
        if len(found) > 1:
            reason = self._saver.resolver.ambiguous(MEMBER, shown(name), found)
            raise RowRejected(entry.problem("name", reason, MEMBER))
        if not found and namesakes:
            self._saver.say(
                f"“{entry.sheet.name}”第 {entry.row} 行的“{name}”与已有委员同名而界别不同，"
                "已作为另一位委员登记。"
            )
        return found[0] if found else None

    def _settled(self, entry: Entry, member_id: int, member: Values) -> Values:
        """Leave out what an earlier row of this import said otherwise; without a number reject.

        Raises:
            RowRejected: two rows without a number disagree, so they may be two persons.
        """
        kept: Values = {}
        for name, value in member.items():
            claim = self._saver.claimed(MEMBER, member_id, name)
            if claim is None or claim.value == value or not names_of_key(entry):
                kept[name] = value
                continue
            self._saver.say(
                f"“{entry.sheet.name}”第 {entry.row} 行的“{entry.column_of(name, MEMBER)}”"
                f"与第 {claim.entry.row} 行不同，以第 {claim.entry.row} 行为准。"
            )
        return kept

    def _take_service(self, entry: Entry, owner: int, member_id: int, values: Values) -> str:
        if not values:
            return UNCHANGED
        found = self._find_service(entry, member_id, values)
        if found is None:
            whole = values | {"member_id": member_id}
            record_id = self._saver.create(SERVICE, owner, whole, entry)
            fresh = _Service(
                record_id, values.get("term"), values.get("start"), values.get("sector_id"), True
            )
            self._services[member_id].append(fresh)
            self._saver.on_revert(lambda: self._services[member_id].remove(fresh))
            return ADDED
        changed = self._saver.update(SERVICE, owner, found.id, values, entry)
        sector = values.get("sector_id", found.sector)
        if sector != found.sector:
            before, found.sector = found.sector, sector
            self._saver.on_revert(lambda: setattr(found, "sector", before))
        return UPDATED if changed else UNCHANGED

    def _find_service(self, entry: Entry, member_id: int, values: Values) -> _Service | None:
        """Find the service a row means: by its key, else the only one that fits.

        Raises:
            RowRejected: several fit.
        """
        services = self._services[member_id]
        key = tuple(values.get(name) for name in _KEY)
        for service in services:
            if (service.term, service.start) == key:
                service.spoken_for = True
                return service
        if None not in key:
            return None
        fitting = [s for s in services if _fits(s, key)]
        if key != (None, None):
            fitting = [s for s in fitting if not s.spoken_for]
        if len(fitting) > 1 and values.get("sector_id") is not None:
            fitting = [s for s in fitting if s.sector == values["sector_id"]]
        if len(fitting) > 1:
            name = "start" if key[0] is not None else "term"
            reason = f"这位委员有 {len(fitting)} 段任职，请填届次和任职起"
            raise RowRejected(entry.problem(name, reason, SERVICE))
        return fitting[0] if fitting else None


def _fits(service: _Service, key: tuple[Value, ...]) -> bool:
    term, start = key
    return term in (None, service.term) and start in (None, service.start)


def _latest_first(entry: Entry) -> tuple[bool, int, int, list[int]]:
    """Order rows: numbered ones first, of a member the latest service first."""
    service = entry.plain(KINDS["service"])
    start = str(service.get("start") or "")
    has_key = any(service.get(name) is not None for name in _KEY)
    return (
        not names_of_key(entry),
        0 if has_key else 1,
        -int(service.get("term") or 0),
        [-ord(char) for char in start] or [1],
    )
