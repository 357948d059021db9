"""提案, 办理 and 反馈: keys of three parts, units that stand on two sheets, merging."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.books import MEMBER, Desk, counts, reasons
from tests.exchange.test_exporting import assert_same_again, exported, sheet_of
from zxdesk.exchange.report import ImportReport
from zxdesk.store import history

PROPOSAL = ("届次", "会次", "流水号", "案由", "提交日期")
HANDLING = ("提案", "单位", "角色")
NAMESAKES = [
    MEMBER,
    ("W001", "陈伟", "经济界", 11, None),
    ("W002", "陈伟", "教育界", 11, None),
    ("W003", "沈若梅", "教育界", 11, None),
]


def row(serial: object, *more: object, session: object = "五次") -> tuple[object, ...]:
    """A proposal of the eleventh term."""
    return ("十一届", session, serial, f"关于第{serial}件事的提案", "2026-01-08", *more)


def roles(desk: Desk) -> list[tuple[str, str]]:
    """Units and roles of every handling."""
    return [(line["unit_id"], line["role"]) for line in desk.shown("handling")]


def filed(desk: Desk, headings: tuple[str, ...], *rows: tuple[object, ...]) -> ImportReport:
    """Import rows of 提案 with some more columns."""
    return desk.take({"提案": [(*PROPOSAL, *headings), *rows]})


def test_missing_sessions_are_created_and_counted(desk: Desk) -> None:
    report = filed(desk, (), row(1), row(2), row(1, session=4))
    assert counts(report) == {"added": {"提案": 3, "会次": 2}}
    assert [(s["term"], s["number"]) for s in desk.shown("plenary_session")] == [
        ("十一届", "五次"),
        ("十一届", "四次"),
    ]
    assert counts(filed(desk, (), row(1))) == {"unchanged": {"提案": 1}}


def test_the_session_of_a_rejected_row_is_not_created(desk: Desk) -> None:
    report = filed(desk, ("第一提案人",), row(1, "没有此人"))
    assert (counts(report), reasons(report)) == ({}, ["没有找到委员“没有此人”"])
    assert desk.shown("plenary_session") == []


@pytest.mark.parametrize(
    "key",
    ["十一届/五次/12", "11/5/12", "第十一届/第五次会议/12", "１１／５／１２", "第11届/5次/12"],
)
def test_a_proposal_is_named_by_its_key_however_it_is_spelled(desk: Desk, key: str) -> None:
    desk.take({"委员": NAMESAKES})
    filed(desk, (), row(12), row(13))
    report = desk.take(
        {
            "办理": [HANDLING, (key, "教育局", "主办")],
            "反馈": [("提案", "委员", "办理结果评价"), (key, "W003", "满意")],
            "批示": [
                ("编号", "对象编号", "领导", "层级", "日期"),
                ("PS-1", key, "李书记", "县主要领导", "2026-05-06"),
                ("PS-2", f"提案:{key}", "李书记", "县主要领导", "2026-05-07"),
            ],
        }
    )
    assert report.rejected == []
    assert counts(report) == {"added": {"办理": 1, "反馈": 1, "批示": 2, "单位": 1}}
    assert desk.column("handling", "proposal_id") == ["关于第12件事的提案"]
    assert desk.values("instruction")[0]["target"] == ("proposal", 1)


def test_a_reference_to_a_rejected_proposal_says_where_it_stands(desk: Desk) -> None:
    report = desk.take(
        {
            "提案": [PROPOSAL, ("十一届", "五次", "12", "案由", "去年")],
            "办理": [HANDLING, ("11/5/12", "教育局", "主办"), ("11/5/13", "教育局", "主办")],
        }
    )
    assert reasons(report)[1:] == [
        "所引用的提案“11/5/12”在“提案”第 2 行没有导入",
        "没有找到提案“11/5/13”",
    ]


def test_units_of_a_proposal_become_handlings(desk: Desk) -> None:
    report = filed(
        desk,
        ("主办单位", "会办单位", "分办单位"),
        row(1, "教育局", "财政局、住建局", None),
        row(2, None, None, "教育局；卫健局"),
    )
    assert counts(report) == {"added": {"提案": 2, "会次": 1, "单位": 4, "办理": 5}}
    assert roles(desk) == [
        ("教育局", "主办"),
        ("财政局", "会办"),
        ("住建局", "会办"),
        ("教育局", "分办"),
        ("卫健局", "分办"),
    ]


def test_both_sheets_may_describe_the_same_handling(desk: Desk, founded: Path) -> None:
    sheets: dict[str, Any] = {
        "提案": [
            (*PROPOSAL, "主办单位", "会办单位"),
            row(1, "教育局", "财政局"),
            row(2, None, None),
        ],
        "办理": [
            (*HANDLING, "交办日期"),
            ("11/5/1", "教育局", "主办", "2026-03-01"),
            ("11/5/2", "住建局", "主办", "2026-03-02"),
        ],
    }
    report = desk.take(sheets)
    assert report.rejected == []
    assert counts(report) == {"added": {"提案": 2, "会次": 1, "单位": 3, "办理": 3}}
    assert roles(desk) == [("教育局", "主办"), ("财政局", "会办"), ("住建局", "主办")]
    assert desk.column("handling", "assigned_on") == ["2026-03-01", "", "2026-03-02"]
    again = desk.take(sheets)
    assert counts(again) == {"unchanged": {"提案": 2, "办理": 2}}
    assert_same_again(desk.ledger, founded)


@pytest.mark.parametrize(
    ("handling", "reason"),
    [
        (("11/5/1", "教育局", "会办"), "与“提案”第 2 行的“主办单位”不一致，那里有这个单位"),
        (("11/5/1", "财政局", "主办"), "与“提案”第 2 行的“主办单位”不一致，那里没有这个单位"),
    ],
)
def test_sheets_that_disagree_on_a_part_reject_the_handling(
    desk: Desk, handling: tuple[str, str, str], reason: str
) -> None:
    report = desk.take(
        {"提案": [(*PROPOSAL, "主办单位"), row(1, "教育局")], "办理": [HANDLING, handling]}
    )
    assert [(r.sheet, r.column, r.reason) for r in report.rejected] == [("办理", "角色", reason)]
    assert roles(desk) == [("教育局", "主办")]


def test_a_unit_that_changes_its_part_keeps_its_dates(desk: Desk) -> None:
    desk.take(
        {
            "提案": [(*PROPOSAL, "主办单位", "会办单位"), row(1, "教育局", "财政局")],
            "办理": [(*HANDLING, "签收日期"), ("11/5/1", "教育局", "主办", "2026-03-03")],
        }
    )
    report = filed(desk, ("主办单位", "会办单位"), row(1, "财政局", "教育局"))
    assert counts(report) == {"updated": {"提案": 1}}
    assert roles(desk) == [("教育局", "会办"), ("财政局", "主办")]
    assert desk.column("handling", "received_on") == ["2026-03-03", ""]
    filed(desk, ("主办单位",), row(1, "教育局"))
    assert roles(desk) == [("教育局", "主办")]
    filed(desk, ("主办单位",), row(1, None))
    assert roles(desk) == [("教育局", "主办")]


def test_the_order_of_units_is_no_change(desk: Desk) -> None:
    filed(desk, ("会办单位",), row(1, "教育局、财政局"))
    report = filed(desk, ("会办单位",), row(1, "财政局、教育局"))
    assert counts(report) == {"unchanged": {"提案": 1}}


def test_one_undo_takes_everything_back(desk: Desk) -> None:
    filed(desk, ("主办单位",), row(1, "教育局"))
    history.undo(desk.ledger)
    assert [desk.shown(kind) for kind in ("proposal", "handling", "plenary_session")] == [[]] * 3


def test_proposals_merge_into_a_serial_of_their_session_or_a_full_key(
    desk: Desk, founded: Path
) -> None:
    report = filed(
        desk,
        ("并入流水号", "审查结论"),
        row(1, "3", "并案"),
        row(2, "第十一届/四次/3", None),
        row(3, None, "立案"),
        row(3, None, "立案", session="四次"),
        row(4, 3, None),
    )
    assert report.rejected == []
    assert desk.column("proposal", "conclusion") == ["立案", "立案", "并案", "并案", "并案"]
    merged = {line["serial"]: line["merged_into_id"] for line in desk.values("proposal")[2:]}
    ids = {(line["session"], line["serial"]): line["id"] for line in ids_of(desk)}
    assert merged == {"1": ids[5, "3"], "2": ids[4, "3"], "4": ids[5, "3"]}
    cells = {line["流水号"]: line["并入流水号"] for line in sheet_of(exported(desk.ledger), "提案")}
    assert cells == {"1": "3", "2": "十一届/四次/3", "3": None, "4": "3"}
    assert_same_again(desk.ledger, founded)


def ids_of(desk: Desk) -> list[dict[str, Any]]:
    """Ids of proposals by session and serial."""
    with desk.ledger.read() as session:
        rows = session.connection().exec_driver_sql("SELECT id, session, serial FROM proposal")
        return [dict(found._mapping) for found in rows]


def test_proposals_that_merge_in_a_circle_or_nowhere_are_rejected(desk: Desk) -> None:
    report = filed(
        desk, ("并入流水号",), row(1, "2"), row(2, "1"), row(3, "3"), row(4, "9"), row(5, None)
    )
    assert reasons(report) == [
        "互相并入，成了一个圈",
        "互相并入，成了一个圈",
        "提案不能并入自己",
        "没有找到提案“十一届/五次/9”",
    ]
    filed(desk, ("并入流水号",), row(6, "5"))
    report = filed(desk, ("并入流水号", "审查结论"), row(5, "6", "并案"))
    assert reasons(report) == ["不能并入本案，或并入已并入本案的提案"]


def test_a_merged_proposal_with_another_conclusion_is_rejected(desk: Desk) -> None:
    report = filed(desk, ("并入流水号", "审查结论"), row(1, None, None), row(2, "1", "立案"))
    assert [(r.column, r.reason) for r in report.rejected] == [
        ("审查结论", "填了并入流水号的提案，审查结论应是 并案，请改正")
    ]


def test_open_topics_grow_and_closed_conclusions_do_not(desk: Desk) -> None:
    report = filed(desk, ("类别", "审查结论"), row(1, "三农", None), row(2, "社会建设", "同意"))
    assert report.notes[0] == "提案类别 新增取值“三农”"
    assert reasons(report)[0].startswith("应是 待审查、立案、")


def test_feedback_without_a_date_is_one_record(desk: Desk, founded: Path) -> None:
    sheets: dict[str, Any] = {
        "委员": NAMESAKES,
        "提案": [(*PROPOSAL, "第一提案人", "联名人"), row(1, "W001", "沈若梅、W002")],
        "反馈": [
            ("提案", "委员", "办理态度评价", "日期"),
            ("11/5/1", "W001", "满意", None),
            ("11/5/1", "W001", "基本满意", "2026-08-01"),
            ("关于第1件事的提案", "沈若梅", "不满意", None),
        ],
    }
    assert counts(desk.take(sheets))["added"]["反馈"] == 3
    assert counts(desk.take(sheets)) == {"unchanged": {"委员": 3, "提案": 1, "反馈": 3}}
    assert_same_again(desk.ledger, founded)


def test_serials_with_slashes_and_words_come_back(desk: Desk, founded: Path) -> None:
    filed(
        desk,
        ("并入流水号", "主办单位"),
        row("2024/12", None, "教育局"),
        row("11/5/7", None, None),
        row("大-3", "2024/12", None),
        row("平4", "11/5/11/5/7", None),
    )
    assert len(desk.shown("proposal")) == 4
    assert_same_again(desk.ledger, founded)


def test_a_key_that_a_spreadsheet_made_a_date_is_rejected(desk: Desk) -> None:
    filed(desk, (), row(12))

    report = desk.take({"办理": [HANDLING, (date(2012, 11, 5), "教育局", "主办")]})
    assert reasons(report) == ["被存成了日期，请改为文本格式后重新填写"]


def test_a_list_as_an_office_keeps_it_is_taken(desk: Desk) -> None:
    desk.take({"委员": NAMESAKES})
    report = desk.take(
        {
            "2026年提案一览表": [
                ("政协云溪县十一届五次会议提案一览表",),
                (None,),
                (
                    "届次",
                    "会次",
                    "收文号",
                    "提案编号",
                    "提案\n题目",
                    "提案人",
                    "附议人",
                    "提案日期",
                    "承办单位",
                    "协办单位",
                    "备注栏",
                ),
                (
                    "第十一届",
                    "第五次会议",
                    1,
                    "5-001",
                    "关于加装电梯",
                    "沈 若梅",
                    "W001",
                    "2026.1.8",
                    "住建局、财政局",
                    "发改局",
                    None,
                ),
                ("合计", None, None, None, "1件"),
            ]
        }
    )
    assert reasons(report) == []
    assert counts(report)["added"] == {"提案": 1, "会次": 1, "单位": 3, "办理": 3}
    found = desk.shown("proposal")[0]
    names = ("case_number", "first_signer_id", "joint_signers", "leads", "joints")
    assert [found[name] for name in names] == [
        "5-001",
        "沈若梅",
        "陈伟",
        "住建局、财政局",
        "发改局",
    ]
