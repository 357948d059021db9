"""A unit is one, though lists write its name in several ways; two units stay two."""

import pytest

from tests.exchange.books import Desk
from zxdesk.exchange.unit_names import bare_unit, parted, regions_of

HEADINGS = ("届次", "会次", "流水号", "案由", "提交日期", "主办单位")


@pytest.mark.parametrize(
    ("one", "other", "category"),
    [
        ("农业", "农业界", "界别"),
        ("农业界", "农业界别", "界别"),
        ("中共", "中国共产党", "界别"),
        ("中共界", "中国共产党", "界别"),
        ("无党派", "无党派民主人士界", "界别"),
        ("特邀", "特别邀请人士", "界别"),
        ("民革", "中国国民党革命委员会", "民主党派"),
        ("农业农村局", "县农业农村局", "承办单位"),
        ("农业农村局", "云溪县农业农村局", "承办单位"),
        ("农业农村局", "县农业农村局（主办）", "承办单位"),
    ],
)
def test_forms_of_one_name_are_one(one: str, other: str, category: str) -> None:
    regions = regions_of("云溪县", "县")
    assert bare_unit(one, category, regions) == bare_unit(other, category, regions)


@pytest.mark.parametrize(
    ("one", "other", "category"),
    [
        ("农业农村局", "市农业农村局", "承办单位"),
        ("农业", "农业界", "承办单位"),
        ("民进", "民进（第一支部）", "民主党派"),
        ("县委", "委", "承办单位"),
        ("中共", "中国共产党", "承办单位"),
        ("台盟", "台联", "界别"),
        ("共青团", "共青团和青联", "界别"),
        ("科技", "科协", "界别"),
    ],
)
def test_different_units_stay_different(one: str, other: str, category: str) -> None:
    regions = regions_of("云溪县", "县")
    assert bare_unit(one, category, regions) != bare_unit(other, category, regions)


def test_only_names_of_units_are_parted_at_spaces() -> None:
    assert list(parted("财政局 教育局")) == ["财政局", "教育局"]
    assert list(parted("某某 分公司筹备")) == ["某某 分公司筹备"]


def test_a_list_makes_no_second_unit_of_another_form(desk: Desk) -> None:
    report = desk.take(
        {
            "委员": [("姓名", "界别"), ("赵明", "农业"), ("钱宁", "农业界")],
            "提案": [
                HEADINGS,
                ("五届", "五次", "1", "甲", "2026-01-11", "农业农村局"),
                ("五届", "五次", "2", "乙", "2026-01-11", "县农业农村局（主办） 县教育局"),
                ("五届", "五次", "3", "丙", "2026-01-11", "县农业农村局、教育局"),
            ],
        }
    )
    assert report.rejected == []
    units = [(u["category"], u["name"]) for u in desk.shown("unit")]
    assert units == [("界别", "农业"), ("承办单位", "农业农村局"), ("承办单位", "县教育局")]
    assert "“农业界”认作已有的“农业”。" in report.notes


def test_a_sector_of_another_roster_is_the_one_that_is_there(desk: Desk) -> None:
    desk.take({"单位": [("单位名称", "类别"), ("中国共产党", "界别"), ("共青团和青联界", "界别")]})
    report = desk.take(
        {
            "委员": [
                ("姓名", "界别"),
                ("赵明", "中共"),
                ("钱宁", "中共界"),
                ("孙立", "共青团、青联"),
                ("李光", "工商联"),
            ]
        }
    )
    assert report.rejected == []
    assert [u["name"] for u in desk.shown("unit")] == ["中国共产党", "共青团和青联界", "工商联"]
    assert "“中共”认作已有的“中国共产党”。" in report.notes


def test_of_two_sectors_that_mean_one_none_is_guessed(desk: Desk) -> None:
    desk.take({"单位": [("单位名称", "类别"), ("中国共产党", "界别"), ("中共", "界别")]})
    desk.take({"委员": [("姓名", "界别"), ("赵明", "中共界"), ("钱宁", "中共")]})
    assert [s["sector_id"] for s in desk.shown("service")] == ["中共界", "中共"]
