"""Quotas: what was done, what is beyond, who is short – each number a figure."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.statistics.conftest import TODAY, Office
from zxdesk.records import KINDS
from zxdesk.services import records
from zxdesk.statistics.figures import figure, records_behind
from zxdesk.statistics.programmes import counted, programme_tree
from zxdesk.statistics.quota_standing import QuotaStanding
from zxdesk.statistics.quotas import due, quota_standings
from zxdesk.statistics.saved_figures import kept_figures


def quota(office: Office, **values: Any) -> int:
    """Enter a quota of the whole committee per year, unless said otherwise."""
    values.setdefault("name", "任务")
    values.setdefault("expression", "event.held")
    return office.add("quota", **values)


def only(office: Office, year: int = 2025) -> QuotaStanding:
    """Give the one quota, after proving that every number is its figure."""
    (found,) = quota_standings(office.ledger, year)
    assert not found.problem
    for one in found.standings:
        for count in one.counts:
            again = figure(office.ledger, count.expression, period=count.period)
            assert (again.value or 0) == count.done, str(count.expression)
    return found


def missing(found: QuotaStanding) -> dict[str, Any]:
    """Give what each of those who are short is missing."""
    return {one.title: one.missing for one in found.short}


def test_six_plus_x_shows_what_is_beyond(office: Office) -> None:
    quota(office, name="请你来协商", expression="event.held 类型=协商", target=6)
    for day in range(1, 6):
        office.event(f"2025-02-0{day}", "协商")
    assert str(only(office).gauge) == "5 / 6 场"
    assert missing(only(office)) == {"全体": 1}
    office.event("2025-03-01", "协商")
    office.event("2025-03-02", "协商")
    office.event("2025-03-03", "协商")
    found = only(office)
    assert (found.gauge.done, found.gauge.target, found.gauge.beyond) == (6, 6, 2)
    assert str(found.gauge) == "6 / 6 场，X = 2"
    assert found.short == ()


def test_each_sector_owes_a_meeting(office: Office) -> None:
    economy, teachers, youth = (office.unit(name) for name in ("经济界", "教育界", "青年界"))
    office.unit("经济界", "人民团体")
    gone = office.unit("旧界", end="2024-12-31")
    quota(
        office,
        name="界别会议",
        expression="event.held 类型=界别会议",
        each="界别",
        label="主办单位",
    )
    office.event("2025-01-05", "界别会议", organisers=(economy,))
    office.event("2025-01-06", "界别会议", organisers=(economy, gone))
    office.event("2025-01-07", "读书", organisers=(teachers,))
    office.event("2025-01-08", "界别会议", organisers=(youth,), state="取消")
    found = only(office)
    assert {one.title for one in found.standings} == {"经济界", "教育界", "青年界"}
    assert missing(found) == {"教育界": 1, "青年界": 1}
    assert str(found.gauge) == "1 / 3 个"


def test_units_of_one_name_are_not_mixed_up(office: Office) -> None:
    sector = office.unit("工商联")
    body = office.unit("工商联", "人民团体")
    quota(office, each="界别", label="主办单位")
    office.event("2025-01-05", organisers=(body,))
    assert missing(only(office)) == {"工商联": 1}
    office.event("2025-01-06", organisers=(sector,))
    assert missing(only(office)) == {}


def test_what_stands_below_a_unit_counts_for_it_once(office: Office) -> None:
    top = office.unit("经济委", "专委会")
    below = office.unit("经济一组", "专委会", parent_id=top)
    quota(office, each="专委会", label="主办单位", target=2)
    office.event("2025-01-05", organisers=(top, below))
    office.event("2025-01-06", organisers=(below,))
    done = {one.title: one.counts[0].done for one in only(office).standings}
    assert done == {"经济委": 2, "经济一组": 2}


def test_venues_are_chosen_by_their_own_labels(office: Office) -> None:
    parlour = office.add("venue", name="溪口客厅", type="委员会客厅")
    office.add("venue", name="桥头客厅", type="委员会客厅")
    office.add("venue", name="溪口书房", type="政协书房")
    quota(office, each="阵地", label="阵地", among="类型=委员会客厅", target=2)
    office.event("2025-01-05", venues=(parlour,))
    found = only(office)
    assert missing(found) == {"溪口客厅": 1, "桥头客厅": 2}
    kind, ids = records_behind(
        office.ledger,
        found.standings[0].counts[0].expression,
        period=found.standings[0].counts[0].period,
    )
    assert (kind, len(ids)) == ("event", 1)


def test_those_who_owe_stand_in_the_order_of_their_keys(office: Office) -> None:
    for number in ("ZD-3", "ZD-1", "ZD-2"):
        office.add("venue", number=number, name=f"客厅{number}", type="委员会客厅")
    quota(office, each="阵地", label="阵地")
    assert [one.key for one in only(office).standings] == ["ZD-1", "ZD-2", "ZD-3"]


def test_every_member_belongs_to_a_committee_and_a_branch(office: Office) -> None:
    committee = office.unit("提案委", "专委会")
    branch = office.unit("第一支部", "履职党支部")
    office.member("赵一", committees=(committee,), branch_id=branch)
    office.member("钱二", committees=(committee,))
    office.member("孙三")
    office.member("李四", end="2025-01-01")
    quota(
        office,
        name="全员入委入支部",
        expression="member.active 专委会=已填 履职党支部=已填",
        each="委员",
    )
    found = only(office)
    assert missing(found) == {"钱二": 1, "孙三": 1}
    assert str(found.gauge) == "1 / 3 人"
    assert office.value("member.active 专委会=未填", "2025") == 1
    assert office.value("member.active 履职党支部=未填", "2025") == 2


def test_members_owe_attendances(office: Office) -> None:
    first, second = office.member("赵一"), office.member("赵一")
    quota(office, expression="event.attendances", each="委员", label="委员", target=2)
    for day in ("2025-01-05", "2025-02-05"):
        office.attend(office.event(day), first)
    office.attend(office.event("2025-03-05"), second)
    found = only(office)
    assert [(one.record_id, one.missing) for one in found.short] == [(second, 1)]


def test_each_span_is_reached_by_itself(office: Office) -> None:
    quota(office, name="一月一推进", span="月")
    for day in ("2025-01-05", "2025-01-06", "2025-03-05", "2025-08-05"):
        office.event(day)
    found = only(office)
    (whole,) = found.standings
    assert [count.done for count in whole.counts] == [2, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    assert str(found.gauge) == "3 / 12 个月"
    # It is the 30th of June: nobody is short of July.
    assert whole.missing == 4


def test_a_yearly_target_is_a_quota_without_being_entered_twice(office: Office) -> None:
    top = office.add("programme", name="请你来协商", yearly_target="2+X")
    below = office.add("programme", name="院坝协商", parent_id=top, yearly_target="若干")
    venue = office.add("venue", name="溪口客厅", type="委员会客厅", yearly_target="4+X")
    office.add("venue", name="溪口书房", type="政协书房")
    for day in ("2025-01-05", "2025-01-06", "2025-01-07"):
        office.event(day, programmes=(below,), venues=(venue,))
    office.event("2025-01-08", programmes=(top, below))
    brand, venues = quota_standings(office.ledger, 2025)
    assert (brand.name, str(brand.gauge)) == ("请你来协商", "2 / 2 场，X = 2")
    assert brand.record == ("programme", top)
    assert (venues.name, str(venues.gauge)) == ("阵地每年指标", "0 / 1 个")
    assert missing(venues) == {"溪口客厅": 1}


@pytest.mark.parametrize(
    ("expression", "label", "done"),
    [
        ("event.public", "阵地", {"溪口客厅": 50, "桥头客厅": 30}),
        ("event.members", "阵地", {"溪口客厅": 2, "桥头客厅": 1}),
        ("event.attendance_rate", "阵地", {"溪口客厅": 66.7, "桥头客厅": 100}),
        ("suggestion.count 有效=是", "来源.阵地", {"溪口客厅": 2, "桥头客厅": 1}),
        ("event.venues", "阵地", {"溪口客厅": 1, "桥头客厅": 1}),
        ("venue.active 类型=委员会客厅", "", {"溪口客厅": 1, "桥头客厅": 1}),
    ],
)
def test_any_figure_may_be_owed(
    office: Office, expression: str, label: str, done: dict[str, float]
) -> None:
    first, second = (
        office.add("venue", name=f"{n}客厅", type="委员会客厅") for n in ("溪口", "桥头")
    )
    for day, venues, public in (("2025-01-05", (first,), 20), ("2025-01-06", (first, second), 30)):
        event = office.event(day, venues=venues, public=public)
        office.attend(event, office.member(f"委员{day}"))
        office.add("suggestion", content="增设车位", source=("event", event))
        if second not in venues:
            office.attend(event, office.member("缺席的"), "缺席")
    quota(office, expression=expression, each="阵地", label=label or None, target=1)
    assert {one.title: one.counts[0].done for one in only(office).standings} == done


def test_brands_below_another_may_owe(office: Office) -> None:
    top = office.add("programme", name="知行")
    below = office.add("programme", name="知行读书", parent_id=top)
    office.add("programme", name="同心")
    office.event("2025-01-05", programmes=(below,))
    quota(office, each="品牌", label="品牌", among="上级品牌=知行", target=2)
    assert missing(only(office)) == {"知行读书": 1}


def test_a_quota_holds_within_its_years(office: Office) -> None:
    quota(office, first_year=2024, last_year=2025)
    years = {year: len(quota_standings(office.ledger, year)) for year in range(2023, 2027)}
    assert years == {2023: 0, 2024: 1, 2025: 1, 2026: 0}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"expression": "event.hold"}, "没有“event.hold”这个指标"),
        ({"expression": "event.held 胡说=一"}, "没有“胡说”这个筛选项"),
        ({"each": "阵地", "label": "胡说"}, "没有“胡说”这个筛选项"),
        ({"each": "阵地", "label": "主办单位"}, "“主办单位”不是阵地"),
        ({"each": "阵地", "label": "类型"}, "“类型”不是阵地"),
        ({"each": "阵地"}, "数的不是阵地"),
        ({"each": "阵地", "label": "阵地", "among": "胡说=一"}, "没有“胡说”这个筛选项"),
        ({"each": "阵地", "label": "阵地", "among": "类型=没有"}, "没有符合对象条件的阵地"),
        ({"each": "界别", "label": "主办单位", "among": "胡说"}, "筛选条件“胡说”不对"),
    ],
)
def test_a_wrong_quota_says_why_and_leaves_the_others_alone(
    office: Office, values: dict[str, str], reason: str
) -> None:
    office.unit("经济界")
    office.add("venue", name="溪口客厅", type="委员会客厅")
    quota(office, name="乙", **values)
    quota(office, name="甲")
    problems = {found.name: found.problem for found in quota_standings(office.ledger, 2025)}
    assert reason in problems["乙"]
    assert problems["甲"] == ""


def test_a_year_to_come_has_nobody_short(office: Office) -> None:
    quota(office, target=3)
    (found,) = quota_standings(office.ledger, 2026)
    assert found.short == ()
    assert not found.standings[0].reached


def test_what_is_due_is_told_once_the_span_draws_to_its_end(office: Office) -> None:
    quota_id = quota(office, name="全会", span="半年", target=2)
    quota(office, name="年会")
    office.unit("经济界")
    office.unit("教育界")
    quota(office, name="界别会议", each="界别", label="主办单位", span="季")
    office.event("2025-02-05")
    assert date(2025, 6, 30) == TODAY
    told = {item.text: (item.tag, item.tone, item.kind) for item in due(office.ledger)}
    assert told == {
        "任务“全会”（2025H1）还差 1 场": ("今天", "soon", "quota"),
        "任务“界别会议”（2025Q2）还有 2 个未完成": ("今天", "soon", "quota"),
    }
    assert quota_id in {item.record_id for item in due(office.ledger)}


def test_a_target_of_all_venues_leads_to_the_first_that_is_short(office: Office) -> None:
    done, *short = (
        office.add("venue", name=name, type="委员会客厅", number=name, yearly_target="1")
        for name in ("ZD-1", "ZD-2", "ZD-3")
    )
    office.event("2025-02-05", venues=(done,))
    office.ledger.clock = lambda: datetime(2025, 12, 31, 9)
    (item,) = due(office.ledger)
    assert (item.kind, item.record_id, item.tag) == ("venue", short[0], "今天")
    office.event("2025-12-30", venues=(short[0],))
    (item,) = due(office.ledger)
    assert item.record_id == short[1]


def test_what_is_reached_is_not_due(office: Office) -> None:
    quota(office, span="半年")
    office.event("2025-02-05")
    assert due(office.ledger) == []


def test_the_tree_of_programmes_counts_what_stands_below(office: Office) -> None:
    top = office.add("programme", name="知行")
    below = office.add("programme", name="知行读书", parent_id=top)
    other = office.add("programme", name="同心")
    office.event("2025-01-05", programmes=(top, below))
    office.event("2025-02-05", programmes=(below,))
    office.event("2024-02-05", programmes=(below,))
    office.add("media", title="报道", published_on=date(2025, 3, 1), programmes=(top,))
    tree = programme_tree(office.ledger, 2025)
    shown = {one.name: (one.depth, dict(one.counts)) for one in tree.branches}
    assert shown == {
        "知行": (0, {"event.held": 2, "media.count": 1}),
        "知行读书": (1, {"event.held": 2}),
        "同心": (0, {}),
    }
    assert [one.record_id for one in tree.branches] in ([other, top, below], [top, below, other])
    assert tree.codes == ("event.held", "media.count")
    for one in tree.branches:
        for code, value in one.counts.items():
            again = figure(office.ledger, counted(code, one.name), period=tree.period)
            assert again.value == value


def test_kept_figures_are_worked_out_in_their_order(office: Office) -> None:
    office.event("2025-01-05", "读书")
    office.event("2024-01-05", "读书")
    office.add("saved_figure", name="读书", expression="event.held 类型=读书", position=2)
    office.add("saved_figure", name="去年", expression="event.held", period="2024", position=1)
    office.add("saved_figure", name="坏的", expression="event.hold", position=3)
    last_year, reading, broken = kept_figures(office.ledger)
    assert (last_year.name, last_year.figure and last_year.figure.value) == ("去年", 1)
    assert (reading.name, reading.figure and reading.figure.value) == ("读书", 1)
    assert (broken.figure, "没有“event.hold”这个指标" in broken.problem) == (None, True)


def test_a_programme_moved_below_another_counts_there(office: Office) -> None:
    top = office.add("programme", name="知行", yearly_target="1")
    other = office.add("programme", name="同心")
    office.event("2025-01-05", programmes=(other,))
    assert missing(only(office)) == {"知行": 1}
    with office.ledger.write("改上级") as session:
        records.update(session, KINDS["programme"], other, {"parent_id": top})
    assert missing(only(office)) == {}
