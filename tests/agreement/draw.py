"""Draws ledgers: small ones, full of the days and links on which figures go wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from tests.agreement.chance import EDGES, ORGANISERS, PLACES, SESSIONS, YEARS, Chance
from tests.agreement.draw_outcomes import draw_outcomes
from tests.agreement.rows import PROGRAMMES, Book, Cells

THERE = "政协乙县委员会"
UNITS = (
    ("界别", "经济界"),
    ("界别", "教育界"),
    ("界别", "高教组"),
    ("界别", "工商联"),
    ("人民团体", "工商联"),
    ("专委会", "提案委"),
    ("专委会", "经济委"),
    ("活动组", "城关组"),
    ("履职党支部", "一支部"),
    ("承办单位", "县府办"),
    ("承办单位", "教育局"),
    ("承办单位", "工商联"),
)
BRANDS = ("同心", "同心读书", "同心夜读", "春风")
PEOPLE = ("赵甲", "钱乙", "孙丙", "李丁", "周戊")


class Drawing(Chance):
    """Draws the books of committees."""

    def committee(self, owner: str, most: int) -> None:
        """Draw all that one committee keeps."""
        self.owner = owner
        self.brands = []
        self._registers()
        self._members(min(most, len(PEOPLE)))
        self._venues(min(most, 3))
        self._proposals(most)
        self._topics(min(most, 4))
        self._events(most)
        draw_outcomes(self, most)

    def _registers(self) -> None:
        self.present = [unit for unit in UNITS if self.maybe(0.8)]
        seen: list[str] = []
        for category, name in self.present:
            start = self.partial(0.2)
            end = None if start else self.partial(0.2)
            above = self.perhaps([u for u in seen if u.startswith(category)], 0.4)
            self.add(
                "单位",
                单位名称=name,
                类别=category,
                上级单位=above,
                地区=self.perhaps(PLACES),
                启用日期=start,
                停用日期=end,
            )
            seen.append(f"{category}/{name}")
        for name in self.some(BRANDS, len(BRANDS)):
            self.add(PROGRAMMES, 名称=name, 上级品牌=self.perhaps(self.brands, 0.7))
            self.brands.append(name)
        days = sorted(self.random.sample(EDGES, len(SESSIONS)))
        for (term, number), opens in zip(SESSIONS, days, strict=True):
            self.add(
                "会次",
                届次=term,
                会次=number,
                开幕日期=opens if self.maybe(0.9) else None,
                闭幕日期=opens + timedelta(days=self.pick((0, 3))) if self.maybe(0.9) else None,
            )

    def _members(self, most: int) -> None:
        for number in self.count(most):
            person = {
                "委员编号": f"W{number}",
                "姓名": PEOPLE[number - 1],
                "性别": self.perhaps(("男", "女")),
                "党派": self.perhaps(("民盟", "民建")),
                "政治面貌": self.perhaps(("群众", "中共党员"), 0.3),
                PROGRAMMES: self.some(self.brands) if self.maybe(0.2) else None,
            }
            if self.maybe(0.15):
                self.add("委员", **person)
                continue
            seen: set[tuple[Any, Any]] = set()
            for _ in range(self.pick((1, 1, 2, 3))):
                service = self._service()
                key = (service["届次"], service["任职起"])
                if key not in seen and (not seen or key != (None, None)):
                    if (None, None) in seen:
                        break
                    seen.add(key)
                    self.add("委员", **person, **service)

    def _service(self) -> Cells:
        start = self.partial(0.7)
        end = self.partial(0.3)
        if start and end and str(end) < str(start):
            end = None
        return {
            "届次": self.pick(("五届", "五届", "六届", None)),
            "界别": self.perhaps(self.units("界别"), 0.9),
            "专委会": self.some(self.units("专委会")),
            "活动组": self.perhaps(self.units("活动组"), 0.3),
            "履职党支部": self.perhaps(self.units("履职党支部"), 0.2),
            "政协职务": self.some(("主席", "委员", "常委")),
            "工作单位": self.perhaps(("县医院", "一中"), 0.3),
            "任职起": start,
            "任职止": end,
        }

    def _venues(self, most: int) -> None:
        people = self.people()
        for number in self.count(most):
            start = self.partial(0.4)
            self.add(
                "阵地",
                编号=f"Z{number}",
                名称=f"阵地{number}",
                类型=self.pick(("委员工作室", "民生议事堂")),
                子类=self.perhaps(("界别型", "乡镇型")),
                地区=self.perhaps(PLACES),
                成立日期=start,
                撤销日期=None if start else self.partial(0.3),
                牵头委员=self.some(people),
                团队成员=self.some(people),
                星级=self.perhaps(("三星", "五星"), 0.4),
            )

    def _proposals(self, most: int) -> None:
        people = self.people()
        for number in self.count(most):
            term, session = self.pick(SESSIONS)
            signers = self.some(people, 3)
            assigned = self.day(0.5)
            conclusion = self.listed("提案", "审查结论", 0.9)
            said = self.listed("提案", "办理结果评价", 0.4)
            main = self.perhaps(self.proposals(), 0.8) if conclusion == "并案" else None
            handlers = self.some(self.units("承办单位", "专委会"), 3)
            at = self.random.randrange(3)
            self.add(
                "提案",
                届次=term,
                会次=session,
                流水号=str(number),
                案由=f"提案{number}",
                类别=self.perhaps(("经济", "教育")),
                提案者性质=self.listed("提案", "提案者性质"),
                第一提案人=signers[0] if signers else None,
                联名人=signers[1:],
                集体单位=self.some(self.units("人民团体", "界别", "专委会"), 1),
                提交日期=self.day(),
                时间标识=self.listed("提案", "时间标识"),
                审查结论=conclusion,
                并入流水号=main,
                重点提案=self.listed("提案", "重点提案", 0.4),
                主办单位=handlers[:at] if self.maybe(0.6) else None,
                交办日期=assigned,
                答复期限=self.later(assigned, 0.4),
                答复日期=self.later(assigned, 0.3),
                办理结果=self.listed("提案", "办理结果", 0.3),
                督办领导=self.perhaps(("张书记", "王县长"), 0.2),
                办理结果评价=said,
                反馈日期=self.day(0.8) if said else None,
            )
            self._handled(f"{term}/{session}/{number}", handlers[at:], people)

    def _handled(self, proposal: str, handlers: Sequence[str], people: Sequence[str]) -> None:
        # Where 提案 names its units, 办理 may not name others in the same part.
        named = self.book["提案"][-1].get("主办单位")
        for unit in handlers:
            assigned = self.day(0.6)
            due = self.later(assigned, 0.6)
            self.add(
                "办理",
                提案=proposal,
                单位=unit,
                角色=self.pick(("会办", "分办") if named else ("主办", "分办", "会办")),
                交办日期=assigned,
                期限=due,
                延期至=self.later(due or assigned, 0.3),
                答复日期=self.later(assigned, 0.5),
            )
        for unit in named or ():
            if self.maybe():
                assigned = self.day(0.6)
                self.add(
                    "办理",
                    提案=proposal,
                    单位=unit,
                    角色="主办",
                    交办日期=assigned,
                    期限=self.later(assigned, 0.6),
                    答复日期=self.later(assigned, 0.5),
                )
        for person in self.some(people) if self.maybe(0.4) else ():
            self.add(
                "反馈",
                提案=proposal,
                委员=person,
                办理结果评价=self.listed("反馈", "办理结果评价"),
                日期=self.day(0.9),
            )

    def _topics(self, most: int) -> None:
        for number in self.count(most):
            self.add(
                "协商",
                编号=f"X{number}",
                年度=self.pick(YEARS),
                议题=f"议题{number}",
                类别=self.listed("协商", "类别"),
                形式=self.perhaps(("专题协商", "对口协商")),
                选题来源=self.perhaps(("交题", "荐题")),
                牵头单位=self.some(self.units(*ORGANISERS)),
                参与单位=self.some(self.units("承办单位"), 1),
                牵头领导=self.perhaps(("张书记", "王县长"), 0.3),
                上级议题=self.perhaps(self.keys("协商"), 0.5),
                计划月份=self.perhaps(("2024-03", "2025-12"), 0.3),
                阶段=self.listed("协商", "阶段", 0.9),
                范围=self.listed("协商", "范围", 0.5),
            )

    def _events(self, most: int) -> None:
        people = self.people()
        for number in self.count(most):
            hour = self.pick((time(), time(), time(9, 0), time(23, 30)))
            self.add(
                "活动",
                编号=f"H{number}",
                名称=f"活动{number}",
                类型=self.pick(("学习", "读书", "调研")),
                方式=self.listed("活动", "方式", 0.5),
                开始时间=datetime.combine(self.day(), hour),
                主办单位=self.some(self.units(*ORGANISERS)),
                阵地=self.some(self.keys("阵地")),
                协商编号=self.some(self.keys("协商")),
                状态=self.pick(("已举办", "已举办", "已举办", "计划", "取消", None)),
                群众人次=self.perhaps((0, 3, 40), 0.4),
                来宾人数=self.perhaps((1, 2), 0.3),
                发言条数=self.perhaps((5, 7), 0.3),
                成效金额=self.perhaps((1000, 0.5, 12.25), 0.3),
                主持人=self.perhaps(("赵甲", "王县长"), 0.3),
                参加领导=self.some(("张书记", "王县长")) if self.maybe(0.3) else None,
                列席人员=self.some(("县府办", "教育局")) if self.maybe(0.3) else None,
            )
            for person in self.some(people, 4):
                self.add(
                    "出席",
                    活动编号=f"H{number}",
                    委员=person,
                    身份=self.perhaps(("应到", "列席", "授课"), 0.6),
                    出席情况=self.pick(("出席", "出席", "请假", "缺席")),
                    请假事由=self.perhaps(("出差", "生病"), 0.2),
                )


def draw_book(random: Random, most: int = 6) -> tuple[Book, datetime]:
    """Draw a ledger of one committee or two, and the moment at which it is entered and asked."""
    drawing = Drawing(random)
    drawing.committee("", most)
    if drawing.maybe(0.5):
        drawing.committee(THERE, most // 2)
    return drawing.book, datetime.combine(drawing.today, time(9, 30))
