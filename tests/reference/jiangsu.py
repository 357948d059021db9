"""Six committees of one province, each with the ledger its account of 2022 is counted from."""

from collections.abc import Callable
from datetime import date

from tests.reference.books import COMMITTEES, NEIGHBOUR, OWNER, SECTORS, Book

TODAY = date(2022, 5, 31)
YEAR = 2021
ACTIONS = ("建读书群", "设读书房", "定读书日", "开读书会", "晒读书经", "评读书奖")


def _book() -> Book:
    book = Book(YEAR)
    for name in SECTORS:
        book.unit(name, "界别", 启用日期="2017-01")
    for name in COMMITTEES:
        book.unit(name, "专委会", 启用日期="2017-01")
    return book


def _think_tanks_and_chairs() -> Book:
    """Four levels of pools; nine chairs, one project each."""
    book = _book()
    for level in "市县镇村":
        book.unit(f"{level}级协商智库", "其他", 上级单位="其他/四级协商智库")
    book.unit("旧协商智库", "其他", 上级单位="其他/四级协商智库", 停用日期="2020-12")
    book.unit("专家咨询组", "其他")
    book.unit("市级协商智库", "其他", 上级单位="其他/四级协商智库", **{OWNER: NEIGHBOUR})
    chairs = [f"主席{letter}" for letter in "甲乙丙丁戊己庚辛壬"]
    for name in chairs:
        book.add("委员", 姓名=name, 委员编号=name, 政协职务="县政协主席", 任职起="2017-01")
    others = book.members()
    for chair in chairs:
        event = book.event("创新项目")
        _come(book, event, {chair: "牵头", others[0]: "应到"})
    _come(book, book.event("创新项目"), {others[1]: "牵头", chairs[0]: "应到"})
    _come(book, book.event("创新项目", 状态="计划"), {chairs[1]: "牵头"})
    _come(book, book.event("创新项目", date(YEAR - 1, 12, 31)), {chairs[2]: "牵头"})
    _come(book, book.event("座谈会"), {chairs[3]: "牵头"})
    theirs = book.event("创新项目", **{OWNER: NEIGHBOUR})
    book.elsewhere("委员", 姓名="主席癸", 委员编号="主席癸", 任职起="2017-01")
    book.elsewhere("出席", 活动编号=theirs, 委员="主席癸", 身份="牵头", 出席情况="出席")
    return book


def _come(book: Book, event: str, people: dict[str, str]) -> None:
    for name, capacity in people.items():
        book.add("出席", 活动编号=event, 委员=name, 身份=capacity, 出席情况="出席")


def _sectors_and_branches() -> Book:
    """Each sector has its meeting, activity and round of visits; each unit has its brand."""
    book = _book()
    for type_ in ("界别会议", "界别活动", "界别走访"):
        for sector in SECTORS:
            book.event(type_, 主办单位=f"界别/{sector}")
        book.around(type_, 主办单位="界别/经济界")
        book.event(type_, 主办单位="专委会/经济委")
    for brand, category, names in (
        ("一委一品", "专委会", COMMITTEES),
        ("一界别一特色", "界别", SECTORS),
    ):
        for name in names:
            book.event("品牌活动", 品牌=brand, 主办单位=f"{category}/{name}")
        book.decoys("品牌活动", 品牌=brand, 主办单位=f"{category}/{names[0]}")
        book.event("品牌活动", 品牌=brand, **{OWNER: NEIGHBOUR})
        book.event("品牌活动", 品牌="别的品牌", 主办单位=f"{category}/{names[0]}")
    _party_members(book)
    return book


def _party_members(book: Book) -> None:
    """Every member in office is covered; one who left and one of another county are not."""
    service = {"任职起": "2017-01", "界别": "经济界"}
    for number in range(20):
        place = {"活动组": f"第{number % 4 + 1}组"}
        status = "民盟盟员"
        if number % 2:
            place["履职党支部"], status = f"第{number % 3 + 1}支部", "中共党员"
        name = {"姓名": f"委员{number:02d}", "委员编号": f"P{number:02d}"}
        book.add("委员", **name, 政治面貌=status, **service, **place)
    left = {"姓名": "委员离任", "委员编号": "P99", "政治面貌": "中共党员"}
    book.add("委员", **left, **service, 任职止="2020-06")
    book.elsewhere("委员", **left | {"姓名": "委员外县"}, **service)


def _reading() -> Book:
    """One topic for each special committee, one push a month, six actions, twenty-four books."""
    book = _book()
    for name in COMMITTEES:
        book.event("读书", 品牌="一委一专题", 主办单位=f"专委会/{name}")
    book.around("读书", 品牌="一委一专题", 主办单位="专委会/经济委")
    book.event("读书", 品牌="一委一专题", 主办单位="界别/经济界")
    for month in range(1, 13):
        book.event("读书", date(YEAR, month, 18), 品牌="一月一推进")
    book.around("读书", 品牌="一月一推进")
    book.brands((*ACTIONS, "未开展的做法"), "委员读书机制")
    for action in ACTIONS:
        book.event("读书", 品牌=action)
    book.around("读书", 品牌=ACTIONS[0])
    book.decoys("读书", 品牌="未开展的做法")
    published = {"类型": "出版物", "发文单位": "市政协"}
    for number in range(24):
        words = 250_000 if number else 6_173_000 - 23 * 250_000
        book.add("文件", **published, 字数=words, 日期=date(2012 + number % 11, 4, 23))
    book.add("文件", **published, 字数=900_000, 日期=date(2022, 6, 1))
    book.add("文件", **published | {"类型": "文史资料"}, 字数=80_000, 日期=date(2020, 4, 1))
    book.elsewhere("文件", **published, 字数=700_000, 日期=date(2020, 4, 1))
    return book


def _five_platforms() -> Book:
    book = _book()
    for type_ in ("协商议事室", "委员之家", "社情民意联系点", "界别协商议事室", "政协书房"):
        for number in range(3):
            book.venue(f"{type_}{number + 1}", type_)
    book.venue("老书屋", "教学点位", 撤销日期="2021-12")
    book.venue("新客厅", "委员会客厅", 成立日期="2022-06-01")
    book.venue("邻县工作室", "委员工作室", **{OWNER: NEIGHBOUR})
    return book


def _links_and_branches() -> Book:
    book = _book()
    book.brands(("联村", "联企", "联社区", "联学校"), "委员三联")
    for link in ("联村", "联企", "联社区"):
        book.events(4, "走访", 品牌=link)
    book.decoys("走访", 品牌="联学校")
    book.event("走访", 品牌="别的联系")
    for number in range(23):
        book.unit(f"第{number + 1}履职党支部", "履职党支部", 启用日期="2020-07")
    book.unit("临时党支部", "履职党支部", 启用日期="2019-01", 停用日期="2021-03")
    book.unit("筹备党支部", "履职党支部", 启用日期="2022-06-15")
    book.unit("机关党支部", "其他")
    book.unit("邻县履职党支部", "履职党支部", **{OWNER: NEIGHBOUR})
    return book


def _council() -> Book:
    """Seven documents of the party committee, two meetings a year, two leaders, five stars."""
    book = _book()
    own = {"品牌": "有事好商量"}
    for number in range(7):
        book.add("文件", 类型="制度", 发文单位="县委", 日期=date(2018 + number % 5, 3, 1), **own)
    book.add("文件", 类型="制度", 发文单位="县政协", 日期=date(2020, 3, 1), **own)
    book.add("文件", 类型="制度", 发文单位="县委", 日期=date(2020, 3, 1), 品牌="别的工作")
    book.add("文件", 类型="制度", 发文单位="县委", 日期=date(2022, 6, 1), **own)
    book.elsewhere("文件", 类型="制度", 发文单位="县委", 日期=date(2020, 3, 1), **own)
    book.events(2, "推进会", **own)
    book.event("推进会", 品牌="别的工作")
    book.event("协商议事", **own, 参加领导="张书记、李县长")
    book.event("协商议事", **own, 参加领导="李县长")
    book.event("协商议事", **own, 参加领导="张书记员")
    book.around("协商议事", **own, 参加领导="张书记、李县长")
    book.event("座谈会", **own, 参加领导="张书记")
    for number in range(15):
        book.venue(f"议事室{number + 1:02d}", "协商议事室", 星级=f"{number % 5 + 1}星")
    book.venue("未评议事室", "协商议事室")
    book.venue("书房", "政协书房", 星级="3星")
    book.venue("邻县议事室", "协商议事室", 星级="3星", **{OWNER: NEIGHBOUR})
    return book


# Name and level of each committee, and what makes its book.
LEDGERS: dict[str, tuple[str, str, Callable[[], Book]]] = {
    "盐州": ("政协盐州市委员会", "市", _think_tanks_and_chairs),
    "泰川": ("政协泰川市委员会", "市", _sectors_and_branches),
    "宿城": ("政协宿城市委员会", "市", _reading),
    "鼓山": ("政协鼓山区委员会", "县", _five_platforms),
    "港城": ("政协港城市委员会", "县", _links_and_branches),
    "东皋": ("政协东皋县委员会", "县", _council),
}
