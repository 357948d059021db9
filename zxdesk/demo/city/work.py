"""A year of a committee's work: topics, events, attendances, suggestions and problems."""

from datetime import date, datetime, time, timedelta

from zxdesk.demo import venues
from zxdesk.demo.city.batch import Batch
from zxdesk.demo.city.office import Office, Seat, Spot
from zxdesk.demo.diary import spread, workday
from zxdesk.demo.local_issues import TOWN_ISSUES
from zxdesk.demo.model import Subject
from zxdesk.demo.series import HALL, PARLOUR, SERIES, Series
from zxdesk.demo.subjects import LAST_YEAR, THIS_YEAR
from zxdesk.demo.units import OFFICE
from zxdesk.numerals import to_chinese

# At full size: a committee's events in the ten years, and the topics of one.
EVENTS, TOPICS = 9_090, 12
_ASKED = (4, 15)
_STANDING, _STANDING_MEMBERS = 5, 50
_VENUE_SHARE, _ADVICE_SHARE, _TROUBLE_SHARE = 0.25, 0.09, 0.05
_UPTAKES = ("采纳", "采纳", "部分采纳", "未采纳", "研究中")
_HOURS = (9, 9, 14, 15)
_ALL_SERIES = (*SERIES, HALL, PARLOUR)
_WEIGHTS = tuple(series.per_year for series in _ALL_SERIES)


class Year:
    """The work of one year, up to today."""

    def __init__(self, office: Office, batch: Batch, year: int) -> None:
        """Take the year of an office."""
        self.office, self.batch, self.year = office, batch, year
        self.rng = office.rng
        self.seats = office.term_seats(year)
        self.last = min(date(year, 12, 31), office.today - timedelta(days=1))
        self.topics: list[tuple[int, int, date, Subject]] = []
        self._numbers: dict[str, int] = {}

    def number(self, prefix: str) -> str:
        """Give the next number of a kind in this year."""
        self._numbers[prefix] = self._numbers.get(prefix, 0) + 1
        return f"{prefix}-{self.year}-{self._numbers[prefix]:04d}"

    def add(self) -> None:
        """Make the year's topics and events."""
        self._add_topics()
        self._add_meetings()
        days_to_date = (self.last - date(self.year, 1, 1)).days + 1
        whole = (self.office.today - date(self.office.years[0], 1, 1)).days
        wanted = self.office.count(EVENTS * days_to_date / whole) - self._numbers.get("HD", 0)
        for day in spread(self.rng, self.year, round(max(0, wanted) * 366 / days_to_date)):
            if day <= self.last:
                self._add_activity(day)

    def _add_topics(self) -> None:
        office, rng = self.office, self.rng
        subjects = [s for s in LAST_YEAR + THIS_YEAR if s.month and s.parent is None]
        for subject in rng.sample(subjects, min(len(subjects), office.count(TOPICS))):
            day = workday(date(self.year, subject.month, rng.randint(4, 24)))
            title = office.local(subject.title)
            topic = self.batch.add(
                "consultation", number=self.number("XS"), year=self.year, topic=title,
                category=subject.category, form=subject.form, origin=subject.source,
                planned_month=f"{self.year}-{subject.month:02d}", reach="本级",
                stage="已完成" if day <= self.last else "列入计划",
            )  # fmt: skip
            lead = office.units["专委会", subject.committee]
            self.batch.link("consultation_lead_units", topic, [lead])
            self.batch.link("consultation_partners", topic, [office.handler(subject.unit)])
            if day <= self.last:
                kind = "协商会" if subject.category == "协商" else subject.category
                event = self._event(f"“{title}”{kind}", kind, day, lead, self._some())
                self.batch.link("event_topics", event, [topic])
                self.topics.append((topic, event, day, subject))

    def _add_meetings(self) -> None:
        sitting = self.office.sitting(self.year)
        term = f"{to_chinese(sitting.term)}届"
        house = self.office.units["其他", self.office.local(OFFICE)]
        title = f"政协{self.office.place}{term}{to_chinese(sitting.number)}次会议"
        for name, day in (("开幕会", sitting.opens), ("闭幕会", sitting.closes)):
            if day <= self.last:
                self._event(title + name, "全体会议", day, house, self.seats)
        standing = self.seats[: self.office.count(_STANDING_MEMBERS)]
        for turn, day in enumerate(spread(self.rng, self.year, _STANDING)):
            number = (sitting.number - 1) * _STANDING + turn + 1
            if day <= self.last:
                name = f"{term}常委会第{to_chinese(number)}次会议"
                self._event(name, "常委会会议", day, house, standing)

    def _some(self) -> list[Seat]:
        return self.rng.sample(self.seats, self.rng.randint(*_ASKED))

    def _add_activity(self, day: date) -> None:
        rng, office = self.rng, self.office
        series = rng.choices(_ALL_SERIES, _WEIGHTS)[0]
        issue, spot = rng.choice(TOWN_ISSUES), self._spot(series)
        town = spot.town if spot else rng.choice(office.towns)
        host = rng.choice(self.seats)
        theme = rng.choice(series.themes) if series.themes else issue.title
        name = rng.choice(series.names).format(
            who=host.sector, theme=theme, town=town, venue=spot.name if spot else town
        )
        unit = office.units["界别", host.sector]
        event = self._event(office.local(name), series.kind, day, unit, self._some())
        if spot:
            self.batch.link("event_venues", event, [spot.venue_id])
        brands = [office.programmes[office.local(brand)] for brand in series.brands]
        self.batch.link("event_programmes", event, brands)
        if rng.random() < _ADVICE_SHARE:
            self._suggest(event, day, town + rng.choice(issue.advice), issue.unit)
        if rng.random() < _TROUBLE_SHARE:
            self._find(event, day, town + issue.trouble, issue.unit)

    def _spot(self, series: Series) -> Spot | None:
        """Draw where it is: halls and parlours have their own series, others may use any."""
        kinds = {HALL.kind: venues.HALL, PARLOUR.kind: venues.PARLOUR}
        spots = self.office.spots
        if series.kind in kinds:
            spots = [spot for spot in spots if spot.kind == kinds[series.kind]]
        elif self.rng.random() >= _VENUE_SHARE:
            return None
        return self.rng.choice(spots)

    def _event(self, name: str, kind: str, day: date, host: int, asked: list[Seat]) -> int:
        rng = self.rng
        start = datetime.combine(day, time(rng.choice(_HOURS)))
        outside = kind in ("公益", "宣讲", "议事堂活动", "会客厅活动", "工作室活动")
        event = self.batch.add(
            "event", number=self.number("HD"), name=name, type=kind, mode="线下", start=start,
            end=start + timedelta(hours=2), state="已举办",
            public=rng.randint(10, 120) if outside else None,
            remarks=rng.randint(3, 12) if kind in ("协商会", "常委会会议") else None,
        )  # fmt: skip
        self.batch.link("event_organisers", event, [host])
        for seat in asked:
            drawn = rng.random()
            self.batch.add(
                "attendance", event_id=event, member_id=seat.member_id, capacity="应到",
                status="出席" if drawn < 0.89 else "请假" if drawn < 0.98 else "缺席",
                reason="因公" if 0.89 <= drawn < 0.98 else None,
            )  # fmt: skip
        return event

    def _suggest(self, event: int, day: date, content: str, unit: str) -> None:
        suggestion = self.batch.add(
            "suggestion", number=self.number("JY"), source_event_id=event, content=content,
            raised_on=day, valid=True, uptake=self.rng.choice(_UPTAKES),
        )  # fmt: skip
        self.batch.link("suggestion_handlers", suggestion, [self.office.handler(unit)])

    def _find(self, event: int, day: date, content: str, unit: str) -> None:
        solved = day + timedelta(days=self.rng.randint(20, 200))
        done = solved <= self.office.today and self.rng.random() < 0.75
        problem = self.batch.add(
            "problem", number=self.number("WT"), source_event_id=event, content=content,
            theme="社会治理", state="已解决" if done else "推动中",
            solved_on=solved if done else None,
        )  # fmt: skip
        self.batch.link("problem_handlers", problem, [self.office.handler(unit)])
