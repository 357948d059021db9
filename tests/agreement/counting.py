"""What figures count, in the words of the contract's section 3, over plain records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.agreement.asked import (
    NOTHING,
    Condition,
    Path,
    Question,
    Reader,
    in_being,
    in_office,
    prefix_of,
    read_path,
    read_span,
    without_prefix,
)
from tests.agreement.rows import HERE, Office, Row

Number = int | float | None
STATUSES = ("出席", "请假", "缺席")


@dataclass(frozen=True)
class Hit:
    """One thing that counts.

    Attributes:
        layers: The records whose labels may be asked, the nearest first.
        day: The day on which a member's sector is looked at.
        counted: What is counted once, however often it is hit.
        amount: What a sum adds up, None where nothing was written; of a share, whether it
            belongs to the numerator.
    """

    layers: tuple[Row, ...]
    day: date | None
    counted: Any
    amount: float | None = 1

    def at(self, path: Path) -> tuple[Row | None, Path]:
        """Give the nearest record that has a label, and what of the label is left there."""
        sheets, rest = without_prefix([row.sheet for row in self.layers], path)
        return next((row for row in self.layers if row.sheet in sheets), None), rest

    def groups(self, office: Office, label: str) -> set[str]:
        """Give every group in which it stands."""
        row, path = self.at(read_path(label))
        return Reader(office).groups(row, path, self.day) if row else {NOTHING}


def _plain(value: Number) -> Number:
    """Give a whole number as one: halves that add up to 1.0 are 1."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass(frozen=True)
class Answer:
    """What a question gives."""

    value: Number
    numerator: int | None
    denominator: int | None
    groups: tuple[tuple[str, Number], ...]
    records: int

    def __str__(self) -> str:
        """Give it in one line."""
        share = "" if self.denominator is None else f" ({self.numerator}/{self.denominator})"
        groups = " ".join(f"{name}:{_plain(value)}" for name, value in self.groups)
        return f"{_plain(self.value)}{share} of {self.records} records {groups}".rstrip()


def day_of(moment: date | datetime | None) -> date | None:
    """Give the day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


class Counting:
    """One question being answered."""

    def __init__(self, office: Office, question: Question, today: date, owner: str = HERE) -> None:
        self.office = office
        self.today = today
        self.asked = question
        self.reader = Reader(office)
        self.span = read_span(question.period, today, office)
        self.day = min(self.span.last, today)  # of what is counted on a day
        self.conditions = [(read_path(label), words) for label, words in question.where]
        self.owners = [owner]
        if question.scope == "辖区":
            self.owners = sorted({row.owner for rows in office.rows.values() for row in rows})

    def of(self, sheet: str) -> Iterator[Row]:
        """Give the records of a sheet within the scope."""
        return self.office.of(sheet, self.owners)

    def words(self, sheet: str, label: str) -> tuple[str, ...] | None:
        """Give the values that are asked of one label itself; asked twice, those asked twice."""
        asked = [words for path, words in self.conditions if self._is(path, sheet, label)]
        if not asked:
            return None
        return tuple(dict.fromkeys(w for w in asked[0] if all(w in words for words in asked)))

    def _is(self, path: Path, sheet: str, label: str) -> bool:
        return path in ((label,), (prefix_of(sheet), label))

    # What there is on a day

    def members(self) -> Iterator[Hit]:
        """Give the members in office."""
        for member in self.of("委员"):
            if any(in_office(service, self.day, self.office) for service in member.services):
                yield Hit((member,), self.day, member)

    def units(self) -> Iterator[Hit]:
        """Give the units in being."""
        for unit in self.of("单位"):
            if in_being(unit, "启用日期", "停用日期", self.day):
                yield Hit((unit,), self.day, unit)

    def venues(self) -> Iterator[Hit]:
        """Give the venues that are open."""
        for venue in self.of("阵地"):
            if in_being(venue, "成立日期", "撤销日期", self.day):
                yield Hit((venue,), self.day, venue)

    def persons_at_venues(self, label: str) -> Iterator[Hit]:
        """Give the persons named under a label of the open venues."""
        for hit in self.venues():
            for person in hit.layers[0].all(label):
                yield Hit((*hit.layers, person), self.day, person)

    # Proposals

    def within(self, proposal: Row, day: date | None) -> bool:
        """Tell whether a day of a proposal lies in the period, or it belongs to the session."""
        if self.span.session is None:
            return self.span.holds(day)
        here = (proposal.one("届次"), proposal.one("会次"))
        return day is not None and here == self.span.session

    def proposals(self, *conclusions: str) -> Iterator[Hit]:
        """Give the proposals submitted, with one of these conclusions."""
        for proposal in self.of("提案"):
            submitted = proposal.one("提交日期")
            if self.within(proposal, submitted) and (
                not conclusions or proposal.one("审查结论") in conclusions
            ):
                yield Hit((proposal,), submitted, proposal)

    def repliers(self, proposal: Row) -> list[Row]:
        """Give the parts of the units that reply."""
        parts = (part for part in self.office.rows["办理"] if part.one("提案") is proposal)
        return [part for part in parts if part.one("角色") != "会办"]

    def assigned_on(self, proposal: Row) -> date | None:
        """Give the day on which a proposal was handed over: its own, else its units' first."""
        days = [part.one("交办日期") for part in self.repliers(proposal)]
        return proposal.one("交办日期") or min(filter(None, days), default=None)

    def replied_on(self, proposal: Row) -> date | None:
        """Give the day of the reply: its own, else the last unit's once all have replied."""
        days = [part.one("答复日期") for part in self.repliers(proposal)]
        return proposal.one("答复日期") or (max(days) if days and all(days) else None)

    def dated_proposals(self, dating: Callable[[Row], date | None]) -> Iterator[Hit]:
        """Give the proposals by another of their days."""
        for proposal in self.of("提案"):
            if self.within(proposal, dating(proposal)):
                yield Hit((proposal,), proposal.one("提交日期"), proposal)

    def overdue(self) -> Iterator[Hit]:
        """Give the proposals handed over of which some reply is overdue on the day."""
        for proposal in self.of("提案"):
            assigned = self.assigned_on(proposal)
            session = self.span.session is None or self.within(proposal, date.min)
            if session and assigned and assigned <= self.day and self._is_late(proposal):
                yield Hit((proposal,), proposal.one("提交日期"), proposal)

    def _is_late(self, proposal: Row) -> bool:
        def open_still(row: Row) -> bool:
            replied = row.one("答复日期")
            return not (replied and replied <= self.day)

        own = proposal.one("答复期限")
        late = [
            part.one("延期至") or part.one("期限") or own
            for part in self.repliers(proposal) or [proposal]
            if open_still(part)
        ]
        # The proposal's own reply speaks for all its units.
        return open_still(proposal) and any(due and due < self.day for due in late)

    def replies(self) -> Iterator[Hit]:
        """Give the proposals handed over in the period, and whether they were replied to."""
        for hit in self.dated_proposals(self.assigned_on):
            replied = self.replied_on(hit.counted)
            yield Hit(hit.layers, hit.day, hit.counted, bool(replied and replied <= self.day))

    def feedback(self) -> Iterator[Hit]:
        """Give the feedback returned, and whether it says 满意."""
        for proposal in self.of("提案"):
            given = [row for row in self.office.rows["反馈"] if row.one("提案") is proposal]
            for row in given or [proposal]:
                day = row.one("日期" if given else "反馈日期")
                said = row.one("办理结果评价")
                if said and self.within(proposal, day):
                    yield Hit((proposal,), proposal.one("提交日期"), row, said == "满意")

    def proposers(self) -> Iterator[Hit]:
        """Give the first and joint signers."""
        for hit in self.proposals():
            proposal = hit.counted
            for person in [*proposal.all("第一提案人"), *proposal.all("联名人")]:
                yield Hit((proposal, person), hit.day, person)

    # Events

    def events(self) -> Iterator[Row]:
        """Give the events held in the period."""
        for event in self.of("活动"):
            if self.is_held(event) and self.span.holds(event.one("开始时间")):
                yield event

    def is_held(self, event: Row) -> bool:
        """Tell whether an event was held."""
        return event.one("状态") == "已举办"

    def event_hits(self, amount: str = "") -> Iterator[Hit]:
        """Give the events, for a sum with what they have under a label."""
        for event in self.events():
            found = event.one(amount) if amount else 1
            yield Hit((event,), day_of(event.one("开始时间")), event, found)

    def came(self) -> tuple[str, ...]:
        """Give what counts as having come: 出席, unless 出席情况 is asked for itself."""
        return ("出席",) if self.words("出席", "出席情况") is None else STATUSES

    def attendances(self, *statuses: str) -> Iterator[Hit]:
        """Give the attendances at events."""
        held = set(self.events())
        for row in self.of("出席"):
            event = row.one("活动")
            if event in held and row.one("出席情况") in statuses:
                layers = (event, row, row.one("委员"))
                day = day_of(event.one("开始时间"))
                yield Hit(layers, day, row, row.one("出席情况") == "出席")

    def participants(self) -> Iterator[Hit]:
        """Give the members who came."""
        for hit in self.attendances(*self.came()):
            yield Hit(hit.layers, hit.day, hit.counted.one("委员"))

    def attendance_rate(self) -> Iterator[Hit]:
        """Give the attendances of those expected, unless a capacity is asked for."""
        for hit in self.attendances(*STATUSES):
            if self.words("出席", "身份") is not None or hit.counted.one("身份") == "应到":
                yield hit

    def event_venues(self) -> Iterator[Hit]:
        """Give the venues with an event; what is asked of venues holds for the one counted."""
        for event in self.events():
            for venue in event.all("阵地"):
                there = Row("活动", event.owner, event.values | {"阵地": [venue]})
                yield Hit((there, venue), day_of(event.one("开始时间")), venue)

    # Topics

    def is_counted(self, topic: Row) -> bool:
        """Tell whether a topic is one that counts: a top one, or one right below those asked."""
        asked = [c for c in self.conditions if self._is(c[0], "协商", "上级议题")]
        if not asked:
            return not topic.all("上级议题")
        return self.reader.holds(topic, [(("上级议题",), words) for _, words in asked], None)

    def counted_for(self, topic: Row) -> Iterator[Row]:
        """Give a topic and those above it, as far as they count."""
        step: Row | None = topic
        while step is not None:
            if self.is_counted(step):
                yield step
            step = step.one("上级议题")

    def topics(self) -> Iterator[Hit]:
        """Give the topics with an event; a sub-topic counts for the one above it."""
        for event in self.events():
            for topic in event.all("协商"):
                for counted in self.counted_for(topic):
                    yield Hit((counted,), None, counted)

    def planned(self, *stages: str) -> Iterator[Hit]:
        """Give the topics of the years, by their stage."""
        for topic in self.of("协商"):
            here = self.is_counted(topic) and self.span.years(topic.one("年度"))
            if here and self._at(topic.one("阶段"), stages):
                yield Hit((topic,), None, topic)

    def _at(self, stage: str | None, stages: Sequence[str]) -> bool:
        return stage in stages if stages else stage not in (None, "选题")

    def sessions(self) -> Iterator[Hit]:
        """Give the events linked to a topic, under each of their topics."""
        asked = [c for c in self.conditions if self._is(c[0], "协商", "上级议题")]
        # Whatever stands below the topic that was asked for belongs to it.
        pairs = [
            (event, topic)
            for event in self.events()
            for topic in event.all("协商")
            if not asked or any(self.counted_for(topic))
        ]
        self.conditions = [c for c in self.conditions if c not in asked]
        for event, topic in pairs:
            there = Row("活动", event.owner, event.values | {"协商": [topic]})
            yield Hit((topic, there), day_of(event.one("开始时间")), event)

    # What events and topics brought

    def source_day(self, source: Row) -> date | None:
        """Give the day of an event or a project, of a topic its first held event's."""
        if source.sheet == "协商":
            events = (e for e in self.of("活动") if source in e.all("协商") and self.is_held(e))
            return min((day_of(e.one("开始时间")) for e in events), default=None)
        return day_of(source.one("开始时间") or source.one("开始日期"))

    def suggestions(self) -> Iterator[Hit]:
        """Give the valid suggestions, others only when asked for."""
        for row in self.of("意见建议"):
            day = row.one("日期") or self.source_day(row.one("来源"))
            if self.span.holds(day) and (
                self.words("意见建议", "有效") is not None or row.one("有效") == "是"
            ):
                yield Hit((row,), day, row)

    def problems(self) -> Iterator[Hit]:
        """Give the problems by their source's day; the solved, asked for alone, by their own."""
        solved = self.words("问题", "状态") == ("已解决",)
        for row in self.of("问题"):
            day = row.one("解决日期") if solved else self.source_day(row.one("来源"))
            if self.span.holds(day):
                yield Hit((row,), day, row)

    def issues(self) -> Iterator[Hit]:
        """Give the issues by their first report upward, else their first submission."""
        for issue in self.of("期"):
            held = [row for row in self.of("社情民意") if row.one("期号") is issue]
            reported = [row.one("上报日期") for row in held if row.one("上报日期")]
            submitted = [row.one("提交日期") for row in held]
            if held and self.span.holds(min(reported or submitted)):
                for row in held:
                    yield Hit((row, issue), row.one("提交日期"), issue)

    def reported(self) -> Iterator[Hit]:
        """Give the issues reported upward."""
        for row in self.of("社情民意"):
            if row.one("期号") and self.span.holds(row.one("上报日期")):
                issue = row.one("期号")
                yield Hit((row, issue), row.one("提交日期"), issue)

    def adopted(self) -> Iterator[Hit]:
        """Give the issues adopted, under each report in them."""
        for row in self.of("采用"):
            issue, day = row.one("期号"), row.one("日期")
            held = [each for each in self.of("社情民意") if each.one("期号") is issue]
            for report in held or [Row("社情民意", row.owner)]:
                if self.span.holds(day):
                    yield Hit((row, issue, report), day, issue)

    def dated(self, sheet: str, label: str, counted: str = "", amount: str = "") -> Iterator[Hit]:
        """Give records by a day of their own."""
        for row in self.of(sheet):
            day = row.one(label)
            if self.span.holds(day):
                what = row.one(counted) if counted else row
                yield Hit((row,), day, what, row.one(amount) if amount else 1)

    # The answer

    def answer(self, kind: str, found: Iterator[Hit]) -> Answer:
        """Count what fulfils the conditions."""
        hits = [hit for hit in found if self._fits(hit)]
        value, numerator, denominator = _value(kind, hits)
        behind = len({hit.counted for hit in hits if hit.amount is not None})
        return Answer(value, numerator, denominator, self._groups(kind, hits), behind)

    def _fits(self, hit: Hit) -> bool:
        found: dict[Row, list[Condition]] = {}
        for path, words in self.conditions:
            row, rest = hit.at(path)
            assert row is not None, path
            found.setdefault(row, []).append((rest, words))
        return all(self.reader.holds(row, asked, hit.day) for row, asked in found.items())

    def _groups(self, kind: str, hits: Iterable[Hit]) -> tuple[tuple[str, Number], ...]:
        if not self.asked.by:
            return ()
        found: dict[str, list[Hit]] = {}
        for hit in hits:
            for name in hit.groups(self.office, self.asked.by):
                found.setdefault(name, []).append(hit)
        return tuple(sorted((name, _value(kind, some)[0]) for name, some in found.items()))


def _value(kind: str, hits: Sequence[Hit]) -> tuple[Number, int | None, int | None]:
    if kind == "count":
        return len({hit.counted for hit in hits}), None, None
    each = {hit.counted: hit.amount for hit in hits}
    total = sum(amount or 0 for amount in each.values())
    if kind == "sum":
        return round(total, 2), None, None
    share = round(100 * total / len(each), 1) if each else None
    return share, int(total), len(each)
