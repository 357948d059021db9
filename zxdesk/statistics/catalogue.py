"""The catalogue of indicators: what each is called and what exactly it counts."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from zxdesk.records.proposal import FILED, MERGED, NOT_FILED, TO_OPINION
from zxdesk.statistics import (
    dated_figures,
    event_figures,
    followup_figures,
    opinion_figures,
    proposal_figures,
    register_figures,
    topic_figures,
)
from zxdesk.statistics.counting import Asked, Question, ways_to_write

# The number of the catalogue's definitions. Closed figures and packages carry it, so a change of
# meaning is never taken for a change of the records. Raise it by one whenever the same records
# would give another value or stand in another group: an indicator's condition or date, what a
# label means, which services hold. A new indicator, a new label and a mere correction of words do
# not raise it.
CATALOGUE_VERSION = 2

RATE = "%"


@dataclass(frozen=True)
class Indicator:
    """One indicator.

    Attributes:
        ask: Makes the question, before the filters are applied.
        filters: The labels that offices use most; any label of the records works.
        consumed: (kind, field) of labels that choose what `ask` counts and filter nothing more.
    """

    code: str
    label: str
    unit: str
    definition: str
    ask: Callable[[Asked], Question]
    filters: tuple[str, ...] = ()
    consumed: tuple[tuple[str, str], ...] = ()

    def question(self, asked: Asked) -> Question:
        """Give the question with its filters applied."""
        consumed = {path for one in self.consumed for path in ways_to_write(*one)}
        terms = tuple(term for term in asked.terms if term[0] not in consumed)
        return self.ask(asked).narrowed(replace(asked, terms=terms))


_EVENT = ("类型", "方式", "主办单位", "主办类别", "阵地", "阵地类型", "阵地子类", "品牌")
_PERSON = (*_EVENT, "身份", "界别", "专委会")
_TOPIC = ("类别", "形式", "选题来源", "牵头单位", "品牌", "范围", "上级议题")
_VENUE = ("类型", "子类", "地区", "星级")
_PROPOSAL = (
    "提案者性质",
    "类别",
    "时间标识",
    "重点提案",
    "主办单位",
    "第一提案人.界别",
    "集体单位.类别",
)
_OPINION = ("反映单位", "反映单位.类别", "类别", "品牌")
_SOURCE = ("来源.阵地", "来源.阵地类型", "来源.阵地.地区", "来源.品牌", "来源.类型")


_PARENT = (("consultation", "parent_id"),)

INDICATORS: dict[str, Indicator] = {
    indicator.code: indicator
    for indicator in (
        Indicator(
            "member.active", "在任委员", "人",
            "当日在任的委员；期间按最后一天（不晚于今天）计；没有任职止的任到下一届开幕前一天，"
            "没有登记任职的视为一直在任",
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
            "proposal.received", "收到提案", "件", "按提交日期；各种审查结论都计",
            proposal_figures.submitted(), _PROPOSAL,
        ),
        Indicator(
            "proposal.filed", "立案", "件", "按提交日期；审查结论为立案和并案的",
            proposal_figures.submitted(FILED, MERGED), _PROPOSAL,
        ),
        Indicator(
            "proposal.merged", "并案", "件", "按提交日期；审查结论为并案的",
            proposal_figures.submitted(MERGED), _PROPOSAL,
        ),
        Indicator(
            "proposal.after_merge", "并案后", "件", "按提交日期；立案减去并案",
            proposal_figures.submitted(FILED), _PROPOSAL,
        ),
        Indicator(
            "proposal.not_filed", "不予立案", "件", "按提交日期；审查结论为不予立案的",
            proposal_figures.submitted(NOT_FILED), _PROPOSAL,
        ),
        Indicator(
            "proposal.to_opinion", "转社情民意", "件", "按提交日期；审查结论为转社情民意的",
            proposal_figures.submitted(TO_OPINION), _PROPOSAL,
        ),
        Indicator(
            "proposal.assigned", "交办", "件", "按交办日期；提案上没有的按主办、分办单位最早的",
            proposal_figures.assigned, _PROPOSAL,
        ),
        Indicator(
            "proposal.replied", "已答复", "件",
            "按答复日期；提案上没有的，主办、分办单位都答复了才算，按最后一家",
            proposal_figures.replied, _PROPOSAL,
        ),
        Indicator(
            "proposal.overdue", "逾期", "件",
            "已交办、当日有主办或分办单位过了期限还没有答复的；各单位按自己的延期至，没有的按期限，"
            "再没有的按提案的答复期限；没有承办单位的按提案自己的；提案上登记了答复日期的算已答复",
            proposal_figures.overdue, _PROPOSAL,
        ),
        Indicator(
            "proposal.reply_rate", "办复率", RATE,
            "期间内交办的提案中，到期间最后一天（不晚于今天）已答复的",
            proposal_figures.reply_rate, _PROPOSAL,
        ),
        Indicator(
            "proposal.satisfied_rate", "满意率", RATE,
            "期间内收回的反馈中，办理结果评价为满意的（不含基本满意）",
            proposal_figures.satisfied_rate, _PROPOSAL,
        ),
        Indicator(
            "proposal.proposers", "提案委员", "人", "第一提案人和联名人，每人计一次",
            proposal_figures.proposers, (*_PROPOSAL, "界别"),
        ),
        Indicator(
            "consultation.topics", "议题", "项",
            "期间内有已举办活动的议题；下级议题计入最上级议题，每项计一次；不限类别时协商、民主监督、"
            "视察、调研都计；筛选和分组按所计的议题；指明上级议题时计它的下级议题，再下级的计入其中",
            topic_figures.topics, _TOPIC, _PARENT,
        ),
        Indicator(
            "consultation.planned", "计划议题", "项",
            "期间所在年度列入计划的议题（选题阶段除外），按议题自己的年度和阶段；"
            "下级议题只在指明上级议题时计",
            topic_figures.planned(completed=False), _TOPIC, _PARENT,
        ),
        Indicator(
            "consultation.completed", "完成议题", "项",
            "期间所在年度的议题中已完成或归档的，按议题自己的年度和阶段；"
            "下级议题只在指明上级议题时计",
            topic_figures.planned(completed=True), _TOPIC, _PARENT,
        ),
        Indicator(
            "consultation.sessions", "协商活动", "次",
            "关联了议题的已举办活动，每场计一次；筛选和分组按活动关联的那项议题；指明上级议题时，"
            "它下面各级议题的活动都计",
            topic_figures.sessions, _TOPIC, _PARENT,
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
            "event.attendance_rate", "出席率", RATE,
            "应到人员中（指明身份的按所指）：出席 ÷（出席＋请假＋缺席）",
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
            "event.venues", "开展活动的阵地", "个",
            "期间内有已举办活动的阵地，每处计一次；阵地的筛选和分组按所计的阵地",
            event_figures.venues, ("阵地类型", "阵地子类", "阵地.地区", *_EVENT[:4], "品牌"),
        ),
        Indicator(
            "suggestion.count", "意见建议", "条",
            "按日期计，没有日期的按来源活动的开始时间（活动取消的也计）、来源议题的首场已举办活动；"
            "无效的只在指明 有效=否 时计",
            followup_figures.suggestions, (*_SOURCE, "有效", "采纳情况", "办理单位"),
        ),
        Indicator(
            "problem.count", "问题", "个",
            "按来源活动的开始时间（活动取消的也计）、来源议题的首场已举办活动、来源项目的开始日期计，"
            "各种状态都计；只问已解决时按解决日期计",
            followup_figures.problems, (*_SOURCE, "状态", "主题", "责任单位"),
        ),
        Indicator(
            "opinion.items", "收到社情民意", "条", "按提交日期", opinion_figures.items, _OPINION,
        ),
        Indicator(
            "opinion.issues", "编报社情民意", "期",
            "按该期最早的上报日期（没有的按最早的提交日期）；一期计一次",
            opinion_figures.issues, _OPINION,
        ),
        Indicator(
            "opinion.reported", "上报社情民意", "期", "按上报日期；一期计一次",
            opinion_figures.reported, _OPINION,
        ),
        Indicator(
            "opinion.adopted", "采用社情民意", "期", "期间内被采用的；一期计一次",
            opinion_figures.adopted, ("级别", "方式"),
        ),
        Indicator(
            "instruction.items", "获批示工作", "项", "期间内得到批示的工作，每项计一次",
            dated_figures.instructed_items, ("层级", "领导"),
        ),
        Indicator(
            "instruction.count", "批示", "次", "期间内的批示",
            dated_figures.dated("instruction"), ("层级", "领导"),
        ),
        Indicator(
            "product.count", "成果", "份", "按报送日期", dated_figures.dated("product"),
            ("类型", "报送对象", "来源.品牌"),
        ),
        Indicator(
            "speech.count", "大会发言", "篇", "按日期；口头和书面都计",
            dated_figures.dated("speech"), ("形式", "代表单位"),
        ),
        Indicator(
            "media.count", "媒体报道", "篇", "按日期", dated_figures.dated("media"),
            ("级别", "媒体", "栏目"),
        ),
        Indicator(
            "document.count", "文件", "个", "按日期", dated_figures.dated("document"),
            ("类型", "方式", "发文单位"),
        ),
        Indicator(
            "document.words", "字数", "字", "按日期；字数之和",
            dated_figures.dated("document", amount="words"), ("类型", "方式"),
        ),
        Indicator(
            "award.count", "荣誉", "项", "按日期", dated_figures.dated("award"),
            ("对象", "授予单位", "级别"),
        ),
        Indicator(
            "project.count", "共富项目", "个", "按开始日期", dated_figures.dated("project"),
            ("界别", "地区", "类型"),
        ),
        Indicator(
            "project.public", "覆盖群众", "人次", "按开始日期；群众人次之和",
            dated_figures.dated("project", amount="public"), ("界别", "地区", "类型"),
        ),
    )
}  # fmt: skip
