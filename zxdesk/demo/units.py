"""The bodies of the county: sectors, committees, groups, branches and handling units."""

from datetime import date

from zxdesk.demo.model import Row

OFFICE = "县政协办公室"
PARTY_GROUP = "县政协党组"

PROPOSALS = "提案委员会"
ECONOMY = "经济和农业农村委员会"
CITY = "城建和环境资源委员会"
SCIENCE = "教科卫体委员会"
LAW = "社会法制和民族宗教委员会"
CULTURE = "文化文史和学习委员会"
LIAISON = "港澳台侨和委员联络委员会"
COMMITTEES = (PROPOSALS, ECONOMY, CITY, SCIENCE, LAW, CULTURE, LIAISON)

TOWNS = (
    "云溪街道", "东屏街道", "南浦街道", "石桥镇", "白鹭镇", "柳坪镇",
    "枫林镇", "青岙镇", "上堰镇", "竹坞乡", "梅岭乡", "兰岭畲族乡",
)  # fmt: skip
GROUPS = tuple(f"{town}活动组" for town in TOWNS)

BRANCHES = (
    "提案委履职党支部", "经农委履职党支部", "城环委履职党支部", "教科卫体委履职党支部",
    "社法民宗委履职党支部", "文史学习委履职党支部", "委员联络委履职党支部", "机关履职党支部",
)  # fmt: skip

PARTIES = ("民革", "民盟", "民建", "农工党", "九三学社")
BODIES = (
    "县总工会", "共青团云溪县委", "县妇联", "县工商联", "县科协", "县侨联", "县台联", "县青联",
)  # fmt: skip

# Name and telephone extension.
HANDLERS = (
    ("县发展和改革局", 2101), ("县经济和信息化局", 2102), ("县教育局", 2103),
    ("县科学技术局", 2104), ("县公安局", 2105), ("县民政局", 2106), ("县司法局", 2107),
    ("县财政局", 2108), ("县人力资源和社会保障局", 2109), ("县自然资源和规划局", 2110),
    ("县住房和城乡建设局", 2111), ("县交通运输局", 2112), ("县水利局", 2113),
    ("县农业农村局", 2114), ("县商务局", 2115), ("县文化和广电旅游体育局", 2116),
    ("县卫生健康局", 2117), ("县应急管理局", 2118), ("县市场监督管理局", 2119),
    ("县综合行政执法局", 2120), ("县医疗保障局", 2121), ("县林业局", 2122),
    ("县数据局", 2123), ("县民族宗教事务局", 2124), ("市生态环境局云溪分局", 2125),
    ("县退役军人事务局", 2126), ("县残疾人联合会", 2127), ("县供电公司", 2128),
    ("县供销合作社联合社", 2129), ("县融媒体中心", 2130),
)  # fmt: skip


def sector_label(sector: str) -> str:
    """Give 经济界 as it is and 民盟 as 民盟界别."""
    return sector if sector.endswith("界") else f"{sector}界别"


def unit_rows(sectors: tuple[str, ...], *, opened: date) -> list[Row]:
    """Give the rows of the sheet 单位; committees and groups begin with the term."""
    rows = [_row(name, "界别", opened) for name in sectors]
    rows += [_row(name, "专委会", opened) for name in COMMITTEES]
    rows += [
        _row(f"{town}活动组", "活动组", opened, 地区=town, 电话=f"0999-626{3001 + i}")
        for i, town in enumerate(TOWNS)
    ]
    rows += [_row(name, "履职党支部", opened, 上级单位=PARTY_GROUP) for name in BRANCHES]
    rows += [_row(name, "民主党派", None) for name in PARTIES]
    rows += [_row(name, "人民团体", None) for name in BODIES]
    rows += [_row(name, "承办单位", None, 电话=f"0999-626{line}") for name, line in HANDLERS]
    rows += [_row(town_office(town), "承办单位", None, 地区=town) for town in TOWNS]
    rows += [_row(name, "其他", opened, 电话="0999-6262000") for name in (PARTY_GROUP, OFFICE)]
    return rows


def _row(name: str, kind: str, opened: date | None, **more: object) -> Row:
    return {"单位名称": name, "类别": kind, "启用日期": opened, **more}


def town_office(town: str) -> str:
    """Give the name of a town's administration."""
    return f"{town}办事处" if town.endswith("街道") else f"{town}人民政府"
