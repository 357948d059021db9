"""Contents for every paper of the register; people and places are invented."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tests.papers.samples import PEOPLE, TEXT, attendance, minutes, roster
from zxdesk.papers.cases import Proposer
from zxdesk.papers.handover import HandoverContent, HandoverItem
from zxdesk.papers.labels import LabelsContent
from zxdesk.papers.member_sheet import MemberSheetContent, SheetTable
from zxdesk.papers.name_cards import NameCardsContent
from zxdesk.papers.official import Attachment, OfficialContent
from zxdesk.papers.opinion_issue import OpinionIssueContent, OpinionReport
from zxdesk.papers.plan import PlanContent, PlanRow
from zxdesk.papers.product_cover import CoverContent
from zxdesk.papers.proposal import ProposalContent, Reply
from zxdesk.papers.proposal_volume import VolumeContent
from zxdesk.papers.register import RegisterContent
from zxdesk.papers.reminder import ReminderContent
from zxdesk.papers.sign_in import SignInContent
from zxdesk.papers.statistics_table import StatisticsContent

COMMITTEE = "政协云溪县委员会"
DAY = date(2026, 3, 18)
SUBJECTS = (
    "关于加快推进全县农村寄递物流体系建设助力乡村振兴的提案",
    "关于完善居家社区养老服务的建议",
    "关于老旧小区加装电梯的提案",
    "关于保护古村落和推进文旅融合发展的建议",
)
PROBLEM = (
    "一、基本情况\n近年来，我县农村寄递物流快速发展，全县86个行政村设站点112个，"
    "2025年业务量达1430万件，同比增长18.6%。\n"
    "二、存在问题\n（一）站点运营难。部分村级站点日均不足20件，难以为继。\n"
    "（二）末端成本高。每件平均投递成本2.35元，比县城高出1.1元。\n"
    "三、建议\n1. 整合邮政、供销、交通等资源，建立共同配送机制。\n"
    "2. 对日均不足30件的站点给予运营补助。"
)
REPLY = (
    "您提出的提案收悉。现答复如下：\n一、已开展的工作\n今年投入资金260万元，改造站点35个。\n"
    "二、下一步打算\n年内实现行政村站点全覆盖。"
)


def official(**changes: Any) -> OfficialContent:
    values: dict[str, Any] = {
        "committee": COMMITTEE,
        "mark": (f"{COMMITTEE}文件",),
        "title": "关于印发居家社区养老服务体系建设专题协商会纪要的通知",
        "text": TEXT,
        "number": "云政协〔2026〕5号",
        "copy_number": "000012",
        "secrecy": "内部★1年",
        "urgency": "特急",
        "addressee": "县人民政府",
        "attachments": (
            Attachment(title="居家社区养老服务体系建设专题协商会纪要", text=PROBLEM),
            Attachment(title="问题清单", text="一、运营率低。\n二、人手不足。"),
        ),
        "signed_by": COMMITTEE,
        "signed_on": DAY,
        "note": "此件公开发布",
        "people": (("参加协商", PEOPLE[:4]), ("请假", ())),
        "copies_to": ("县委办公室", "市政协办公室"),
        "issuer": f"{COMMITTEE}办公室",
        "issued_on": DAY,
    }
    return OfficialContent(**{**values, **changes})


def cover(**changes: Any) -> CoverContent:
    values: dict[str, Any] = {
        "committee": COMMITTEE,
        "kind": "建议案",
        "title": "关于加快推进居家社区养老服务高质量发展的建议案",
        "day": DAY,
        "number": "2026年第3期",
        "given_to": "报送：中共云溪县委、云溪县人民政府",
        "paper": official(copy_number="", secrecy="", urgency=""),
    }
    return CoverContent(**{**values, **changes})


def proposal(place: int = 0, **changes: Any) -> ProposalContent:
    values: dict[str, Any] = {
        "committee": COMMITTEE,
        "session": "十一届五次",
        "subject": SUBJECTS[place % len(SUBJECTS)],
        "text": PROBLEM,
        "number": str(place + 1),
        "serial": f"{place + 1:04}",
        "topic": ("经济建设", "社会建设")[place // 2 % 2],
        "nature": "联名",
        "proposers": tuple(
            Proposer(name=name, sector="经济界", post="溪谷茶业有限公司总经理")
            for name in PEOPLE[place % 5 : place % 5 + 2]
        ),
        "submitted_on": date(2026, 1, 12),
        "conclusion": "立案",
        "examined_on": date(2026, 1, 15),
        "units": (("主办", "县交通运输局"), ("会办", "县邮政管理局")),
        "due_on": date(2026, 4, 20),
        "replies": (
            Reply(unit="县交通运输局", number="云交函〔2026〕12号", day=DAY, grade="A", text=REPLY),
        ),
        "satisfaction": "满意",
    }
    return ProposalContent(**{**values, **changes})


def volume(count: int = 6) -> VolumeContent:
    topics = ("经济建设", "社会建设")
    return VolumeContent(
        committee=COMMITTEE,
        title="十一届五次会议提案汇编",
        day=DAY,
        proposals=(proposal(n, topic=topics[n * 2 // count]) for n in range(count)),
        total=count,
    )


def items(count: int) -> tuple[HandoverItem, ...]:
    return tuple(
        HandoverItem(
            number=str(n + 1),
            subject=SUBJECTS[n % len(SUBJECTS)],
            proposer=PEOPLE[n % len(PEOPLE)],
            others="会办：县财政局" if n % 3 == 0 else "",
            due_on=date(2026, 3, 1 + n % 28),
        )
        for n in range(count)
    )


def handover() -> HandoverContent:
    return HandoverContent(
        committee=COMMITTEE,
        session="十一届五次",
        handed_on=date(2026, 1, 20),
        units=(("县交通运输局", items(9)), ("县民政局", items(12)), ("县农业农村局", items(4))),
    )


def register(count: int = 40, **changes: Any) -> RegisterContent:
    columns = ("案号", "案由", "提案者", "类别", "主办单位", "交办日期", "答复日期", "结果", "评价")
    values: dict[str, Any] = {
        "committee": COMMITTEE,
        "title": "十一届五次会议提案登记簿",
        "columns": columns,
        "rows": (
            (
                str(n + 1),
                SUBJECTS[n % len(SUBJECTS)],
                PEOPLE[n % len(PEOPLE)],
                "经济建设",
                "县交通运输局",
                "2026-01-20",
                "2026-03-18" if n % 3 else "",
                "A" if n % 3 else "",
                "满意" if n % 3 else "",
            )
            for n in range(count)
        ),
        "total": count,
        "remark": f"共{count}件",
        "landscape": True,
    }
    return RegisterContent(**{**values, **changes})


def venues() -> RegisterContent:
    return RegisterContent(
        committee=COMMITTEE,
        title="委员履职阵地名册",
        columns=("编号", "名称", "地区", "成立日期", "牵头委员", "星级"),
        rows=tuple(
            (
                f"ZD-{n + 1:03}",
                f"溪口{n + 1}号委员会客厅",
                "溪口镇",
                "2024-03",
                PEOPLE[n % 9],
                "四星",
            )
            for n in range(24)
        ),
        total=24,
        groups=((0, "委员会客厅（12个）"), (12, "民生议事堂（12个）")),
        remark="截至2026年3月18日，共24个",
    )


def reminder() -> ReminderContent:
    return ReminderContent(
        committee=COMMITTEE,
        unit="县交通运输局",
        items=items(4),
        deadline=date(2026, 4, 10),
        today=DAY,
        number="云政协函〔2026〕7号",
        contact="罗知行",
        phone="0570-0000000",
    )


def opinion(count: int = 1) -> OpinionIssueContent:
    reports = tuple(
        OpinionReport(title=SUBJECTS[n], text=PROBLEM, reporters=(f"{PEOPLE[n]}（县政协委员）",))
        for n in range(count)
    )
    return OpinionIssueContent(
        committee=COMMITTEE,
        issuer=f"{COMMITTEE}办公室",
        year=2026,
        number="3",
        issued_on=DAY,
        reports=reports,
        sent_to=("市政协办公室", "县委办公室"),
        copies_to=("县民政局",),
        editor="罗知行",
        signer="方砚秋",
    )


def sign_in() -> SignInContent:
    return SignInContent(
        committee=COMMITTEE,
        title="居家社区养老服务专题协商会",
        start=datetime(2026, 3, 16, 9, 0),
        place="县政协二楼会议室",
        people=tuple((name, "云溪县中医院副院长") for name in (*PEOPLE, "方言", "程立言")),
    )


def member_sheet() -> MemberSheetContent:
    return MemberSheetContent(
        committee=COMMITTEE,
        title="委员履职档案",
        facts=(
            ("姓名", "龙𬭎"),
            ("性别", "男"),
            ("民族", "汉族"),
            ("出生年月", "1975年3月"),
            ("党派", "民建"),
            ("界别", "经济界"),
            ("政协职务", "常务委员"),
        ),
        long_facts=(("工作单位及职务", "溪谷茶业有限公司董事长、总经理"),),
        tables=(
            SheetTable(
                title="出席活动",
                columns=("日期", "活动", "身份", "出席情况"),
                rows=tuple(
                    (f"2026-03-{n + 1:02}", "居家社区养老服务专题协商会", "应到", "出席")
                    for n in range(20)
                ),
            ),
            SheetTable(
                title="提案", columns=("案号", "案由", "结果"), rows=(("1", SUBJECTS[0], "A"),)
            ),
            SheetTable(title="社情民意", columns=("标题",), rows=()),
        ),
        period="2026年度",
    )


def statistics(**changes: Any) -> StatisticsContent:
    groups = ("建言献策",) * 3 + ("参加会议",) * 3 + ("参加活动",) * 3
    titles = ("发言", "提案", "信息", "全体会议", "常委会会议", "主席会议", "协商", "视察", "学习")
    columns = (("", "界别"), ("", "委员"), ("", "职务"), *zip(groups, titles, strict=True))
    values: dict[str, Any] = {
        "title": "委员履职情况统计表",
        "unit": COMMITTEE,
        "period": "2026年第1季度",
        "columns": columns,
        "rows": tuple(
            (("经济界", "教育界")[n // 8 % 2], PEOPLE[n % 9], "委员", *map(str, range(n, n + 9)))
            for n in range(30)
        ),
        "number": "T6",
        "merged": 1,
        "signers": (("单位负责人", "方砚秋"), ("填表人", "罗知行"), ("联系电话", "0570-0000000")),
        "reported_on": DAY,
        "notes": ("提案以第一提案人计。", "出席以签到为准，列席不计。"),
        "landscape": True,
    }
    return StatisticsContent(**{**values, **changes})


def plan() -> PlanContent:
    rows = tuple(
        PlanRow(
            topic=SUBJECTS[n % 4].removesuffix("的提案"),
            form="专题协商会",
            lead="提案委员会",
            planned=f"{n + 1}月",
            stage="已完成" if n < 3 else "调研",
            done=f"{n + 1}月16日" if n < 3 else "",
        )
        for n in range(8)
    )
    return PlanContent(
        committee=COMMITTEE,
        title="2026年度协商工作计划完成情况",
        as_of=DAY,
        groups=(("协商", rows), ("民主监督", rows[:3])),
        counts=(("计划", 11), ("完成", 6)),
    )


def name_cards() -> NameCardsContent:
    return NameCardsContent(committee=COMMITTEE, names=(*PEOPLE, "方言"))


def labels() -> LabelsContent:
    texts = tuple((name, "云溪县中医院", "云溪镇中山路12号") for name in PEOPLE * 3)
    return LabelsContent(committee=COMMITTEE, labels=texts)


SAMPLES: dict[str, Callable[[], Any]] = {
    "会议纪要": minutes,
    "协商纪要": official,
    "建议案": cover,
    "协商专报": lambda: cover(kind="协商专报", paper=None),
    "签到表": sign_in,
    "出席表": attendance,
    "桌签": name_cards,
    "标签": labels,
    "提案": proposal,
    "提案汇编": volume,
    "交办清单": handover,
    "提案登记簿": register,
    "催办函": reminder,
    "社情民意信息": opinion,
    "委员名册": roster,
    "委员履职档案": member_sheet,
    "阵地名册": venues,
    "统计表": statistics,
    "计划完成情况": plan,
    "清单": lambda: register(12, landscape=False),
}
