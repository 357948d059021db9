"""What came of the topics: products sent up, what leaders wrote on them, and plenary speeches."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zxdesk.demo.diary import workday
from zxdesk.demo.filing import Filing
from zxdesk.demo.matters import Matter, own_matters
from zxdesk.demo.members import Roster
from zxdesk.demo.model import Event, Row, Topic, joined
from zxdesk.demo.opinions import Report
from zxdesk.demo.sectors import SECTOR_NAMES
from zxdesk.demo.units import BODIES, PARTIES

SPOKEN, WRITTEN = 12, 26
_SENT_TO = "县委、县政府"
# The category of a topic or the form of its consultation, and what comes of it.
_TYPES = {
    "专题议政性常委会会议": ("建议案", "关于{title}的建议案"),
    "主席会议协商": ("协商纪要", "“{title}”主席会议协商纪要"),
    "视察": ("视察报告", "关于{title}的视察报告"),
    "调研": ("调研报告", "关于{title}的调研报告"),
    "民主监督": ("民主监督报告", "关于{title}的民主监督报告"),
}
_OTHERWISE = ("协商专报", "关于{title}的协商专报")
# Leader, rank and how often he is the one.
_LEADERS = (
    ("县委书记梁景和", "县主要领导", 30), ("县长宋远舟", "县主要领导", 28),
    ("副县长苏晓岚", "县领导", 18), ("副县长钱立群", "县领导", 16),
    ("县委副书记温良玉", "县领导", 10), ("副市长章启明", "市领导", 5),
    ("市长陆望舒", "市主要领导", 2), ("副省长顾怀远", "省领导", 1),
)  # fmt: skip
_WORDS = (
    "请{unit}认真研究吸收，拿出具体措施。",
    "建议很有针对性，请{unit}逐条对照落实，结果反馈县政协。",
    "请{unit}牵头，会同有关单位提出意见。",
    "反映的问题客观存在，请{unit}抓紧整改。",
    "政协调研扎实，请{unit}阅研，纳入下一步工作安排。",
)
_FOLLOW_UPS = (
    "{unit}已制定方案，明确责任科室和完成时限",
    "{unit}已召开专题会议研究，首批措施已经落地",
    "已列入{unit}明年重点工作",
    None,
)


@dataclass(frozen=True)
class Instructed:
    """What may get an instruction: its number, when it went up, and the unit concerned."""

    number: str
    day: date
    unit: str


@dataclass(frozen=True)
class Product(Instructed):
    """A product and its row."""

    row: Row


def make_products(
    rng: random.Random, topics: tuple[Topic, ...], held: list[Event], *, today: date
) -> list[Product]:
    """Give what was sent up after the last session of every topic."""
    last = {event.topic.number: event for event in held if event.topic}
    numbers: Counter[int] = Counter()
    found = []
    for topic in topics:
        event = last.get(topic.number)
        sent = event and workday(event.day + timedelta(days=rng.randint(7, 20)))
        if event and sent and sent <= today and topic.stage not in ("调研", "协商"):
            numbers[sent.year] += 1
            number = f"CG-{sent.year}-{numbers[sent.year]:03d}"
            found.append(_product(rng, topic, event, number=number, sent=sent))
    return found


def _product(rng: random.Random, topic: Topic, event: Event, *, number: str, sent: date) -> Product:
    about = topic.subject
    kind, title = _TYPES.get(about.form) or _TYPES.get(about.category, _OTHERWISE)
    row: Row = {
        "编号": number,
        "类型": kind,
        "标题": title.format(title=about.title),
        "来源编号": event.number if rng.random() < 0.3 else topic.number,
        "报送对象": _SENT_TO if rng.random() < 0.7 else f"{_SENT_TO}、{about.unit}",
        "报送日期": sent,
        "品牌": joined(topic.brands),
    }
    return Product(number, sent, about.unit, row)


def instruction_rows(
    rng: random.Random,
    products: list[Product],
    reports: list[Report],
    proposals: list[Filing],
    *,
    today: date,
) -> list[Row]:
    """Give the rows of the sheet 批示, numbered by year in the order of their days."""
    found = [
        row
        for target, share in _targets(products, reports, proposals)
        if rng.random() < share
        for row in _instructions(rng, target, today=today)
    ]
    found.sort(key=lambda row: str(row["日期"]))
    numbers: Counter[str] = Counter()
    for row in found:
        year = str(row["日期"])[:4]
        numbers[year] += 1
        row["编号"] = f"PS-{year}-{numbers[year]:03d}"
    return found


def _targets(
    products: list[Product], reports: list[Report], proposals: list[Filing]
) -> Iterator[tuple[Instructed, float]]:
    yield from ((product, 0.7) for product in products)
    for report in reports:
        if report.reported:
            yield Instructed(report.number, report.reported, report.matter.units[0]), 0.12
    for filing in proposals:
        if filing.key and filing.handled:
            unit = filing.leading[0]
            yield Instructed(f"提案:{filing.number}", unit.assigned, unit.unit), 0.5


def _instructions(rng: random.Random, target: Instructed, *, today: date) -> Iterator[Row]:
    count = 2 if rng.random() < 0.22 else 1
    leaders = [(name, rank) for name, rank, _ in _LEADERS]
    weights = [weight for *_, weight in _LEADERS]
    for leader, rank in set(rng.choices(leaders, weights, k=count)):
        day = workday(target.day + timedelta(days=rng.randint(2, 28)))
        if day <= today:
            answer = rng.choice(_FOLLOW_UPS) if (today - day).days > 40 else None
            yield {
                "编号": None,
                "对象编号": target.number,
                "领导": leader,
                "层级": rank,
                "日期": day,
                "内容": rng.choice(_WORDS).format(unit=target.unit),
                "办理反馈": answer and answer.format(unit=target.unit),
            }


def speech_rows(rng: random.Random, roster: Roster, held: list[Event]) -> list[Row]:
    """Give the rows of the sheet 大会发言: spoken and written speeches of the plenary sessions."""
    plenaries = [e for e in held if e.kind == "全体会议" and "大会发言" in e.name]
    return [
        _speech(rng, roster, event, matter, number=n)
        for later, event in enumerate(plenaries)
        for n, matter in enumerate(_chosen(rng, later=bool(later)), 1)
    ]


def _chosen(rng: random.Random, *, later: bool) -> list[Matter]:
    return rng.sample(own_matters("进一步" if later else ""), SPOKEN + WRITTEN)


def _speech(
    rng: random.Random, roster: Roster, event: Event, matter: Matter, *, number: int
) -> Row:
    bodies = (*PARTIES, *BODIES[:5], *SECTOR_NAMES[10:])
    body = bodies[number % len(bodies)]
    numbers = {member.number for member in event.came}
    came = [member for member in roster.of(body) if member.number in numbers]
    speaker = roster.speaker(rng, event.day, came, event.came)
    return {
        "编号": f"FY-{event.day.year}-{number:03d}",
        "活动编号": event.number,
        "题目": matter.title,
        "发言人": speaker.number,
        "代表单位": body if rng.random() < 0.8 else None,
        "形式": "口头" if number <= SPOKEN else "书面",
        "日期": event.day,
    }
