"""One of the city's committees with its registers: units, members, venues, programmes, sessions."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from zxdesk.demo import names
from zxdesk.demo.brands import brand_rows
from zxdesk.demo.city.batch import Batch
from zxdesk.demo.diary import workday
from zxdesk.demo.sectors import SECTORS
from zxdesk.demo.units import COMMITTEES, HANDLERS, PARTIES
from zxdesk.demo.venues import HALL, PARLOUR, STUDIO

YEARS = 10
_SESSIONS_EACH = 5
_FIRST_TERM = 10
_MEMBERS, _CONTINUE = 220, 0.6
_FIRST_SYLLABLES, _SECOND_SYLLABLES = "青白松竹石龙梅枫柳云", "岭桥潭坞坪塘湾溪"
_TOWNS = 12
_VENUES = ((HALL, "{town}民生议事堂"), (PARLOUR, "{town}委员会客厅"), (STUDIO, "{town}委员工作室"))


@dataclass(frozen=True)
class Sitting:
    """A plenary session."""

    term: int
    number: int
    opens: date

    @property
    def closes(self) -> date:
        """Its last day."""
        return self.opens + timedelta(days=3)


@dataclass(frozen=True)
class Seat:
    """A member in one term."""

    member_id: int
    sector: str
    committee: str


@dataclass(frozen=True)
class Spot:
    """A venue and the town it is in."""

    venue_id: int
    kind: str
    town: str
    name: str


@dataclass
class Office:
    """A committee while its rows are made.

    Attributes:
        place: The name of its county or city, without 县 or 市.
        own: Whether the ledger is its own: packages leave personal data out.
        scale: The share of the full size that is made.
        units: Ids by 类别 and name.
    """

    place: str
    level: str
    own: bool
    scale: float
    rng: random.Random
    today: date
    units: dict[tuple[str, str], int] = field(default_factory=dict)
    seats: dict[int, list[Seat]] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    programmes: dict[str, int] = field(default_factory=dict)
    towns: tuple[str, ...] = ()

    @property
    def years(self) -> range:
        """The years of its work."""
        return range(self.today.year - YEARS + 1, self.today.year + 1)

    def local(self, words: str) -> str:
        """Put words of the fictional county into this one's."""
        words = words.replace("云溪", self.place)
        return words.replace("县", "市") if self.level == "市" else words

    def count(self, whole: float) -> int:
        """Give the number that is made of so many at full size."""
        return max(1, round(whole * self.scale))

    def sitting(self, year: int) -> Sitting:
        """Give the plenary session of a year."""
        turn = year - self.years[0]
        opens = workday(date(year, 1 if self.level == "县" else 2, 20))
        return Sitting(_FIRST_TERM + turn // _SESSIONS_EACH, turn % _SESSIONS_EACH + 1, opens)

    def term_seats(self, year: int) -> list[Seat]:
        """Give who is a member in a year."""
        return self.seats[self.sitting(year).term]

    def handler(self, name: str) -> int:
        """Give a handling unit by its name in the fictional county; any of them for its towns."""
        key = ("承办单位", self.local(name))
        if key not in self.units:
            key = ("承办单位", self.local(HANDLERS[len(name) % len(HANDLERS)][0]))
        return self.units[key]


def add_registers(office: Office, batch: Batch) -> None:
    """Make the registers of a committee."""
    office.towns = _towns(office.rng)
    for year in office.years:
        sitting = office.sitting(year)
        batch.add("plenary_session", term=sitting.term, number=sitting.number,
                  opens=sitting.opens, closes=sitting.closes)  # fmt: skip
    _add_units(office, batch)
    _add_programmes(office, batch)
    _add_members(office, batch)
    _add_venues(office, batch)


def _towns(rng: random.Random) -> tuple[str, ...]:
    found: dict[str, None] = {}
    while len(found) < _TOWNS:
        found[
            rng.choice(_FIRST_SYLLABLES) + rng.choice(_SECOND_SYLLABLES) + rng.choice("镇镇乡")
        ] = None
    return tuple(found)


def _add_units(office: Office, batch: Batch) -> None:
    named = [
        *(("界别", sector.name) for sector in SECTORS),
        *(("专委会", name) for name in COMMITTEES),
        *(("活动组", f"{town}活动组") for town in office.towns),
        *(("民主党派", name) for name in PARTIES),
        *(("承办单位", office.local(name)) for name, _ in HANDLERS),
        *(("承办单位", f"{town}人民政府") for town in office.towns),
        ("其他", office.local("县政协办公室")),
    ]
    for category, name in named:
        office.units[category, name] = batch.add("unit", name=name, category=category)


def _add_programmes(office: Office, batch: Batch) -> None:
    for row in brand_rows():
        above = row["上级品牌"]
        name = office.local(str(row["名称"]))
        parent = office.programmes[office.local(str(above))] if above else None
        office.programmes[name] = batch.add(
            "programme", name=name, parent_id=parent, yearly_target=row["每年指标"]
        )


def _add_members(office: Office, batch: Batch) -> None:
    rng, count = office.rng, max(24, office.count(_MEMBERS))
    taken: set[str] = set()
    before: list[Seat] = []
    serial = 0
    for year in office.years[::_SESSIONS_EACH]:
        sitting = office.sitting(year)
        seats = rng.sample(before, int(count * _CONTINUE)) if before else []
        while len(seats) < count:
            serial += 1
            seats.append(_new_member(office, batch, serial, year=year, taken=taken))
        for seat in seats:
            service = batch.add(
                "service", member_id=seat.member_id, term=sitting.term,
                sector_id=office.units["界别", seat.sector], post="委员",
                group_id=office.units["活动组", f"{rng.choice(office.towns)}活动组"],
                start=sitting.opens.isoformat(), end=_end(office, year),
                leaving=None if _end(office, year) is None else "换届",
            )  # fmt: skip
            batch.link("service_committees", service, [office.units["专委会", seat.committee]])
        office.seats[sitting.term] = before = seats


def _end(office: Office, year: int) -> str | None:
    """Give the last day of the term that began in a year; None for the one that lasts."""
    following = year + _SESSIONS_EACH
    if following not in office.years:
        return None
    return (office.sitting(following).opens - timedelta(days=1)).isoformat()


def _new_member(office: Office, batch: Batch, serial: int, *, year: int, taken: set[str]) -> Seat:
    rng = office.rng
    sector = rng.choices(SECTORS, [s.size for s in SECTORS])[0]
    gender = "女" if rng.random() < 0.32 else "男"
    born = names.birth_date(rng, year=year, ages=sector.ages)
    personal = {
        "birth": born.isoformat(),
        "phone": names.mobile(rng, serial),
        "id_number": names.id_number(serial, born=born, gender=gender),
    }
    member_id = batch.add(
        "member", number=f"W{serial:04d}", gender=gender, ethnicity="汉族",
        name=names.new_name(rng, gender=gender, born=born, taken=taken),
        political_status=sector.politics or "群众", party=sector.party,
        **personal if office.own else {},
    )  # fmt: skip
    return Seat(member_id, sector.name, rng.choice(sector.committees))


def _add_venues(office: Office, batch: Batch) -> None:
    rng = office.rng
    pool = [seat.member_id for seat in office.seats[_FIRST_TERM + 1]]
    for number, town in enumerate(office.towns):
        for turn, (kind, name) in enumerate(_VENUES):
            serial = number * len(_VENUES) + turn + 1
            start = date(office.years[0] + number % 3, rng.randint(1, 12), rng.randint(1, 28))
            named = name.format(town=town)
            venue = batch.add(
                "venue", number=f"ZD-{serial:03d}", name=named, type=kind,
                subtype="乡镇型", region=town, start=start.isoformat(),
                stars=rng.choice((3, 4, 5, None)), yearly_target="4",
            )  # fmt: skip
            staff = rng.sample(pool, 6)
            batch.link("venue_leads", venue, staff[:1])
            batch.link("venue_team", venue, staff[1:])
            office.spots.append(Spot(venue, kind, town, named))
