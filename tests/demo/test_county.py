"""The fictional county: believable in size, and clean enough to import without a rejection."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from zxdesk.demo.county import county_rows
from zxdesk.demo.model import Row
from zxdesk.demo.names import REGION, check_digit

TODAY = date(2026, 11, 22)
# Days at which little, half or nearly all of the year is over, and one after a leap day.
DAYS = (TODAY, date(2026, 6, 15), date(2027, 1, 10), date(2026, 12, 28), date(2028, 2, 29))

RANGES = {
    "单位": (80, 120),
    "会次": (5, 5),
    "品牌": (10, 20),
    "委员": (225, 240),
    "阵地": (32, 36),
    "提案": (455, 460),
    "办理": (500, 640),
    "反馈": (260, 400),
    "协商": (38, 44),
    "活动": (480, 560),
    "出席": (9_000, 14_000),
    "共富项目": (20, 20),
    "意见建议": (240, 280),
    "问题": (115, 135),
    "社情民意": (290, 330),
    "采用": (80, 150),
    "成果": (28, 42),
    "批示": (45, 95),
    "大会发言": (76, 76),
    "媒体报道": (60, 130),
    "文件": (15, 16),
    "荣誉": (10, 10),
}
KEYS = {
    "单位": ("类别", "单位名称"),
    "会次": ("届次", "会次"),
    "品牌": ("名称",),
    "委员": ("委员编号", "届次", "任职起"),
    "阵地": ("编号",),
    "提案": ("届次", "会次", "流水号"),
    "办理": ("提案", "单位"),
    "反馈": ("提案", "委员"),
    "协商": ("编号",),
    "活动": ("编号",),
    "出席": ("活动编号", "委员"),
    "采用": ("期号", "级别", "方式"),
}
KEYS |= dict.fromkeys(RANGES.keys() - KEYS.keys(), ("编号",))
REQUIRED = {
    "单位": ("单位名称", "类别"),
    "会次": ("届次", "会次"),
    "品牌": ("名称",),
    "委员": ("姓名",),
    "阵地": ("编号", "名称", "类型"),
    "协商": ("编号", "年度", "议题"),
    "活动": ("编号", "名称", "类型", "开始时间"),
    "出席": ("活动编号", "委员", "出席情况"),
    "意见建议": ("编号", "来源编号", "内容"),
    "问题": ("编号", "来源编号", "内容"),
    "提案": ("届次", "会次", "流水号", "案由", "正文", "提交日期", "审查结论"),
    "办理": ("提案", "单位", "角色", "交办日期", "期限"),
    "反馈": ("提案", "委员", "办理结果评价", "日期"),
    "社情民意": ("编号", "标题", "正文", "提交日期", "反映单位"),
    "采用": ("期号", "级别", "方式", "日期"),
    "成果": ("编号", "类型", "标题", "来源编号", "报送日期"),
    "批示": ("编号", "对象编号", "领导", "层级", "日期"),
    "大会发言": ("编号", "活动编号", "题目", "发言人", "形式", "日期"),
    "媒体报道": ("编号", "标题", "媒体", "级别", "日期"),
    "文件": ("编号", "类型", "标题", "日期"),
    "荣誉": ("编号", "对象", "名称", "日期"),
    "共富项目": ("编号", "名称", "界别", "开始日期"),
}
CLOSED = {
    ("单位", "类别"): "界别 专委会 活动组 履职党支部 民主党派 人民团体 承办单位 政协组织 其他",
    ("委员", "性别"): "男 女",
    (
        "阵地",
        "类型",
    ): "委员会客厅 委员工作室 民生议事堂 协商议事室 委员之家 社情民意联系点 政协书房 教学点位 其他",
    ("协商", "类别"): "协商 民主监督 视察 调研",
    ("协商", "阶段"): "选题 列入计划 方案 调研 协商 报送 办理 跟踪 已完成 归档 未开展",
    ("协商", "范围"): "本级 联动",
    ("活动", "方式"): "线下 线上 线上线下",
    ("活动", "状态"): "计划 已举办 取消",
    ("出席", "身份"): "应到 列席 授课 主持 牵头",
    ("出席", "出席情况"): "出席 请假 缺席",
    ("意见建议", "有效"): "是 否",
    ("意见建议", "采纳情况"): "研究中 采纳 部分采纳 未采纳",
    ("问题", "状态"): "已登记 推动中 已解决 暂不能解决",
    ("提案", "提案者性质"): "个人 联名 集体",
    ("提案", "时间标识"): "大会 平时",
    ("提案", "审查结论"): "待审查 立案 不予立案 并案 转社情民意 退回 撤案",
    ("提案", "重点提案"): "是 否",
    ("提案", "办理结果"): "A B C D",
    ("提案", "办理结果评价"): "满意 基本满意 不满意",
    ("办理", "角色"): "主办 会办 分办",
    ("采用", "级别"): "县 市 省 全国",
    ("采用", "方式"): "单篇 综合",
    ("批示", "层级"): "县主要领导 县领导 市主要领导 市领导 省领导 国家领导",
    ("大会发言", "形式"): "口头 书面",
    ("媒体报道", "级别"): "中央 省级 市级 县级 自有",
    ("文件", "方式"): "制定 修订",
}
UNIT_COLUMNS = (
    ("委员", "界别", "界别"),
    ("委员", "专委会", "专委会"),
    ("委员", "活动组", "活动组"),
    ("委员", "履职党支部", "履职党支部"),
    ("委员", "党派", "民主党派"),
    ("单位", "上级单位", None),
    ("协商", "牵头单位", "专委会"),
    ("协商", "参与单位", None),
    ("活动", "主办单位", None),
    ("意见建议", "办理单位", "承办单位"),
    ("问题", "责任单位", "承办单位"),
    ("提案", "集体单位", None),
    ("提案", "主办单位", "承办单位"),
    ("提案", "会办单位", "承办单位"),
    ("提案", "分办单位", "承办单位"),
    ("办理", "单位", "承办单位"),
    ("社情民意", "反映单位", None),
    ("大会发言", "代表单位", None),
    ("共富项目", "界别", "界别"),
)
MEMBER_COLUMNS = (
    ("阵地", "牵头委员"),
    ("阵地", "团队成员"),
    ("出席", "委员"),
    ("提案", "第一提案人"),
    ("提案", "联名人"),
    ("反馈", "委员"),
    ("大会发言", "发言人"),
)
Sheets = dict[str, list[Row]]


@cache
def county(today: date = TODAY, seed: int = 20) -> Sheets:
    return county_rows(today=today, seed=seed)


@pytest.fixture(params=DAYS, ids=str)
def sheets(request: pytest.FixtureRequest) -> Sheets:
    return county(request.param)


def cells(value: object) -> list[str]:
    """Split a cell that may hold several values."""
    return str(value).split("、") if value else []


def keyed(rows: list[Row], key: str = "编号") -> dict[str, Row]:
    return {str(row[key]): row for row in rows}


def a_day(value: object) -> date:
    assert isinstance(value, date)
    return value


def event_day(event: Row) -> date:
    start = event["开始时间"]
    assert isinstance(start, datetime)
    return start.date()


def test_the_same_seed_gives_the_same_county() -> None:
    assert county_rows(today=TODAY) == county_rows(today=TODAY)
    assert county_rows(today=TODAY, seed=21)["委员"] != county()["委员"]


def test_sheets_stand_in_order_and_have_believable_sizes() -> None:
    assert list(county()) == list(RANGES)
    sizes = {sheet: len(rows) for sheet, rows in county().items()}
    assert {s: n for s, n in sizes.items() if not RANGES[s][0] <= n <= RANGES[s][1]} == {}


@pytest.mark.parametrize("seed", range(5))
def test_other_seeds_give_sizes_in_the_same_ranges(seed: int) -> None:
    sizes = {sheet: len(rows) for sheet, rows in county(TODAY, seed).items()}
    assert {s: n for s, n in sizes.items() if not RANGES[s][0] <= n <= RANGES[s][1]} == {}


def test_keys_are_unique_and_required_cells_are_filled(sheets: Sheets) -> None:
    for sheet, columns in KEYS.items():
        counts = Counter(tuple(row[column] for column in columns) for row in sheets[sheet])
        assert [key for key, n in counts.items() if n > 1] == [], sheet
    for sheet, columns in REQUIRED.items():
        assert all(row[column] for row in sheets[sheet] for column in columns), sheet


def test_cells_hold_plain_values(sheets: Sheets) -> None:
    kinds = {type(value) for rows in sheets.values() for row in rows for value in row.values()}
    assert kinds <= {str, int, float, date, datetime, type(None)}


def test_closed_lists_hold_only_their_values(sheets: Sheets) -> None:
    for (sheet, column), words in CLOSED.items():
        found = {row[column] for row in sheets[sheet]} - {None}
        assert found <= set(words.split()), (sheet, column)


def test_units_named_exist(sheets: Sheets) -> None:
    names = {(unit["类别"], unit["单位名称"]) for unit in sheets["单位"]}
    for sheet, column, kind in UNIT_COLUMNS:
        known = {name for of, name in names if kind in (None, of)}
        used = {name for row in sheets[sheet] for name in cells(row.get(column))}
        assert used <= known, (sheet, column)


def test_members_named_exist(sheets: Sheets) -> None:
    members = keyed(sheets["委员"], "委员编号")
    for sheet, column in MEMBER_COLUMNS:
        used = {number for row in sheets[sheet] for number in cells(row[column])}
        assert used <= members.keys(), (sheet, column)
    names = Counter(row["姓名"] for row in sheets["委员"])
    for sheet, column in (("意见建议", "提出人"), ("协商", "牵头领导"), ("活动", "主持人")):
        used = {name for row in sheets[sheet] for name in cells(row[column])}
        assert {name for name in used if names[name] != 1} == set(), (sheet, column)


def test_records_referred_to_exist(sheets: Sheets) -> None:
    topics, venues = keyed(sheets["协商"]), keyed(sheets["阵地"])
    events, brands = keyed(sheets["活动"]), keyed(sheets["品牌"], "名称")
    assert topics.keys().isdisjoint(events)
    assert {row["上级品牌"] for row in sheets["品牌"]} - {None} <= brands.keys()
    assert {row["上级议题"] for row in sheets["协商"]} - {None} <= topics.keys()
    assert {row["协商编号"] for row in sheets["活动"]} - {None} <= topics.keys()
    assert {row["阵地"] for row in sheets["活动"]} - {None} <= venues.keys()
    assert {row["活动编号"] for row in sheets["出席"]} <= events.keys()
    for sheet in ("意见建议", "问题"):
        known = topics.keys() | events.keys() | keyed(sheets["共富项目"]).keys()
        assert {row["来源编号"] for row in sheets[sheet]} <= known
    assert {row["来源编号"] for row in sheets["成果"]} <= topics.keys() | events.keys()
    assert {row["活动编号"] for row in sheets["大会发言"]} <= events.keys()
    for rows in sheets.values():
        assert {name for row in rows for name in cells(row.get("品牌"))} <= brands.keys()


def test_only_members_in_office_attend(sheets: Sheets) -> None:
    members, events = keyed(sheets["委员"], "委员编号"), keyed(sheets["活动"])
    for row in sheets["出席"]:
        member, day = members[str(row["委员"])], event_day(events[str(row["活动编号"])])
        since, until = member["任职起"], member["任职止"]
        assert isinstance(since, date)
        assert since <= day
        assert not isinstance(until, date) or day <= until


def test_only_events_that_took_place_have_attendance_and_figures() -> None:
    attended = {row["活动编号"] for row in county()["出席"]}
    for event in county()["活动"]:
        if event["状态"] in ("计划", "取消"):
            assert event["编号"] not in attended
            assert not any(event[c] for c in ("群众人次", "来宾人数", "发言条数", "纪要正文"))
            assert (event_day(event) > TODAY) == (event["状态"] == "计划")
        else:
            assert event_day(event) < TODAY


def test_the_last_two_events_held_wait_for_attendance(sheets: Sheets) -> None:
    attended = {row["活动编号"] for row in sheets["出席"]}
    held = [e for e in sheets["活动"] if e["状态"] in ("已举办", None)]
    held.sort(key=lambda e: str(e["开始时间"]))
    assert [e["编号"] for e in held if e["编号"] not in attended] == [e["编号"] for e in held[-2:]]


def test_events_lie_within_two_years_and_the_next_weeks(sheets: Sheets) -> None:
    days = [event_day(event) for event in sheets["活动"]]
    held = [event_day(e) for e in sheets["活动"] if e["状态"] != "计划"]
    assert max(days) - max(held) <= timedelta(days=60)
    assert max(days).year - min(days).year <= 2
    for event in sheets["活动"]:
        end = event["结束时间"]
        assert end is None or str(end) > str(event["开始时间"])


def test_states_of_events_are_mixed() -> None:
    states = Counter(event["状态"] for event in county()["活动"])
    assert states["取消"] == 12
    assert 15 <= states["计划"] <= 25
    assert states[None] > 50
    assert states["已举办"] > 200


def test_venues_are_open_when_something_happens_there(sheets: Sheets) -> None:
    venues = keyed(sheets["阵地"])
    assert [v["名称"] for v in sheets["阵地"] if v["撤销日期"]] == ["竹刻艺术委员工作室"]
    for event in sheets["活动"]:
        if event["阵地"]:
            venue, day = venues[str(event["阵地"])], event_day(event)
            assert str(venue["成立日期"]) <= str(day) <= str(venue["撤销日期"] or "9999")


def test_problems_are_solved_after_they_were_found() -> None:
    found_on = {number: event_day(event) for number, event in keyed(county()["活动"]).items()}
    for project in county()["共富项目"]:
        found_on[str(project["编号"])] = a_day(project["开始日期"])
    for problem in county()["问题"]:
        solved = problem["解决日期"]
        assert (problem["状态"] == "已解决") == (solved is not None)
        if isinstance(solved, date):
            assert found_on.get(str(problem["来源编号"]), solved) <= solved <= TODAY


def test_problems_come_from_events_topics_and_projects() -> None:
    sources = {str(row["来源编号"])[:3] for row in county()["问题"]}
    assert sources == {"HD-", "XS-", "GF-"}


def test_suggestions_are_dated_like_their_source() -> None:
    events = keyed(county()["活动"])
    for suggestion in county()["意见建议"]:
        source = events.get(str(suggestion["来源编号"]))
        assert source is None or suggestion["日期"] == event_day(source)


def test_topics_without_work_have_no_sessions(sheets: Sheets) -> None:
    worked_on = {event["协商编号"] for event in sheets["活动"]}
    for topic in sheets["协商"]:
        if topic["阶段"] in ("选题", "列入计划", "方案", "未开展"):
            assert topic["编号"] not in worked_on
        month = topic["计划月份"]
        assert month is None or re.fullmatch(rf"{topic['年度']}-(0[1-9]|1[0-2])", str(month))


def test_the_committee_is_made_up_as_it_should_be() -> None:
    members = [row for row in county()["委员"] if row["任职止"] is None]
    posts = Counter(str(row["政协职务"]).split("、")[0] for row in members)
    assert len(members) == 220
    assert (posts["主席"], posts["副主席"], posts["秘书长"], posts["常务委员"]) == (1, 5, 1, 45)
    assert len({row["界别"] for row in members}) == 20
    communists = sum(row["政治面貌"] == "中共党员" for row in members)
    assert communists / len(members) < 0.4


def test_hard_names_and_shared_names_occur() -> None:
    names = Counter(str(row["姓名"]) for row in county()["委员"])
    assert {char for name in names for char in name} >= set("㛃𬭎䶮喆堃玥翀")
    assert {"买买提·吐尔逊", "欧阳静怡", "万俟文博", "尉迟海峰"} <= names.keys()
    assert names["陈伟"] == 3
    sectors = [row["界别"] for row in county()["委员"] if row["姓名"] == "陈伟"]
    assert len(set(sectors)) == 3


def test_identity_numbers_are_well_formed_and_of_nowhere(sheets: Sheets) -> None:
    numbers = [str(row["身份证号"]) for row in sheets["委员"]]
    assert len(set(numbers)) == len(numbers)
    for row, number in zip(sheets["委员"], numbers, strict=True):
        born = row["出生日期"]
        assert isinstance(born, date)
        assert number.startswith(f"{REGION}{born:%Y%m%d}")
        assert number[17] == check_digit(number[:17])
        assert (int(number[16]) % 2 == 1) == (row["性别"] == "男")
    mobiles = [str(row["手机"]) for row in sheets["委员"]]
    assert len(set(mobiles)) == len(mobiles)
    assert all(re.fullmatch(r"154\d{8}", mobile) for mobile in mobiles)


def test_minutes_have_numbers_headings_and_an_agenda(sheets: Sheets) -> None:
    with_minutes = [event for event in sheets["活动"] if event["纪要正文"]]
    numbers = [event["纪要号"] for event in with_minutes]
    assert len(set(numbers)) == len(numbers) > 10
    for event in with_minutes:
        assert re.fullmatch(r"〔20\d\d〕第\d+号", str(event["纪要号"]))
        assert str(event["纪要正文"]).startswith("一、")
        assert "二、" in str(event["纪要正文"])
        for line in str(event["议程"]).split("\n"):
            parts = line.split("｜")
            assert 1 <= len(parts) <= 5
            assert len(parts) < 5 or date.fromisoformat(parts[4]) > event_day(event)


def test_units_responsible_in_agendas_exist() -> None:
    units = {row["单位名称"] for row in county()["单位"]}
    for event in county()["活动"]:
        for line in cells(str(event["议程"] or "").replace("、", "，").replace("\n", "、")):
            parts = line.split("｜")
            assert len(parts) < 4 or parts[3] in units


def test_meetings_of_chairpersons_are_numbered_without_a_gap() -> None:
    titles = [str(e["名称"]) for e in county()["活动"] if e["类型"] == "主席会议"]
    assert len(set(titles)) == len(titles) == 14
    assert "十一届县政协第三十次主席会议" in titles
