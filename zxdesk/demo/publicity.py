"""What was published, written down, honoured, and the projects of the sectors."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from zxdesk.demo import brands
from zxdesk.demo.diary import workday
from zxdesk.demo.model import Event, Row, joined
from zxdesk.demo.sectors import SECTOR_NAMES
from zxdesk.demo.units import OFFICE, TOWNS, town_office

MEDIA_SHARE = 0.22
# Outlet, its level and how often it reports.
_OUTLETS = (
    ("云溪发布", "县级", 30), ("云溪新闻", "县级", 26), ("云溪政协微信公众号", "自有", 22),
    ("云州日报", "市级", 12), ("云州电视台", "市级", 6), ("澜江日报", "省级", 5),
    ("澜江政协网", "省级", 4), ("全国政协工作网", "中央", 1),
)  # fmt: skip
_COLUMNS = ("委员风采", "协商进行时", "履职在基层", None, None)
_HEADLINES = (
    "县政协开展{theme}活动", "{theme}，政协委员在行动", "聚焦{theme} 协商聚共识",
    "走进现场看{theme}", "{theme}：委员把建议写在田头",
)  # fmt: skip

# Type, title, 制定 or 修订, words, month and how many years back.
_DOCUMENTS = (
    ("制度", "委员履职管理办法", "修订", None, 2, 1),
    ("制度", "提案办理双向评价办法", "制定", None, 3, 1),
    ("制度", "委员会客厅星级评定办法", "制定", None, 5, 1),
    ("制度", "专题议政性常委会会议工作规则", "修订", None, 6, 1),
    ("制度", "社情民意信息工作规则", "修订", None, 8, 1),
    ("制度", "民主监督工作实施细则", "制定", None, 9, 1),
    ("文史资料", "云溪文史资料第二十一辑·溪边往事", None, 186_000, 11, 1),
    ("出版物", "云溪书院读书文集（一）", None, 94_000, 12, 1),
    ("制度", "政协机关公文处理办法", "修订", None, 1, 0),
    ("制度", "委员联系界别群众工作办法", "制定", None, 3, 0),
    ("制度", "协商成果跟踪督办办法", "制定", None, 4, 0),
    ("制度", "民生议事堂工作指引", "修订", None, 6, 0),
    ("其他", "界别活动工作手册", None, 28_000, 7, 0),
    ("出版物", "委员讲堂讲稿选", None, 132_000, 8, 0),
    ("文史资料", "云溪文史资料第二十二辑·竹乡匠人", None, 205_000, 10, 0),
    ("制度", "委员工作室管理办法", "制定", None, 10, 0),
)
# Whom, what for, by whom, level, month and how many years back.
_AWARDS = (
    ("县政协办公室", "全市政协信息工作先进单位", "市政协", "市级", 1, 1),
    ("茶文化委员会客厅", "全市示范委员会客厅", "市政协", "市级", 4, 1),
    ("县政协提案委员会", "提案工作先进集体", "县委、县政府", "县级", 5, 1),
    ("“请你来协商”平台", "全省政协履职优秀案例", "省政协", "省级", 9, 1),
    ("石桥镇民生议事堂", "全市十佳民生议事堂", "市政协", "市级", 12, 1),
    ("县政协办公室", "县级文明单位", "县委、县政府", "县级", 2, 0),
    ("云溪书院读书系列", "全市政协书香品牌", "市政协", "市级", 4, 0),
    ("法律服务委员工作室", "优秀委员工作室", "县政协", "县级", 6, 0),
    ("县政协机关党支部", "先进基层党组织", "县委", "县级", 7, 0),
    ("青年创业委员会客厅", "全省最美委员会客厅", "省政协", "省级", 10, 0),
)
_PROJECT_TYPES = ("共富工坊", "共富基地", "共富市集", "共富驿站")
_PROJECT_WORK = (
    "来料加工", "高山蔬菜", "茶叶初制", "竹编工艺", "直播助农", "健康驿站", "养蜂", "笋干加工",
    "民宿改造", "中药材种植",
)  # fmt: skip
_PROJECT_TROUBLE = (
    "{town}{work}订单不稳，村民时断时续",
    "{town}{work}缺少统一标准，产品卖不上价",
    "{town}{work}场地狭小，雨天无法开工",
)


def media_rows(rng: random.Random, held: list[Event], *, today: date) -> list[Row]:
    """Give the rows of the sheet 媒体报道: reports on some of the events, days later."""
    told = [e for e in held if e.theme and rng.random() < MEDIA_SHARE]
    rows = [_report(rng, event) for event in told]
    rows = sorted((r for r in rows if _day(r) <= today), key=_day)
    return _numbered("MT", rows)


def _report(rng: random.Random, event: Event) -> Row:
    outlets = [(name, level) for name, level, _ in _OUTLETS]
    outlet, level = rng.choices(outlets, [weight for *_, weight in _OUTLETS])[0]
    return {
        "编号": None,
        "标题": rng.choice(_HEADLINES).format(theme=event.theme),
        "媒体": outlet,
        "级别": level,
        "栏目": rng.choice(_COLUMNS) if level in ("县级", "自有") else None,
        "日期": event.day + timedelta(days=rng.randint(0, 5)),
        "品牌": joined(event.brands),
    }


def _day(row: Row) -> date:
    day = row["日期"]
    assert isinstance(day, date)
    return day


def _numbered(prefix: str, rows: list[Row]) -> list[Row]:
    """Number rows by year in their order."""
    numbers: Counter[int] = Counter()
    for row in rows:
        year = _day(row).year
        numbers[year] += 1
        row["编号"] = f"{prefix}-{year}-{numbers[year]:03d}"
    return rows


def document_rows(rng: random.Random, *, today: date) -> list[Row]:
    """Give the rows of the sheet 文件."""
    return _numbered("WJ", list(_dated(_documents(rng, today.year), today)))


def _documents(rng: random.Random, year: int) -> Iterator[Row]:
    for kind, title, action, words, month, back in _DOCUMENTS:
        yield {
            "编号": None,
            "类型": kind,
            "标题": title,
            "方式": action,
            "发文单位": OFFICE,
            "字数": words,
            "日期": workday(date(year - back, month, rng.randint(5, 24))),
        }


def award_rows(rng: random.Random, *, today: date) -> list[Row]:
    """Give the rows of the sheet 荣誉."""
    return _numbered("RY", list(_dated(_awards(rng, today.year), today)))


def _awards(rng: random.Random, year: int) -> Iterator[Row]:
    for recipient, title, grantor, level, month, back in _AWARDS:
        yield {
            "编号": None,
            "对象": recipient,
            "名称": title,
            "授予单位": grantor,
            "级别": level,
            "日期": workday(date(year - back, month, rng.randint(5, 24))),
        }


def _dated(rows: Iterator[Row], today: date) -> Iterator[Row]:
    """Give the rows to date in the order of their days."""
    return iter(sorted((row for row in rows if _day(row) <= today), key=_day))


def project_rows(rng: random.Random, *, today: date) -> list[Row]:
    """Give the rows of the sheet 共富项目: one of every sector, begun in the last two years."""
    days = sorted(today - timedelta(days=rng.randint(20, 640)) for _ in SECTOR_NAMES)
    sectors = rng.sample(SECTOR_NAMES, len(SECTOR_NAMES))
    numbers: Counter[int] = Counter()
    found = []
    for sector, day in zip(sectors, days, strict=True):
        numbers[day.year] += 1
        town, kind = rng.choice(TOWNS), rng.choice(_PROJECT_TYPES)
        found.append(
            {
                "编号": f"GF-{day.year}-{numbers[day.year]:03d}",
                "名称": f"{town}{rng.choice(_PROJECT_WORK)}{kind}",
                "界别": sector,
                "地区": town,
                "类型": kind,
                "开始日期": day,
                "群众人次": rng.randint(3, 60) * 10,
                "品牌": brands.CHARITY if rng.random() < 0.4 else brands.ROOT,
            }
        )
    return found


def project_problem_rows(rng: random.Random, projects: list[Row], *, today: date) -> list[Row]:
    """Give problems found at the projects, as rows of the sheet 问题 of their own numbering."""
    rows = []
    for number, project in enumerate(projects[::2], 1):
        town, begun = str(project["地区"]), project["开始日期"]
        assert isinstance(begun, date)
        work = str(project["名称"]).removeprefix(town).removesuffix(str(project["类型"]))
        solved = workday(begun + timedelta(days=rng.randint(30, 160)))
        done = solved <= today and rng.random() < 0.7
        rows.append(
            {
                "编号": f"WT-GF-{number:03d}",
                "来源编号": project["编号"],
                "内容": rng.choice(_PROJECT_TROUBLE).format(town=town, work=work),
                "主题": "农业农村",
                "责任单位": town_office(town),
                "状态": "已解决" if done else "推动中",
                "解决日期": solved if done else None,
            }
        )
    return rows
