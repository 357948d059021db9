"""The meetings of the committee's own bodies."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from zxdesk.demo import brands, minutes
from zxdesk.demo.agenda_items import ITEMS, Item
from zxdesk.demo.diary import at, day_in, workday
from zxdesk.demo.members import Roster
from zxdesk.demo.model import Event, Member, Row
from zxdesk.demo.people import CLERKS, DIRECTORS
from zxdesk.demo.units import COMMITTEES, HANDLERS, OFFICE, PARTY_GROUP
from zxdesk.numerals import to_chinese

# Years before this one, month and day of the opening.
_OPENINGS = ((4, 2, 21), (3, 2, 7), (2, 1, 22), (1, 2, 11), (0, 1, 26))
_CHAIRS_MONTHS = (1, 3, 5, 6, 9, 11, 12)
_CHAIRS_BEFORE = 17
_STANDING_MONTHS = (1, 4, 7, 9, 11)
_STANDING_BEFORE = 13
_STUDY_MONTHS = (1, 2, 3, 4, 6, 7, 8, 9, 10, 12)
_STUDY = (
    "传达学习上级重要会议精神", "专题学习政协章程", "学习贯彻党的创新理论",
    "研读全过程人民民主重要论述",
    "学习加强党的政治建设有关规定", "专题学习基层治理", "学习民族宗教工作有关政策", "开展廉政教育",
)  # fmt: skip
_COMMITTEE_WORK = ("年度工作部署", "半年工作总结", "调研课题论证", "重点提案办理协商", "年度述职")
_GOVERNMENT = ("县委书记梁景和", "县长宋远舟", "副县长苏晓岚", "副县长钱立群", "县委副书记温良玉")


def opening(year: int, session: int) -> date:
    """Give the day a session of the term opened, for the year of the fifth."""
    back, month, day = _OPENINGS[session - 1]
    return workday(date(year - back, month, day))


def session_rows(year: int) -> list[Row]:
    """Give the rows of the sheet 会次."""
    return [
        {
            "届次": "十一届",
            "会次": f"{to_chinese(n)}次",
            "开幕日期": opening(year, n),
            "闭幕日期": opening(year, n) + timedelta(days=3),
        }
        for n in range(1, 6)
    ]


def body_meetings(rng: random.Random, roster: Roster, *, year: int) -> list[Event]:
    """Give all meetings of last year and this year."""
    found: list[Event] = []
    for turn in (0, 1):
        found += _plenary(roster, opening(year, 4 + turn), session=4 + turn)
        found += _chairs(rng, roster, year=year - 1 + turn, turn=turn)
        found += _standing(rng, roster, year=year - 1 + turn, turn=turn)
        found += _study(rng, roster, year=year - 1 + turn)
        found += _committees(rng, roster, year=year - 1 + turn)
    return found


def _plenary(roster: Roster, opened: date, *, session: int) -> Iterator[Event]:
    title = f"政协云溪县第十一届委员会第{to_chinese(session)}次会议"
    meetings = (
        ("预备会议", -1, 16.0, 1, None),
        ("开幕会", 0, 9.0, 2.5, None),
        ("第二次全体会议（大会发言）", 1, 14.5, 3, 14),
        ("闭幕会", 3, 9.5, 1.5, None),
    )
    for name, offset, hour, length, remarks in meetings:
        start, end = at(opened + timedelta(days=offset), hour, hours=length)
        yield Event(
            name=title + name, kind="全体会议", start=start, end=end, place="县会展中心大会堂",
            hosts=(OFFICE,), invited=roster.members, chair="周明远", clerk=CLERKS[0],
            leaders=_GOVERNMENT if offset in (0, 3) else (), remarks=remarks,
            guests=60 if offset >= 0 else None, brands=(brands.ROOT,),
        )  # fmt: skip


def _chairs(rng: random.Random, roster: Roster, *, year: int, turn: int) -> Iterator[Event]:
    months = _CHAIRS_MONTHS
    items = rng.sample(ITEMS, len(ITEMS)) * 2
    for n, month in enumerate(months):
        number = _CHAIRS_BEFORE + turn * len(months) + n + 1
        chosen = items[n * 3 : n * 3 + (3 if n % 2 else 4)]
        day = day_in(rng, year, month, last=16)
        start, end = at(day, rng.choice((9.0, 9.0, 14.5)), hours=2.5)
        sitting_in = _sitting_in(rng, roster, chosen)
        yield Event(
            name=f"十一届县政协第{to_chinese(number)}次主席会议", kind="主席会议", start=start,
            end=end,
            place="县政协三楼会议室", hosts=(OFFICE,), chair="周明远", clerk=rng.choice(CLERKS),
            invited=roster.chairs + tuple(sitting_in),
            roles={m.number: "列席" for m in sitting_in},
            observers=tuple(name for name, _ in rng.sample(HANDLERS, 2)),
            agenda=minutes.agenda(chosen, day), brands=(brands.STUDY,) if n % 3 == 0 else (),
            minutes=minutes.meeting_minutes(rng, chosen, day),
        )  # fmt: skip


def _sitting_in(rng: random.Random, roster: Roster, items: Sequence[Item]) -> list[Member]:
    """Give the directors who sit in: all who report, and others."""
    reporting = {minutes.reporter(item.unit) for item in items}
    drawn = rng.sample(roster.directors, len(roster.directors))
    return sorted(drawn, key=lambda member: member.name not in reporting)[:5]


def _standing(rng: random.Random, roster: Roster, *, year: int, turn: int) -> Iterator[Event]:
    for n, month in enumerate(_STANDING_MONTHS):
        number = _STANDING_BEFORE + turn * len(_STANDING_MONTHS) + n + 1
        chosen = rng.sample(ITEMS, 4)
        day = day_in(rng, year, month, first=19)
        start, end = at(day, 9.0, hours=3)
        sitting_in = roster.group_heads[:6]
        yield Event(
            name=f"十一届县政协常委会第{to_chinese(number)}次会议", kind="常委会会议", start=start,
            end=end,
            place="县政协一号会议厅", hosts=(OFFICE,), chair="周明远", clerk=CLERKS[0],
            invited=roster.standing + sitting_in, roles={m.number: "列席" for m in sitting_in},
            leaders=tuple(rng.sample(_GOVERNMENT, 1)), remarks=rng.randint(5, 9),
            observers=tuple(name for name, _ in rng.sample(HANDLERS, 4)),
            agenda=minutes.agenda(chosen, day), minutes=minutes.meeting_minutes(rng, chosen, day),
        )  # fmt: skip


def _study(rng: random.Random, roster: Roster, *, year: int) -> Iterator[Event]:
    party = tuple(m for m in roster.chairs if m.politics == "中共党员")
    for n, month in enumerate(_STUDY_MONTHS):
        day = day_in(rng, year, month)
        start, end = at(day, 8.5, hours=rng.choice((1.5, 2)))
        theme = _STUDY[(n + year) % len(_STUDY)]
        group = roster.directors if n % 2 else ()
        yield Event(
            name=f"县政协党组学习会：{theme}", kind="学习", start=start, end=end,
            place="县政协三楼会议室", hosts=(PARTY_GROUP,), invited=party + group,
            roles={m.number: "列席" for m in group}, chair="周明远", clerk=rng.choice(CLERKS),
            brands=(brands.STUDY,),
        )  # fmt: skip


def _committees(rng: random.Random, roster: Roster, *, year: int) -> Iterator[Event]:
    for committee in COMMITTEES:
        for month in (rng.choice((2, 3)), rng.choice((7, 8, 10))):
            start, end = at(day_in(rng, year, month), rng.choice((9.0, 14.5)), hours=2)
            work = rng.choice(_COMMITTEE_WORK[:1] if month < 4 else _COMMITTEE_WORK[1:])
            yield Event(
                name=f"{committee}全体会议：{work}", kind="专委会会议", start=start, end=end,
                place="县政协二楼会议室", hosts=(committee,), invited=roster.of(committee),
                chair=DIRECTORS[committee], clerk=rng.choice(CLERKS),
                remarks=rng.randint(4, 10),
            )  # fmt: skip
