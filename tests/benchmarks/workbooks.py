"""Workbooks as offices keep them, of any size: what is imported when imports are measured."""

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

_TYPES = ("视察", "调研", "学习", "读书", "专题协商会", "委员活动日")
_PLACES = ("县政协会议室", "云溪街道", "白石镇", "城南社区", "开发区")
_UNITS = ("提案委", "经济科技委", "文化文史和学习委", "社会法制委", "办公室")
_SUBJECTS = ("养老服务", "老旧小区改造", "城乡供水", "营商环境", "公交线路", "农村电商", "校园交通")
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
_OPINIONS = ("同意，已列入计划。", "正在办理，年内完成。", "情况属实，会同有关部门解决。")


def _write(file: Path, sheet: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, head)
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, row)


def events(file: Path, count: int) -> None:
    """Write so many events."""
    chance = random.Random(7)
    head = ("编号", "名称", "类型", "开始时间", "地点", "主办单位", "状态", "群众人次", "纪要正文")
    _write(file, "活动", head, (_event(n, chance) for n in range(count)))


def _event(number: int, chance: random.Random) -> tuple[object, ...]:
    day = date(2016, 1, 4) + timedelta(days=number % 3600)
    subject = chance.choice(_SUBJECTS)
    words = "，".join(chance.choices(_SUBJECTS, k=6))
    return (
        f"HD-{day.year}-{number + 1:05d}",
        f"{subject}第{number + 1}次活动",
        chance.choice(_TYPES),
        f"{day.isoformat()} 09:00",
        chance.choice(_PLACES),
        chance.choice(_UNITS),
        "已举办",
        number % 90,
        f"会议听取了关于{words}的情况，委员们提出了意见。",
    )


def proposals(file: Path, count: int) -> None:
    """Write so many proposals, each with a main and a joint unit."""
    chance = random.Random(8)
    head = (
        "流水号",
        "届次",
        "会次",
        "提交日期",
        "案由",
        "正文",
        "审查结论",
        "主办单位",
        "会办单位",
    )
    _write(file, "提案", head, (_proposal(n, chance) for n in range(count)))


def _proposal(number: int, chance: random.Random) -> tuple[object, ...]:
    subject = chance.choice(_SUBJECTS)
    year = number // 500
    main, joint = chance.sample(_UNITS, k=2)
    return (
        f"{number % 500 + 1:03d}",
        5 + year // 5,
        year % 5 + 1,
        (date(1986, 1, 8) + timedelta(days=365 * year)).isoformat(),
        f"关于加强{subject}的建议之{number + 1}",
        f"{subject}存在不足。{chance.choice(_OPINIONS)}" * 3,
        "立案",
        main,
        joint,
    )


def attendances(file: Path, count: int) -> None:
    """Write so many attendances, with the members and the events that they are about."""
    people, held = count // 500, 500
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        members = book.add_worksheet("委员")
        members.write_row(0, 0, ("编号", "姓名"))
        for n in range(people):
            surname, given = "赵钱孙李周吴郑王"[n % 8], _GIVEN[n // 8 % 20] + _GIVEN[n // 160]
            members.write_row(n + 1, 0, (f"W-{n + 1:04d}", surname + given))
        meetings = book.add_worksheet("活动")
        meetings.write_row(0, 0, ("编号", "名称", "类型", "开始时间", "状态"))
        for n in range(held):
            day = date(2020, 1, 6) + timedelta(days=4 * n)
            meetings.write_row(
                n + 1, 0, (f"HD-{n + 1:05d}", f"第{n + 1}次学习", "学习", f"{day} 09:00", "已举办")
            )
        page = book.add_worksheet("出席")
        page.write_row(0, 0, ("活动编号", "委员编号", "身份", "出席情况"))
        for n in range(count):
            event, member = divmod(n, people)
            page.write_row(n + 1, 0, (f"HD-{event + 1:05d}", f"W-{member + 1:04d}", "应到", "出席"))
