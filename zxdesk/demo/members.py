"""Members: who sits in the committee, since when, and where they work."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from zxdesk.demo import names, people
from zxdesk.demo.model import Member
from zxdesk.demo.people import Person
from zxdesk.demo.sectors import SECTORS, Sector
from zxdesk.demo.units import BRANCHES, COMMITTEES, GROUPS

STANDING_COUNT = 45
JOINED_LATER = 10
_REASONS = ("工作调动", "工作调动", "本人申请辞去", "工作调动", "去世", "本人申请辞去", "工作调动",
            "因工作单位变动不再担任", "工作调动", "本人申请辞去", "撤销委员资格", "工作调动",
            "工作调动")  # fmt: skip
_FAMOUS = frozenset(person.name for person in people.LEADERS + people.OTHERS)


@dataclass(frozen=True)
class Roster:
    """All services of the term, with the bodies they form."""

    members: tuple[Member, ...]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(member.name for member in self.members)

    @cached_property
    def unique(self) -> tuple[Member, ...]:
        """Members whose name nobody else bears."""
        return tuple(m for m in self.members if self._counts[m.name] == 1)

    @cached_property
    def by_name(self) -> dict[str, Member]:
        """Members whose name nobody else bears, by it."""
        return {member.name: member for member in self.unique}

    @cached_property
    def by_number(self) -> dict[str, Member]:
        """All services by number."""
        return {member.number: member for member in self.members}

    @cached_property
    def chairs(self) -> tuple[Member, ...]:
        """Chairman, deputies and secretary: the 主席会议."""
        posts = (people.CHAIRMAN, people.DEPUTY, people.SECRETARY)
        return tuple(m for m in self.members if m.post in posts)

    @cached_property
    def directors(self) -> tuple[Member, ...]:
        """The heads of the special committees."""
        return tuple(m for m in self.members if m.name in people.DIRECTORS.values())

    @cached_property
    def standing(self) -> tuple[Member, ...]:
        """The standing committee."""
        return self.chairs + tuple(m for m in self.members if m.post.startswith(people.STANDING))

    @cached_property
    def group_heads(self) -> tuple[Member, ...]:
        """The heads of the groups in the towns."""
        return tuple(m for m in self.members if m.post.endswith("活动组组长"))

    def of(self, unit: str) -> tuple[Member, ...]:
        """Give the members of a sector, committee or group."""
        return self._by_unit.get(unit, ())

    @cached_property
    def _by_unit(self) -> dict[str, tuple[Member, ...]]:
        units: dict[str, list[Member]] = defaultdict(list)
        for member in self.members:
            for unit in (member.sector, member.committee, member.group):
                units[unit].append(member)
        return {unit: tuple(found) for unit, found in units.items()}

    def speaker(self, rng: random.Random, day: date, *pools: Iterable[Member]) -> Member:
        """Give somebody in office and known by name alone, from the first pool that has one."""
        for pool in (*pools, self.members):
            fit = [m for m in pool if m.in_office(day) and self._counts[m.name] == 1]
            if fit:
                return rng.choice(fit)
        raise LookupError(f"nobody in office on {day}")


def make_roster(rng: random.Random, *, today: date, opened: date) -> Roster:
    """Give the members of the term that opened on a day."""
    year = today.year
    taken = set(_FAMOUS)
    drafts = [
        _member(rng, person, sector, year=year)
        for sector in SECTORS
        for person in _persons(rng, sector, year=year, taken=taken)
    ]
    members = [
        replace(draft, number=f"YX11{i:03d}", since=opened,
                id_number=names.id_number(i, born=draft.born, gender=draft.gender),
                mobile=names.mobile(rng, i))
        for i, draft in enumerate(drafts, 1)
    ]  # fmt: skip
    _promote(rng, members)
    _come_and_go(rng, members, today=today, taken=taken)
    return Roster(tuple(members))


def _persons(
    rng: random.Random, sector: Sector, *, year: int, taken: set[str]
) -> list[tuple[Person, date]]:
    """Fill a sector: first those with fixed names, then as many as it has seats."""
    fixed = [p for p in people.LEADERS + people.OTHERS if p.sector == sector.name]
    found = [(p, names.birth_date(rng, year=year, ages=(p.age, p.age))) for p in fixed]
    while len(found) < sector.size:
        female = rng.random() < (0.9 if sector.name == "妇联" else 0.31)
        gender = "女" if female else "男"
        born = names.birth_date(rng, year=year, ages=sector.ages)
        name = names.new_name(rng, gender=gender, born=born, taken=taken)
        found.append((Person(name, gender, sector.name, 0), born))
    return found


def _member(rng: random.Random, drawn: tuple[Person, date], sector: Sector, *, year: int) -> Member:
    """Give a member without number and dates."""
    person, born = drawn
    politics = person.politics or sector.politics or _politics(rng, age=year - born.year)
    committee = person.committee or rng.choice(sector.committees)
    employer, job = person.job or _work(rng, sector)
    return Member(
        number="", name=person.name, gender=person.gender, nation=person.nation, born=born,
        politics=politics, party=_party(politics), sector=sector.name, committee=committee,
        group=rng.choice(GROUPS), branch=_branch(politics, committee),
        post=person.post or "委员", employer=employer, job=job, mobile="", id_number="",
        since=date(year, 1, 1),
    )  # fmt: skip


def _work(rng: random.Random, sector: Sector) -> tuple[str, str]:
    employer, jobs = rng.choice(sector.work)
    return employer, rng.choice(jobs.split())


def _politics(rng: random.Random, *, age: int) -> str:
    if age < 28:
        return "共青团员"
    choices = ("中共党员", "群众", "无党派人士", "民建会员", "民盟盟员", "九三学社社员")
    return rng.choices(choices, (34, 46, 8, 5, 4, 3))[0]


def _party(politics: str) -> str | None:
    """Give the democratic party; the others have none."""
    parties = {sector.politics: sector.party for sector in SECTORS if sector.party}
    return parties.get(politics)


def _branch(politics: str, committee: str) -> str | None:
    if politics != "中共党员":
        return None
    return BRANCHES[COMMITTEES.index(committee)]


def _promote(rng: random.Random, members: list[Member]) -> None:
    """Make the standing committee, the conveners of the sectors and the heads of the groups."""
    heads = sum(1 for m in members if m.post.startswith(people.STANDING))
    plain: dict[str, list[int]] = defaultdict(list)
    for i, member in enumerate(members):
        if member.post == "委员" and member.name not in people.CLERKS:
            plain[member.sector].append(i)
    conveners = [rng.choice(found) for found in plain.values()]
    rest = [i for found in plain.values() for i in found if i not in conveners]
    chosen = rng.sample(rest, STANDING_COUNT - heads - len(conveners))
    for i in conveners:
        members[i] = replace(members[i], post=f"{people.STANDING}、界别召集人")
    for i in chosen:
        members[i] = replace(members[i], post=people.STANDING)
    for group in GROUPS:
        fit = [i for i in rest if members[i].group == group and members[i].post == "委员"]
        if fit:
            members[fit[0]] = replace(members[fit[0]], post=f"{group}组长")


def _come_and_go(
    rng: random.Random, members: list[Member], *, today: date, taken: set[str]
) -> None:
    """Let some join later, and add those who have left since."""
    year = today.year
    plain = [i for i, m in enumerate(members) if m.post == "委员" and m.name not in _FAMOUS]
    for n, i in enumerate(rng.sample(plain, JOINED_LATER)):
        since = (date(year - 2, 12, 18), date(year - 1, 12, 19))[n % 2]
        members[i] = replace(members[i], since=min(since, today), note="增补")
    opened = members[0].since
    for n, reason in enumerate(_REASONS):
        sector = rng.choice(SECTORS)
        born = names.birth_date(rng, year=year, ages=sector.ages)
        gender = rng.choice("男男女")
        name = names.new_name(rng, gender=gender, born=born, taken=taken)
        draft = _member(rng, (Person(name, gender, sector.name, 0), born), sector, year=year)
        number = len(members) + 1
        members.append(
            replace(draft, number=f"YX11{number:03d}", since=opened, reason=reason,
                    until=_left_on(n, today=today), mobile=names.mobile(rng, number),
                    id_number=names.id_number(number, born=born, gender=gender))
        )  # fmt: skip


def _left_on(turn: int, *, today: date) -> date:
    """Spread the departures: a few before the two years, most within them."""
    if turn < 4:
        return date(today.year - 2, 6 + turn, 20)
    return today - timedelta(days=45 + 55 * (turn - 4))
