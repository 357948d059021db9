"""A proposal on its way: who made it, what was decided, who handles it, what came back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from zxdesk.demo.matters import Matter
from zxdesk.demo.model import Member, Row, joined
from zxdesk.numerals import to_chinese

# The short names of units in the numbers of their letters.
_SHORT = {
    "县发展和改革局": "发改", "县经济和信息化局": "经信", "县教育局": "教", "县科学技术局": "科",
    "县公安局": "公", "县民政局": "民", "县司法局": "司", "县财政局": "财",
    "县人力资源和社会保障局": "人社", "县自然资源和规划局": "资规", "县住房和城乡建设局": "建",
    "县交通运输局": "交", "县水利局": "水", "县农业农村局": "农", "县商务局": "商务",
    "县文化和广电旅游体育局": "文旅", "县卫生健康局": "卫健", "县应急管理局": "应急",
    "县市场监督管理局": "市监", "县综合行政执法局": "执法", "县医疗保障局": "医保",
    "县林业局": "林", "县数据局": "数据", "县民族宗教事务局": "民宗",
    "市生态环境局云溪分局": "环", "县退役军人事务局": "退军", "县残疾人联合会": "残联",
    "县供电公司": "供电", "县供销合作社联合社": "供", "县融媒体中心": "融媒",
}  # fmt: skip


def letter_number(unit: str, year: int, number: int) -> str:
    """Give the number of a unit's letter of reply."""
    short = _SHORT.get(unit) or unit.removesuffix("办事处").removesuffix("人民政府")[:2]
    return f"云{short}提〔{year}〕{number}号"


@dataclass(kw_only=True)
class Handled:
    """One unit's part."""

    unit: str
    role: str
    assigned: date
    received: date
    due: date
    extended: date | None = None
    reason: str | None = None
    replied: date | None = None
    letter: str | None = None
    grade: str | None = None

    def row(self, proposal: str) -> Row:
        """Give the row of the sheet 办理."""
        return {
            "提案": proposal,
            "单位": self.unit,
            "角色": self.role,
            "交办日期": self.assigned,
            "签收日期": self.received,
            "期限": self.due,
            "延期至": self.extended,
            "延期理由": self.reason,
            "答复日期": self.replied,
            "答复文号": self.letter,
            "办理结果": self.grade,
        }


@dataclass(kw_only=True)
class Judged:
    """What one proposer says; `by` is None for a body."""

    by: Member | None
    attitude: str
    result: str
    day: date
    opinion: str | None = None


@dataclass(kw_only=True)
class Filing:
    """A proposal while it is put together."""

    session: int
    matter: Matter
    subject: str
    text: str
    submitted: date
    regular: bool
    nature: str
    signers: tuple[Member, ...] = ()
    bodies: tuple[str, ...] = ()
    serial: str = ""
    case: str | None = None
    conclusion: str = "待审查"
    refusal: str | None = None
    main: "Filing | None" = None
    key: bool = False
    supervisor: str | None = None
    handled: list[Handled] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    closed: date | None = None
    brands: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """Its key, as other sheets name it."""
        return f"十一届/{to_chinese(self.session)}次/{self.serial}"

    @property
    def leading(self) -> list[Handled]:
        """Those who must reply to the proposers."""
        return [part for part in self.handled if part.role != "会办"]

    @property
    def replied(self) -> date | None:
        """The day of the last reply, None while one is missing."""
        days = [part.replied for part in self.leading]
        found = [day for day in days if day]
        return max(found) if found and len(found) == len(days) else None

    def row(self) -> Row:
        """Give the row of the sheet 提案."""
        first, *others = self.signers or (None,)
        judged = self.judged[0] if self.judged else None
        return {
            "届次": "十一届",
            "会次": f"{to_chinese(self.session)}次",
            "流水号": self.serial,
            "案号": self.case,
            "案由": self.subject,
            "正文": self.text,
            "类别": self.matter.category,
            "提案者性质": self.nature,
            "第一提案人": first.number if first else None,
            "联名人": joined([m.number for m in others if m]),
            "集体单位": joined(self.bodies),
            "提交日期": self.submitted,
            "时间标识": "大会" if self.regular else "平时",
            "审查结论": self.conclusion,
            "不予立案理由": self.refusal,
            "并入流水号": self.main.serial if self.main else None,
            "重点提案": "是" if self.key else "否",
            "督办领导": self.supervisor,
            **self._handling(),
            "办理态度评价": judged.attitude if judged else None,
            "办理结果评价": judged.result if judged else None,
            "反馈日期": judged.day if judged else None,
            "结案日期": self.closed,
            "品牌": joined(self.brands),
        }

    def _handling(self) -> Row:
        lead = self.leading[0] if self.leading else None
        done = lead if self.replied else None
        named = {
            f"{role}单位": joined([part.unit for part in self.handled if part.role == role])
            for role in ("主办", "会办", "分办")
        }
        return {
            **named,
            "交办日期": lead.assigned if lead else None,
            "答复期限": lead.due if lead else None,
            "答复日期": self.replied,
            "答复文号": done.letter if done else None,
            "办理结果": done.grade if done else None,
        }

    def feedback_rows(self) -> Iterator[Row]:
        """Give the rows of the sheet 反馈: a body's word stands in 提案 alone."""
        for said in self.judged:
            if said.by:
                yield {
                    "提案": self.number,
                    "委员": said.by.number,
                    "办理态度评价": said.attitude,
                    "办理结果评价": said.result,
                    "日期": said.day,
                    "意见": said.opinion,
                }
