"""The county's proposals hold together: who, when, what was decided, and what came back."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest

from tests.demo.test_county import DAYS, TODAY, cells, county, keyed

Lines = list[dict[str, Any]]


def proposals(today: date = TODAY) -> Lines:
    return county(today)["提案"]


def name_of(proposal: dict[str, Any]) -> str:
    return f"{proposal['届次']}/{proposal['会次']}/{proposal['流水号']}"


def test_two_sessions_have_230_each_with_believable_conclusions() -> None:
    for session in ("四次", "五次"):
        of_session = [p for p in proposals() if p["会次"] == session]
        shares = Counter(p["审查结论"] for p in of_session)
        assert 228 <= len(of_session) <= 230
        assert 150 <= shares["立案"] <= 185
        assert shares["并案"] == 16
        assert 10 <= shares["不予立案"] <= 30
        assert 10 <= shares["转社情民意"] <= 35
        assert sum(p["重点提案"] == "是" for p in of_session) == 12


def test_individuals_groups_and_bodies_submit() -> None:
    natures = Counter(p["提案者性质"] for p in proposals())
    assert natures["个人"] > natures["联名"] > natures["集体"] > 40
    for proposal in proposals():
        assert (proposal["第一提案人"] is None) == (proposal["提案者性质"] == "集体")
        assert bool(proposal["联名人"]) == (proposal["提案者性质"] == "联名")
        assert bool(proposal["集体单位"]) == (proposal["提案者性质"] == "集体")
        assert proposal["第一提案人"] not in cells(proposal["联名人"])


def test_no_two_proposals_have_one_subject() -> None:
    counts = Counter(p["案由"] for p in proposals())
    assert [subject for subject, n in counts.items() if n > 1] == []


def test_merged_proposals_name_a_filed_one_of_their_session() -> None:
    known = {(p["会次"], p["流水号"]): p for p in proposals()}
    for proposal in proposals():
        assert (proposal["审查结论"] == "并案") == (proposal["并入流水号"] is not None)
        if proposal["并入流水号"]:
            assert known[proposal["会次"], proposal["并入流水号"]]["审查结论"] == "立案"


def test_key_proposals_have_somebody_who_sees_to_them() -> None:
    for proposal in proposals():
        assert (proposal["重点提案"] == "是") == bool(proposal["督办领导"])
        assert proposal["重点提案"] == "否" or proposal["审查结论"] == "立案"


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_days_follow_one_another(today: date) -> None:
    opened = {row["会次"]: row["开幕日期"] for row in county(today)["会次"]}
    for proposal in proposals(today):
        steps = ("提交日期", "交办日期", "答复日期", "反馈日期", "结案日期")
        days = [opened[proposal["会次"]], *(proposal[step] for step in steps)]
        there = [day for day in days if day]
        assert there == sorted(there)
        assert there[-1] <= today
        assert not proposal["答复期限"] or proposal["答复期限"] > proposal["交办日期"]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_units_handle_what_the_proposals_say(today: date) -> None:
    units: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in county(today)["办理"]:
        units[str(row["提案"]), str(row["角色"])].append(str(row["单位"]))
    for proposal in proposals(today):
        for role in ("主办", "会办", "分办"):
            assert units.pop((name_of(proposal), role), []) == cells(proposal[f"{role}单位"])
    assert not units


def test_some_units_need_longer_and_a_few_are_late() -> None:
    rows: Lines = county()["办理"]
    extended = [row for row in rows if row["延期至"]]
    assert 15 <= len(extended) <= 60
    for row in extended:
        assert row["延期至"] > row["期限"]
        assert row["延期理由"]
    replied = [row for row in rows if row["答复日期"]]
    late = [row for row in replied if row["答复日期"] > (row["延期至"] or row["期限"])]
    assert 3 <= len(late) <= 30
    overdue = [
        row
        for row in rows
        if row["答复日期"] is None and row["角色"] != "会办" and row["期限"] < TODAY
    ]
    assert 1 <= len(overdue) <= 15


def test_feedback_is_the_proposers_and_after_the_reply() -> None:
    known = {name_of(p): p for p in proposals()}
    rows: Lines = county()["反馈"]
    for row in rows:
        proposal = known[row["提案"]]
        assert row["委员"] in (proposal["第一提案人"], *cells(proposal["联名人"]))
        assert row["日期"] >= proposal["答复日期"] + timedelta(days=3)
    results = Counter(row["办理结果评价"] for row in rows)
    assert results["满意"] > 10 * results["基本满意"] > 10 * results["不满意"]


def test_letters_of_reply_have_a_number_of_their_own() -> None:
    rows: Lines = county()["办理"]
    numbers = [row["答复文号"] for row in rows if row["答复日期"]]
    assert len(set(numbers)) == len(numbers) > 300
    assert all(row["答复文号"] is None for row in rows if not row["答复日期"])


def test_only_members_in_office_submit() -> None:
    members = keyed(county()["委员"], "委员编号")
    for proposal in proposals():
        for number in (*cells(proposal["第一提案人"]), *cells(proposal["联名人"])):
            since, until = members[number]["任职起"], members[number]["任职止"]
            assert isinstance(since, date)
            assert since <= proposal["提交日期"]
            assert until is None or str(proposal["提交日期"]) < str(until)
