"""The year of a county-level city, as its published account of 2024 counts it."""

from datetime import date
from itertools import cycle

from tests.reference.books import COMMITTEES, NEIGHBOUR, OWNER, SECTORS, Book

TODAY = date(2025, 1, 10)
YEAR = 2024
LEADER = "市主要领导"
_SPONSORS = "其他/党派工商联无党派"
_PARTIES = ("民革剡城总支", "民盟剡城总支", "民进剡城支部", "农工党剡城支部")


def year() -> Book:
    """Give the rows of the year."""
    book = Book(YEAR)
    members = _people(book)
    _venues(book)
    _study(book)
    _reading(book, members)
    _topics(book)
    _hall_sessions(book)
    _live_streams(book)
    _charity(book)
    _other_events(book)
    _proposals(book)
    _instructions(book)
    _publicity(book)
    return book


def _people(book: Book) -> list[str]:
    for name in SECTORS:
        book.unit(name, "界别")
    for name in COMMITTEES:
        book.unit(name, "专委会")
    book.unit("党派工商联无党派", "其他")
    for name in _PARTIES:
        book.unit(name, "民主党派", 上级单位=_SPONSORS)
    book.unit("市工商联", "人民团体", 上级单位=_SPONSORS)
    book.unit("无党派人士联谊会", "人民团体", 上级单位=_SPONSORS)
    book.unit("民革邻溪总支", "民主党派", 上级单位=_SPONSORS, **{OWNER: NEIGHBOUR})
    book.unit("团市委", "人民团体")
    book.elsewhere("委员", 姓名="赵邻溪", 委员编号="W900", 任职起="2020-01")
    return book.members(届次="十六届")


def _venues(book: Book) -> None:
    book.venues(15, "民生议事堂")
    book.venues(21, "委员工作室")
    book.venue("村嫂政协委员会客厅", "委员会客厅")
    book.venue("村嫂政协委员会客厅", "委员会客厅", **{OWNER: NEIGHBOUR})
    book.venue("另一会客厅", "委员会客厅")


def _study(book: Book) -> None:
    book.events(19, "党组学习会", 主办单位="其他/党组")
    book.events(11, "常委会专题学习会", 主办单位="其他/常委会")
    for position, organiser in zip(range(45), cycle(COMMITTEES + SECTORS), strict=False):
        book.event("学习会", 主办单位=organiser, 方式=("线上" if position % 5 == 0 else "线下"))
    book.event("学习会", 主办单位="活动组/城关组")
    book.around("学习会", 主办单位="经济委")


def _reading(book: Book, members: list[str]) -> None:
    series = {"品牌": "剡山系列", "发言条数": 70}
    held = [book.event("读书", **series) for _ in range(75)]
    first = next(row for row in book.sheets["活动"] if row["编号"] == held[0])
    first["发言条数"] = 5318 - 74 * 70
    _attend(book, held, members, {"出席": 1012, "请假": 150, "缺席": 75})
    *own, theirs = book.around("读书", **series)
    _attend(book, own, members, {"出席": 30})
    present = {"活动编号": theirs, "出席情况": "出席"}
    book.elsewhere("出席", **present, 委员="W900")
    other = book.events(12, "读书", 品牌="崇学系列", 发言条数=9)
    _attend(book, other, members, {"出席": 120})


def _attend(book: Book, events: list[str], members: list[str], counts: dict[str, int]) -> None:
    """Spread attendance rows evenly over events; nobody comes twice to one event."""
    total = 0
    for status, count in counts.items():
        for position in range(total, total + count):
            turn, place = divmod(position, len(events))
            book.add("出席", 活动编号=events[place], 委员=members[turn], 出席情况=status)
        total += count


def _topics(book: Book) -> None:
    for topic in ("项目为王", "文旅融合"):
        book.topic("协商", "专题议政性常委会会议", 1, 议题=topic)
    for sessions in (1, 1, 1, 1, 2):
        book.topic("调研", "专题调研", sessions)
    for sessions in (1, 2, 2):
        book.topic("民主监督", "协商式监督", sessions)
    book.topic("视察", "委员视察", 2)
    for topic in ("项目为王", "文旅融合", "养老", "托育", "停车", "治水", "古镇", "茶业"):
        book.topic("协商", "专题协商会", 3, 议题=topic)
    book.topic("调研", "专题调研", 0)
    book.topic("民主监督", "协商式监督", 0)


def _hall_sessions(book: Book) -> None:
    halls = cycle(f"民生议事堂{n + 1:03d}" for n in range(15))
    events = [book.event("议事堂活动", 阵地=next(halls)) for _ in range(63)]
    book.decoys("议事堂活动", 阵地="民生议事堂001")
    last_year = book.event("议事堂活动", date(YEAR - 1, 5, 1), 阵地="民生议事堂001")
    elsewhere = book.event("座谈会", 阵地="另一会客厅")
    theirs = book.event("议事堂活动", 阵地="民生议事堂001", **{OWNER: NEIGHBOUR})
    for position in range(264):
        book.add("意见建议", 来源编号=events[position % 63])
    for position in range(20):
        book.add("意见建议", 来源编号=events[position % 63], 有效="否")
    for position in range(223):
        solved = {"状态": "已解决", "解决日期": date(YEAR + 1, 1, 5)}
        state = solved if position % 3 == 0 else {"状态": "推动中"}
        book.add("问题", 来源编号=events[position % 63], 主题="急难愁盼", **state)
    for state in ("已登记", "暂不能解决"):
        book.add("问题", 来源编号=events[0], 主题="急难愁盼", 状态=state)
    book.add("问题", 来源编号=events[0], 主题="其他", 状态="推动中")
    for source in (last_year, elsewhere):
        book.add("意见建议", 来源编号=source)
        book.add("问题", 来源编号=source, 主题="急难愁盼", 状态="推动中")
    book.elsewhere("意见建议", 来源编号=theirs)
    book.elsewhere("问题", 来源编号=theirs, 主题="急难愁盼", 状态="推动中")


def _live_streams(book: Book) -> None:
    own = {"阵地": "村嫂政协委员会客厅", "品牌": "直播助农"}
    for amount in [90_000] * 15 + [1_427_300 - 15 * 90_000]:
        book.event("会客厅活动", **own, 成效金额=amount)
    book.decoys("会客厅活动", **own, 成效金额=9_000)
    book.event("会客厅活动", **own, 成效金额=9_000, **{OWNER: NEIGHBOUR})
    book.event("会客厅活动", **own | {"品牌": "别的系列"}, 成效金额=5_000)
    book.event("会客厅活动", **own | {"阵地": "另一会客厅"}, 成效金额=7_000)


def _charity(book: Book) -> None:
    studios = cycle(f"委员工作室{n + 1:03d}" for n in range(21))
    for _ in range(84):
        book.event("公益", 阵地=next(studios), 品牌="微公益")
    book.around("公益", 阵地="委员工作室001", 品牌="微公益")
    book.event("公益", date(YEAR, 3, 1), 阵地="委员工作室旧", 品牌="别的系列")
    book.event("公益", date(YEAR - 1, 3, 1), 阵地="委员工作室旧", 品牌="微公益")
    book.event("公益", 阵地="另一会客厅", 品牌="微公益")


def _other_events(book: Book) -> None:
    for type_ in ("调研", "服务", "视察"):
        book.events(1, type_, 品牌="项目谋划")
    book.events(1, "服务", 品牌="五下乡")
    book.events(1, "提案办理情况通报会")
    book.events(4, "联谊交流")
    book.events(1, "培训", 品牌="骨干委员提升")
    book.events(1, "培训", 品牌="政协机关讲堂")
    book.events(1, "考察学习")
    book.events(3, "网络议政", 品牌="微建言·献一计", 方式="线上")
    book.event("网络议政", 品牌="别的平台", 方式="线上")


def _proposals(book: Book) -> None:
    sponsors = cycle((*_PARTIES, "市工商联", "无党派人士联谊会"))
    serial = iter(range(1, 100))

    def propose(day: date, **cells: str) -> None:
        number = str(next(serial))
        row = {"届次": "十六届", "会次": "三次", "流水号": number, "案由": f"案由{number}"}
        book.add("提案", **row, 提交日期=day, **cells)

    for _ in range(24):
        propose(date(YEAR, 1, 20), 提案者性质="集体", 集体单位=next(sponsors), 审查结论="立案")
    propose(date(YEAR - 1, 12, 31), 提案者性质="集体", 集体单位="市工商联")
    propose(date(YEAR, 1, 20), 提案者性质="联名", 集体单位="市工商联", 第一提案人="钱秀英")
    for name in ("团市委", "经济委"):
        propose(date(YEAR, 1, 20), 提案者性质="集体", 集体单位=name)
    for _ in range(20):
        propose(date(YEAR, 1, 20), 提案者性质="个人", 第一提案人="赵建国")
    propose(
        date(YEAR, 1, 20), 提案者性质="集体", 集体单位="民主党派/民革邻溪总支", **{OWNER: NEIGHBOUR}
    )


def _instructions(book: Book) -> None:
    products = book.dated(18, "成果", 类型="调研报告", 报送对象="市委")

    def instruct(product: str, leader: str, rank: str, day: date) -> None:
        book.add("批示", 对象编号=product, 领导=leader, 层级=rank, 日期=day)

    for product in products[:16]:
        instruct(product, "某书记", LEADER, book.day())
    instruct(products[0], "某市长", LEADER, book.day())
    instruct(products[16], "某副市长", "市领导", book.day())
    instruct(products[17], "某书记", LEADER, date(YEAR - 1, 5, 1))
    theirs = book.elsewhere("成果", 类型="调研报告", 报送日期=book.day())
    book.elsewhere("批示", 对象编号=theirs, 领导="某书记", 层级=LEADER, 日期=book.day())


def _publicity(book: Book) -> None:
    book.dated(60, "媒体报道", 媒体="联谊报", 级别="省级")
    book.dated(57, "媒体报道", 媒体="人民政协报", 级别="中央")
    book.dated(40, "媒体报道", 媒体="今日剡城", 级别="县级")
    book.dated(1, "荣誉", 对象="廉政微视频", 名称="入选廉政专集", 授予单位="省政协", 级别="省级")
    book.dated(2, "荣誉", 对象="市政协机关", 名称="先进集体", 授予单位="市委", 级别="市级")
    book.dated(1, "荣誉", 对象="市政协机关", 名称="先进集体", 授予单位="省政协", 级别="省级")
    book.dated(1, "荣誉", 对象="廉政微视频", 名称="入选廉政专集", 授予单位="市委", 级别="市级")
    book.dated(1, "文件", 类型="制度", 方式="制定", 发文单位="市政协、市法院")
    book.dated(1, "文件", 类型="其他", 发文单位="市政协、市法院")
    book.dated(3, "文件", 类型="制度", 方式="制定", 发文单位="市政协")


# Name and level of the committee, and what makes its book.
LEDGERS = {"剡城": ("政协剡城市委员会", "县", year)}
