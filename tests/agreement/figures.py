"""Which records each figure of the contract's section 3 counts; the scores are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from tests.agreement.asked import (
    NOTHING,
    SOMETHING,
    Question,
    Refused,
    ends_of,
    read_path,
    without_prefix,
)
from tests.agreement.counting import Answer, Counting, Hit
from tests.agreement.rows import HERE, Office

Find = Callable[[Counting], Iterator[Hit]]
PROPOSAL, TOPIC, EVENT = ("提案",), ("协商",), ("活动",)
FIGURES: dict[str, tuple[tuple[str, ...], str, Find]] = {
    "member.active": (("委员",), "count", Counting.members),
    "unit.active": (("单位",), "count", Counting.units),
    "venue.active": (("阵地",), "count", Counting.venues),
    "venue.leads": (("阵地", "委员"), "count", lambda c: c.persons_at_venues("牵头委员")),
    "venue.team": (("阵地", "委员"), "count", lambda c: c.persons_at_venues("团队成员")),
    "proposal.received": (PROPOSAL, "count", lambda c: c.proposals()),
    "proposal.filed": (PROPOSAL, "count", lambda c: c.proposals("立案", "并案")),
    "proposal.merged": (PROPOSAL, "count", lambda c: c.proposals("并案")),
    "proposal.after_merge": (PROPOSAL, "count", lambda c: c.proposals("立案")),
    "proposal.not_filed": (PROPOSAL, "count", lambda c: c.proposals("不予立案")),
    "proposal.to_opinion": (PROPOSAL, "count", lambda c: c.proposals("转社情民意")),
    "proposal.assigned": (PROPOSAL, "count", lambda c: c.dated_proposals(c.assigned_on)),
    "proposal.replied": (PROPOSAL, "count", lambda c: c.dated_proposals(c.replied_on)),
    "proposal.overdue": (PROPOSAL, "count", Counting.overdue),
    "proposal.reply_rate": (PROPOSAL, "share", Counting.replies),
    "proposal.satisfied_rate": (PROPOSAL, "share", Counting.feedback),
    "proposal.proposers": (("提案", "委员"), "count", Counting.proposers),
    "consultation.topics": (TOPIC, "count", Counting.topics),
    "consultation.planned": (TOPIC, "count", lambda c: c.planned()),
    "consultation.completed": (TOPIC, "count", lambda c: c.planned("已完成", "归档")),
    "consultation.sessions": (("协商", "活动"), "count", Counting.sessions),
    "event.held": (EVENT, "count", lambda c: c.event_hits()),
    "event.attendances": (("活动", "出席", "委员"), "count", lambda c: c.attendances(*c.came())),
    "event.members": (("活动", "出席", "委员"), "count", Counting.participants),
    "event.attendance_rate": (("活动", "出席", "委员"), "share", Counting.attendance_rate),
    "event.public": (EVENT, "sum", lambda c: c.event_hits("群众人次")),
    "event.guests": (EVENT, "sum", lambda c: c.event_hits("来宾人数")),
    "event.remarks": (EVENT, "sum", lambda c: c.event_hits("发言条数")),
    "event.amount": (EVENT, "sum", lambda c: c.event_hits("成效金额")),
    "event.venues": (("活动", "阵地"), "count", Counting.event_venues),
    "suggestion.count": (("意见建议",), "count", Counting.suggestions),
    "problem.count": (("问题",), "count", Counting.problems),
    "opinion.items": (("社情民意",), "count", lambda c: c.dated("社情民意", "提交日期")),
    "opinion.issues": (("社情民意", "期"), "count", Counting.issues),
    "opinion.reported": (("社情民意", "期"), "count", Counting.reported),
    "opinion.adopted": (("采用", "期", "社情民意"), "count", Counting.adopted),
    "instruction.items": (("批示",), "count", lambda c: c.dated("批示", "日期", "对象")),
    "instruction.count": (("批示",), "count", lambda c: c.dated("批示", "日期")),
    "product.count": (("成果",), "count", lambda c: c.dated("成果", "报送日期")),
    "speech.count": (("大会发言",), "count", lambda c: c.dated("大会发言", "日期")),
    "media.count": (("媒体报道",), "count", lambda c: c.dated("媒体报道", "日期")),
    "document.count": (("文件",), "count", lambda c: c.dated("文件", "日期")),
    "document.words": (("文件",), "sum", lambda c: c.dated("文件", "日期", amount="字数")),
    "award.count": (("荣誉",), "count", lambda c: c.dated("荣誉", "日期")),
    "project.count": (("共富项目",), "count", lambda c: c.dated("共富项目", "开始日期")),
    "project.public": (
        ("共富项目",),
        "sum",
        lambda c: c.dated("共富项目", "开始日期", amount="群众人次"),
    ),
}


def answer(office: Office, question: Question, today: date, owner: str = HERE) -> Answer:
    """Answer a question, 本级 being one committee; raise Refused where it is none."""
    sheets, kind, find = FIGURES[question.code]
    paths = [*question.where, *([(question.by, ())] if question.by else [])]
    for label, asked in paths:
        ends = ends_of(*without_prefix(sheets, read_path(label)))
        words = set(asked) - {NOTHING, SOMETHING}
        closed = {value for end in ends for value in end.closed}
        if not ends or (all(end.closed for end in ends) and not closed.issuperset(words)):
            raise Refused(label, words)
    counting = Counting(office, question, today, owner)
    return counting.answer(kind, find(counting))
