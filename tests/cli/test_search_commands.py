"""zxdesk search: the contract's answer over every kind."""

from pathlib import Path

import pytest

from tests.cli.conftest import Desk


@pytest.fixture
def filled(desk: Desk, book: Path) -> Desk:
    assert desk("import", book).code == 0
    return desk


def test_a_hit_has_its_kind_key_title_and_snippet(filled: Desk) -> None:
    answer = filled.json("search", "听取汇报")
    assert answer["total"] == 1
    (hit,) = answer["hits"]
    assert (hit["kind"], hit["key"], hit["title"]) == ("活动", "HD-1", "第一次主席会议")
    assert "听取汇报" in hit["snippet"]


def test_members_are_found_by_every_reading(filled: Desk) -> None:
    for typed in ("zxr", "zhangxiaorong", "mqy", "wqy", "万俟"):
        hits = filled.json("search", typed, "--kind", "委员")["hits"]
        assert len(hits) == 1, typed


def test_nothing_found_is_an_answer(filled: Desk) -> None:
    outcome = filled("search", "查无此词", "--json")
    assert (outcome.code, outcome.data) == (0, {"hits": [], "total": 0})
    assert filled("search", "查无此词").out.strip() == "没有找到"


def test_an_unknown_kind_and_a_bad_limit_are_refused(filled: Desk) -> None:
    assert filled("search", "会", "--kind", "车辆").code == 2
    assert filled("search", "会", "--limit", "-1").code == 2


def test_kind_and_limit_narrow_the_answer(filled: Desk) -> None:
    everything = filled.json("search", "会")
    events = filled.json("search", "会", "--kind", "活动", "--limit", "1")
    assert {hit["kind"] for hit in events["hits"]} == {"活动"}
    assert (len(events["hits"]), events["total"]) == (1, 2)
    assert everything["total"] >= 2


def test_people_read_the_kinds_with_their_numbers(filled: Desk) -> None:
    lines = filled("search", "主席会议", "--kind", "event").out.splitlines()
    assert lines == ["找到 1 条", "活动 1 条", "  HD-1  第一次主席会议"]
