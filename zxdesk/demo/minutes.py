"""Agendas and the text of minutes."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from zxdesk.demo.agenda_items import Item
from zxdesk.demo.model import Topic
from zxdesk.demo.people import DIRECTORS
from zxdesk.numerals import to_chinese

_HEARD = ("会议听取了{who}的汇报，并进行了讨论。", "{who}作了汇报，与会同志逐一发表意见。",
          "会议审阅了有关材料，听取了{who}的说明。")  # fmt: skip
_THOUGHT = ("会议认为，{view}。", "会议指出，{view}。", "会议强调，{view}。")
_DECIDED = (
    "会议议定：{decision}，由{unit}负责，{due}前完成。",
    "会议决定，{decision}。此项工作由{unit}牵头，于{due}前落实到位。",
    "会议要求，{decision}。责任单位：{unit}；完成时限：{due}。",
)
_PREPARED = (
    "会前，{committee}组织委员赴{towns}等地开展调研，走访企业和农户，召开座谈会{n}场，并通过委员会客厅和"
    "民生议事堂广泛征求群众意见。",
    "此次协商坚持不调研不协商。{committee}牵头成立调研组，先后深入{towns}实地察看，"
    "收集问题建议{n}条，形成了调研报告。",
    "协商前，{committee}会同有关界别开展了为期一个月的调研，足迹遍及{towns}，发放问卷{n}0余份。",
)
_SPOKEN = (
    "会上，{unit}通报了有关工作情况，{speakers}位委员围绕主题作了发言，有关部门现场回应。",
    "会上，{speakers}位委员和群众代表先后发言，{unit}负责同志与委员面对面互动交流。",
)
_REASONS = (
    "委员们认为，这是当前群众反映最集中、最有条件先行突破的环节，应当明确责任、排定时序。",
    "委员们建议选择基础较好的乡镇先行试点，成熟后再在全县推开。",
    "有关部门表示，将认真研究吸收，能办的马上办，需要时间的列入计划办。",
    "要注重算好投入产出账，用好现有政策资金，避免重复建设。",
)
_GENERAL = (
    ("健全工作推进机制", "建议由县政府分管领导牵头，定期会商研究，协调解决跨部门问题"),
    ("强化资金和要素保障", "整合各类专项资金，优先保障群众急需的民生项目"),
    ("营造良好氛围", "加强宣传引导，总结推广基层好做法，让群众知晓、支持、参与"),
    ("加强督促检查", "把协商成果落实情况纳入督查内容，适时开展回头看"),
)


def reporter(unit: str) -> str:
    """Give the name of who reports for a body of the committee."""
    return DIRECTORS.get(unit, "潘志文")


def _spoken_date(day: date) -> str:
    return f"{day.month}月{day.day}日"


def agenda(items: Sequence[Item], day: date) -> str:
    """Give the agenda as a cell holds it, a line for each item."""
    return "\n".join(
        f"{i.title}｜{reporter(i.unit)}｜{i.decision}｜{i.unit}｜{day + timedelta(days=i.days)}"
        for i in items
    )


def titles(items: Sequence[Item]) -> str:
    """Give an agenda before the meeting: what will be reported, nothing decided."""
    return "\n".join(f"{item.title}｜{reporter(item.unit)}" for item in items)


def meeting_minutes(rng: random.Random, items: Sequence[Item], day: date) -> str:
    """Give the text of minutes, a part for each item."""
    parts: list[str] = []
    for number, item in enumerate(items, 1):
        due = _spoken_date(day + timedelta(days=item.days))
        who = f"{item.unit}{reporter(item.unit)}同志"
        heard, thought = rng.choice(_HEARD), rng.choice(_THOUGHT)
        parts.append(f"{to_chinese(number)}、{item.title}")
        parts.append(heard.format(who=who) + thought.format(view=item.view))
        decided = rng.choice(_DECIDED).format(decision=item.decision, unit=item.unit, due=due)
        parts.append(decided)
    return "\n".join(parts)


def topic_agenda(topic: Topic, day: date) -> str:
    """Give the agenda of a consultation."""
    about = topic.subject
    due = day + timedelta(days=25)
    follow_up = day + timedelta(days=90)
    return "\n".join(
        (
            f"通报{about.title}工作情况｜{about.unit}",
            f"作调研报告和主题发言｜{reporter(about.committee)}",
            f"互动协商，研究意见建议｜｜梳理形成协商纪要报送县委、县政府｜{about.committee}｜{due}",
            f"研究成果转化事项｜｜逐项研究采纳意见建议并书面反馈｜{about.unit}｜{follow_up}",
        )
    )


def topic_minutes(rng: random.Random, topic: Topic, *, towns: Sequence[str], speakers: int) -> str:
    """Give the text of the minutes of a consultation."""
    about = topic.subject
    prepared = rng.choice(_PREPARED).format(
        committee=about.committee, towns="、".join(towns), n=rng.randint(3, 9)
    )
    spoken = rng.choice(_SPOKEN).format(unit=about.unit, speakers=speakers)
    title, general = rng.choice(_GENERAL)
    first, second = rng.sample(_REASONS, 2)
    return "\n".join(
        (
            "一、协商情况",
            prepared + spoken,
            "二、主要意见建议",
            f"（一）{about.advice[0]}。{first}",
            f"（二）{about.advice[1]}。{second}",
            f"（三）{title}。{general}。",
            "三、议定事项",
            f"会议议定，由{about.committee}梳理协商意见，形成协商纪要报送县委、县政府；"
            f"由{about.unit}牵头逐项研究，三个月内书面反馈采纳落实情况。",
        )
    )
