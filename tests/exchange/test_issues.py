"""社情民意 and 采用: issues unique with their year; reporters who are members and who are not."""

from pathlib import Path
from typing import Any

import pytest

from tests.exchange.books import MEMBER, Desk, counts, reasons
from tests.exchange.test_exporting import assert_same_again, exported, sheet_of
from zxdesk.exchange.report import ImportReport

OPINION = ("编号", "标题", "提交日期", "上报日期", "期号")
ADOPTION = ("期号", "级别", "日期")
NAMESAKES = [
    MEMBER,
    ("W001", "陈伟", "经济界", 11, None),
    ("W002", "陈伟", "教育界", 11, None),
    ("W003", "沈若梅", "教育界", 11, None),
]


def opinions(desk: Desk, *rows: tuple[object, ...]) -> ImportReport:
    """Import rows of 社情民意, numbered as they come."""
    return desk.take(
        {"社情民意": [OPINION, *((f"SQ-{n}", f"信息{n}", *row) for n, row in enumerate(rows, 1))]}
    )


def issues(desk: Desk) -> list[tuple[int, str]]:
    """Year and number of every issue."""
    return [(line["year"], line["number"]) for line in desk.values("issue")]


def test_an_issue_is_of_the_year_it_was_reported_else_submitted(desk: Desk) -> None:
    report = opinions(
        desk,
        ("2025-12-30", "2026-01-05", 12),
        ("2025-11-01", None, "第12期"),
        ("2025-11-02", None, "12"),
        ("2026-02-01", None, "〔2025〕13号"),
        ("2026-02-01", "2026-02-02", "2025年第14期"),
        ("2026-02-01", None, "2025/特-1"),
        ("2026-02-01", None, None),
    )
    assert counts(report) == {"added": {"社情民意": 7}}
    assert issues(desk) == [(2026, "12"), (2025, "12"), (2025, "13"), (2025, "14"), (2025, "特-1")]
    assert [line["issue_id"] for line in desk.values("opinion")] == [1, 2, 2, 3, 4, 5, None]


def test_an_issue_named_later_takes_the_dates_that_stand(desk: Desk, founded: Path) -> None:
    opinions(desk, ("2025-12-30", "2026-01-05", None))
    report = desk.take({"社情民意": [("编号", "标题", "期号"), ("SQ-1", "信息1", "3")]})
    assert counts(report) == {"updated": {"社情民意": 1}}
    assert issues(desk) == [(2026, "3")]
    report = desk.take({"社情民意": [("标题", "提交日期", "期号"), ("信息1", "2025-12-30", "3")]})
    assert counts(report) == {"unchanged": {"社情民意": 1}}
    assert_same_again(desk.ledger, founded)


@pytest.mark.parametrize(
    ("adoption", "year"),
    [
        (("12", "市", "2026-03-01"), 2026),
        (("13", "市", "2026-03-01"), 2025),
        (("第13期", "市", "2026-03-01"), 2025),
        (("2025/12", "市", "2026-03-01"), 2025),
        (("〔2025〕12", "省", "2026-03-01"), 2025),
        (("[2025]12", "省", "2026-11-01"), 2025),
    ],
)
def test_what_was_adopted_came_out_in_that_year_or_the_year_before(
    desk: Desk, adoption: tuple[str, str, str], year: int, founded: Path
) -> None:
    opinions(
        desk,
        ("2026-01-05", None, "12"),
        ("2025-01-05", None, "12"),
        ("2025-01-05", None, "13"),
        ("2024-01-05", None, "13"),
    )
    assert reasons(desk.take({"采用": [ADOPTION, adoption]})) == []
    years = {n: line["year"] for n, line in enumerate(desk.values("issue"), start=1)}
    assert [years[line["issue_id"]] for line in desk.values("adoption")] == [year]
    assert_same_again(desk.ledger, founded)


def test_an_adoption_of_nothing_is_rejected(desk: Desk) -> None:
    opinions(desk, ("2024-01-05", None, "12"), ("2025-01-05", None, "12"))
    report = desk.take(
        {
            "采用": [
                ADOPTION,
                ("12", "市", "2027-03-01"),
                ("2023/12", "市", "2026-03-01"),
                ("12", "市", None),
            ]
        }
    )
    assert reasons(report) == [
        "社情民意里没有2026年、2027年第“12”期，请先登记，或写明年度，如 2025/12",
        "社情民意里没有2023年第“12”期，请先登记",
        "看不出是哪一年的期号，请写作 2025/12",
    ]
    assert [(r.column, r.value) for r in report.rejected] == [
        ("期号", "12"),
        ("期号", "2023/12"),
        ("期号", "12"),
    ]


def test_an_adoption_without_a_manner_is_the_same_again(desk: Desk, founded: Path) -> None:
    opinions(desk, ("2026-01-05", None, "12"))
    rows = [ADOPTION, ("12", "市", "2026-03-01")]
    assert counts(desk.take({"采用": [*rows, ("12", "省", "2026-05-01")]})) == {
        "added": {"采用": 2}
    }
    assert counts(desk.take({"采用": rows})) == {"unchanged": {"采用": 1}}
    report = desk.take({"采用": [(*ADOPTION, "方式"), ("12", "市", "2026-03-01", "综合")]})
    assert counts(report) == {"added": {"采用": 1}}
    report = desk.take({"采用": [("期号", "级别", "品牌"), ("12", "市", "甲")]})
    assert counts(report) == {"added": {"品牌": 1}, "updated": {"采用": 1}}
    assert_same_again(desk.ledger, founded)


def test_an_export_names_the_year_only_where_the_dates_do_not(desk: Desk, founded: Path) -> None:
    opinions(
        desk,
        ("2026-01-05", None, "12"),
        ("2025-12-05", None, "2026/13"),
        ("2025-12-05", None, "2025/第14期"),
        ("2025-12-05", None, "12"),
    )
    desk.take(
        {
            "采用": [
                ADOPTION,
                ("2026/12", "市", "2026-03-01"),
                ("2025/12", "市", "2026-03-01"),
                ("13", "市", "2026-11-01"),
                ("2025/第14期", "市", "2025-12-06"),
            ]
        }
    )
    path = exported(desk.ledger)
    assert [line["期号"] for line in sheet_of(path, "社情民意")] == [
        "12",
        "2026/13",
        "2025/第14期",
        "12",
    ]
    assert [line["期号"] for line in sheet_of(path, "采用")] == [
        "2025/12",
        "2025/第14期",
        "2026/12",
        "13",
    ]
    assert_same_again(desk.ledger, founded)


@pytest.mark.parametrize(
    ("sheet", "named", "others"),
    [("社情民意", "反映人", "其他反映人"), ("大会发言", "发言人", "其他发言人")],
)
def test_names_that_fit_no_member_are_kept_beside(
    desk: Desk, founded: Path, sheet: str, named: str, others: str
) -> None:
    plain = {"社情民意": ("编号", "标题", "提交日期"), "大会发言": ("编号", "题目", "日期")}
    head = plain[sheet]
    kind, reporters, other = {
        "社情民意": ("opinion", "reporters", "other_reporters"),
        "大会发言": ("speech", "speakers", "other_speakers"),
    }[sheet]
    sheets: dict[str, Any] = {
        "委员": NAMESAKES,
        sheet: [
            (*head, named, others),
            ("1", "甲", "2026-01-05", "沈 若梅、W001、某村民；王某", "赵某、王某"),
            ("2", "乙", "2026-01-05", "某村民等3人", None),
            ("3", "丙", "2026-01-05", "沈若梅", None),
        ],
    }
    assert desk.take(sheets).rejected == []
    assert desk.column(kind, reporters) == ["沈若梅、陈伟", "", "沈若梅"]
    assert desk.column(kind, other) == ["赵某、王某、某村民", "某村民等3人", ""]
    assert set(counts(desk.take(sheets))) == {"unchanged"}
    assert_same_again(desk.ledger, founded)
    bad: dict[str, Any] = {
        sheet: [(*head, named), ("4", "丁", "2026-01-05", "陈伟"), ("5", "戊", "2026-01-05", "W9")]
    }
    assert reasons(desk.take(bad)) == [
        "有 2 个委员叫“陈伟”：W001（经济界）、W002（教育界），请填委员编号",
        "没有找到委员“W9”",
    ]
    desk.take({sheet: [(*head, named), ("1", "甲", "2026-01-05", "沈若梅")]})
    assert desk.column(kind, reporters)[0] == "沈若梅"
    assert desk.column(kind, other)[0] == "赵某、王某、某村民"


def test_a_rejected_member_does_not_become_somebody_else(desk: Desk) -> None:
    report = desk.take(
        {
            "委员": [(*MEMBER, "出生日期"), ("W1", "沈若梅", None, 11, None, "不详")],
            "社情民意": [
                ("编号", "标题", "提交日期", "反映人"),
                ("1", "甲", "2026-01-05", "沈若梅"),
            ],
        }
    )
    assert reasons(report)[1] == "所引用的委员“沈若梅”在“委员”第 2 行没有导入"


@pytest.mark.parametrize(
    ("sheet", "headings", "rows"),
    [
        (
            "媒体报道",
            ("标题", "日期", "媒体"),
            [
                ("甲", "2026-01-05", "日报"),
                ("甲", "2026-01-05", "电视台"),
                ("甲", "2026-01-05", None),
            ],
        ),
        (
            "荣誉",
            ("对象", "名称", "日期"),
            [("沈若梅", "优秀提案", "2026-01-05"), ("程立言", "优秀提案", "2026-01-05")],
        ),
        ("成果", ("类型", "标题", "报送日期"), [("调研报告", "甲", "2026-01-05")]),
        (
            "批示",
            ("对象编号", "领导", "层级", "日期"),
            [
                ("HD-1", "李书记", "县领导", "2026-05-06"),
                ("HD-2", "李书记", "县领导", "2026-05-06"),
            ],
        ),
    ],
)
def test_rows_without_a_number_are_known_again(
    desk: Desk, founded: Path, sheet: str, headings: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    topics = [("编号", "年度", "议题"), ("HD-1", 2026, "甲"), ("HD-2", 2026, "乙")]
    sheets: dict[str, Any] = {"协商": topics, sheet: [headings, *rows]}
    assert counts(desk.take(sheets)) == {"added": {"协商": 2, sheet: len(rows)}}
    assert counts(desk.take(sheets)) == {"unchanged": {"协商": 2, sheet: len(rows)}}
    assert_same_again(desk.ledger, founded)
