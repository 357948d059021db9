"""The catalogue of indicators: what each is called and what exactly it counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from zxdesk.queries.conditions import Path, has_label
from zxdesk.records import KINDS
from zxdesk.statistics import event_figures, followup_figures, register_figures, topic_figures
from zxdesk.statistics.counting import Asked, Question

RATE = "%"


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Attributes:
        ask: Makes the question, before the filters are applied.
        filters: The labels that offices use most; any label of the records works.
        consumed: Labels that choose what `ask` counts and are no filters any more.
        through: Labels that records of this link have are the linked record's, not the row's.
    """

    code: str
    label: str
    unit: str
    definition: str
    ask: Callable[[Asked], Question]
    filters: tuple[str, ...] = ()
    consumed: tuple[str, ...] = ()
    through: str = ""

    def question(self, asked: Asked) -> Question:
        """Give the question with its filters applied."""
        kept = [term for term in asked.terms if term[0] not in {(c,) for c in self.consumed}]
        terms = tuple((self.placed(path), values) for path, values in kept)
        return self.ask(asked).narrowed(replace(asked, terms=terms))

    def placed(self, path: Path) -> Path:
        """Give a label's path from the rows that are counted."""
        linked = self.through and has_label(LINKED[self.through], path[0])
        return (self.through, *path) if linked else path


_EVENT = ("类型", "方式", "主办单位", "主办类别", "阵地", "阵地类型", "阵地子类", "品牌")
_PERSON = (*_EVENT, "身份", "界别", "专委会")
_TOPIC = ("类别", "形式", "选题来源", "牵头单位", "品牌", "范围", "上级议题")
_VENUE = ("类型", "子类", "地区", "星级")
_SOURCE = ("来源.阵地", "来源.阵地类型", "来源.阵地.地区", "来源.品牌", "来源.类型")


LINKED = {"协商": KINDS["consultation"]}
_PARENT = (topic_figures.PARENT,)

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator
    for indicator in (
        Indicator(
            "member.active", "在任委员", "人",
            "当日在任的委员；期间按最后一天（不晚于今天）计",
            register_figures.members_in_office,
            ("界别", "专委会", "活动组", "履职党支部", "政协职务", "党派", "性别"),
        ),
        Indicator(
            "unit.active", "单位", "个", "当日存续的单位", register_figures.in_being("unit"),
            ("类别", "地区"),
        ),
        Indicator(
            "venue.active", "阵地", "个", "当日开放的阵地", register_figures.in_being("venue"),
            _VENUE,
        ),
        Indicator(
            "venue.leads", "牵头委员", "人", "当日开放的阵地的牵头委员，每人计一次",
            register_figures.venue_people("leads"), _VENUE,
        ),
        Indicator(
            "venue.team", "团队成员", "人", "当日开放的阵地的团队成员，每人计一次",
            register_figures.venue_people("team"), _VENUE,
        ),
        Indicator(
            "consultation.topics", "议题", "项",
            "期间内有已举办活动的议题；下级议题计入最上级议题，每项计一次；不限类别时协商、民主监督、视察、调研都计",
            topic_figures.topics, _TOPIC, _PARENT,
        ),
        Indicator(
            "consultation.planned", "计划议题", "项", "期间所在年度列入计划的议题（选题阶段除外）",
            topic_figures.planned(completed=False), _TOPIC, _PARENT,
        ),
        Indicator(
            "consultation.completed", "完成议题", "项", "期间所在年度的议题中已完成或归档的",
            topic_figures.planned(completed=True), _TOPIC, _PARENT,
        ),
        Indicator(
            "consultation.sessions", "协商活动", "次", "关联了议题的已举办活动，每场计一次",
            topic_figures.sessions, _TOPIC, _PARENT, "协商",
        ),
        Indicator(
            "event.held", "活动", "场", "状态为已举办、开始时间在期间内的活动；一场活动计一次",
            event_figures.held, _EVENT,
        ),
        Indicator(
            "event.attendances", "委员人次", "人次", "已举办活动中出席情况为出席的记录数",
            event_figures.attendances, _PERSON,
        ),
        Indicator(
            "event.members", "参加委员", "人", "已举办活动中出席过的委员，每人计一次",
            event_figures.members, _PERSON,
        ),
        Indicator(
            "event.attendance_rate", "出席率", RATE, "应到人员中：出席 ÷（出席＋请假＋缺席）",
            event_figures.attendance_rate, _PERSON,
        ),
        Indicator(
            "event.public", "群众人次", "人次", "已举办活动登记的群众人次之和",
            event_figures.total("public"), _EVENT,
        ),
        Indicator(
            "event.guests", "来宾", "人", "已举办活动登记的来宾人数之和",
            event_figures.total("guests"), _EVENT,
        ),
        Indicator(
            "event.remarks", "发言条数", "条", "已举办活动登记的发言条数之和",
            event_figures.total("remarks"), _EVENT,
        ),
        Indicator(
            "event.amount", "成效金额", "元", "已举办活动登记的成效金额之和",
            event_figures.total("amount"), _EVENT,
        ),
        Indicator(
            "event.venues", "开展活动的阵地", "个", "期间内有已举办活动的阵地，每处计一次",
            event_figures.venues, ("阵地类型", "阵地子类", "阵地.地区", *_EVENT[:4], "品牌"),
        ),
        Indicator(
            "suggestion.count", "意见建议", "条",
            "按日期（没有日期的按来源的日期）计；无效的只在指明 有效=否 时计",
            followup_figures.suggestions, (*_SOURCE, "有效", "采纳情况", "办理单位"),
        ),
        Indicator(
            "problem.count", "问题", "个",
            "按来源的日期计（议题按首场活动），各种状态都计；只问已解决时按解决日期计",
            followup_figures.problems, (*_SOURCE, "状态", "主题", "责任单位"),
        ),
    )
}  # fmt: skip
