"""A ledger of one published year, as workbook rows: what counts, and what must not.

The numbers are those of the county committee's published account of 2024; where it rounds
(「60多场」), the ledger holds an exact number that rounds to it. People are fictional.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

Row = dict[str, Any]
YEAR = 2024
TODAY = date(2025, 1, 10)
_SURNAMES = "赵钱孙李周吴郑王冯陈"
_GIVEN = ("建国", "秀英", "志强", "丽华", "海燕", "文博")
SECTORS = ("经济界", "农业界", "教育界", "医卫界", "科技界")
COMMITTEES = ("经济委", "农业农村委", "教科卫体委", "社法民宗委")


class Year:
    """Collects the rows of the year."""

    def __init__(self) -> None:
        self.sheets: dict[str, list[Row]] = {
            name: []
            for name in ("单位", "委员", "阵地", "协商", "活动", "出席", "意见建议", "问题")
        }
        self.members = [surname + given for surname in _SURNAMES for given in _GIVEN]
        self._numbers = iter(range(1, 10_000))
        self._days = cycle(date(YEAR, 1, 1) + timedelta(days=3 * n) for n in range(122))

    def event(self, type_: str, day: date | None = None, **cells: Any) -> str:
        """Add one event, held unless it says otherwise, and give its number."""
        number = f"HD-{next(self._numbers):04d}"
        day = day or next(self._days)
        row = {
            "编号": number,
            "名称": f"{type_}{number}",
            "类型": type_,
            "开始时间": datetime(day.year, day.month, day.day, 9),
            "状态": "已举办",
        }
        self.sheets["活动"].append(row | cells)
        return number

    def events(self, count: int, type_: str, **cells: Any) -> list[str]:
        """Add `count` events that count, and beside them some that must not."""
        held = [self.event(type_, **cells) for _ in range(count)]
        self.event(type_, 状态="计划", **cells)
        self.event(type_, 状态="取消", **cells)
        self.event(type_, date(YEAR - 1, 12, 31), **cells)
        self.event(type_, date(YEAR + 1, 1, 1), **cells)
        return held

    def attend(self, events: list[str], count: int, status: str) -> None:
        """Spread `count` attendance rows with a status evenly over events."""
        start = {"出席": 0, "请假": 30, "缺席": 45}[status]
        for position in range(count):
            event = events[position % len(events)]
            member = self.members[start + position // len(events)]
            self.sheets["出席"].append({"活动编号": event, "委员": member, "出席情况": status})


def year_rows() -> dict[str, list[Row]]:
    """Give the sheets of the year."""
    year = Year()
    _people(year)
    _venues(year)
    _study(year)
    _reading(year)
    _topics(year)
    _hall_sessions(year)
    _other_events(year)
    return year.sheets


def _people(year: Year) -> None:
    year.sheets["单位"] += [{"单位名称": n, "类别": "界别"} for n in SECTORS]
    year.sheets["单位"] += [{"单位名称": n, "类别": "专委会"} for n in COMMITTEES]
    for position, name in enumerate(year.members):
        year.sheets["委员"].append(
            {
                "委员编号": f"W{position:03d}",
                "姓名": name,
                "界别": SECTORS[position % len(SECTORS)],
                "届次": "十六届",
                "任职起": "2022-01",
            }
        )


def _venues(year: Year) -> None:
    for type_, count in (("民生议事堂", 15), ("委员工作室", 21)):
        for position in range(count):
            year.sheets["阵地"].append(_venue(f"{type_}{position + 1:02d}", type_))
        year.sheets["阵地"].append(_venue(f"{type_}旧", type_) | {"撤销日期": "2024-06"})
        year.sheets["阵地"].append(_venue(f"{type_}新", type_) | {"成立日期": "2025-01-02"})
    year.sheets["阵地"].append(_venue("村嫂政协委员会客厅", "委员会客厅"))
    year.sheets["阵地"].append(_venue("另一会客厅", "委员会客厅"))


def _venue(name: str, type_: str) -> Row:
    return {"编号": f"ZD-{name}", "名称": name, "类型": type_, "成立日期": "2022-03"}


def _study(year: Year) -> None:
    year.events(19, "党组学习会", 主办单位="其他/党组")
    year.events(11, "常委会专题学习会", 主办单位="其他/常委会")
    for position, organiser in zip(range(45), cycle(COMMITTEES + SECTORS), strict=False):
        year.event("学习会", 主办单位=organiser, 方式=("线上" if position % 5 == 0 else "线下"))
    year.event("学习会", 主办单位="活动组/城关组")
    year.event("学习会", 主办单位="经济委", 状态="取消")


def _reading(year: Year) -> None:
    events = year.events(75, "读书", 品牌="剡山系列")
    for position, number in enumerate(events):
        row = next(r for r in year.sheets["活动"] if r["编号"] == number)
        row["发言条数"] = 70 if position else 5318 - 74 * 70
    year.attend(events, 1012, "出席")
    year.attend(events, 150, "请假")
    year.attend(events, 75, "缺席")
    other = year.events(12, "读书", 品牌="崇学系列", 发言条数=9)
    year.attend(other, 120, "出席")


def _topics(year: Year) -> None:
    number = iter(range(1, 100))

    def topic(category: str, form: str, sessions: int, year_: int = YEAR) -> None:
        code = f"XS-{next(number):02d}"
        year.sheets["协商"].append(
            {
                "编号": code,
                "年度": year_,
                "议题": f"{form}议题{code}",
                "类别": category,
                "形式": form,
                "阶段": "已完成",
            }
        )
        for _ in range(sessions):
            year.event("协商活动", 协商编号=code)
        year.event("协商活动", 协商编号=code, 状态="取消")
        year.event("协商活动", date(YEAR - 1, 6, 1), 协商编号=code)

    for _ in range(2):
        topic("协商", "专题议政性常委会会议", 1)
    for sessions in (1, 1, 2, 2):
        topic("调研", "专题调研", sessions)
    for sessions in (1, 2, 2):
        topic("民主监督", "协商式监督", sessions)
    topic("视察", "委员视察", 2)
    for _ in range(8):
        topic("协商", "专题协商会", 3)
    topic("调研", "专题调研", 0)
    topic("民主监督", "协商式监督", 0)


def _hall_sessions(year: Year) -> None:
    halls = cycle(f"民生议事堂{n + 1:02d}" for n in range(15))
    events = [year.event("议事堂活动", 阵地=next(halls)) for _ in range(63)]
    year.event("议事堂活动", 阵地="民生议事堂01", 状态="计划")
    last_year = year.event("议事堂活动", date(YEAR - 1, 5, 1), 阵地="民生议事堂01")
    elsewhere = year.event("座谈会", 阵地="另一会客厅")
    for position in range(264):
        _suggest(year, events[position % 63])
    for position in range(20):
        _suggest(year, events[position % 63], 有效="否")
    for source in [last_year] * 5 + [elsewhere] * 5:
        _suggest(year, source)
    for position in range(223):
        _problem(year, events[position % 63], position)
    for source in (last_year, elsewhere):
        _problem(year, source, 0)


def _suggest(year: Year, source: str, **cells: Any) -> None:
    rows = year.sheets["意见建议"]
    number = f"JY-{len(rows) + 1:03d}"
    rows.append({"编号": number, "来源编号": source, "内容": f"建议{number}"} | cells)


def _problem(year: Year, source: str, position: int) -> None:
    rows = year.sheets["问题"]
    number = f"WT-{len(rows) + 1:03d}"
    row: Row = {"编号": number, "来源编号": source, "内容": f"问题{number}"}
    if position % 3 == 0:
        row |= {"状态": "已解决", "解决日期": date(YEAR + 1, 1, 5)}
    rows.append(row)


def _other_events(year: Year) -> None:
    _live_streams(year)
    studios = cycle(f"委员工作室{n + 1:02d}" for n in range(21))
    for _ in range(84):
        year.event("公益", 阵地=next(studios), 品牌="微公益")
    year.event("公益", 阵地="委员工作室01", 品牌="别的系列")
    year.event("公益", 阵地="另一会客厅", 品牌="微公益")
    for type_ in ("调研", "服务", "视察"):
        year.events(1, type_, 品牌="项目谋划")
    year.events(1, "服务", 品牌="五下乡")
    year.events(1, "提案办理情况通报会")
    year.events(3, "联谊交流")
    year.events(1, "培训", 品牌="骨干委员提升")
    year.events(1, "培训", 品牌="政协机关讲堂")
    year.events(1, "考察学习")
    year.events(3, "网络议政", 品牌="微建言·献一计", 方式="线上")


def _live_streams(year: Year) -> None:
    amounts = [90_000] * 15 + [1_427_300 - 15 * 90_000]
    for amount in amounts:
        year.event("会客厅活动", 阵地="村嫂政协委员会客厅", 品牌="直播助农", 成效金额=amount)
    year.event("会客厅活动", 阵地="村嫂政协委员会客厅", 品牌="别的系列", 成效金额=5_000)
    year.event("会客厅活动", 阵地="另一会客厅", 品牌="直播助农", 成效金额=7_000)
    year.event(
        "会客厅活动", 阵地="村嫂政协委员会客厅", 品牌="直播助农", 成效金额=9_000, 状态="取消"
    )


def rows_of(sheets: dict[str, list[Row]]) -> Iterator[tuple[str, Row]]:
    """Give every row with its sheet."""
    for name, rows in sheets.items():
        for row in rows:
            yield name, row
