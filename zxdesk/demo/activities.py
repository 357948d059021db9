"""The activities of sectors, committees, towns and venues."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zxdesk.demo import venues as places
from zxdesk.demo.diary import drawn_at, spread, workday
from zxdesk.demo.local_issues import TOWN_ISSUES, Issue
from zxdesk.demo.members import Roster
from zxdesk.demo.model import Event, Finding, Member, Venue
from zxdesk.demo.parlour_issues import PARLOUR_ISSUES
from zxdesk.demo.people import CLERKS
from zxdesk.demo.sectors import SECTOR_NAMES
from zxdesk.demo.series import HALL, PARLOUR, SERIES, Series
from zxdesk.demo.units import COMMITTEES, OFFICE, TOWNS, sector_label, town_office


@dataclass(frozen=True)
class Setting:
    """What all activities draw upon."""

    rng: random.Random
    roster: Roster
    venues: tuple[Venue, ...]


def activities(setting: Setting, *, years: tuple[int, ...]) -> Iterator[Event]:
    """Give the activities of whole years."""
    for year in years:
        for series in SERIES:
            weekends = series.kind in ("公益", "读书")
            days = spread(setting.rng, year, series.per_year, weekends=weekends)
            for turn, day in enumerate(days):
                yield _activity(setting, series, day, turn=turn)
        yield from _hall_events(setting, year=year)
        yield from _parlour_events(setting, year=year)


def _activity(setting: Setting, series: Series, day: date, *, turn: int) -> Event:
    rng = setting.rng
    unit, label, pool = _whose(setting, series)
    town = rng.choice(TOWNS)
    theme = _theme(rng, series, turn)
    chair, lead = _led_by(setting, series, unit, pool, day)
    start, end = _times(rng, series, day)
    place = rng.choice(series.places).format(town=town)
    return Event(
        name=series.names[0].format(who=label, theme=theme), kind=series.kind, start=start, end=end,
        place=place, hosts=(unit,), mode=series.mode, venue=_venue_named(setting, place, day),
        invited=(lead, *pool), size=rng.randint(*series.size),
        roles={lead.number: series.role} if rng.random() < 0.6 else {},
        brands=series.brands, chair=chair.name, clerk=rng.choice((*CLERKS, None, None)),
        public=_number(rng, series.public), guests=_number(rng, series.guests),
        remarks=_number(rng, series.remarks), amount=_amount(rng, series),
        advice=_findings(rng, series.advice, 2, town), theme=theme,
        trouble=_findings(rng, series.trouble, 1, town),
    )  # fmt: skip


def _theme(rng: random.Random, series: Series, turn: int) -> str:
    """Draw a theme; a series that follows the seasons takes its themes in turn."""
    if series.seasonal:
        return series.themes[turn * len(series.themes) // series.per_year]
    return rng.choice(series.themes)


def _led_by(
    setting: Setting, series: Series, unit: str, pool: tuple[Member, ...], day: date
) -> tuple[Member, Member]:
    """Give who presides and who has the part the series names."""
    rng, roster = setting.rng, setting.roster
    heads = {"全体": roster.chairs, "专委会": [m for m in roster.directors if m.committee == unit]}
    conveners = [m for m in pool if "召集人" in m.post]
    chair = roster.speaker(rng, day, heads.get(series.who, conveners), pool)
    lead = roster.speaker(rng, day, pool) if series.role == "授课" else chair
    return chair, lead


def _findings(
    rng: random.Random, lines: tuple[str, ...], count: int, town: str
) -> tuple[Finding, ...]:
    """Draw some of 「责任单位：内容」."""
    drawn = [line.split("：") for line in rng.sample(lines, min(count, len(lines)))]
    return tuple(Finding(text.format(town=town), unit) for unit, text in drawn)


def _venue_named(setting: Setting, name: str, day: date) -> Venue | None:
    return next((v for v in setting.venues if v.name == name and v.open_on(day)), None)


def _whose(setting: Setting, series: Series) -> tuple[str, str, tuple[Member, ...]]:
    """Draw the organiser: its name, what it is called in titles, and its members."""
    rng, roster = setting.rng, setting.roster
    if series.who == "全体":
        return OFFICE, "", roster.members
    if series.who == "专委会":
        unit = rng.choice(COMMITTEES)
        return unit, unit, roster.of(unit)
    unit = rng.choice(SECTOR_NAMES)
    return unit, sector_label(unit), roster.of(unit)


def _times(rng: random.Random, series: Series, day: date) -> tuple[datetime, datetime | None]:
    start, end = drawn_at(rng, day, series.hours)
    if series.days > 1:
        last = workday(start.date() + timedelta(days=series.days - 1))
        end = datetime.combine(last, datetime.min.time()) + timedelta(hours=17)
    return start, end


def _number(rng: random.Random, bounds: tuple[int, int]) -> int | None:
    """Draw a number; None where none is recorded."""
    return rng.randint(*bounds) or None if bounds[1] else None


def _amount(rng: random.Random, series: Series) -> float | None:
    """Draw an amount in hundreds of yuan; not every event has one."""
    drawn = _number(rng, series.amount)
    return float(drawn * 100) if drawn and rng.random() < 0.8 else None


def _hall_events(setting: Setting, *, year: int) -> Iterator[Event]:
    """Give the events of the halls of the towns, in turn."""
    rng = setting.rng
    halls = [venue for venue in setting.venues if venue.kind == places.HALL]
    rng.shuffle(halls)
    issues = rng.sample(TOWN_ISSUES, len(TOWN_ISSUES))
    for turn, day in enumerate(spread(rng, year, HALL.per_year)):
        venue = halls[turn % len(halls)]
        if venue.open_on(day):
            yield _at_venue(setting, HALL, venue, issues[turn % len(issues)], day=day)


def _parlour_events(setting: Setting, *, year: int) -> Iterator[Event]:
    """Give the events of the parlours and studios, each with its own matters."""
    rng = setting.rng
    parlours = [venue for venue in setting.venues if venue.name in PARLOUR_ISSUES]
    rng.shuffle(parlours)
    for turn, day in enumerate(spread(rng, year, PARLOUR.per_year)):
        venue = parlours[turn % len(parlours)]
        issues = PARLOUR_ISSUES[venue.name]
        issue = issues[(turn // len(parlours) + year) % len(issues)]
        if venue.open_on(day):
            yield _at_venue(setting, PARLOUR, venue, issue, day=day)


def _at_venue(setting: Setting, series: Series, venue: Venue, issue: Issue, *, day: date) -> Event:
    rng = setting.rng
    in_town = series is HALL
    unit = f"{venue.town}活动组" if in_town else venue.leads[0].sector
    staff = venue.leads + venue.team
    chair = setting.roster.speaker(rng, day, venue.leads, staff)
    start, end = drawn_at(rng, day, series.hours)
    handler = issue.unit or town_office(venue.town)
    prefix = venue.town if in_town else ""
    return Event(
        name=rng.choice(series.names).format(town=venue.town, venue=venue.name, theme=issue.title),
        kind=series.kind, start=start, end=end, place=venue.name, hosts=(unit,), venue=venue,
        invited=staff + setting.roster.of(unit), size=rng.randint(*series.size),
        roles={m.number: series.role for m in venue.leads[:1]}, brands=series.brands,
        chair=chair.name, clerk=rng.choice((*CLERKS, None)),
        public=_number(rng, series.public), guests=_number(rng, series.guests),
        remarks=_number(rng, series.remarks), observers=(handler,) if rng.random() < 0.6 else (),
        advice=tuple(Finding(prefix + text, handler) for text in issue.advice),
        trouble=(Finding(prefix + issue.trouble, handler),), theme=issue.title,
    )  # fmt: skip
