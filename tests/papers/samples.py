"""Contents for trying papers; every person and place in them is invented."""

from datetime import date, datetime
from typing import Any

from zxdesk.papers.attendance import AttendanceContent
from zxdesk.papers.minutes import AgendaItem, MinutesContent
from zxdesk.papers.roll import AttendanceRow, PersonOnPaper
from zxdesk.papers.roster import RosterContent, RosterGroup, RosterRow

OPENING = (
    "3月16日上午，县政协主席程立言主持召开政协云溪县第十一届委员会第23次主席会议，"
    "听取全县居家社区养老服务体系建设情况的汇报，审议2026年度协商工作计划"
    "（草案），研究委员履职管理等事项。现纪要如下："
)

AGENDA = (
    AgendaItem(
        title="关于全县居家社区养老服务体系建设情况",
        reporter="县民政局局长周以宁",
        decision=(
            "县民政局要会同有关乡镇（街道），对全县86个村级养老服务站逐一核实，"
            "9.55万元以上的改造项目由主席会议成员“一对一”联系；"
            "对运营率低于60%的站点提出整改意见。"
        ),
        responsible="县民政局、县财政局",
        due=date(2026, 6, 30),
    ),
    AgendaItem(
        title="关于2026年度协商工作计划（草案）",
        reporter="县政协办公室主任罗知行",
        decision="原则同意计划草案，修改后报县委审定。",
        responsible="县政协办公室",
        due=date(2026, 4, 10),
    ),
)

TEXT = (
    "会议认为，今年以来，全县政协组织围绕中心、服务大局，协商议政质量稳步提高。\n"
    "（一）提高站位，把握重点。要认真学习贯彻党的二十届三中全会精神，紧扣“十五五”规划编制，"
    "选准议题，深入调研，做到不调研不协商、问题不准不协商、建议不实不协商。\n"
    "（二）完善机制，注重实效。\n"
    "1. 建立协商成果跟踪督查制度，每季度通报1次采纳落实情况。\n"
    "2. 健全委员履职档案，一人一档、一季一填报、一年一考核。"
)

PEOPLE = ("程立言", "方砚秋", "陆闻笛", "㛃素", "龙𬭎", "马䶮", "石𠅤", "阿依·古丽", "欧阳明远")


def minutes(**changes: Any) -> MinutesContent:
    """Give minutes of two pages, with changes."""
    values: dict[str, Any] = {
        "committee": "政协云溪县委员会",
        "mark": ("政协云溪县委员会", "主席会议纪要"),
        "number": "〔2026〕3号",
        "issuer": "政协云溪县委员会办公室",
        "issued_on": date(2026, 3, 18),
        "title": "政协云溪县第十一届委员会第二十三次主席会议纪要",
        "opening": OPENING,
        "agenda": AGENDA,
        "text": TEXT,
        "present": tuple(PersonOnPaper(name=name) for name in PEOPLE),
        "on_leave": (PersonOnPaper(name="田若溪", note="因公"),),
        "sitting_in": (
            PersonOnPaper(name="周以宁", post="县民政局"),
            PersonOnPaper(name="韩松", post="县财政局"),
            PersonOnPaper(name="罗知行", post="县政协办公室"),
            PersonOnPaper(name="沈微澜", post="县政协提案委员会"),
        ),
        "copies_to": ("县委办公室", "县人大常委会办公室", "县政府办公室", "市政协办公室"),
    }
    return MinutesContent(**{**values, **changes})


def attendance(count: int = 30, **changes: Any) -> AttendanceContent:
    """Give an attendance table of `count` people."""
    posts = ("县民政局局长", "云溪镇中心小学校长、县政协教科卫体委员会副主任", "溪谷茶业有限公司")
    statuses = (("出席", ""), ("出席", ""), ("请假", "因公外出"), ("出席", ""), ("缺席", ""))
    rows = tuple(
        AttendanceRow(
            name=PEOPLE[n % len(PEOPLE)] if n % 3 else "方言",
            post=posts[n % 3],
            capacity="委员" if n % 4 else "常委",
            status=statuses[n % 5][0],
            reason=statuses[n % 5][1],
        )
        for n in range(count)
    )
    values: dict[str, Any] = {
        "committee": "政协云溪县委员会",
        "title": "居家社区养老服务专题协商会",
        "start": datetime(2026, 3, 16, 9, 0),
        "place": "县政协二楼会议室",
        "rows": rows,
        "counts": (("应到", count), ("实到", count - 9), ("请假", 6), ("缺席", 3)),
        "printed_on": date(2026, 3, 18),
    }
    return AttendanceContent(**{**values, **changes})


def roster(sectors: int = 4, each: int = 12, **changes: Any) -> RosterContent:
    """Give a roster of so many sectors."""
    titles = ("中共界", "工商联界", "教育界", "农业和农村界", "医药卫生界")
    rows = tuple(
        RosterRow(
            cells=(
                str(n + 1),
                PEOPLE[n % len(PEOPLE)] if n % 2 else "方言",
                "男" if n % 3 else "女",
                "1975-03",
                "中共党员" if n % 3 else "无党派",
                "云溪县中医院副院长" if n % 2 else "溪谷茶业有限公司董事长、总经理",
                "经济委员会",
            )
        )
        for n in range(each)
    )
    values: dict[str, Any] = {
        "committee": "政协云溪县委员会",
        "title": "政协云溪县第十一届委员会委员名册",
        "as_of": date(2026, 3, 18),
        "columns": ("序号", "姓名", "性别", "出生年月", "党派", "工作单位及职务", "所在专委会"),
        "groups": tuple(
            RosterGroup(title=titles[n % len(titles)], rows=rows) for n in range(sectors)
        ),
    }
    return RosterContent(**{**values, **changes})
