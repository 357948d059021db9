"""An understanding can be looked at as JSON, put right by hand, and is then followed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.books import Desk, make_book
from tests.exchange.understanding.sheets import Lines, sheet, values
from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.exchange.book import Sheet
from zxdesk.exchange.incoming import Answers
from zxdesk.exchange.understanding import SavedUnderstanding, explained, read_saved, understand

HEADINGS = ("姓名", "性别", "界别", "手机")
FIRST = ("周明远", "男", "经济", "13800000001")
SECOND = ("方小兰", "女", "农业", "13800000002")
SHEETS: dict[str, Lines] = {
    "a plain list": [("名单",), HEADINGS, FIRST, SECOND, ("合计", "2人")],
    "two lines": [
        ("姓名", "界别", "出生日期", None, "工作单位及职务"),
        ("姓名", "界别", "年", "月", "工作单位及职务"),
        ("周明远", "经济", 1975, 3, "某厂厂长"),
    ],
    "halves": [(*HEADINGS, *HEADINGS), (*FIRST, *SECOND)],
    "beside": [
        (*HEADINGS, None, "编号", "名称", "类型", "开始时间"),
        (*FIRST, None, "2024-9", "视察道路", "视察", "2024-05-06"),
    ],
    "beside in other rows": [
        ("2024年台账",),
        (None, None, None, None, None, None, "编号", "名称", "类型", "开始时间"),
        (None, *HEADINGS, None, 1, "2024-9", "视察道路", "视察", "2024-05-06"),
        (1, *FIRST),
        (2, *SECOND, None, "合计", "1场"),
        (3, "钱宁"),
    ],
    "beside what is unknown": [
        (*HEADINGS, None, "单位", "姓名", "职务", "手机"),
        (*FIRST, None, "某局", "甲某", "局长", "13800000009"),
        ("合计", None, None, None, None, "某局", "乙某", "科员", None),
        ("钱宁", None, None, None, None, "单位", "姓名", "职务", "手机"),
        (*SECOND, None, "某局", "丙某", "局长", "13800000008"),
    ],
    "halves of unequal length": [
        ("农业界委员名单",),
        ("姓名", "性别", "手机") * 2,
        ("周明远", "男", "1", "方小兰", "女", "2"),
        ("钱宁", None, None, "合计", "2人", None),
        ("赵六", None, None, "注：本表由办公室填写", None, None),
    ],
    "thirds": [HEADINGS * 3, (*FIRST, *SECOND, "钱宁", "男", "教育"), ("赵六", *[None] * 11)],
    "crosses below each other": [
        ("姓名", "春季座谈会", "夏季视察"),
        ("周明远", "√", "请假"),
        ("下半年",),
        ("姓名", "秋季座谈会", "冬季视察"),
        ("方小兰", "√", "请假"),
    ],
    "crosses beside each other": [
        ("姓名", "春季座谈会", "夏季视察", None, "姓名", "秋季座谈会", "冬季视察"),
        ("周明远", "√", "请假", None, "方小兰", "√", "√"),
        ("钱宁", None, None, None, "合计", 1, 1),
    ],
    "forms beside each other": [
        ("姓名", "周明远", "界别", "经济", None, "姓名", "方小兰", "界别", "农业"),
        ("手机", "13800000001", None, None, None, "性别", "女", "手机", "13800000002"),
    ],
    "below": [
        HEADINGS,
        FIRST,
        (),
        ("编号", "名称", "类型", "开始时间"),
        ("1", "甲", "乙", "2024-05-06"),
    ],
    "sections": [("姓名", "性别", "任职起"), ("一、经济界（1人）",), ("周明远", "男", "2022-01")],
    "agenda": [
        ("会议名称", "会议类型", "会议时间", "议题", "责任单位"),
        ("第九次主席会议", "主席会议", "2024-05-08", "审议计划", "提案委"),
    ],
    "a title": [
        ("政协某县十一届三次会议提案目录",),
        ("案号", "案由", "提案人", "提交日期"),
        ("1", "关于道路", "周明远", "2024-01-11"),
    ],
    "a sign-in sheet": [
        ("委员学习培训签到表",),
        ("姓名", "签到"),
        ("周明远", "√"),
    ],
    "a cross": [("姓名", "春季座谈会", "夏季视察"), ("周明远", "√", "请假")],
    "a form that counts in 万": [
        ("活动名称：招商会", "活动类型：座谈会", "开始时间：2026-03-05"),
        ("成效金额（万元）：5", "群众人次", 3),
        ("活动名称", "招商会二", "活动类型", "座谈会"),
        ("开始时间", "2026-03-06", "成效金额（万元）", 7),
        ("活动名称", "招商会三", "活动类型", "座谈会"),
        ("开始时间", "2026-03-07", "成效金额", 9),
    ],
    "forms with number and name": [
        ("活动编号", "HD-1", "活动名称", "座谈会"),
        ("委员编号", "W1", "委员姓名", "周明远"),
        ("出席情况", "出席"),
        ("活动编号", "HD-1", "活动名称", "座谈会"),
        ("委员编号", "W2", "委员姓名", "方小兰"),
        ("出席情况", "请假"),
    ],
    "a form": [("姓名", "周明远", "界别", "经济"), ("手机：13800000001", None, "性别", "男")],
}


@pytest.mark.parametrize("rows", SHEETS.values(), ids=SHEETS)
def test_followed_unchanged_it_gives_the_same_again(rows: Lines) -> None:
    found = sheet(rows, "会议委员提案")
    understood = understand(found)
    told = json.loads(json.dumps(explained(found, understood), ensure_ascii=False))
    followed = SavedUnderstanding(tuple(told)).understand(found)
    assert understood.tables
    assert [values(t) for t in followed.tables] == [values(t) for t in understood.tables]
    again = explained(found, followed)
    assert [e["columns"] for e in again] == [
        {letter: field for letter, field in e["columns"].items() if field} for e in told
    ]


def test_what_was_not_understood_is_told_with_what_it_lacked() -> None:
    found = sheet([("单位", "姓名", "职务", "手机"), ("某局", "甲", "局长", "1")], "通讯录")
    (entry,) = explained(found, understand(found))
    assert (entry["kind"], entry["columns"]) == (None, {})
    assert "没有委员独有的列" in entry["why"]


def test_a_sheet_of_nothing_is_not_told_of() -> None:
    found = sheet([("填表须知",)], "说明")
    assert explained(found, understand(found)) == []


# A phone book, which no one takes for members unless told to.
PHONES = [("县级机关通讯录",), ("单位", "人员", "职务"), ("某局", "甲某", "局长")]


def saved(path: Path, *entries: dict[str, Any]) -> Path:
    """A mapping in a file."""
    path.write_text(json.dumps({"sheets": entries}, ensure_ascii=False), encoding="utf-8")
    return path


TOLD = {
    "sheet": "Sheet1",
    "kind": "委员",
    "heading_rows": [2],
    "columns": {"A": "工作单位", "B": "姓名", "C": "单位职务"},
    "fixed": {"届次": "十一届"},
}


def test_a_mapping_written_by_hand_is_followed(desk: Desk) -> None:
    book = make_book(desk.folder / "通讯录.xlsx", {"Sheet1": PHONES})
    report = desk.take_files(
        book, answers=Answers(saved=read_saved(saved(desk.folder / "对照.json", TOLD)))
    )
    assert report.added == {"委员": 1}
    service = desk.shown("service")[0]
    assert [service[name] for name in ("member_id", "employer", "job", "term")] == [
        "甲某",
        "某局",
        "局长",
        "十一届",
    ]


def test_a_sheet_without_a_kind_in_the_mapping_is_left() -> None:
    entry = {"sheet": "委员", "kind": None, "heading_rows": [], "columns": {}}
    understood = SavedUnderstanding((entry,)).understand(sheet([HEADINGS, FIRST], "委员"))
    assert not understood.tables
    assert "按对照文件没有导入" in understood.why


def follow(mapping: SavedUnderstanding, found: Sheet) -> None:
    """Do with a mapping what an import does."""
    mapping.refuse_strange([found])
    mapping.understand(found)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sheet": "没有的表"},
        {"kind": "人员"},
        {"columns": {"A": "绰号"}},
        {"columns": {"1": "姓名"}},
        {"columns": ["姓名"]},
        {"columns": {"A": "出生日期:年"}},
        {"heading_rows": "2"},
        {"rows": [3]},
        {"columns": {}, "rows": [100, 200]},
        {"columns": {"A": None}, "heading_rows": [3]},
        {"shape": "cross"},
        {"shape": "form", "cells": {"姓名": "B"}},
        {"shape": "form", "cells": {"Z9": "姓名"}},
    ],
)
def test_a_mapping_that_names_what_there_is_not_is_refused(wrong: dict[str, Any]) -> None:
    mapping = SavedUnderstanding((TOLD | wrong,))
    with pytest.raises(UserError, match="没有导入任何内容"):
        follow(mapping, sheet(PHONES))


@pytest.mark.parametrize("content", ["", "[]", '{"sheets": [{}]}', "{", "\x00"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "对照.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="不是对照文件"):
        read_saved(file)


def test_a_mapping_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="读不出来"):
        read_saved(tmp_path / "对照.json")
