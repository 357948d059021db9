"""Workbook rows of a published year: what counts, and beside it what must not.

People, places and committees are fictional; only the numbers are those of the sources.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

Row = dict[str, Any]
OWNER = "所属政协"
NEIGHBOUR = "政协邻溪县委员会"
SURNAMES = "赵钱孙李周吴郑王冯陈"
GIVEN = ("建国", "秀英", "志强", "丽华", "海燕", "文博")
SECTORS = ("经济界", "农业界", "教育界", "医卫界", "科技界")
COMMITTEES = ("经济委", "农业农村委", "教科卫体委", "社法民宗委")
PREFIXES = {
    "活动": "HD",
    "协商": "XS",
    "意见建议": "JY",
    "问题": "WT",
    "社情民意": "SQ",
    "成果": "CG",
    "批示": "PS",
    "大会发言": "FY",
    "媒体报道": "MT",
    "文件": "WJ",
    "荣誉": "RY",
}
TITLES = {
    "活动": "名称",
    "协商": "议题",
    "意见建议": "内容",
    "问题": "内容",
    "社情民意": "标题",
    "成果": "标题",
    "大会发言": "题目",
    "媒体报道": "标题",
    "文件": "标题",
    "荣誉": "名称",
}
DAYS = {
    "成果": "报送日期",
    "批示": "日期",
    "大会发言": "日期",
    "媒体报道": "日期",
    "文件": "日期",
    "荣誉": "日期",
}


class Book:
    """Collects the rows of one year, sheet by sheet.

    Args:
        first: The first of the days on which things happen; default New Year.
    """

    def __init__(self, year: int, *, first: date | None = None) -> None:
        self.year = year
        self.sheets: dict[str, list[Row]] = {}
        start, end = first or date(year, 1, 1), date(year, 12, 31)
        self._days = cycle(start + timedelta(days=n) for n in range(0, (end - start).days, 3))

    def add(self, sheet: str, **cells: Any) -> str:
        """Add a row, with a number and a title where its sheet has them; give the number."""
        rows = self.sheets.setdefault(sheet, [])
        row: Row = {}
        if sheet in PREFIXES:
            row["编号"] = f"{PREFIXES[sheet]}-{len(rows) + 1:04d}"
            if sheet in TITLES:
                row[TITLES[sheet]] = f"{sheet}{len(rows) + 1}"
        row |= cells
        rows.append(row)
        return str(row.get("编号", ""))

    def day(self) -> date:
        """Give the next day of the year."""
        return next(self._days)

    def event(self, type_: str, day: date | None = None, **cells: Any) -> str:
        """Add one event, held unless it says otherwise, and give its number."""
        day = day or self.day()
        start = datetime(day.year, day.month, day.day, 9)
        return self.add("活动", **({"类型": type_, "开始时间": start, "状态": "已举办"} | cells))

    def decoys(self, type_: str, **cells: Any) -> list[str]:
        """Add events that must not count: not held, and outside the year by a day."""
        return [
            self.event(type_, **cells | {"状态": "计划"}),
            self.event(type_, **cells | {"状态": "取消"}),
            self.event(type_, date(self.year - 1, 12, 31), **cells),
            self.event(type_, date(self.year + 1, 1, 1), **cells),
        ]

    def around(self, type_: str, **cells: Any) -> list[str]:
        """Add all that must not count beside such events; the last one is another committee's."""
        return [
            *self.decoys(type_, **cells),
            self.event("其他活动", **cells),
            self.event(type_, **cells | {OWNER: NEIGHBOUR}),
        ]

    def events(self, count: int, type_: str, **cells: Any) -> list[str]:
        """Add `count` own events that count, and beside them some that must not."""
        held = [self.event(type_, **cells) for _ in range(count)]
        self.around(type_, **cells)
        return held

    def elsewhere(self, sheet: str, **cells: Any) -> str:
        """Add a row of another committee."""
        return self.add(sheet, **cells | {OWNER: NEIGHBOUR})

    def dated(self, count: int, sheet: str, **cells: Any) -> list[str]:
        """Add `count` own rows of a sheet within the year, and some outside it or elsewhere."""
        column = DAYS[sheet]
        found = [self.add(sheet, **cells, **{column: self.day()}) for _ in range(count)]
        self.add(sheet, **cells, **{column: date(self.year - 1, 12, 31)})
        self.add(sheet, **cells, **{column: date(self.year + 1, 1, 1)})
        self.elsewhere(sheet, **cells, **{column: self.day()})
        return found

    def topic(self, category: str, form: str, sessions: int, **cells: Any) -> str:
        """Add a topic with its sessions, and topics and sessions that must not count."""
        row = {"类别": category, "形式": form, "阶段": "已完成"} | cells
        code = self.add("协商", 年度=self.year, **row)
        for _ in range(sessions):
            self.event("协商会", 协商编号=code)
        self.decoys("协商会", 协商编号=code)
        self.elsewhere("协商", 年度=self.year, **row | {"编号": code})
        self.event("协商会", 协商编号=code, **{OWNER: NEIGHBOUR})
        earlier = self.add("协商", 年度=self.year - 1, **row)
        self.event("协商会", date(self.year - 1, 6, 1), 协商编号=earlier)
        return code

    def brands(self, names: Iterable[str], above: str) -> None:
        """Add brands below another one, here and at another committee."""
        for name in names:
            self.add("品牌", 名称=name, 上级品牌=above)
            self.elsewhere("品牌", 名称=name, 上级品牌=above)

    def unit(self, name: str, category: str, **cells: Any) -> None:
        """Add a unit."""
        self.add("单位", 单位名称=name, 类别=category, **cells)

    def venue(self, name: str, type_: str, **cells: Any) -> None:
        """Add a venue."""
        row = {"编号": f"ZD-{name}", "名称": name, "类型": type_, "成立日期": "2020-03"}
        self.add("阵地", **row | cells)

    def venues(self, count: int, type_: str, **cells: Any) -> list[str]:
        """Add `count` open venues; beside them one closed, one not open yet, one elsewhere."""
        names = [f"{type_}{number + 1:03d}" for number in range(count)]
        for name in names:
            self.venue(name, type_, **cells)
        self.venue(f"{type_}旧", type_, **cells | {"撤销日期": f"{self.year}-06"})
        self.venue(f"{type_}新", type_, **cells | {"成立日期": f"{self.year + 1}-01-02"})
        self.venue(names[0], type_, **cells | {OWNER: NEIGHBOUR})
        return names

    def members(self, **cells: Any) -> list[str]:
        """Add sixty members, spread over the sectors."""
        names = [surname + given for surname in SURNAMES for given in GIVEN]
        for position, name in enumerate(names):
            row = {"委员编号": f"W{position:03d}", "姓名": name, "任职起": "2020-01"}
            self.add("委员", **row, 界别=SECTORS[position % len(SECTORS)], **cells)
        return names
