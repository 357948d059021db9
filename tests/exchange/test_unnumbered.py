"""Lists of proposals without a 流水号: the same proposal is found again, a new one is numbered."""

import pytest

from tests.exchange.books import Desk, counts, reasons

MEMBERS = [("委员编号", "姓名"), ("W001", "赵明"), ("W002", "钱宁")]
TITLE = ("政协云溪县五届五次会议提案目录",)
HEADINGS = ("序号", "案号", "案由", "提案人", "承办单位", "提交日期")
LINES = [
    (1, "第1号", "关于道路", "赵明", "交通局", "2026-01-11"),
    (2, "第2号", "关于学校", "钱宁等3人", "教育局、财政局", "2026-01-11"),
    (3, "第3号", "关于河道", "赵明、钱宁", "水利局", "2026-01-11"),
]


def test_a_list_gets_its_numbers_and_its_second_import_changes_nothing(desk: Desk) -> None:
    sheets = {"委员": MEMBERS, "Sheet2": [TITLE, HEADINGS, *LINES]}
    report = desk.take(sheets)
    assert report.rejected == []
    found = desk.shown("proposal")
    assert [(p["term"], p["session"], p["serial"]) for p in found] == [
        ("五届", "五次", number) for number in ("001", "002", "003")
    ]
    assert [p["first_signer_id"] for p in found] == ["赵明", "钱宁", "赵明"]
    assert [p["joint_signers"] for p in found] == ["", "", "钱宁"]
    assert [note for note in report.notes if "钱宁等3人" in note]
    assert counts(desk.take(sheets)).keys() == {"unchanged"}


def test_a_list_of_replies_is_matched_by_case_number_and_subject(desk: Desk) -> None:
    desk.take({"委员": MEMBERS, "Sheet2": [TITLE, HEADINGS, *LINES]})
    report = desk.take(
        {
            "办理情况": [
                ("案号", "案由", "主办单位", "答复日期", "办理结果"),
                ("1", "关于道路", "交通局", "2026-06-01", "A"),
                (None, "关于河道", "水利局", "2026-06-01", "A"),
                ("9", "关于桥梁", "交通局", "2026-06-01", "A"),
            ]
        }
    )
    assert desk.column("proposal", "grade") == ["A", "", ""]
    assert [row.row for row in report.rejected] == [3, 4]
    assert "分不清是不是同一件" in reasons(report)[0]


DATED = ("案由", "提案人", "集体单位", "提交日期", "类别")


@pytest.mark.parametrize(
    ("line", "differing"),
    [
        (("关于道路", "钱宁", None, None, "交通"), "第一提案人"),
        (("关于道路", "赵明", None, "2026-01-12", "交通"), "提交日期"),
        (("关于道路", None, None, "2026-01-12", "交通"), "提交日期"),
        (("关于道路", None, "民盟", None, "交通"), "第一提案人"),
        (("关于住房", None, "民建", None, "住房"), "集体单位"),
        (("关于住房", "赵明", None, None, "住房"), "集体单位"),
    ],
)
def test_a_proposal_of_somebody_else_or_another_day_is_not_overwritten(
    desk: Desk, line: tuple[object, ...], differing: str
) -> None:
    housing = ("关于住房", None, "民盟", "2026-01-11", None)
    desk.take(
        {"委员": MEMBERS, "Sheet2": [TITLE, HEADINGS, *LINES], "提案": [TITLE, DATED, housing]}
    )
    before = desk.shown("proposal")
    report = desk.take({"提案": [TITLE, DATED, line]})
    (reason,) = reasons(report)
    assert "已有一件案由相同的提案" in reason
    assert differing in reason
    assert desk.shown("proposal") == before


def test_what_says_the_same_or_nothing_of_the_proposer_is_the_same(desk: Desk) -> None:
    desk.take({"委员": MEMBERS, "Sheet2": [TITLE, HEADINGS, *LINES]})
    lines = [
        ("关于道路", "赵明", None, "2026-01-11", "交通"),
        ("关于学校", None, None, None, "教育"),
    ]
    sheets = {"提案": [TITLE, DATED, *lines]}
    assert counts(desk.take(sheets)) == {"updated": {"提案": 2}}
    assert counts(desk.take(sheets)) == {"unchanged": {"提案": 2}}


def test_the_case_number_says_that_it_is_the_same(desk: Desk) -> None:
    desk.take({"委员": MEMBERS, "Sheet2": [TITLE, HEADINGS, *LINES]})
    line = (1, "第1号", "关于道路", "钱宁", "交通局", "2026-01-12")
    assert desk.take({"Sheet2": [TITLE, HEADINGS, line]}).rejected == []
    assert desk.column("proposal", "first_signer_id")[0] == "钱宁"


def test_of_two_with_one_subject_the_proposer_chooses(desk: Desk) -> None:
    again = (4, "第4号", "关于道路", "钱宁", "交通局", "2026-01-12")
    desk.take({"委员": MEMBERS, "Sheet2": [TITLE, HEADINGS, *LINES, again]})
    line = ("关于道路", "钱宁", None, None, "交通")
    assert counts(desk.take({"提案": [TITLE, DATED, line]})) == {"updated": {"提案": 1}}
    assert desk.column("proposal", "topic") == ["", "", "", "交通"]
