"""A session year of a city and its counties, as its published account of 2023 counts it."""

from datetime import date
from itertools import cycle

from tests.reference.books import NEIGHBOUR, OWNER, Book

TODAY = date(2024, 2, 21)
YEAR = 2023
# The city itself, and the counties whose rows it received.
AREA = ("", NEIGHBOUR, "政协青岭县委员会", "政协遂溪县委员会", "政协龙潭市委员会")
_SCENES = (
    "学习教育", "协商议政", "民主监督", "调研视察", "联系群众",
    "志愿服务", "凝聚共识", "文化交流", "招商引智", "基层治理",
)  # fmt: skip
_CROSSING = ("跨层级协商", "跨区域协商", "跨时空协商")


def year() -> Book:
    """Give the rows of the session year."""
    book = Book(YEAR, first=date(YEAR, 3, 1))
    _frame(book)
    _education(book)
    _branches(book)
    _consultations(book)
    _oversight(book)
    _halls(book)
    _parlours(book)
    _proposals(book)
    _output(book)
    _opinions(book)
    return book


def _frame(book: Book) -> None:
    for number, year in ((1, 2022), (2, 2023), (3, 2024)):
        row = {"届次": "五届", "会次": f"{number}次"}
        book.add("会次", **row, 开幕日期=date(year, 2, 20), 闭幕日期=date(year, 2, 24))
    book.brands(_SCENES, "支部十种场景")
    book.brands(_CROSSING, "三跨立体协商")
    book.members(届次="五届")


def _owned(owner: str) -> dict[str, str]:
    return {OWNER: owner} if owner else {}


def _of_all(book: Book, count: int, type_: str, **cells: str) -> None:
    """Add held events spread over the city and its counties, and some that must not count."""
    for owner, _ in zip(cycle(AREA), range(count), strict=False):
        book.event(type_, **cells, **_owned(owner))
    for owner in AREA:
        book.decoys(type_, **cells, **_owned(owner))
        book.event("其他活动", **cells, **_owned(owner))


def _education(book: Book) -> None:
    own = {"品牌": "主题教育"}
    book.events(5, "现场教学", **own)
    book.event("现场教学", 品牌="红色研学")
    book.events(9, "调研", **own)
    book.events(13, "宣讲", **own)
    book.event("宣讲", 品牌="理论宣讲")
    _of_all(book, 1038, "集体学习", 品牌="丽水山风·初心如磐")
    _of_all(book, 41, "学习", 方式="线上", 品牌="崇学书院·括苍学堂")
    book.event("学习", 方式="线下", 品牌="崇学书院·括苍学堂")
    book.event("学习", 方式="线上", 品牌="别的课堂")
    book.events(1, "读书", 品牌="政协主席暑期读书会")
    book.event("读书", 品牌="书香括州")
    listed = {"来源编号": book.event("通报会", **own), "品牌": "主题教育整改"}
    for _ in range(47):
        book.add("问题", **listed, 状态="已解决", 解决日期=book.day())
    book.add("问题", **listed, 状态="推动中")
    book.add("问题", **listed, 状态="已解决", 解决日期=date(YEAR + 1, 1, 8))
    book.add("问题", **listed | {"品牌": "别的清单"}, 状态="已解决", 解决日期=book.day())
    theirs = {"来源编号": book.event("通报会", **{OWNER: NEIGHBOUR}), "状态": "已解决"}
    book.elsewhere("问题", **listed | theirs, 解决日期=book.day())


def _branches(book: Book) -> None:
    branch = {"主办单位": "履职党支部/第一履职支部"}
    for scene in _SCENES:
        book.event("支部活动", **branch, 品牌=scene)
    book.around("支部活动", **branch, 品牌=_SCENES[0])
    book.decoys("支部活动", **branch, 品牌="第十一种场景")
    book.event("支部活动", **branch, 品牌="红耀绿谷")
    book.event("委员活动", 主办单位="专委会/经济委", 品牌="支部十种场景")


def _consultations(book: Book) -> None:
    """Twenty-eight sessions, two of them in January: before the session year begins."""
    invited = "请你来协商"
    for _ in range(2):
        book.topic("协商", invited, 2, 品牌="三个一号工程")
    book.topic("协商", "专题议政性常委会会议", 1, 品牌="三个一号工程")
    for _ in range(2):
        book.topic("协商", invited, 3, 品牌="革命老区共富")
    book.topic("协商", invited, 2, 品牌="美丽生活")
    for crossing in _CROSSING:
        book.topic("协商", "专题协商会", 3, 品牌=crossing)
    book.topic("协商", "专题协商会", 3, 品牌="革命老区共富")
    early = book.topic("协商", "专题协商会", 1, 品牌="美丽生活")
    for day in (9, 16):
        book.event("协商会", date(YEAR, 1, day), 协商编号=early)
    for brand in ("三个一号工程", "革命老区共富", "美丽生活"):
        book.topic("协商", invited, 0, 品牌=brand)


def _oversight(book: Book) -> None:
    linked = {"范围": "联动", "参与单位": "政协组织/省政协、政协组织/市政协、政协组织/县政协"}
    form = "专项集体民主监督"
    book.topic("民主监督", form, 1, **linked)
    book.topic("民主监督", form, 0, **linked)
    book.topic("民主监督", form, 1, 范围="本级", 参与单位="专委会/经济委")
    book.topic("调研", "专题调研", 1, **linked)
    book.topic("调研", "专题调研", 1)
    for brand in ("传统文化", "重点工程", "民生事业"):
        book.topic("视察", "委员视察", 1, 品牌=brand)
        book.topic("民主监督", "专项监督调研", 1)
    for _ in range(2):
        book.topic("调研", "调研视察", 1, 品牌="传统文化")


def _venues(book: Book, count: int, type_: str) -> list[tuple[str, dict[str, str]]]:
    """Add open venues all over the area; give each with the cells that place a row there."""
    found = []
    for owner, number in zip(cycle(AREA), range(count), strict=False):
        name = f"{type_}{number + 1:03d}"
        book.venue(name, type_, **_owned(owner))
        found.append((name, _owned(owner)))
    book.venue(f"{type_}旧", type_, 撤销日期=f"{YEAR}-06")
    book.venue(f"{type_}新", type_, 成立日期=f"{YEAR + 1}-01-02")
    return found


def _halls(book: Book) -> None:
    halls = _venues(book, 177, "民生议事堂")
    events = []
    for (name, owned), _ in zip(cycle(halls), range(445), strict=False):
        events.append((book.event("议事堂活动", 阵地=name, **owned), owned))
    for name, owned in halls[:5]:
        book.decoys("议事堂活动", 阵地=name, **owned)
    for (event, owned), number in zip(cycle(events), range(1431), strict=False):
        book.add("意见建议", 来源编号=event, 内容=f"第{number % 900}条建议", **owned)
    for event, owned in events[:30]:
        book.add("意见建议", 来源编号=event, 有效="否", **owned)
    elsewhere = book.event("座谈会")
    earlier = book.event("议事堂活动", date(YEAR - 1, 6, 1), 阵地=halls[0][0])
    for source in (elsewhere, earlier):
        book.add("意见建议", 来源编号=source)
    case = {"对象": "民生议事堂案例", "名称": "协商为民典型案例"}
    book.dated(10, "荣誉", **case, 授予单位="省政协", 级别="省级")
    book.dated(4, "荣誉", **case, 授予单位="市政协", 级别="市级")
    book.dated(2, "荣誉", 对象="市政协机关", 名称="先进集体", 授予单位="省政协", 级别="省级")


def _parlours(book: Book) -> None:
    """Of the 625 events, 25 are of a parlour and a studio together and count once."""
    parlours = _venues(book, 10, "委员会客厅")
    studios = _venues(book, 191, "委员工作室")
    for number in range(25):
        (name, owned), (other, _) = parlours[number % 5], studios[number % 5]
        book.event("会客厅活动", 阵地=f"{name}、{other}", 群众人次=20, **owned)
    for (name, owned), number in zip(cycle(parlours + studios), range(600), strict=False):
        people = 28 if number else 17_300 - 25 * 20 - 599 * 28
        book.event("会客厅活动", 阵地=name, 群众人次=people, **owned)
    for name, owned in (parlours[0], studios[1]):
        book.decoys("会客厅活动", 阵地=name, 群众人次=900, **owned)
    book.event("公益", 群众人次=5_000)


def _proposals(book: Book) -> None:
    conclusions = cycle(("立案",) * 7 + ("并案", "不予立案", "转社情民意"))

    def propose(session: int, serial: int, day: date, **cells: str) -> None:
        row = {"届次": "五届", "会次": f"{session}次", "流水号": str(serial)}
        book.add("提案", **row, 案由=f"案由{serial}", 提交日期=day, **cells)

    for serial in range(1, 419):
        late = date(YEAR + 1, 1, 10) if serial > 413 else date(YEAR, 6, 1)
        day = date(YEAR, 2, 21) if serial <= 370 else late
        signers = {"第一提案人": "W001"} if serial % 2 else {"联名人": "W002、W003"}
        propose(2, serial, day, 审查结论=next(conclusions), **signers)
    for serial in range(1, 31):
        propose(1, serial, date(YEAR - 1, 2, 21), 审查结论="立案")
        propose(3, serial, date(YEAR + 1, 2, 20), 审查结论="待审查")
        propose(2, serial, date(YEAR, 2, 21), 审查结论="立案", **{OWNER: NEIGHBOUR})


def _output(book: Book) -> None:
    for type_, target, count in (
        ("调研报告", "市委", 7),
        ("调研报告", "市委、市政府", 5),
        ("协商纪要", "市政府", 9),
        ("协商纪要", "省政协", 3),
        ("视察报告", "市委", 2),
        ("倡议书", "社会各界", 1),
    ):
        book.dated(count, "成果", 类型=type_, 报送对象=target)
    plenary = book.event("全体会议", date(YEAR, 2, 22))
    standing = book.event("常委会会议")
    for form, event, count in (("口头", plenary, 12), ("书面", plenary, 38), ("口头", standing, 6)):
        for _ in range(count):
            book.add("大会发言", 活动编号=event, 形式=form, 日期=date(YEAR, 2, 22))
    theirs = book.event("全体会议", **{OWNER: NEIGHBOUR})
    book.elsewhere("大会发言", 活动编号=theirs, 形式="口头", 日期=date(YEAR, 2, 22))
    past = book.event("全体会议", date(YEAR - 1, 2, 22))
    book.add("大会发言", 活动编号=past, 形式="口头", 日期=date(YEAR - 1, 2, 22))
    book.dated(8, "文件", 类型="制度", 方式="制定", 发文单位="市政协")
    book.dated(11, "文件", 类型="制度", 方式="修订", 发文单位="市政协")
    book.dated(4, "文件", 类型="制度", 发文单位="市委")
    book.dated(3, "文件", 类型="其他", 方式="制定", 发文单位="市政协")
    for series in ("主题教育·委员说", "委员视点", "别的栏目"):
        book.dated(24, "媒体报道", 栏目=series, 媒体="市电视台", 级别="市级")


def _opinions(book: Book) -> None:
    """Every fourth issue holds two reports; seventeen were adopted by both levels."""

    def report(issue: str, day: date, **cells: object) -> None:
        book.add("社情民意", 期号=issue, 提交日期=day, **cells)

    for number in range(1, 365):
        day = book.day()
        for _ in range(2 if number % 4 == 0 else 1):
            report(str(number), day, 上报日期=day)
    for number in range(365, 385):
        report(str(number), book.day())
    for number in range(1, 41):
        day = date(YEAR - 1, 6, 1)
        report(str(number), day, 上报日期=day)
        report(str(number), book.day(), 上报日期=book.day(), **{OWNER: NEIGHBOUR})
    book.add("社情民意", 提交日期=book.day())
    _adoptions(book)


def _adoptions(book: Book) -> None:
    def adopt(
        number: int, level: str, year: int = YEAR, manner: str = "单篇", owner: str = ""
    ) -> None:
        row = {"期号": f"{year}/{number}", "级别": level, "方式": manner}
        book.add("采用", **row, 日期=date(year, 12, 31), **_owned(owner))

    for number in range(1, 64):
        adopt(number, "省" if number % 3 else "全国")
    for number in range(1, 18):
        adopt(number, "全国" if number % 3 else "省", manner="综合")
    for number in range(50, 90):
        adopt(number, "市")
    for number in range(1, 21):
        adopt(number, "省", YEAR - 1)
        adopt(number, "省", owner=NEIGHBOUR)


# Name and level of the committee, and what makes its book.
LEDGERS = {"括州": ("政协括州市委员会", "市", year)}
