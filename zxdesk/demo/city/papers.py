"""A year of a committee's papers: proposals, opinion reports, and what came of the topics."""

from collections.abc import Iterator
from datetime import date, timedelta

from zxdesk.demo.city.work import Year
from zxdesk.demo.diary import spread, workday
from zxdesk.demo.matters import Matter, own_matters, town_matters
from zxdesk.demo.units import PARTIES

# At full size, a session's and a year's.
PROPOSALS, OPINIONS, SPEECHES, MEDIA = 182, 90, 20, 30
_HANDED_OVER_AFTER, _TO_REPLY = timedelta(days=34), timedelta(days=92)
_CONCLUSIONS = ("立案", "转社情民意", "不予立案", "撤案")
_SHARES = (860, 70, 60, 10)
_LEADERS = (("县委书记", "县主要领导"), ("县长", "县主要领导"), ("副县长", "县领导"))
_OUTLETS = (("融媒体中心", "县级"), ("云州日报", "市级"), ("澜江日报", "省级"))


class Papers:
    """The papers of one year, up to today."""

    def __init__(self, work: Year) -> None:
        """Go with a year's work."""
        self.work = work
        self.office, self.batch, self.rng = work.office, work.batch, work.rng
        self.year, self.last = work.year, work.last

    def add(self) -> None:
        """Make the year's papers."""
        if self.office.sitting(self.year).opens <= self.last:
            self._add_proposals()
            self._add_speeches()
        self._add_opinions()
        self._add_products()
        self._add_media()

    def _add_proposals(self) -> None:
        for serial, matter in enumerate(self._matters(PROPOSALS), 1):
            self._propose(serial, matter)

    def _matters(self, whole: int) -> Iterator[Matter]:
        """Draw matters; those of towns speak of the committee's own towns."""
        pool = (*own_matters(), *own_matters("进一步"), *town_matters())
        yield from self.rng.choices(pool, k=self.office.count(whole))

    def _local(self, words: str, matter: Matter) -> str:
        """Put a matter's words into the committee's places."""
        town = matter.units[-1].removesuffix("人民政府").removesuffix("办事处")
        towns = self.office.towns
        return self.office.local(words.replace(town, towns[len(matter.title) % len(towns)]))

    def _propose(self, serial: int, matter: Matter) -> None:
        rng, batch = self.rng, self.batch
        sitting = self.office.sitting(self.year)
        submitted = min(sitting.opens + timedelta(days=rng.randint(0, 2)), self.last)
        assigned = workday(sitting.closes + _HANDED_OVER_AFTER)
        examined = assigned <= self.last
        conclusion = rng.choices(_CONCLUSIONS, _SHARES)[0] if examined else "待审查"
        filed = conclusion == "立案"
        replied = self._reply(assigned) if filed else None
        nature = rng.choices(("个人", "联名", "集体"), (58, 27, 15))[0]
        first, *others = rng.sample(self.work.seats, rng.randint(2, 4))
        verdict = self._verdict(replied)
        proposal = batch.add(
            "proposal", term=sitting.term, session=sitting.number, serial=f"{serial:03d}",
            case_number=f"{self.year}{serial:03d}" if filed else None,
            subject=self._local(matter.subject, matter),
            text=self._local(matter.text(rng), matter), topic=matter.category, nature=nature,
            first_signer_id=None if nature == "集体" else first.member_id, submitted_on=submitted,
            occasion="大会", conclusion=conclusion, key_proposal=filed and rng.random() < 0.06,
            refusal="内容空泛没有具体建议" if conclusion == "不予立案" else None,
            assigned_on=assigned if filed else None, due_on=assigned + _TO_REPLY if filed else None,
            replied_on=replied, grade=rng.choice("AAAABBC") if replied else None, **verdict,
        )  # fmt: skip
        if nature == "联名":
            batch.link("proposal_joint_signers", proposal, [seat.member_id for seat in others])
        elif nature == "集体":
            batch.link("proposal_bodies", proposal, [self._party(serial)])
        if filed:
            self._hand_over(proposal, matter, assigned, replied)
        if nature != "集体" and verdict:
            batch.add("feedback", proposal_id=proposal, member_id=first.member_id,
                      attitude=verdict["attitude"], satisfaction=verdict["satisfaction"],
                      given_on=verdict["feedback_on"])  # fmt: skip

    def _party(self, turn: int) -> int:
        return self.office.units["民主党派", PARTIES[turn % len(PARTIES)]]

    def _reply(self, assigned: date) -> date | None:
        """Draw the day of a reply; a few come late, hardly any never."""
        drawn = self.rng.random()
        days = self.rng.randint(35, 88) if drawn < 0.96 else self.rng.randint(95, 130)
        replied = workday(assigned + timedelta(days=days))
        return replied if drawn < 0.995 and replied <= self.last else None

    def _verdict(self, replied: date | None) -> dict[str, object]:
        """Draw what the proposers say of a reply."""
        said = replied and replied + timedelta(days=self.rng.randint(3, 25))
        if not said or said > self.last or self.rng.random() > 0.95:
            return {}
        satisfaction = self.rng.choices(("满意", "基本满意", "不满意"), (93, 6, 1))[0]
        return {
            "attitude": "满意", "satisfaction": satisfaction, "feedback_on": said,
            "closed_on": None if satisfaction == "不满意" else said,
        }  # fmt: skip

    def _hand_over(
        self, proposal: int, matter: Matter, assigned: date, replied: date | None
    ) -> None:
        units = dict.fromkeys(self.office.handler(name) for name in matter.units)
        for place, unit in enumerate(units):
            self.batch.add(
                "handling", proposal_id=proposal, unit_id=unit, role="会办" if place else "主办",
                assigned_on=assigned, due_on=assigned + _TO_REPLY, replied_on=replied,
            )  # fmt: skip

    def _add_speeches(self) -> None:
        day = self.office.sitting(self.year).opens
        for turn, matter in enumerate(self._matters(SPEECHES)):
            speech = self.batch.add(
                "speech", number=self.work.number("FY"), title=self._local(matter.title, matter),
                form="口头" if turn < 8 else "书面", given_on=day,
            )  # fmt: skip
            speaker = self.rng.choice(self.work.seats)
            self.batch.link("speech_speakers", speech, [speaker.member_id])
            self.batch.link("speech_bodies", speech, [self._party(turn)])

    def _add_opinions(self) -> None:
        matters = list(self._matters(OPINIONS))
        for day, matter in zip(spread(self.rng, self.year, len(matters)), matters, strict=True):
            if day <= self.last:
                self._report(day, matter)

    def _report(self, day: date, matter: Matter) -> None:
        rng, batch = self.rng, self.batch
        sent = workday(day + timedelta(days=rng.randint(3, 15)))
        issued = rng.random() < 0.6 and sent <= self.last
        issue = None
        if issued:
            number = self.work.number("期").rpartition("-")[2].lstrip("0")
            issue = batch.add("issue", year=self.year, number=number)
        opinion = batch.add(
            "opinion", number=self.work.number("SQ"), topic=matter.category, submitted_on=day,
            title=self._local(f"建议{matter.title}", matter), issue_id=issue,
            text=self._local(matter.text(rng), matter), reported_on=sent if issued else None,
        )  # fmt: skip
        batch.link("opinion_reporters", opinion, [rng.choice(self.work.seats).member_id])
        adopted = workday(sent + timedelta(days=rng.randint(10, 40)))
        if issue and adopted <= self.last and rng.random() < 0.5:
            level = rng.choices(("县", "市", "省"), (60, 33, 7))[0]
            batch.add("adoption", issue_id=issue, level=level, manner="单篇", adopted_on=adopted)

    def _add_products(self) -> None:
        for topic, event, day, subject in self.work.topics:
            sent = workday(day + timedelta(days=self.rng.randint(7, 20)))
            if sent > self.last:
                continue
            of_topic = self.rng.random() < 0.6
            product = self.batch.add(
                "product", number=self.work.number("CG"), type="协商专报",
                title=self.office.local(f"关于{subject.title}的协商专报"), sent_on=sent,
                source_topic_id=topic if of_topic else None,
                source_event_id=None if of_topic else event,
                sent_to=self.office.local("县委、县政府"),
            )  # fmt: skip
            self._instruct(product, sent)

    def _instruct(self, product: int, sent: date) -> None:
        leader, rank = self.rng.choice(_LEADERS)
        given = workday(sent + timedelta(days=self.rng.randint(2, 25)))
        if given <= self.last and self.rng.random() < 0.6:
            self.batch.add(
                "instruction", number=self.work.number("PS"), target_product_id=product,
                leader=self.office.local(leader), rank=self.office.local(rank), given_on=given,
                content="请有关单位认真研究吸收。",
            )  # fmt: skip

    def _add_media(self) -> None:
        for day in spread(self.rng, self.year, self.office.count(MEDIA)):
            if day <= self.last:
                outlet, level = self.rng.choice(_OUTLETS)
                matter = self.rng.choice(own_matters())
                self.batch.add(
                    "media", number=self.work.number("MT"), outlet=outlet, level=level,
                    title=f"聚焦{matter.title} 委员建言献策", published_on=day,
                )  # fmt: skip
