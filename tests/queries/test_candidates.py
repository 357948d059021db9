from typing import Any

import pytest

from tests.ledgers import TODAY, Office
from zxdesk.queries.candidates import Candidate, candidates
from zxdesk.queries.listed_values import all_lists, values_of
from zxdesk.services.ledgers import starting_lists


def offered(office: Office, kind: str, typed: str, **how: Any) -> list[Candidate]:
    found: list[Candidate] = office.ask(
        candidates, kind, typed, owner_id=office.ledger.own_id, today=TODAY, **how
    )
    return found


def test_names_initials_and_numbers_are_completed(office: Office) -> None:
    member_id = office.add("member", name="曾单")
    office.add("member", name="张三")
    for typed in ("曾", "单", "zs", "W001"):
        assert member_id in [c.id for c in offered(office, "member", typed)], typed
    assert len(offered(office, "member", "")) == 2
    assert offered(office, "member", "不存在") == []


def test_homonyms_have_different_hints(office: Office) -> None:
    economy = office.add("unit", name="经济界")
    office.member("张三", sector_id=economy, employer="县供电局")
    office.member("张三", sector_id=economy, employer="县水务局", job="科长")
    office.member("张三", sector_id=economy)
    office.member("张三", sector_id=economy)
    office.add("member", name="张三")
    office.add("member", name="张三")
    hints = [c.hint for c in offered(office, "member", "张三")]
    assert len(set(hints)) == 6
    assert all(hints)


def test_hints_of_units_are_their_categories(office: Office) -> None:
    for category in ("界别", "人民团体"):
        office.add("unit", name="工商联", category=category)
    assert {c.hint for c in offered(office, "unit", "gsl")} == {"界别", "人民团体"}
    assert [c.hint for c in offered(office, "unit", "工", categories=["界别"])] == ["界别"]


def test_what_begins_as_typed_comes_first_and_few_are_given(office: Office) -> None:
    for name in ("云溪供水", "供水改造", "安全供水"):
        office.add("consultation", topic=name)
    titles = [c.title for c in offered(office, "consultation", "供水")]
    assert titles[0] == "供水改造"
    assert len(titles) == 3
    assert len(offered(office, "consultation", "供水", limit=2)) == 2


@pytest.mark.parametrize("name", ["event", "venue", "programme", "unit", "consultation"])
def test_a_very_long_title_is_completed_at_once(office: Office, name: str) -> None:
    title = "中国人民政治协商会议重要行长会议调研重庆长江" * 4
    naming = {"consultation": "topic"}.get(name, "name")
    office.add(name, **{naming: title})
    assert offered(office, name, "z")


def test_the_lists_of_the_office_keep_their_order(office: Office) -> None:
    started = starting_lists()
    lists = office.ask(all_lists, owner_id=1)
    assert lists == {name: list(values) for name, values in started.items()}
    assert office.ask(values_of, "活动类型", owner_id=1) == started["活动类型"]
    assert office.ask(values_of, "没有的", owner_id=1) == []


def test_a_unit_is_found_by_initials_without_its_county(office: Office) -> None:
    for name in ("县公安局", "县档案局", "县广播电视台"):
        office.add("unit", name=name, category="承办单位")
    office.add("unit", name="公安界", category="界别")
    found = office.ask(
        candidates, "unit", "gaj", owner_id=office.ledger.own_id, today=office.ledger.today
    )
    assert [one.title for one in found] == ["公安界", "县公安局"]
    found = office.ask(
        candidates,
        "unit",
        "公安",
        owner_id=office.ledger.own_id,
        today=office.ledger.today,
        categories=("承办单位", "界别"),
    )
    assert [one.title for one in found] == ["县公安局", "公安界"]
