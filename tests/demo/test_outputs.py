"""Opinion reports, products, instructions and publicity of the county hold together."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest

from tests.demo.test_county import DAYS, TODAY, a_day, cells, county, event_day, keyed
from tests.demo.test_proposals import name_of

Lines = list[dict[str, Any]]


def issues(today: date = TODAY) -> dict[str, Lines]:
    """The reports in each issue, by year/number."""
    found: dict[str, Lines] = defaultdict(list)
    for report in county(today)["社情民意"]:
        if report["期号"]:
            year = a_day(report["上报日期"] or report["提交日期"]).year
            found[f"{year}/{report['期号']}"].append(report)
    return found


def test_titles_of_reports_do_not_repeat() -> None:
    counts = Counter(report["标题"] for report in county()["社情民意"])
    assert [title for title, n in counts.items() if n > 1] == []


def test_some_issues_hold_several_reports() -> None:
    sizes = Counter(len(reports) for reports in issues().values())
    assert sizes[1] > 100
    assert 3 <= sizes[2] + sizes[3] <= 40


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_reports_of_an_issue_go_up_together_after_they_came_in(today: date) -> None:
    for reports in issues(today).values():
        assert len({report["上报日期"] for report in reports}) == 1
        for report in reports:
            assert report["上报日期"] is None or report["提交日期"] < report["上报日期"] <= today


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_only_what_went_up_is_adopted_and_later(today: date) -> None:
    known = issues(today)
    for adoption in county(today)["采用"]:
        reported = known[str(adoption["期号"])][0]["上报日期"]
        assert reported < adoption["日期"] <= today


def test_adoption_is_rarer_the_further_up() -> None:
    levels = Counter(adoption["级别"] for adoption in county()["采用"])
    assert levels["县"] > levels["市"] > levels["省"] > 0
    assert {adoption["方式"] for adoption in county()["采用"]} == {"单篇", "综合"}


def test_reporters_are_members_or_names_that_no_member_bears() -> None:
    members = keyed(county()["委员"], "委员编号")
    names = {row["姓名"] for row in members.values()}
    said = {name for row in county()["社情民意"] for name in cells(row["反映人"])}
    others = said - members.keys()
    assert others
    assert not others & names


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_products_go_up_after_the_session(today: date) -> None:
    sheets = county(today)
    days: dict[str, date] = {}
    for event in sheets["活动"]:
        days[str(event["编号"])] = event_day(event)
        if event["协商编号"] and event["状态"] != "计划":
            days[str(event["协商编号"])] = event_day(event)
    for product in sheets["成果"]:
        assert days[str(product["来源编号"])] < a_day(product["报送日期"]) <= today


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_instructions_come_after_what_they_are_on(today: date) -> None:
    sheets = county(today)
    days = {str(row["编号"]): row["报送日期"] for row in sheets["成果"]}
    days |= {str(row["编号"]): row["上报日期"] for row in sheets["社情民意"]}
    days |= {f"提案:{name_of(row)}": row["交办日期"] for row in sheets["提案"]}
    for row in sheets["批示"]:
        assert a_day(days[str(row["对象编号"])]) < a_day(row["日期"]) <= today


def test_instructions_are_on_products_reports_and_proposals() -> None:
    targets = [str(row["对象编号"]) for row in county()["批示"]]
    assert {target[:3] for target in targets} == {"CG-", "SQ-", "提案:"}
    assert 1 < max(Counter(targets).values()) <= 2


def test_speeches_are_spoken_and_written_at_the_plenary() -> None:
    events = keyed(county()["活动"])
    for row in county()["大会发言"]:
        assert events[str(row["活动编号"])]["类型"] == "全体会议"
        assert event_day(events[str(row["活动编号"])]) == row["日期"]
    assert Counter(row["形式"] for row in county()["大会发言"]) == {"口头": 24, "书面": 52}


@pytest.mark.parametrize(
    ("sheet", "column"),
    [("媒体报道", "日期"), ("文件", "日期"), ("荣誉", "日期"), ("共富项目", "开始日期")],
)
@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_lies_ahead(sheet: str, column: str, today: date) -> None:
    assert all(a_day(row[column]) <= today for row in county(today)[sheet])


def test_every_sector_has_a_project() -> None:
    sectors = {row["单位名称"] for row in county()["单位"] if row["类别"] == "界别"}
    assert {row["界别"] for row in county()["共富项目"]} == sectors
