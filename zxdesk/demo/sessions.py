"""The events at which the topics of the plans were worked on."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from zxdesk.demo import brands, minutes
from zxdesk.demo.diary import at, day_in, workday
from zxdesk.demo.members import Roster
from zxdesk.demo.model import Event, Finding, Member, Topic, Venue
from zxdesk.demo.people import CLERKS, DIRECTORS
from zxdesk.demo.sectors import SECTOR_NAMES
from zxdesk.demo.units import TOWNS

_TROUBLE = (
    "{title}推进中部门之间信息不共享，重复报送较多",
    "{town}在{title}方面专业力量不足，日常管理跟不上",
    "{title}有关政策群众知晓率不高，{town}走访中多数农户表示不了解",
    "{town}{title}项目进度滞后于计划",
)
_ADVICE = (
    "明确{title}牵头部门和配合部门职责，建立定期会商机制",
    "选择{town}先行试点{title}，总结经验后全县推开",
    "建立{title}问题清单，按月公开进展情况",
    "加大{town}{title}资金倾斜，优先解决突出短板",
)
_TRIPS = {
    "民主监督": ("民主监督：{title}（动员部署）", "民主监督：{title}（现场监督）"),
    "视察": ("委员视察{title}", "{title}视察情况反馈会"),
    "调研": ("{title}专题调研", "{title}调研座谈会"),
}
_NAMES = {
    "专题议政性常委会会议": "“请你来协商·{title}”专题议政性常委会会议",
    "主席会议协商": "“请你来协商·{title}”主席协商会",
    "专题协商会": "“请你来协商·{title}”专题协商会",
    "协商座谈会": "“请你来协商·{title}”协商座谈会",
    "对口协商": "{title}对口协商会",
    "微协商": "“溪边夜谈”微协商：{title}",
    "界别协商": "{title}界别协商会",
    "提案办理协商": "{title}提案办理协商会",
}


def topic_events(
    rng: random.Random,
    roster: Roster,
    topics: tuple[Topic, ...],
    venues: tuple[Venue, ...],
    *,
    today: date,
) -> list[Event]:
    """Give the research and the sessions of every topic whose work has begun."""
    found: list[Event] = []
    for topic in topics:
        if topic.begun:
            found += _of_topic(rng, roster, topic, venues, today=today)
    return found


def _of_topic(
    rng: random.Random, roster: Roster, topic: Topic, venues: tuple[Venue, ...], *, today: date
) -> Iterator[Event]:
    about = topic.subject
    main = day_in(rng, topic.year, about.month)
    if topic.stage == "调研" and main <= today:
        main = workday(today + timedelta(days=rng.randint(4, 24)))
    before = day_in(rng, topic.year, about.month - 1)
    if about.category != "协商":
        first, last = _TRIPS[about.category]
        yield _field_trip(rng, roster, topic, before, name=first.format(title=about.title))
        yield _field_trip(rng, roster, topic, main, name=last.format(title=about.title))
        return
    if about.form != "微协商":
        yield _field_trip(rng, roster, topic, before, name=f"“{about.title}”专题调研")
    yield _session(rng, roster, topic, main, venues=venues)


def _pool(roster: Roster, topic: Topic) -> tuple[Member, ...]:
    """Give the committee and the sectors that take part."""
    units = (topic.subject.committee, *(p for p in topic.partners if p in SECTOR_NAMES))
    return tuple({m.number: m for unit in units for m in roster.of(unit)}.values())


def _field_trip(rng: random.Random, roster: Roster, topic: Topic, day: date, *, name: str) -> Event:
    about = topic.subject
    start, end = at(day, rng.choice((8.5, 9.0, 14.0)), hours=rng.choice((3, 6)))
    town = rng.choice(TOWNS)
    trouble = rng.choice(_TROUBLE).format(title=about.title, town=town)
    advice = rng.choice(_ADVICE).format(title=about.title, town=town)
    leader = _named(roster, topic.leader)
    return Event(
        name=name, kind=about.category if about.category != "协商" else "调研",
        start=start, end=end, place=f"{town}等地", hosts=(about.committee,),
        invited=(leader, *_pool(roster, topic)), size=rng.randint(12, 24), topic=topic,
        brands=topic.brands, guests=rng.randint(2, 8), chair=topic.leader,
        clerk=rng.choice(CLERKS), observers=(about.unit,),
        advice=(Finding(advice, about.unit),), trouble=(Finding(trouble, about.unit),),
        theme=about.title, roles={leader.number: "牵头"},
    )  # fmt: skip


def _session(
    rng: random.Random, roster: Roster, topic: Topic, day: date, *, venues: tuple[Venue, ...]
) -> Event:
    about = topic.subject
    start, end = at(day, rng.choice((9.0, 14.5, 15.0)), hours=rng.choice((2, 2.5, 3)))
    plenary = about.form == "专题议政性常委会会议"
    venue = _hall(topic, venues, day)
    speakers = rng.randint(6, 12)
    director = _named(roster, DIRECTORS[about.committee])
    chair = _named(roster, "周明远" if plenary else topic.leader)
    return Event(
        name=_NAMES[about.form].format(title=about.title),
        kind="常委会会议" if plenary else "协商会", start=start, end=end,
        place=venue.name if venue else "县政协一号会议厅", hosts=(about.committee,),
        mode=rng.choice(("线下", "线下", "线上线下")), venue=venue, topic=topic,
        invited=roster.standing if plenary else (chair, director, *_pool(roster, topic)),
        size=None if plenary else rng.randint(20, 40),
        roles={chair.number: "主持", director.number: "牵头"},
        brands=(*topic.brands, brands.HALL) if venue else topic.brands,
        public=rng.randint(15, 80) if venue else rng.choice((None, rng.randint(6, 40))),
        guests=rng.randint(3, 15), remarks=speakers,
        chair=chair.name, clerk=rng.choice(CLERKS),
        leaders=("副县长苏晓岚",) if rng.random() < 0.5 else ("副县长钱立群",),
        observers=(about.unit, "县财政局"), agenda=minutes.topic_agenda(topic, day),
        minutes=minutes.topic_minutes(rng, topic, towns=rng.sample(TOWNS, 2), speakers=speakers),
        advice=tuple(Finding(text, about.unit) for text in about.advice), theme=about.title,
    )  # fmt: skip


def _hall(topic: Topic, venues: tuple[Venue, ...], day: date) -> Venue | None:
    """Give the hall of the town a small topic is about."""
    for venue in venues:
        named = topic.subject.title.startswith(venue.town)
        if named and venue.kind == "民生议事堂" and venue.open_on(day):
            return venue
    return None


def _named(roster: Roster, name: str) -> Member:
    """Give a leader by name."""
    return next(m for m in roster.members if m.name == name)
