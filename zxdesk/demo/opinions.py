"""Opinion reports of two years: who reports what, which issue it came out in, who adopted it."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zxdesk.demo import brands
from zxdesk.demo.diary import workday
from zxdesk.demo.filing import Filing
from zxdesk.demo.matters import Matter, own_matters, special_matters, town_matters
from zxdesk.demo.members import Roster
from zxdesk.demo.model import Row, joined

PER_YEAR = 165
_EDITED, _BUNDLED, _REPORTED = 0.6, 0.12, 0.82
# Level, the share of the reported issues it adopts, and how many days later.
_LADDER = (("县", 0.5, (5, 25)), ("市", 0.27, (15, 50)), ("省", 0.07, (30, 90)),
           ("全国", 0.012, (60, 120)))  # fmt: skip
_OTHERS = ("周巧云", "卢汉民", "谢美珍", "童水根", "俞金花", "项守义", "厉新民", "占春兰")


@dataclass(kw_only=True)
class Report:
    """An opinion report; `issue` is the number of the issue it came out in."""

    number: str
    matter: Matter
    title: str
    text: str
    reporters: tuple[str, ...]
    unit: str | None
    day: date
    issue: int | None = None
    reported: date | None = None
    brands: tuple[str, ...] = ()

    @property
    def issued(self) -> date:
        """The day that tells the year of its issue."""
        return self.reported or self.day

    def row(self) -> Row:
        """Give the row of the sheet 社情民意."""
        return {
            "编号": self.number,
            "标题": self.title,
            "正文": self.text,
            "反映人": joined(self.reporters),
            "反映单位": self.unit,
            "提交日期": self.day,
            "类别": self.matter.category,
            "期号": str(self.issue) if self.issue else None,
            "上报日期": self.reported,
            "品牌": joined(self.brands),
        }


def make_opinions(
    rng: random.Random, roster: Roster, proposals: list[Filing], *, today: date
) -> list[Report]:
    """Give the reports of last year and this year in the order of their days."""
    matters = _matters(rng, proposals)
    others = [name for name in _OTHERS if all(m.name != name for m in roster.members)]
    found: list[Report] = []
    for year in (today.year - 1, today.year):
        days = sorted(
            date(year, 1, 4) + timedelta(days=rng.randint(0, 355)) for _ in range(PER_YEAR)
        )
        reports = [
            _report(rng, roster, next(matters), others, day=workday(day), serial=n)
            for n, day in enumerate(days, 1)
        ]
        _publish(rng, [r for r in reports if r.day <= today], today=today)
        found += (r for r in reports if r.day <= today)
    return found


def _matters(rng: random.Random, proposals: list[Filing]) -> Iterator[Matter]:
    """Give matters, none twice; those of proposals that were passed on are among them."""
    pool = [*own_matters(), *town_matters(), *special_matters(later=True)]
    pool += special_matters(later=False)
    # What was proposed in both years has one trouble.
    passed_on = {f.matter.trouble: f.matter for f in proposals if f.conclusion == "转社情民意"}
    rest = [m for m in pool if m.trouble not in passed_on]
    rng.shuffle(rest)
    chosen = [*passed_on.values(), *rest[: 2 * PER_YEAR - len(passed_on)]]
    rng.shuffle(chosen)
    yield from chosen


def _report(
    rng: random.Random,
    roster: Roster,
    matter: Matter,
    others: list[str],
    *,
    day: date,
    serial: int,
) -> Report:
    first = rng.choice([m for m in roster.members if m.in_office(day)])
    drawn = rng.random()
    reporters: tuple[str, ...] = (first.number,)
    if drawn < 0.12:
        peers = [m for m in roster.of(first.sector) if m.in_office(day) and m != first]
        reporters += tuple(m.number for m in rng.sample(peers, min(len(peers), 2)))
    elif drawn < 0.17 and others:
        reporters += (rng.choice(others),)
    elif drawn < 0.22:
        reporters = ()
    short = matter.trouble.split("，")[0]
    title = rng.choice((f"建议{matter.title}", f"{short}应引起重视", f"{short}问题亟待解决"))
    return Report(
        number=f"SQ-{day.year}-{serial:03d}", matter=matter, title=title, text=matter.text(rng),
        reporters=reporters, unit=rng.choice((first.sector, first.committee, first.group)),
        day=day, brands=(brands.ONLINE,) if rng.random() < 0.06 else (),
    )  # fmt: skip


def _publish(rng: random.Random, reports: list[Report], *, today: date) -> None:
    """Put the better reports of a year into issues, several of one kind into one now and then."""
    edited = [report for report in reports if rng.random() < _EDITED]
    bundles: list[tuple[date, list[Report]]] = []
    while edited:
        first, *rest = edited
        size = rng.randint(2, 3) if rng.random() < _BUNDLED else 1
        alike = [r for r in rest if r.matter.category == first.matter.category]
        bundle = [first, *alike[: size - 1]]
        edited = [report for report in rest if report not in bundle]
        sent = workday(bundle[-1].day + timedelta(days=rng.randint(3, 15)))
        if sent <= today and sent.year == first.day.year:
            bundles.append((sent, bundle))
    bundles.sort(key=lambda found: found[0])
    for number, (sent, bundle) in enumerate(bundles, 1):
        reported = sent if rng.random() < _REPORTED else None
        for report in bundle:
            report.issue, report.reported = number, reported


def adoption_rows(rng: random.Random, reports: list[Report], *, today: date) -> list[Row]:
    """Give the rows of the sheet 采用: the further up, the fewer."""
    found: list[Row] = []
    for (year, number), reported in _issues(reports).items():
        for level, share, after in _LADDER:
            day = workday(reported + timedelta(days=rng.randint(*after)))
            if rng.random() < share and day <= today:
                found.append(
                    {
                        "期号": f"{year}/{number}",
                        "级别": level,
                        "方式": rng.choices(("单篇", "综合"), (75, 25))[0],
                        "日期": day,
                    }
                )
    return found


def _issues(reports: Iterable[Report]) -> dict[tuple[int, int], date]:
    """Give the issues that were sent up, with the day."""
    return {(r.issued.year, r.issue): r.reported for r in reports if r.issue and r.reported}
