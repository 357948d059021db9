"""The consultation plans of two years, each topic as far as it would be on a day."""

import random
from datetime import date

from zxdesk.demo import brands, people
from zxdesk.demo.model import Subject, Topic
from zxdesk.demo.sectors import SECTOR_NAMES
from zxdesk.demo.subjects import LAST_YEAR, THIS_YEAR

_NOT_HELD = "电动自行车安全管理"
_POOL = (
    Subject(title="城乡公共充电设施布局", category="协商", form="协商座谈会", source="社会征题",
            month=0, committee="城建和环境资源委员会", unit="县供电公司",
            advice=("统筹布局乡镇充电站", "简化充电桩报装手续")),
    Subject(title="小学课后服务提质", category="协商", form="界别协商", source="委员荐题",
            month=0, committee="教科卫体委员会", unit="县教育局",
            advice=("引入非遗和体育社团", "合理确定教师课后服务补贴")),
)  # fmt: skip


def make_topics(rng: random.Random, *, today: date) -> tuple[Topic, ...]:
    """Give the topics of last year and this year, and a few that are only proposed."""
    found: list[Topic] = []
    for year, table in ((today.year - 1, LAST_YEAR), (today.year, THIS_YEAR + _POOL)):
        numbers = {s.title: f"XS-{year}-{i:02d}" for i, s in enumerate(table, 1)}
        found += [
            _topic(rng, subject, year=year, numbers=numbers, today=today) for subject in table
        ]
    return tuple(found)


def _topic(
    rng: random.Random, subject: Subject, *, year: int, numbers: dict[str, str], today: date
) -> Topic:
    stage = _stage(rng, subject, year=year, today=today)
    partners = (subject.unit, *rng.sample(SECTOR_NAMES[8:], rng.randint(1, 2)))
    return Topic(
        number=numbers[subject.title],
        year=year,
        subject=subject,
        stage=stage,
        leader=people.DEPUTIES[subject.committee],
        partners=partners,
        parent=numbers[subject.parent] if subject.parent else None,
        brands=_brands(subject),
        note=_note(rng, subject, stage),
    )


def _stage(rng: random.Random, subject: Subject, *, year: int, today: date) -> str:
    """Tell how far a topic is: it is prepared for two months and followed up for six."""
    if subject.month == 0:
        return "选题"
    if subject.title == _NOT_HELD:
        return "未开展"
    if year < today.year:
        return "归档" if subject.month < 9 else "已完成"
    ago = today.month - subject.month
    if ago <= 0:
        return {0: "调研", -1: "调研", -2: "方案"}.get(ago, "列入计划")
    late = {1: ("协商", "报送"), 2: ("报送", "办理"), 3: ("办理",), 4: ("办理", "跟踪")}
    return rng.choice(late.get(ago, ("跟踪", "已完成", "已完成")))


def _brands(subject: Subject) -> tuple[str, ...]:
    if subject.category == "民主监督":
        return (brands.SUPERVISE,)
    if subject.category != "协商":
        return ()
    return (brands.SMALL,) if subject.form == "微协商" else (brands.CONSULT,)


def _note(rng: random.Random, subject: Subject, stage: str) -> str | None:
    if stage == "未开展":
        return "因相关条例修订，经主席会议研究调整到下一年度"
    if subject.form == "专题议政性常委会会议" or rng.random() < 0.08:
        return "市县联动议题"
    return None
